"""A single file compressed with gzip, bzip2, xz or Zstandard: the file inside becomes an original of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath

from reader.formats import member_names, packed
from reader.formats.contract import Event, Payload, Probe
from reader.formats.members import archive_members, container_head
from reader.formats.sniff import sniff
from reader.formats.tar import begins_tar
from reader.model import Place

_SUFFIXES = {
    packed.GZIP: (".gz", ".gzip", ".z"),
    packed.BZIP2: (".bz2",),
    packed.XZ: (".xz", ".lzma"),
    packed.ZSTD: (".zst",),
}
_NAMED, _EXTRA = 0x08, 0x04


class Compressed:
    """One stream that is no tar archive and no web archive."""

    name = "compressed"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Compressed bytes with anything but a tar archive inside."""
        kind = sniff(probe)
        return 0.5 if kind in packed.KINDS and not begins_tar(packed.head(probe.head, kind)) else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """One Child, then a Head."""
        with payload.path.open("rb") as stream:
            start = stream.read(64 * 1024)
        kind = sniff(Probe("", start, 0))
        stated, modified = _gzip_header(start) if kind == packed.GZIP else ("", None)
        name = stated or _without_suffix(payload.name, kind)
        members = archive_members(payload, staging)
        members.entry()
        yield from members.stage(
            name,
            packed.unpacked(payload.path, kind),
            packed=payload.path.stat().st_size,
            place=Place("member", path=name),
            modified=modified,
        )
        yield from members.closing()
        yield container_head(kind, self.name, self.version, {})


def _without_suffix(name: str, kind: str) -> str:
    path = PurePath(name)
    return path.stem if path.suffix.lower() in _SUFFIXES[kind] else f"{path.name} (unpacked)"


def _gzip_header(data: bytes) -> tuple[str, str | None]:
    """Name and time of the file as gzip noted them (RFC 1952), each empty or ``None`` when it did not."""
    if len(data) < 18:
        return "", None
    seconds = int.from_bytes(data[4:8], "little")
    moment = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    position = 10
    if data[3] & _EXTRA:
        position += 2 + int.from_bytes(data[10:12], "little")
    name = ""
    if data[3] & _NAMED:
        raw = data[position : data.find(b"\0", position)]
        (name,), _ = member_names.decoded([raw], "latin-1") if raw else ([""], "")
    return name, moment if seconds else None
