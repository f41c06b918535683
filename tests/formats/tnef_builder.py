"""``winmail.dat`` made by code, attribute by attribute ([MS-OXTNEF])."""

import struct


def attribute(level, name, kind, value):
    return struct.pack("<BHHI", level, name, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*rows):
    """A property stream; rows of (tag, type, value): text, bytes, a number, or several texts in a list."""
    return struct.pack("<I", len(rows)) + b"".join(_property(*row) for row in rows)


def _property(tag, kind, value):
    head = struct.pack("<HH", kind, tag)
    if tag >= 0x8000:  # named: a set, and a number or a name
        name = "名字".encode("utf-16-le") + b"\0\0"
        head += bytes(16) + struct.pack("<II", 1, len(name)) + name + bytes(-len(name) % 4)
    if isinstance(value, int):
        return head + value.to_bytes(8 if kind == 0x40 else 4, "little", signed=True)
    values = value if isinstance(value, list) else [value]
    out = head + struct.pack("<I", len(values))
    for each in values:
        data = each if isinstance(each, bytes) else each.encode("utf-16-le") + b"\0\0"
        out += struct.pack("<I", len(data)) + data + bytes(-len(data) % 4)
    return out


def tnef(*attributes, codepage=936):
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x9007, 6, struct.pack("<II", codepage, 0))
        + b"".join(attributes)
    )


def mail(*rows):
    """The properties of a message."""
    return attribute(1, 0x9003, 6, properties(*rows))


def file(title, data, *rows):
    """An attachment: its title in eight bits, its bytes, its properties."""
    return (
        attribute(2, 0x9002, 6, bytes(14))
        + attribute(2, 0x8010, 1, title.encode("gbk") + b"\0")
        + (attribute(2, 0x800F, 6, data) if data else b"")
        + (attribute(2, 0x9005, 6, properties(*rows)) if rows else b"")
    )
