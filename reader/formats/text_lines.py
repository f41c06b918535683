"""Lines of a text file with the bytes they stand at, in any charset, without holding the file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_READ = 1024 * 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line (or a piece of a very long one): its text without the line end, its number
    (1-based), and the bytes ``offset`` … ``offset + length`` it was decoded from."""

    text: str
    number: int
    offset: int
    length: int
    continued: bool = False


def decoded_lines(stream: BinaryIO, charset: str, start: int, limit: int, line_end: str = "\n") -> Iterator[Line]:
    """Lines of *stream* from byte *start* (after a byte order mark), decoded as *charset*.

    Undecodable bytes become U+FFFD. Lines over 64 KiB come in pieces that never cut
    a character; ``continued`` is set on all pieces but the first. Reading stops at the
    first megabyte boundary past *limit* bytes.
    """
    stream.seek(start)
    for number, (offset, raw) in enumerate(_byte_lines(stream, _encoded(line_end, charset), start, limit), 1):
        yield from _pieces(raw, charset, number, offset)


def _pieces(raw: bytes, charset: str, number: int, offset: int) -> Iterator[Line]:
    decoder = codecs.getincrementaldecoder(charset)(errors="replace")
    position = pending = 0
    while True:
        piece = raw[position : position + _PIECE]
        last = position + len(piece) >= len(raw)
        text = decoder.decode(piece, final=last)
        still_pending = 0 if last else len(decoder.getstate()[0])
        length = pending + len(piece) - still_pending
        yield Line(text.rstrip("\r\n"), number, offset + position - pending, length, continued=position > 0)
        if last:
            return
        position += len(piece)
        pending = still_pending


def _encoded(line_end: str, charset: str) -> bytes:
    """The line end as bytes; its length is the width of a code unit."""
    name = codecs.lookup(charset).name
    if name.startswith(("utf-16", "utf-32")):
        return line_end.encode(name if name.endswith(("le", "be")) else f"{name}-le")
    return line_end.encode("ascii")


def _byte_lines(stream: BinaryIO, line_end: bytes, offset: int, limit: int) -> Iterator[tuple[int, bytes]]:
    """(offset, bytes) of each line, without its line end."""
    width = len(line_end)
    pending = bytearray()
    searched = 0
    while offset + len(pending) <= limit and (chunk := stream.read(_READ)):
        pending += chunk
        position = 0
        while (found := _find(pending, line_end, position, searched)) >= 0:
            yield offset + position, bytes(pending[position:found])
            position = searched = found + width
        offset += position
        del pending[:position]
        searched = max(0, len(pending) - len(pending) % width - width)
    if pending:
        yield offset, bytes(pending)


def _find(data: bytearray, line_end: bytes, base: int, start: int) -> int:
    """Where the next line end is, on a code unit boundary counted from *base*."""
    found = data.find(line_end, start)
    while found >= 0 and (found - base) % len(line_end):
        found = data.find(line_end, found + 1)
    return found
