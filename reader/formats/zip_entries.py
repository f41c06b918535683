"""The entries of a ZIP archive: from its central directory, or, when that is damaged, from the members themselves."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipInfo

from reader.formats.zip_names import UTF8_FLAG

_LOCAL = b"PK\x03\x04"
_HEADER = struct.Struct("<4sHHHHHIIIHH")
_READ = 1024 * 1024
_SEARCH = 64 * 1024
_MOST_FALSE = 10_000
"""Signatures that begin no member; an archive with more is noise."""

_FARTHEST = 2**62
"""No file is as long, and seeking beyond 2**63 is an error; a damaged directory may even point before its file."""

_SIZES_LATER = 0x08
_BROKEN = (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError, struct.error, EOFError)


def entries(path: Path) -> tuple[list[ZipInfo], bool]:
    """Every entry, in the order of the archive's directory, and whether that directory could be read.

    Without it (cut-off downloads, damage at the end) the archive is searched for the headers before members.
    """
    try:
        with zipfile.ZipFile(path, metadata_encoding="cp437") as archive:
            return archive.infolist(), True
    except _BROKEN:
        with path.open("rb") as stream:
            return list(_salvaged(stream)), False


def data_offset(stream: BinaryIO, entry: ZipInfo) -> int | None:
    """Where the member's bytes begin, ``None`` when no member header stands where the entry says."""
    if not 0 <= entry.header_offset < _FARTHEST:
        return None
    stream.seek(entry.header_offset)
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(_LOCAL):
        return None
    *_, name_length, extra_length = _HEADER.unpack(header)
    return int(entry.header_offset + _HEADER.size + name_length + extra_length)


def _salvaged(stream: BinaryIO) -> Iterator[ZipInfo]:
    position = false = 0
    while false < _MOST_FALSE and (found := _find(stream, position)) is not None:
        entry = _local_entry(stream, found)
        if entry is None:
            position = found + 4
            false += 1
            continue
        start = stream.tell()
        if entry.flag_bits & _SIZES_LATER and not entry.compress_size:
            entry.compress_size = _measured(stream, start, entry.compress_type)
        yield entry
        position = start + entry.compress_size


def _local_entry(stream: BinaryIO, offset: int) -> ZipInfo | None:
    stream.seek(offset)
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    _, _, flags, method, time, date, crc, packed, size, name_length, extra_length = _HEADER.unpack(header)
    raw = stream.read(name_length)
    extra = stream.read(extra_length)
    if len(raw) < name_length or method not in {0, 8, 9, 12, 14, 93, 95, 98, 99}:
        return None
    entry = ZipInfo(raw.decode("utf-8" if flags & UTF8_FLAG else "cp437", "replace"))
    entry.orig_filename = raw.decode("utf-8" if flags & UTF8_FLAG else "cp437", "replace")
    entry.flag_bits, entry.compress_type, entry.CRC = flags, method, crc
    entry.compress_size, entry.file_size = packed, size
    entry.extra, entry.header_offset = extra, offset
    entry.date_time = (
        (date >> 9) + 1980, date >> 5 & 0xF, date & 0x1F, time >> 11, time >> 5 & 0x3F, (time & 0x1F) * 2,
    )  # fmt: skip
    return entry


def _measured(stream: BinaryIO, start: int, method: int) -> int:
    """Length of a member whose header leaves it open: inflating finds its end, else the next header does."""
    if method == zipfile.ZIP_DEFLATED:
        stream.seek(start)
        engine = zlib.decompressobj(-15)
        read = 0
        try:
            while not engine.eof and (piece := stream.read(64 * 1024)):
                read += len(piece)
                while piece and not engine.eof:
                    engine.decompress(piece, _READ)
                    piece = engine.unconsumed_tail
        except zlib.error:
            return read
        return read - len(engine.unused_data)
    following = _find(stream, start)
    return (following if following is not None else stream.seek(0, 2)) - start


def _find(stream: BinaryIO, position: int) -> int | None:
    stream.seek(position)
    kept = b""
    while chunk := stream.read(_SEARCH):
        data = kept + chunk
        found = data.find(_LOCAL)
        if found >= 0:
            return position - len(kept) + found
        position += len(chunk)
        kept = data[-3:]
    return None
