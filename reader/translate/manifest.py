"""``models/manifest.toml``: the packages we know, their hashes, licences and measured quality."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.errors import PackageCorrupt, UnknownObject


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One known package. ``size`` in bytes; ``url`` is empty for bundled ones.

    ``quality`` maps a kind of text (``law``, ``news`` …) to its figures. ``max_input_tokens``: longer
    input is split, ``None`` for the usual limit. ``norms``: the usual lengths of its output, measured by
    ``models/training/norms.py``.
    """

    name: str
    version: str
    from_code: str
    to_code: str
    file: str
    size: int
    sha256: str
    licence: str
    url: str = ""
    bundled: bool = False
    quality: Mapping[str, Any] = field(default_factory=dict)
    max_input_tokens: int | None = None
    norms: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """``zh_en-1.9``: what ``reader models install`` takes."""
        return f"{self.name}-{self.version}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Known packages and the thresholds of "gist only" (chrF per kind of text)."""

    entries: tuple[ManifestEntry, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)

    def by_sha256(self, sha256: str) -> ManifestEntry | None:
        """The entry whose archive has this hash."""
        return next((e for e in self.entries if e.sha256 == sha256), None)

    def by_file(self, file: str) -> ManifestEntry | None:
        """The entry distributed under this file name."""
        return next((e for e in self.entries if e.file == file), None)

    def named(self, name: str) -> ManifestEntry:
        """The entry called *name* (``zh_en`` or ``zh_en-1.9``; the newest of several).

        Raises :class:`UnknownObject` naming those that exist.
        """
        found = [e for e in self.entries if name in (e.name, e.label, e.file)]
        if not found:
            known = ", ".join(e.label for e in self.entries) or "none"
            raise UnknownObject(
                f"There is no package called {name!r} in the manifest.",
                hint=f"Known packages: {known}. A package file you already have: reader models import FILE",
            )
        return max(found, key=lambda e: version_key(e.version))


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Sorts ``1.10`` after ``1.9``; parts that are no numbers sort first."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in version.split("."))


def load(path: Path) -> Manifest:
    """Read *path*; a missing file is an empty manifest, a damaged one raises :class:`PackageCorrupt`."""
    try:
        with path.open("rb") as stream:
            table = tomllib.load(stream)
        return Manifest(
            entries=tuple(_entry(row) for row in table.get("package", [])),
            thresholds={str(kind): float(value) for kind, value in table.get("threshold", {}).items()},
        )
    except FileNotFoundError:
        return Manifest()
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError, UnicodeDecodeError) as error:
        raise PackageCorrupt(
            f"{path.name}, the list of known translation packages, is damaged.",
            hint="Restore models/manifest.toml from the distribution.",
        ) from error


def _entry(row: Mapping[str, Any]) -> ManifestEntry:
    return ManifestEntry(
        name=str(row["name"]),
        version=str(row["version"]),
        from_code=str(row["from_code"]),
        to_code=str(row["to_code"]),
        file=str(row["file"]),
        size=int(row["bytes"]),
        sha256=str(row["sha256"]).lower(),
        licence=str(row["licence"]),
        url=str(row.get("url", "")),
        bundled=bool(row.get("bundled", False)),
        quality=dict(row.get("quality", {})),
        max_input_tokens=int(row["max_input_tokens"]) if "max_input_tokens" in row else None,
        norms=dict(row.get("norms", {})),
    )
