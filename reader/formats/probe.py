"""What can be known of a file before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
        head = read_head(stream)
    return Probe(name=name, head=head, size=path.stat().st_size, media_type=media_type)


def read_head(stream: BinaryIO) -> bytes:
    """The bytes of a file that tell what it is: its first 64 KiB, and the directory of a compound file beyond them."""
    head = stream.read(HEAD_BYTES)
    return head + _directory(stream, head) if head.startswith(OLE_MAGIC) else head


def _directory(stream: BinaryIO, head: bytes) -> bytes:
    """The first sectors of a compound file's directory, whose names tell what it is, where they lie beyond the head."""
    shift = int.from_bytes(head[30:32], "little")
    first = int.from_bytes(head[48:52], "little")
    start = (first + 1) << shift if shift in {9, 12} else 0
    if start + 2048 <= HEAD_BYTES or start > 2**40:
        return b""
    stream.seek(start)
    return stream.read(2048)
