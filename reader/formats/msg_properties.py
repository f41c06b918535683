"""Properties of Outlook messages: the streams of a compound file, decoded ([MS-OXMSG], [MS-OXPROPS])."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from olefile import STGTY_STREAM, OleFileIO

from reader.errors import TruncatedInput, UnreadableInput
from reader.text import charsets, decode

UNICODE, STRING8, BINARY, TIME, LONG, BOOLEAN = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003, 0x000B
_STREAM_BYTES = 256 * 1024**2
_CODEPAGES = (0x3FDE, 0x3FFD)
"""PidTagInternetCodepage and PidTagMessageCodepage: the charset of 8-bit strings."""

_HEADERS = {"": 32, "attach": 8, "recip": 8}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Storage:
    """One storage of the file (the message, an attachment, a recipient). *path* are the names that lead to it."""

    def __init__(
        self, ole: OleFileIO, path: tuple[str, ...] = (), codepage: str = "", *, embedded: bool = False
    ) -> None:
        self._ole = ole
        self.path = path
        kind = (
            "attach"
            if path and path[-1].startswith("__attach")
            else "recip"
            if path and path[-1].startswith("__recip")
            else ""
        )
        self._fixed = self._read_fixed(24 if embedded else _HEADERS[kind])
        self.codepage = codepage or self._codepage()

    def text(self, tag: int) -> str:
        """A string property; empty when absent."""
        raw = self._stream(tag, UNICODE)
        if raw is not None:
            return raw.decode("utf-16-le", "replace").rstrip("\0")
        raw = self._stream(tag, STRING8)
        return self._decoded(raw.rstrip(b"\0")) if raw else ""

    def binary(self, tag: int) -> bytes | None:
        """A binary property."""
        return self._stream(tag, BINARY)

    def number(self, tag: int) -> int | None:
        """An integer or boolean property."""
        for kind in (LONG, BOOLEAN):
            raw = self._fixed.get((tag, kind))
            if raw is not None:
                return int(struct.unpack("<i", raw[:4])[0])
        return None

    def time(self, tag: int) -> str | None:
        """A time property in UTC, ``2031-05-06T07:08:09Z``."""
        raw = self._fixed.get((tag, TIME))
        if raw is None:
            return None
        try:
            moment = _EPOCH + timedelta(microseconds=struct.unpack("<Q", raw)[0] // 10)
        except OverflowError:
            return None
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")

    def inner(self, prefix: str) -> list[Storage]:
        """Storages directly below whose name begins with *prefix*, in the order of their numbers."""
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self._ole.listdir(streams=False, storages=True)
            if len(entry) == depth + 1 and tuple(entry[:depth]) == self.path and entry[depth].startswith(prefix)
        }
        return [Storage(self._ole, (*self.path, name), self.codepage) for name in sorted(names)]

    def embedded(self) -> Storage | None:
        """The message inside an attachment, if it is one."""
        path = (*self.path, "__substg1.0_3701000D")
        return Storage(self._ole, path, embedded=True) if self._ole.exists(list(path)) else None

    def _decoded(self, raw: bytes) -> str:
        codec = charsets.resolve(self.codepage) if self.codepage else None
        if raw.isascii():
            return raw.decode("ascii")
        if codec and len(raw) < 24 and "\ufffd" not in (text := charsets.to_text(raw, codec)):
            return text
        try:
            return decode.decode(raw, [decode.Declared(self.codepage, "message")] if self.codepage else []).text
        except UnreadableInput:
            return charsets.to_text(raw, codec or "gb18030")

    def _codepage(self) -> str:
        for tag in _CODEPAGES:
            number = self.number(tag)
            if number:
                return "utf-8" if number == 65001 else "big5" if number == 950 else f"cp{number}"
        return ""

    def _stream(self, tag: int, kind: int) -> bytes | None:
        return self._read(f"__substg1.0_{tag:04X}{kind:04X}", _STREAM_BYTES)

    def _read_fixed(self, header: int) -> dict[tuple[int, int], bytes]:
        data = (self._read("__properties_version1.0", 1024**2) or b"")[header:]
        found = {}
        for at in range(0, len(data) - 15, 16):
            kind, tag, _, value = struct.unpack_from("<HHI8s", data, at)
            found[tag, kind] = value
        return found

    def _read(self, name: str, limit: int) -> bytes | None:
        path = [*self.path, name]
        if self._ole.get_type(path) != STGTY_STREAM:  # absent, or a storage of that name
            return None
        check_size(self._ole, self._ole.get_size(path))
        try:
            with self._ole.openstream(path) as stream:
                return bytes(stream.read(limit))
        except (OverflowError, MemoryError):
            raise TruncatedInput(
                "The file is damaged or a trap: its header claims sectors larger than any file.",
                hint="Compare with another copy of the file.",
            ) from None


def check_size(ole: OleFileIO, size: int) -> None:
    """Raise TruncatedInput for a stream that claims more bytes than its file has: its sectors may run in a circle."""
    if max(size, ole.root.size) > ole.fp.seek(0, 2):
        raise TruncatedInput(
            "The file is damaged or a trap: a part of it claims to be larger than the whole.",
            hint="Compare with another copy of the file.",
        )


def decompressed_rtf(data: bytes, limit: int) -> bytes:
    """A compressed RTF body undone ([MS-OXRTFCP]); empty for anything else."""
    if len(data) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == 0x414C454D:  # "MELA": not compressed
        return data[16 : 16 + min(size, limit)]
    if kind != 0x75465A4C:  # "LZFu"
        return b""
    window = bytearray(_RTF_START) + bytearray(4096 - len(_RTF_START))
    write = len(_RTF_START)
    out = bytearray()
    at = 16
    while at < len(data) and len(out) < min(size, limit):
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                break
            if flags >> bit & 1:
                if at + 1 >= len(data):
                    return bytes(out)
                offset, length = data[at] << 4 | data[at + 1] >> 4, (data[at + 1] & 15) + 2
                at += 2
                if offset == write:
                    return bytes(out)
                piece = []
                for step in range(length):
                    byte = window[(offset + step) % 4096]
                    window[write] = byte
                    write = (write + 1) % 4096
                    piece.append(byte)
                out += bytes(piece)
            else:
                out.append(data[at])
                window[write] = data[at]
                write = (write + 1) % 4096
                at += 1
    return bytes(out)


_RTF_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
