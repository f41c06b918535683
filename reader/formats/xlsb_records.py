"""The records of Excel binary workbooks ([MS-XLSB] 2.1.4), read from a part piece by piece."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reader.errors import LimitExceeded, TruncatedInput

MOST = 5_000_000
"""Records of one part: more than the rows of a full sheet and all cells that are read."""


def records(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """(number, data) of every record. Raises TruncatedInput when the part ends inside one, LimitExceeded past
    :data:`MOST`."""
    buffer = bytearray()
    at = count = 0
    while True:
        found = _record(buffer, at)
        if found is not None:
            kind, start, end = found
            count += 1
            if count > MOST:
                raise LimitExceeded(
                    f"A part of the workbook has more than {MOST:,} records; the rest was left out.",
                    hint="No office program writes as many; the file may be a trap.",
                )
            yield kind, bytes(buffer[start:end])
            at = end
            continue
        del buffer[:at]
        at = 0
        piece = next(chunks, None)
        if piece is None:
            if buffer:
                raise TruncatedInput(
                    "A part of the workbook ends in the middle of a record.",
                    hint="Compare with another copy of the file.",
                )
            return
        buffer += piece


def _record(buffer: bytearray, at: int) -> tuple[int, int, int] | None:
    """Number, start and end of the record at *at*, if all of it is there."""
    if at >= len(buffer):
        return None
    kind = buffer[at]
    at += 1
    if kind & 0x80:
        if at >= len(buffer):
            return None
        kind = kind & 0x7F | (buffer[at] & 0x7F) << 7
        at += 1
    size = 0
    for shift in (0, 7, 14, 21):
        if at >= len(buffer):
            return None
        byte = buffer[at]
        at += 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return (kind, at, at + size) if at + size <= len(buffer) else None


def text(data: bytes, at: int) -> tuple[str, int]:
    """The counted string (XLWideString) at *at*, and where it ends; half a character becomes U+FFFD, what is not
    there is empty."""
    count = int.from_bytes(data[at : at + 4], "little")
    if count == 0xFFFFFFFF or at + 4 > len(data):  # no string at all
        return "", at + 4
    end = at + 4 + 2 * min(count, (len(data) - at - 4) // 2)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def rk(value: int) -> float:
    """A number packed into 30 bits ([MS-XLSB] 2.5.122): whole or the upper part of a double, perhaps times 100."""
    if value & 2:
        number = float((value >> 2) - (1 << 30) if value & 0x80000000 else value >> 2)
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0])
    return number / 100 if value & 1 else number
