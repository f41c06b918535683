"""Damage for the fuzzer: seeded changes to a file, where useful to what is packed inside it.

A flipped bit in compressed data only ever tests the decompressor, so members of ZIP-based files, gzip streams and PDF
streams are unpacked, changed and packed again with right lengths and checksums, as somebody who means harm would do.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
import warnings
import zipfile
import zlib

TOKENS = (
    b"", b"\0", b"-1", b"0", b"1e999", b"NaN", b"9" * 30, b"9" * 5000, b"\xff\xfe", b"\xef\xbb\xbf", "²".encode(),
    "٣".encode(), b"&#xD800;", b"&#x110000;", b"&#0;", b"\xed\xa0\x80", "\u202e".encode(), b"<![CDATA[", b"<!--",
    b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"../../../../x", b"C:\\x", b"/etc/passwd", b"\r", b"\n\n",
    b"%s%n", b"=?utf-8?b?", b"=?x?q?=ZZ?=", b"\x1b$B", b"~{", b"--BB", b"charset=utf-7", b"charset=no-such",
    b"<table>", b"</table>", b"colspan=99999999", b"2031-99-99T99:99:99Z", b"00:99:99.999", b"1900-02-29",
)  # fmt: skip
"""What parsers trip over: huge and impossible numbers, digits that are none to ``int``, surrogates, unclosed markup."""

_NUMBER = re.compile(rb"\d+")
_EDGES = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_STREAM = re.compile(rb"(<<[^>]*?/Length )(\d+)([^>]*?/FlateDecode[^>]*?>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.S)


def mutated(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """*data* with one to four changes; *others* are files to splice with."""
    if chance.random() < 0.7:
        try:
            if data[:4] == b"PK\x03\x04":
                return _zip(data, chance, others)
            if data[:2] == b"\x1f\x8b":
                return gzip.compress(_bytes(gzip.decompress(data), chance, others), 1, mtime=0)
            if data[:5] == b"%PDF-":
                return _pdf(data, chance, others)
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError, NotImplementedError):
            pass  # an earlier change made it unpackable: change it as it stands
    return _bytes(data, chance, others)


def _bytes(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(_KINDS)(data, chance, others)
    return data


def _flip(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    return data[: chance.randint(1, max(1, len(data)))]


def _drop(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    a, b = _span(data, chance)
    return data[:a] + data[b:]


def _repeat(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    a, b = _span(data, chance)
    times = min(chance.choice((2, 2, 10, 3000)), 2_000_000 // max(1, b - a))
    return data[:a] + data[a:b] * times + data[b:]


def _splice(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    a, b = _span(data, chance)
    other = chance.choice(others)
    c, d = _span(other, chance)
    return data[:a] + other[c:d] + data[b:]


def _token(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(TOKENS) + data[at + chance.choice((0, 0, 1, 4)) :]


def _number(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A number written in digits becomes something else."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return _token(data, chance, others)
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(TOKENS[:12]) + data[match.end() :]


def _field(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A binary length or offset gets an edge value."""
    if len(data) < 8:
        return _flip(data, chance, others)
    width, value = chance.choice(((1, "B"), (2, "H"), (4, "I"), (8, "Q"))), chance.choice(_EDGES)
    at = chance.randrange(len(data) - 7) if chance.random() < 0.5 else chance.randrange(min(len(data) - 7, 2048))
    packed = struct.pack(chance.choice("<>") + width[1], value & (256 ** width[0] - 1))
    return data[:at] + packed + data[at + width[0] :]


def _markup(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A tag is dropped, doubled or swapped with another one."""
    tags = list(re.finditer(rb"<[^<>]{1,300}>", data))
    if len(tags) < 2:
        return _token(data, chance, others)
    a, b = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    middle = data[a.end() : b.start()]
    way = chance.randrange(4)
    first, second = ((b"", b[0]), (b[0], a[0]), (a[0] * 2, b[0]), (a[0] * 300, b[0]))[way]
    return data[: a.start()] + first + middle + second + data[b.end() :]


_KINDS = (_flip, _cut, _drop, _repeat, _splice, _token, _token, _number, _number, _field, _field, _markup, _markup)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    a = chance.randint(0, len(data))
    return a, min(len(data), a + chance.choice((1, 4, 30, 400, 5000)))


def _zip(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    out = io.BytesIO()
    warnings.filterwarnings("ignore", "Duplicate name")  # on purpose, see below
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as target:
        members = archive.infolist()
        chosen = chance.choice(members).filename if members else ""
        for info in members:
            content = archive.read(info)
            if info.filename == chosen:
                content = _bytes(content, chance, others)
            target.writestr(info, content)
            if info.filename == chosen and chance.random() < 0.05:
                target.writestr(info, _bytes(content, chance, others))  # a second member of the same name
    return out.getvalue()


def _pdf(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams or chance.random() < 0.4:
        return _bytes(data, chance, others)
    match = chance.choice(streams)
    packed = zlib.compress(_bytes(zlib.decompress(match[4]), chance, others))
    whole = match[1] + str(len(packed)).encode() + match[3] + packed + match[5]
    return data[: match.start()] + whole + data[match.end() :]
