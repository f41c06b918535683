"""What can be known of a file before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to tell what it is."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The first 64 KiB of a file, its size in bytes, its name and the media type
    somebody declared for it (never trusted)."""

    name: str
    head: bytes
    size: int
    media_type: str | None = None


def probe_file(path: Path, name: str, media_type: str | None = None) -> Probe:
    """Probe of the file at *path*; raises ``OSError`` when it cannot be read."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    return Probe(name=name, head=head, size=path.stat().st_size, media_type=media_type)
