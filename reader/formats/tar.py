"""tar archives, plain or compressed: every file inside becomes an original of its own."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import LimitExceeded
from reader.formats import member_names, packed
from reader.formats.contract import Event, Payload, Probe, Trouble
from reader.formats.members import archive_members, container_head
from reader.formats.sniff import sniff
from reader.model import Place

TAR = "application/x-tar"
_READ = 64 * 1024
_KINDS = {
    tarfile.SYMTYPE: "a symbolic link", tarfile.LNKTYPE: "a hard link", tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device", tarfile.FIFOTYPE: "a pipe",
}  # fmt: skip


class Tar:
    """tar of any age (v7, ustar, GNU, pax), with gzip, bzip2, xz or Zstandard around it."""

    name = "tar"
    version = "1"

    def score(self, probe: Probe) -> float:
        """A header block with the right checksum, perhaps compressed."""
        kind = sniff(probe)
        inside = packed.head(probe.head, kind) if kind in packed.KINDS else probe.head
        return 0.95 if begins_tar(inside) else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per file; at the end a Head that counts what else there is.

        Names that are no UTF-8 are decided over all of them together, so their members come last.
        """
        with payload.path.open("rb") as stream:
            kind = sniff(Probe("", stream.read(_READ), 0))
        pieces = packed.unpacked(payload.path, kind) if kind in packed.KINDS else _plain(payload.path)
        yield from _Reading(payload, staging, packed.Stream(pieces), self).events()


def begins_tar(block: bytes) -> bool:
    """Whether the 512 bytes are a tar header: its checksum is the sum of its bytes."""
    if len(block) < 512 or not block[0]:
        return False
    try:
        stated = int(block[148:156].rstrip(b"\0 ").lstrip() or b"x", 8)
    except ValueError:
        return False
    return stated == sum(block[:148]) + sum(block[156:512]) + 8 * 32


def _plain(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_READ):
            yield piece


class _Reading:
    def __init__(self, payload: Payload, staging: Path, stream: packed.Stream, fmt: Tar) -> None:
        self._members = archive_members(payload, staging)
        self._stream = stream
        self._format = fmt
        self._folders = 0
        self._entries = 0
        self._late: list[tuple[bytes, Event]] = []
        self._charset = ""

    def events(self) -> Iterator[Event]:
        damage = ""
        limit: LimitExceeded | None = None
        try:
            with tarfile.open(fileobj=self._stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:  # type: ignore[call-overload]
                for member in archive:
                    yield from self._member(archive, member)
        except LimitExceeded as error:
            limit = error
        except (tarfile.TarError, EOFError, OSError, ValueError) as error:
            damage = f"The archive breaks off or is damaged ({type(error).__name__})."
        yield from self._named()
        if limit is not None:
            yield Trouble.from_error(limit)
        elif self._stream.error is not None:
            yield Trouble.from_error(self._stream.error)
        elif damage:
            yield Trouble("truncated-input", damage, "What precedes the damage is kept; compare with another copy.")
        yield from self._members.closing()
        metadata = {"entries": str(self._entries), "folders": str(self._folders)}
        if self._charset:
            metadata["names_charset"] = self._charset
        yield container_head(TAR, self._format.name, self._format.version, metadata)

    def _member(self, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[Event]:
        self._members.entry()
        self._entries += 1
        raw = member.name.encode("utf-8", "surrogateescape")
        if member.isdir():
            self._folders += 1
        elif not member.isreg():
            self._members.refuse(_KINDS.get(member.type, "an entry of unknown kind"), raw.decode("utf-8", "replace"))
        else:
            yield from self._file(archive, member, raw)

    def _file(self, archive: tarfile.TarFile, member: tarfile.TarInfo, raw: bytes) -> Iterator[Event]:
        name = raw.decode("utf-8", "replace")
        events = self._members.stage(
            name,
            _content(archive, member, self._stream),
            packed=member.size,
            place=Place("member", path=name, offset=member.offset_data, length=member.size),
            modified=_time(member.mtime),
            metadata={"member_owner": owner} if (owner := member.uname or member.gname) else {},
        )
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            self._late += [(raw, event) for event in events]
        else:
            yield from events

    def _named(self) -> Iterator[Event]:
        """Members whose names had to wait, under their names."""
        if not self._late:
            return
        texts, self._charset = member_names.decoded((raw for raw, _ in self._late), "cp437")
        for text, (_, event) in zip(texts, self._late, strict=True):
            yield member_names.renamed(event, text)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo, stream: packed.Stream) -> Iterator[bytes]:
    content = archive.extractfile(member)
    left = member.size
    while content is not None and left > 0 and (piece := content.read(min(_READ, left))):
        left -= len(piece)
        yield piece


def _time(seconds: float) -> str | None:
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if seconds > 0 else None
