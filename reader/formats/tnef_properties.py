"""Outlook's transport container (TNEF, ``winmail.dat``) taken apart ([MS-OXTNEF]): attributes and MAPI properties.

A :class:`Storage` answers the same questions as that of an Outlook message, so both are read by the same code.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from reader.errors import LimitExceeded, TruncatedInput
from reader.text import charsets

MAGIC = 0x223E9F78
_SUBJECT, _BODY, _SENT, _CODEPAGE, _PROPERTIES = 0x8004, 0x800C, 0x8005, 0x9007, 0x9003
_ATTACHMENT_BEGINS, _ATTACHMENT_TITLE, _ATTACHMENT_DATA, _ATTACHMENT_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_RECIPIENTS, _FROM = 0x9004, 0x8000
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_COUNTED = {0x0D, 0x1E, 0x1F, 0x0102}
_UNICODE, _STRING, _OBJECT, _BINARY, _TIME = 0x1F, 0x1E, 0x0D, 0x0102, 0x40
_NAMED = 0x8000
_MOST = 100_000
_DEPTH = 5
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

Properties = dict[tuple[int, int], bytes]
"""By (tag, type); of properties with several values the first."""


class Storage:
    """The message, one of its attachments or one of its recipients."""

    def __init__(self, properties: Properties, codepage: str = "") -> None:
        self.codepage = codepage
        self.damaged = False
        """Whether the container ends before it should."""
        self._properties = properties
        self._attachments: list[Storage] = []
        self._recipients: list[Storage] = []
        self._depth = 0

    @classmethod
    def read(cls, data: bytes, depth: int = 0) -> Storage:
        """The container in *data*. Raises TruncatedInput when it has no attribute at all, LimitExceeded."""
        message = cls({})
        message._depth = depth
        count = 0
        for level, name, value in _attributes(data, message):
            count += 1
            if level == 2:
                message._attach(name, value)
            else:
                message._take(name, value)
        if not count:
            raise TruncatedInput("The container holds nothing that can be read.", hint="Compare with another copy.")
        for attachment in message._attachments:
            attachment.codepage = message.codepage
        return message

    def text(self, tag: int) -> str:
        """A string property; empty when absent."""
        raw = self._properties.get((tag, _UNICODE))
        if raw is not None:
            return raw.decode("utf-16-le", "replace").rstrip("\0")
        raw = self._properties.get((tag, _STRING), b"").rstrip(b"\0")
        codec = charsets.resolve(self.codepage) if self.codepage else None
        return charsets.to_text(raw, codec or "gb18030") if raw else ""

    def binary(self, tag: int) -> bytes | None:
        """A binary property."""
        return self._properties.get((tag, _BINARY))

    def number(self, tag: int) -> int | None:
        """An integer or boolean property."""
        raw = self._properties.get((tag, 0x03)) or self._properties.get((tag, 0x0B))
        return int.from_bytes(raw[:4], "little", signed=True) if raw else None

    def time(self, tag: int) -> str | None:
        """A time property in UTC, ``2031-05-06T07:08:09Z``."""
        raw = self._properties.get((tag, _TIME))
        if raw is None:
            return None
        try:
            moment = _EPOCH + timedelta(microseconds=int.from_bytes(raw, "little") // 10)
        except OverflowError:
            return None
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

    def inner(self, prefix: str) -> list[Storage]:
        """The attachments (``__attach…``) or the recipients (``__recip…``)."""
        return self._attachments if prefix.startswith("__attach") else self._recipients

    def embedded(self) -> Storage | None:
        """The message inside an attachment, if it is one that can be read."""
        raw = self._properties.get((0x3701, _OBJECT), b"")[16:]  # an interface identifier stands in front
        if len(raw) < 4 or int.from_bytes(raw[:4], "little") != MAGIC or self._depth >= _DEPTH:
            return None
        try:
            return Storage.read(raw, self._depth + 1)
        except TruncatedInput:
            return None

    def _take(self, name: int, value: bytes) -> None:
        """An attribute of the message."""
        if name == _CODEPAGE and len(value) >= 4:
            number = int.from_bytes(value[:4], "little")
            self.codepage = "utf-8" if number == 65001 else "big5" if number == 950 else f"cp{number}"
        elif name == _PROPERTIES:
            self._properties |= _properties(value, 1)[0]
        elif name == _RECIPIENTS:
            self._recipients = [Storage(row, self.codepage) for row in _properties(value)]
        elif name == _SUBJECT:
            self._properties.setdefault((0x0037, _STRING), value)
        elif name == _BODY:
            self._properties.setdefault((0x1000, _STRING), value)
        elif name == _SENT and len(value) >= 12:
            self._sent(value)
        elif name == _FROM and len(value) > 8:
            size = int.from_bytes(value[4:6], "little")  # two lengths and a number, then name and address
            self._properties.setdefault((0x0C1A, _STRING), value[8 : 8 + size])

    def _sent(self, value: bytes) -> None:
        """A time in seven numbers; these state no zone and are taken for UTC."""
        try:
            moment = datetime(*struct.unpack_from("<6H", value)).replace(tzinfo=UTC)
        except ValueError:
            return
        ticks = int((moment - _EPOCH).total_seconds()) * 10**7
        self._properties.setdefault((0x0039, _TIME), ticks.to_bytes(8, "little"))

    def _attach(self, name: int, value: bytes) -> None:
        """An attribute of an attachment; one of them begins the next."""
        if name == _ATTACHMENT_BEGINS or not self._attachments:
            if len(self._attachments) >= _MOST:
                raise LimitExceeded("The container has too many attachments.", hint="It may be a trap.")
            self._attachments.append(Storage({}, self.codepage))
            self._attachments[-1]._depth = self._depth
        own = self._attachments[-1]._properties
        if name == _ATTACHMENT_TITLE:
            own.setdefault((0x3704, _STRING), value)
        elif name == _ATTACHMENT_DATA:
            own.setdefault((0x3701, _BINARY), value)
        elif name == _ATTACHMENT_PROPERTIES:
            own |= _properties(value, 1)[0]


def _attributes(data: bytes, message: Storage) -> Iterator[tuple[int, int, bytes]]:
    """(level, name, value) of every attribute; ends where the data does."""
    at = 6
    while at + 9 <= len(data) and data[at] in (1, 2):
        level, name, _kind, size = struct.unpack_from("<BHHI", data, at)
        at += 9
        yield level, name, data[at : at + size]
        at += size + 2  # a checksum follows; the bytes are told as they are, right or wrong
    message.damaged = at > len(data) or (at < len(data) and data[at] in (1, 2))


def _properties(data: bytes, tables: int = 0) -> list[Properties]:
    """Rows of properties: as many as *data* says, or one with *tables* = 1. What follows damage is left out."""
    rows = tables
    at = 0
    if not rows:
        rows, at = min(int.from_bytes(data[:4], "little"), _MOST), 4
    found: list[Properties] = []
    for _ in range(rows):
        row: Properties = {}
        found.append(row)
        count = int.from_bytes(data[at : at + 4], "little")
        at += 4
        for _ in range(min(count, _MOST)):
            at = _property(data, at, row)
            if at >= len(data):
                return found
    return found


def _property(data: bytes, at: int, row: Properties) -> int:
    """Read the property at *at* into *row*; where the next begins (the end of *data* when it is damaged)."""
    try:
        kind, tag = struct.unpack_from("<HH", data, at)
        at += 4
        if tag >= _NAMED:
            (by_name,) = struct.unpack_from("<I", data, at + 16)
            at += 24
            if by_name:
                at += _padded(int.from_bytes(data[at - 4 : at], "little"))
        several = bool(kind & 0x1000)
        kind &= 0x0FFF
        count = 1
        if several or kind in _COUNTED:
            (count,) = struct.unpack_from("<I", data, at)
            at += 4
        for number in range(count):
            size = _FIXED.get(kind, 4)
            if kind in _COUNTED:
                (size,) = struct.unpack_from("<I", data, at)
                at += 4
            elif kind not in _FIXED:
                return len(data)
            if number == 0 and at + size <= len(data) and tag < _NAMED:
                row[tag, kind] = data[at : at + size]
            at += _padded(size)
            if at >= len(data):
                break
        return at
    except struct.error:
        return len(data)


def _padded(size: int) -> int:
    return size + -size % 4
