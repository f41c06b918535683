"""The body of one archive record, decoded and digested while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.formats import http_body
from reader.formats.digests import PayloadDigest
from reader.formats.probe import HEAD_BYTES

_READ = 64 * 1024


class Body:
    """Iterates over the decoded body of *record*; raises what :mod:`http_body` raises."""

    def __init__(self, record: Any, ratio: int) -> None:
        self.digest = PayloadDigest(record.rec_headers.get_header("WARC-Payload-Digest"))
        self._record = record
        self._read = 0
        self._peeked: list[bytes] = []
        self._pieces = self._decoded(ratio)

    def __iter__(self) -> Iterator[bytes]:
        while self._peeked:
            yield self._peeked.pop(0)
        yield from self._pieces

    def peek(self) -> bytes:
        """About the first 64 KiB, which iterating gives again."""
        size = 0
        while size < HEAD_BYTES and (piece := next(self._pieces, None)) is not None:
            self._peeked.append(piece)
            size += len(piece)
        return b"".join(self._peeked)

    def drain(self) -> None:
        """Read to the end, for the digest's sake."""
        for pieces in (self._framed, self._stored()):
            for _ in pieces:
                continue

    @property
    def missing(self) -> int:
        """Bytes the record's header promises but the archive does not hold (after reading all)."""
        record = self._record
        expected = record.payload_length if record.payload_length >= 0 else record.length
        return max(0, (expected or 0) - self._read)

    def _decoded(self, ratio: int) -> Iterator[bytes]:
        headers = self._record.http_headers
        transfer = (headers.get_header("Transfer-Encoding") or "").lower() if headers else ""
        encoding = (headers.get_header("Content-Encoding") or "").lower().strip() if headers else ""
        pieces = self._stored()
        self._framed = self._digested(http_body.dechunked(pieces) if "chunked" in transfer else pieces)
        return http_body.decompressed(self._framed, encoding, ratio)

    def _stored(self) -> Iterator[bytes]:
        while piece := self._record.raw_stream.read(_READ):
            self._read += len(piece)
            self.digest.stored(piece)
            yield piece

    def _digested(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.digest.body(piece)
            yield piece
