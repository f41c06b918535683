"""Compound files (OLE2) made by code: the container of old Office and Outlook files ([MS-CFB])."""

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


def compound(streams):
    """A compound file of *streams*: path of names (a tuple) → bytes. Storages are made as paths need them."""
    entries = [["Root Entry", 5, None, {}]]
    for path, data in streams.items():
        at = 0
        for depth, name in enumerate(path):
            kids = entries[at][3]
            if name not in kids:
                kids[name] = len(entries)
                entries.append([name, 2 if depth == len(path) - 1 else 1, None, {}])
            at = kids[name]
        entries[at][2] = data
    mini, minifat = bytearray(), []
    for entry in entries:
        data = entry[2]
        if data is not None and len(data) < _CUTOFF:
            count = -(-len(data) // _MINI)
            entry.append(len(minifat) if count else _END)
            minifat += [*range(len(minifat) + 1, len(minifat) + count), _END] if count else []
            mini += data.ljust(count * _MINI, b"\0")
    sectors, fat = [], []

    def store(data):
        count = -(-len(data) // _SECTOR)
        if not count:
            return _END
        start = len(sectors)
        for n in range(count):
            sectors.append(data[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            fat.append(start + n + 1 if n < count - 1 else _END)
        return start

    for entry in entries:
        if entry[2] is not None and len(entry[2]) >= _CUTOFF:
            entry.append(store(entry[2]))
    root_start = store(bytes(mini))
    minifat_start = store(struct.pack(f"<{len(minifat)}I", *minifat))
    directory = b"".join(_entry(entry, entries, root_start, len(mini)) for entry in entries)
    directory_start = store(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * _SECTOR:
        fat_sectors += 1
    fat_start = len(sectors)
    fat += [_FAT] * fat_sectors
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    packed = struct.pack(f"<{len(fat)}I", *fat)
    sectors += [packed[n : n + _SECTOR] for n in range(0, len(packed), _SECTOR)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, 0, fat_sectors,
        directory_start, 0, _CUTOFF, minifat_start, -(-len(minifat) * 4 // _SECTOR), _END, 0,
    )  # fmt: skip
    difat = [*range(fat_start, fat_start + fat_sectors), *[_FREE] * (109 - fat_sectors)]
    return header + struct.pack("<109I", *difat) + b"".join(sectors)


def _entry(entry, entries, root_start, mini_size):
    name, kind, data, kids = entry[:4]
    siblings = next((list(e[3].values()) for e in entries if entries.index(entry) in e[3].values()), [])
    own = entries.index(entry)
    right = siblings[siblings.index(own) + 1] if own in siblings and siblings.index(own) + 1 < len(siblings) else _FREE
    child = next(iter(kids.values()), _FREE)
    encoded = name.encode("utf-16-le") + b"\0\0"
    start = root_start if kind == 5 else entry[4] if kind == 2 else 0
    size = mini_size if kind == 5 else len(data) if kind == 2 else 0
    return struct.pack(
        "<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size
    )


def fixed(rows, header):
    """A property stream: (tag, kind, value of up to eight bytes) after *header* zero bytes."""
    return bytes(header) + b"".join(struct.pack("<HHI8s", kind, tag, 6, value) for tag, kind, value in rows)


def message(strings, *, codepage=0, unicode=True, parts=None, path=(), header=32, more=()):
    """Streams of an Outlook message: *strings* by tag; *parts* are further streams below it."""
    kind = 0x001F if unicode else 0x001E
    codec = "utf-16-le" if unicode else {936: "gb18030", 950: "big5", 65001: "utf-8"}[codepage]
    rows = [(0x3FDE, 3, struct.pack("<i", codepage))] if codepage else []
    streams = {(*path, "__properties_version1.0"): fixed([*rows, *more], header)}
    for tag, text in strings.items():
        streams[(*path, f"__substg1.0_{tag:04X}{kind:04X}")] = text.encode(codec)
    for name, data in (parts or {}).items():
        streams[(*path, *name)] = data
    return streams
