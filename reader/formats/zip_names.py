"""What a ZIP entry says of itself beyond the fields everybody reads: its true name, its time, its kind."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zipfile import ZipInfo

from reader.formats import member_names

UTF8_FLAG = 0x800
"""General purpose bit 11 (APPNOTE.TXT 4.4.4): the name is UTF-8."""

_UNICODE_PATH, _EXTENDED_TIME = 0x7075, 0x5455
_UNIX = 3


def names(entries: Sequence[ZipInfo]) -> tuple[list[str], str]:
    """The name of every entry, and how the charset of those without a stated one was decided (empty: all stated).

    Entries were read with ``metadata_encoding="cp437"``, so that the bytes of unmarked names can be had back.
    """
    result = [entry.orig_filename for entry in entries]
    unknown: list[tuple[int, bytes]] = []
    for n, entry in enumerate(entries):
        if entry.flag_bits & UTF8_FLAG or result[n].isascii():
            continue
        raw = result[n].encode("cp437", "replace")
        unicode_path = _unicode_path(entry, raw)
        if unicode_path is not None:
            result[n] = unicode_path
        else:
            unknown.append((n, raw))
    if not unknown:
        return result, ""
    texts, how = member_names.decoded((raw for _, raw in unknown), "cp437")
    for (n, _), text in zip(unknown, texts, strict=True):
        result[n] = text
    return result, how


def modified(entry: ZipInfo) -> tuple[str | None, str]:
    """(UTC time of the member where the entry has one, its local time as written).

    ZIP's own times have no zone and steps of two seconds; only the extended timestamp field is in UTC.
    """
    local = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}".format(*entry.date_time)
    for kind, data in _extra(entry.extra):
        if kind == _EXTENDED_TIME and len(data) >= 5 and data[0] & 1:
            moment = datetime.fromtimestamp(struct.unpack_from("<I", data, 1)[0], UTC)
            return moment.isoformat(timespec="seconds").replace("+00:00", "Z"), local
    return None, local


def special(entry: ZipInfo) -> str:
    """Empty for a regular file; else what the entry is, with its article."""
    if entry.create_system != _UNIX:
        return ""
    mode = entry.external_attr >> 16
    kinds = {stat.S_IFLNK: "a symbolic link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    if stat.S_IFMT(mode) in {stat.S_IFBLK, stat.S_IFCHR}:
        return "a device"
    return kinds.get(stat.S_IFMT(mode), "")


def _unicode_path(entry: ZipInfo, raw: bytes) -> str | None:
    """Info-ZIP's Unicode Path field, if it speaks of this very name (its CRC says so)."""
    for kind, data in _extra(entry.extra):
        if kind == _UNICODE_PATH and len(data) > 5 and struct.unpack_from("<I", data, 1)[0] == zlib.crc32(raw):
            return data[5:].decode("utf-8", "replace")
    return None


def _extra(data: bytes) -> Iterator[tuple[int, bytes]]:
    while len(data) >= 4:
        kind, size = struct.unpack_from("<HH", data)
        yield kind, data[4 : 4 + size]
        data = data[4 + size :]
