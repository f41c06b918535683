"""The index of a WACZ (CDXJ) held against its archives: does a record stand where each line says?"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from reader.formats.contract import Trouble

_MOST_LINES = 200_000
_MOST_BYTES = 256 * 1024**2
_STARTS = (b"\x1f\x8b", b"WARC/")


class Check:
    """Reads index files, counts their lines, and looks up each place they name."""

    def __init__(self, archives: Mapping[str, Path]) -> None:
        self._archives = archives
        self._lines = 0
        self._astray: list[str] = []

    def read(self, name: str, data: bytes) -> None:
        """One index: CDXJ, plain or gzip-compressed; other files of the folder say nothing."""
        if not name.endswith((".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz")):
            return
        with ExitStack() as opened:
            streams = {n: opened.enter_context(path.open("rb")) for n, path in self._archives.items()}
            sizes = {n: path.stat().st_size for n, path in self._archives.items()}
            for line in _lines(data):
                if self._lines >= _MOST_LINES:
                    return
                place = _place(line)
                if place is not None:
                    self._lines += 1
                    if not _stands(streams, sizes, *place):
                        self._astray.append(place[0])

    def metadata(self) -> dict[str, str]:
        """How many lines there were, and how many led to a record."""
        if not self._lines:
            return {}
        return {"wacz_index": f"{self._lines - len(self._astray)} of {self._lines} index lines lead to a record"}

    def troubles(self) -> list[Trouble]:
        """One Trouble when lines lead nowhere."""
        if not self._astray:
            return []
        return [
            Trouble(
                "digest-mismatch",
                f"{len(self._astray)} lines of the archive's index lead to no record.",
                "Records may have been removed or replaced after the index was made. "
                "All records that are there were read.",
            )
        ]


def _lines(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\x1f\x8b"):
        data = _gunzipped(data)
    yield from data.split(b"\n")


def _gunzipped(data: bytes) -> bytes:
    """All gzip members, up to a limit: compressed indexes consist of many."""
    out = bytearray()
    while data.startswith(b"\x1f\x8b") and len(out) < _MOST_BYTES:
        engine = zlib.decompressobj(31)
        try:
            out += engine.decompress(data, _MOST_BYTES - len(out))
        except zlib.error:
            break
        data = engine.unused_data
    return bytes(out)


def _place(line: bytes) -> tuple[str, int, int] | None:
    """(archive, offset, length) of a CDXJ line: key, time, JSON object."""
    start = line.find(b"{")
    if start < 0:
        return None
    try:
        entry = json.loads(line[start:])
        return str(entry["filename"]).rpartition("/")[2], int(entry["offset"]), int(entry["length"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _stands(streams: Mapping[str, BinaryIO], sizes: Mapping[str, int], name: str, offset: int, length: int) -> bool:
    stream = streams.get(name)
    if stream is None or offset < 0 or offset + length > sizes[name]:
        return False
    stream.seek(offset)
    return stream.read(5).startswith(_STARTS)
