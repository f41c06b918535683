"""Streams compressed with gzip, bzip2, xz or Zstandard, undone piece by piece; errors say what a person can do."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.errors import FormatError, TruncatedInput
from reader.formats import zstd_stream

GZIP, BZIP2, XZ, ZSTD = "application/gzip", "application/x-bzip2", "application/x-xz", zstd_stream.ZSTD
KINDS = (GZIP, BZIP2, XZ, ZSTD)

_READ = 64 * 1024
_OUT = 256 * 1024
_XZ_MEMORY = 256 * 1024**2


class _Gzip:
    """zlib's engine with the interface of the other two."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(31)

    def decompress(self, data: bytes, most: int) -> bytes:
        return self._engine.decompress(self._engine.unconsumed_tail + data, most)

    @property
    def needs_input(self) -> bool:
        return not self._engine.unconsumed_tail

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data


_ENGINES: dict[str, Callable[[], Any]] = {
    GZIP: _Gzip,
    BZIP2: bz2.BZ2Decompressor,
    XZ: lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY),
    ZSTD: zstd_stream.Engine,
}
_MAGIC: dict[str, tuple[bytes, ...]] = {
    GZIP: (b"\x1f\x8b",),
    BZIP2: (b"BZh",),
    XZ: (b"\xfd7zXZ\x00",),
    ZSTD: (zstd_stream.MAGIC, *zstd_stream.SKIPPED),
}
_BROKEN = (zlib.error, OSError, lzma.LZMAError, EOFError, *zstd_stream.ERRORS)


def unpacked(path: Path, kind: str) -> Iterator[bytes]:
    """Pieces of at most 256 KiB. Streams that follow one another are joined, as the tools do.

    Raises TruncatedInput when the data breaks off or is damaged.
    """
    with path.open("rb") as stream:
        make = zstd_stream.engines(stream) if kind == ZSTD else _ENGINES[kind]
        stream.seek(0)
        engine = make()
        begun = True
        while piece := stream.read(_READ):
            while True:
                if not begun:
                    if not any(magic.startswith(piece[:2]) or piece.startswith(magic[:2]) for magic in _MAGIC[kind]):
                        return  # padding, or something that is no part of the stream
                    engine, begun = make(), True
                try:
                    out = engine.decompress(piece, _OUT)
                except _BROKEN:
                    raise TruncatedInput(
                        "The compressed data is damaged.", hint="What precedes the damage is kept."
                    ) from None
                yield out
                piece = b""
                if engine.eof:
                    begun = False
                    piece = engine.unused_data.lstrip(b"\0")
                    if not piece:
                        break
                elif engine.needs_input:
                    break
        if begun:
            raise TruncatedInput(
                "The compressed data ends before it should.",
                hint="What was there is kept; compare with another copy.",
            )


def head(data: bytes, kind: str, size: int = 1024) -> bytes:
    """The first bytes inside the compressed *data*; empty when it cannot be told."""
    try:
        return bytes(_ENGINES[kind]().decompress(data, size))
    except _BROKEN:
        return b""


class Stream:
    """The unpacked bytes as a readable file that never fails: :attr:`error` says why it ended early."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._buffer = bytearray()
        self.error: FormatError | None = None
        self.position = 0

    def read(self, size: int = -1) -> bytes:
        """Up to *size* bytes."""
        while size < 0 or len(self._buffer) < size:
            try:
                piece = next(self._pieces, None)
            except FormatError as error:
                self.error, piece = error, None
            if piece is None:
                break
            self._buffer += piece
        size = len(self._buffer) if size < 0 else size
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        self.position += len(data)
        return data
