"""Walking a WARC or ARC file from record to record, over damage if need be."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.digestverifyingreader import DigestVerifyingReader
from warcio.exceptions import ArchiveLoadFailed

from reader.errors import LimitExceeded
from reader.formats import packed, zstd_stream
from reader.formats.digests import canonical

_READ = 1024 * 1024
_FIRST_READ = 16 * 1024
_MEMBER = b"\x1f\x8b\x08"
_CANDIDATE = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/\d\.\d+\r?\n")


@dataclass(slots=True)
class Damage:
    """A place where the walk broke off; ``resumed`` is the offset where it went on, if it did."""

    offset: int
    reason: str
    resumed: int | None


class Scan:
    """Iterates over records; the caller reads each before asking for the next.

    Offsets count in the file's own bytes, or in the unpacked file when the whole
    archive is one gzip stream (then ``unpacked`` is set).
    """

    def __init__(self, path: Path, staging: Path, unpacked_limit: int, *, arc: bool) -> None:
        self.unpacked = False
        self.stray = 0
        """Places where bytes between two records belong to none."""
        self._arc = arc
        self.offset = 0
        """Where the current record begins."""
        self._path = path
        self._staging = staging
        self._limit = unpacked_limit
        self._iterator: Any = None

    def length(self) -> int:
        """Bytes of the current record, what is left of it read."""
        return int(self._iterator.get_record_length())

    def walk(self) -> Iterator[Any]:
        """warcio records, and a :class:`Damage` where the file is broken."""
        if not self.unpacked and self._is_zstd():
            yield from self._unpack(0, packed.ZSTD)
            return
        start: int | None = 0
        yielded = 0
        while start is not None:
            failed = ""
            short = False
            with self._path.open("rb") as stream:
                stream.seek(start)
                self._iterator = ArchiveIterator(stream, arc2warc=self._arc, check_digests=True)
                self._iterator.known_format = None if self._arc else "warc"  # or anything with spaces passes for ARC
                self.offset = start
                try:
                    for record in self._iterator:
                        self.offset = self._iterator.offset
                        yielded += 1
                        _leave_payload_digest(record)
                        yield record
                        self._iterator.read_to_end()
                        short = getattr(record.raw_stream, "limit", 0) > 0
                        if short:  # the reader ran on to the end of the file looking for the rest
                            break
                        self.offset = self._iterator.offset
                except ArchiveLoadFailed as error:
                    if "non-chunked" in str(error) and not self.unpacked:
                        yield from self._unpack(yielded, packed.GZIP)
                        return
                    failed = "a record has no valid header"
                except (ValueError, AttributeError, TypeError, OverflowError, EOFError, zlib.error, OSError) as error:
                    failed = f"a record cannot be parsed ({type(error).__name__})"
                self.stray += self._iterator.err_count
                broken_at = max(self.offset, start)  # warcio counts backwards when a header claims too much
                if not failed and not short and broken_at >= stream.seek(0, 2):
                    return
                start = _next_record(stream, broken_at + 1)
            if not short or start is not None:  # a record that ends with the file has been told of by itself
                yield Damage(broken_at, failed or "the data breaks off", start)

    def _is_zstd(self) -> bool:
        with self._path.open("rb") as stream:
            return stream.read(4).startswith((zstd_stream.MAGIC, *zstd_stream.SKIPPED))

    def _unpack(self, done: int, kind: str) -> Iterator[Any]:
        """One gzip stream around all records, or Zstandard: unpack it (bounded), go on after the *done* first ones."""
        target = self._staging / "unpacked.warc"
        size = 0
        packed_stream = packed.Stream(packed.unpacked(self._path, kind))
        with target.open("wb") as out:
            while piece := packed_stream.read(_READ):
                size += len(piece)
                if size > self._limit:
                    raise LimitExceeded(
                        f"The archive unpacks to more than {self._limit:,} bytes.",
                        hint="It may be a trap, or compressed as one piece: split it and add the parts.",
                    )
                out.write(piece)
        broken = packed_stream.error is not None
        self.unpacked = True
        self._path = target
        for number, record in enumerate(self.walk()):
            if isinstance(record, Damage) or number >= done:
                yield record
        if broken:
            yield Damage(size, "the compressed data breaks off", None)
        target.unlink(missing_ok=True)


def _leave_payload_digest(record: Any) -> None:
    """Payload digests are compared by :mod:`digests`, which knows more notations; warcio would raise on a wrong one."""
    reader = record.raw_stream
    if not isinstance(reader, DigestVerifyingReader):
        return
    reader.payload_digester = None
    if reader.block_digester is None or not reader.block_digest:
        return
    name, _, value = canonical(reader.block_digest).partition(":")
    try:
        reader.block_digest = f"{name}:{base64.b32encode(bytes.fromhex(value)).decode()}"
    except ValueError:  # no notation of a digest at all
        record.digest_checker.problem(f"block digest failed: {reader.block_digest}")
        reader.block_digester = None


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Offset of the next place after *start* where a record begins, ``None`` at the end."""
    stream.seek(start)
    offset, kept = start, b""
    size = _FIRST_READ  # the next record is mostly near: an archive of damaged records must not be read anew for each
    while chunk := stream.read(size):
        data = kept + chunk
        for found in _CANDIDATE.finditer(data):
            absolute = offset - len(kept) + found.start()
            if _begins_record(stream, absolute):
                return absolute
        stream.seek(offset + len(chunk))
        offset += len(chunk)
        kept = data[-16:]
        size = min(2 * size, _READ)
    return None


def _begins_record(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    head = stream.read(4096)
    if head.startswith(_MEMBER):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")
