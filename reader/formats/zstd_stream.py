"""Zstandard frames undone piece by piece, with the dictionary that web archives keep in their first frame.

RFC 8878; https://iipc.github.io/warc-specifications/specifications/warc-zstd/.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import zstandard

ZSTD = "application/zstd"
MAGIC = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Begins a skippable frame that holds the dictionary of a web archive."""

SKIPPED = tuple(bytes([0x50 + n]) + b"\x2a\x4d\x18" for n in range(16))
ERRORS = (zstandard.ZstdError,)
_WINDOW_BYTES = 128 * 1024**2
_DICTIONARY_BYTES = 100 * 1024**2
"""The specification advises programs to refuse larger ones."""

_STEP = 512
"""Bytes handed to the library at once: they can become 16 MiB at most, whatever somebody packed."""


def engines(stream: BinaryIO) -> Callable[[], Engine]:
    """What makes an engine for each frame of the file in *stream* (read from its beginning)."""
    factory = zstandard.ZstdDecompressor(dict_data=_dictionary(stream), max_window_size=_WINDOW_BYTES)
    return lambda: Engine(factory)


class Engine:
    """One frame, with the interface of Python's decompressors."""

    def __init__(self, factory: zstandard.ZstdDecompressor | None = None) -> None:
        self._engine = (factory or zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES)).decompressobj()
        self._waiting = b""
        self._out = b""

    def decompress(self, data: bytes, most: int) -> bytes:
        """Up to *most* bytes more; raises one of :data:`ERRORS` when the frame is damaged."""
        self._waiting += data
        while not self._out and self._waiting and not self._engine.eof:
            step, self._waiting = self._waiting[:_STEP], self._waiting[_STEP:]
            self._out = self._engine.decompress(step)
        piece, self._out = self._out[:most], self._out[most:]
        return piece

    @property
    def needs_input(self) -> bool:
        """Whether all that was handed in has been used up."""
        return not self._waiting and not self._out

    @property
    def eof(self) -> bool:
        """Whether the frame has ended and all of it was given out."""
        return bool(self._engine.eof) and not self._out

    @property
    def unused_data(self) -> bytes:
        """Bytes after the frame."""
        return bytes(self._engine.unused_data) + self._waiting


def _dictionary(stream: BinaryIO) -> zstandard.ZstdCompressionDict | None:
    """The dictionary in the first frame; ``None`` when there is none, or none that can be used."""
    stream.seek(0)
    head = stream.read(8)
    size = int.from_bytes(head[4:8], "little")
    if not head.startswith(DICTIONARY) or size > _DICTIONARY_BYTES:
        return None
    data = stream.read(size)
    try:
        if data.startswith(MAGIC):  # a dictionary that is compressed itself
            engine = Engine()
            data = engine.decompress(data, _DICTIONARY_BYTES)
            while not engine.eof and not engine.needs_input and len(data) < _DICTIONARY_BYTES:
                data += engine.decompress(b"", _DICTIONARY_BYTES - len(data))
        return zstandard.ZstdCompressionDict(data) if data else None
    except ERRORS:
        return None
