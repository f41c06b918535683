"""RAR archives made by code, with stored members (the format of RAR 1.5 to 4, and RAR 5), after the published notes."""

import struct
import zlib

OLD, NEW = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
DOS_TIME = (2031 - 1980) << 25 | 5 << 21 | 6 << 16 | 7 << 11 | 8 << 5 | 4


def old_rar(*members, flags=0, mode=0o100644, main=0):
    """``(name, data)`` pairs; *flags* are further flags of the files, *main* those of the archive."""
    out = OLD + _old(0x73, main, bytes(6))
    for name, data in members:
        encoded = name.encode()
        body = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), DOS_TIME, 29, 0x30, len(encoded), mode
        )
        out += _old(0x74, 0x8200 | flags, body + encoded) + data
    return out + _old(0x7B, 0x4000, b"")


def new_rar(*members, claim=None, encrypted=False):
    """The same as RAR 5; *claim* is the size the first member says it has."""
    out = NEW
    if encrypted:
        out += _new(4, _number(0) + _number(0) + b"\x0f" + bytes(16))
    out += _new(1, _number(0))
    for name, data in members:
        encoded = name.encode()
        size = len(data) if claim is None else claim
        body = _number(2 | 4) + _number(size) + _number(0o100644)
        body += struct.pack("<II", 1_935_000_000, zlib.crc32(data)) + _number(0) + _number(1)
        out += _new(2, body + _number(len(encoded)) + encoded, data)
    return out + _new(5, _number(0))


def _old(kind, flags, body):
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def _new(kind, body, data=None):
    head = _number(kind) + (_number(0) if data is None else _number(2) + _number(len(data))) + body
    sized = _number(len(head)) + head
    return struct.pack("<I", zlib.crc32(sized)) + sized + (data or b"")


def _number(value):
    out = b""
    while value > 127:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])
