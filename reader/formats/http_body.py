"""HTTP bodies as they were meant: chunks joined, compression undone, within bounds.

Streams in both directions; a small hostile body cannot become a large one in memory.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from reader.errors import LimitExceeded, TruncatedInput, UnreadableInput

_OUT = 256 * 1024
_FREE_BYTES = 16 * 1024**2
"""The expansion ratio is not judged below this size: short texts compress very well."""

_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;[^\r\n]*)?\r?\n")


def dechunked(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The body without the framing of ``Transfer-Encoding: chunked``.

    A body that only claims to be chunked comes out as it is (many archives store it so).
    """
    source = iter(stream)
    buffer = bytearray()
    first = True
    while True:
        while not (header := _CHUNK_SIZE.match(buffer)) and len(buffer) < 300:
            piece = next(source, None)
            if piece is None:
                break
            buffer += piece
        if not header:
            if buffer and first:
                yield bytes(buffer)
                yield from source
            return
        first = False
        remaining = int(header.group(1), 16)
        del buffer[: header.end()]
        if remaining == 0:
            return
        while remaining:
            if not buffer:
                piece = next(source, None)
                if piece is None:
                    return
                buffer += piece
            part = bytes(buffer[:remaining])
            del buffer[: len(part)]
            remaining -= len(part)
            yield part
        while len(buffer) < 2 and (piece := next(source, None)) is not None:
            buffer += piece
        if buffer.startswith(b"\r\n"):
            del buffer[:2]
        elif buffer.startswith(b"\n"):
            del buffer[:1]


def decompressed(stream: Iterable[bytes], encoding: str, ratio: int) -> Iterator[bytes]:
    """The body without ``Content-Encoding`` gzip, deflate or br.

    A body that is not compressed as declared comes out as it is. Raises
    :class:`LimitExceeded` past *ratio* times its size, :class:`TruncatedInput` when it ends early.
    """
    source = _Counted(stream)
    if encoding in {"gzip", "x-gzip"}:
        pieces = _inflate(source, lambda: zlib.decompressobj(31), lambda head: head[:2] == b"\x1f\x8b")
    elif encoding == "deflate":
        pieces = _inflate(source, lambda: zlib.decompressobj(15), _is_zlib, lambda: zlib.decompressobj(-15))
    elif encoding == "br":
        pieces = _brotli(source)
    else:
        yield from source
        return
    out = 0
    for piece in pieces:
        out += len(piece)
        if out > _FREE_BYTES and out > source.size * ratio:
            raise LimitExceeded(
                f"A compressed body grows to more than {ratio} times its size.",
                hint="It may be a trap. The original is kept unchanged.",
            )
        yield piece


class _Counted:
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = iter(stream)
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._stream)
        self.size += len(piece)
        return piece


def _is_zlib(head: bytes) -> bool:
    return len(head) >= 2 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0


def _inflate(
    source: Iterator[bytes],
    make: Callable[[], zlib._Decompress],
    fits: Callable[[bytes], bool],
    otherwise: Callable[[], zlib._Decompress] | None = None,
) -> Iterator[bytes]:
    first = next(source, b"")
    if not fits(first):
        if otherwise is None:
            yield first
            yield from source
            return
        make = otherwise
    engine = make()
    pending: bytes | None = first
    while pending is not None:
        data = pending
        while data:
            try:
                yield engine.decompress(data, _OUT)
            except zlib.error:
                raise TruncatedInput(
                    "A compressed body is damaged.", hint="What precedes the damage is kept."
                ) from None
            data = engine.unconsumed_tail
        if engine.eof and engine.unused_data.startswith(b"\x1f\x8b"):  # several gzip members
            pending, engine = engine.unused_data, make()
            continue
        pending = None if engine.eof else next(source, None)
    if not engine.eof:
        raise _cut_off()


def _brotli(source: Iterator[bytes]) -> Iterator[bytes]:
    try:
        import brotli  # type: ignore[import-untyped]
    except ImportError:
        raise UnreadableInput(
            "A body is compressed with Brotli, which this installation cannot read.",
            hint="Install the package brotli and add the archive again.",
        ) from None
    engine = brotli.Decompressor()
    try:
        for piece in source:
            yield engine.process(piece, output_buffer_limit=_OUT)
            while not engine.can_accept_more_data():
                yield engine.process(b"", output_buffer_limit=_OUT)
    except brotli.error:
        raise _damaged() from None
    if not engine.is_finished():
        raise _cut_off()


def _damaged() -> TruncatedInput:
    return TruncatedInput("A compressed body is damaged.", hint="What precedes the damage is kept.")


def _cut_off() -> TruncatedInput:
    return TruncatedInput("A compressed body ends before it should.", hint="What was there is kept.")
