"""What is known about one translation package, and the checks' and routes' results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Status = Literal["bundled", "official", "unverified", "corrupt"]
"""``bundled`` and ``official``: the archive's SHA-256 is the manifest's; ``unverified``:
usable, but nobody vouches for it; ``corrupt``: not usable, ``problem`` says why."""


@dataclass(frozen=True, slots=True)
class Package:
    """One Argos package.

    ``path`` is the unpacked folder when ``ready``, otherwise the ``.argosmodel``
    file (:meth:`PackageStore.choose` unpacks it). ``sha256`` and ``size`` (bytes)
    speak of the ``.argosmodel`` file. Codes are Argos': ``zh`` Simplified, ``zt``
    Traditional. ``quality`` is the manifest's table, empty when nothing was measured; ``max_input_tokens``
    the input length beyond which its output was measured to suffer, ``None`` when unknown.
    ``problem`` says in plain words what is wrong or doubtful, empty when nothing is.
    """

    name: str
    version: str
    from_code: str
    to_code: str
    path: Path
    sha256: str
    size: int
    status: Status
    licence: str = ""
    quality: Mapping[str, Any] = field(default_factory=dict)
    ready: bool = False
    problem: str = ""
    max_input_tokens: int | None = None

    @property
    def label(self) -> str:
        """Name and version as shown to people and accepted by ``choose``: ``zh_en-starter-0.4``."""
        return f"{self.name}-{self.version}" if self.version else self.name

    @property
    def usable(self) -> bool:
        """Whether it can translate."""
        return self.status != "corrupt"


@dataclass(frozen=True, slots=True)
class PackageCheck:
    """Result of re-hashing one package. ``failures`` are plain sentences, empty when ``ok``."""

    package: Package
    ok: bool
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Which package translates a language, and whether Traditional script must be
    converted to Simplified (OpenCC) before the engine sees it."""

    package: Package
    to_simplified: bool
