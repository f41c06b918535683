"""Headers of messages as people were shown them: encoded words, raw bytes, broken ones, names of attachments.

RFC 2047 (encoded words), RFC 2231 (parameters in pieces and charsets), and what Chinese mail programs
make of them: characters cut in two between words, gb2312 that is GB 18030, bytes without any encoding.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from reader.errors import UnreadableInput
from reader.text import charsets, decode

HEADER_BYTES = 1024**2
_VALUE_BYTES = 64 * 1024
_FIELD = re.compile(rb"^([!-9;-~]{1,200}?)[ \t]*:")
_WORD = re.compile(rb"=\?([^\s?*]{1,60})(?:\*[^?\s]{0,20})?\?([BbQq])\?([^?\r\n]*)(?:\?=|(?=\s|$))")
_PARAMETER = re.compile(rb';\s*([^\s=;"*]{1,60})(\*\d{1,3})?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.S)
_SHORT = 24
"""Bytes below which a declared charset that reads without fault is believed: too few to judge by."""


class Headers:
    """The header block of a message or part: (name in lower case, value unfolded) in the order of the file."""

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self.fields = fields

    def raw(self, name: str) -> bytes:
        """Value of the first field called *name*, unfolded; empty when there is none."""
        return next((value for key, value in self.fields if key == name), b"")

    def text(self, name: str) -> str:
        """The first field called *name*, decoded."""
        return header_text(self.raw(name), self.charset_hint)

    def texts(self, name: str) -> list[str]:
        """Every field called *name*, decoded."""
        return [header_text(value, self.charset_hint) for key, value in self.fields if key == name]

    @property
    def charset_hint(self) -> str:
        """The charset the Content-Type declares."""
        return parameters(self.raw("content-type")).get("charset", "")


def read_headers(data: bytes, start: int, end: int) -> tuple[Headers, int]:
    """Header fields from byte *start* on, and where the body begins (at most *end*).

    A line that is neither a field nor a continuation ends the headers and belongs to the body.
    """
    fields: list[tuple[str, bytes]] = []
    at = start
    while at < end and at - start < HEADER_BYTES:
        stop = data.find(b"\n", at, end)
        stop = end if stop < 0 else stop + 1
        line = data[at:stop].rstrip(b"\r\n")
        if not line.strip():
            return Headers(fields), stop
        if line[:1] in b" \t" and fields:
            name, value = fields[-1]
            if len(value) < _VALUE_BYTES:
                fields[-1] = (name, value + b" " + line.strip())
        elif found := _FIELD.match(line):
            fields.append((found[1].decode("ascii").lower(), line[found.end() :].strip()[:_VALUE_BYTES]))
        elif at == start and line.startswith((b"From ", b">From ")):
            pass  # the line of a mailbox
        else:
            return Headers(fields), at
        at = stop
    return Headers(fields), min(at, end)


def header_text(raw: bytes, hint: str = "") -> str:
    """The value *raw* as text. Neighbouring encoded words are joined first: characters may be cut between them."""
    out: list[str] = []
    position = 0
    run: list[tuple[str, bytes]] = []
    for found in _WORD.finditer(raw):
        between = raw[position : found.start()]
        if between.strip() or not run:
            out.append(_flush(run))
            out.append(_bare(between, hint))
            run = []
        run.append((found[1].decode("latin-1"), _unpacked(found[2], found[3])))
        position = found.end()
    out.append(_flush(run))
    out.append(_bare(raw[position:], hint))
    return re.sub(r"[\r\n\t]+", " ", "".join(out)).strip()


def parameters(raw: bytes) -> dict[str, str]:
    """Parameters of a structured field by name in lower case, pieces joined and charsets undone (RFC 2231)."""
    pieces: dict[str, list[tuple[int, bool, bytes]]] = {}
    for found in _PARAMETER.finditer(b";" + raw.partition(b";")[2]):
        value = found[4].strip()
        if value.startswith(b'"'):
            value = re.sub(rb"\\(.)", rb"\1", value[1:-1] if value.endswith(b'"') and len(value) > 1 else value[1:])
        number = int(found[2][1:]) if found[2] else 0
        pieces.setdefault(found[1].decode("latin-1").lower(), []).append((number, bool(found[3]), value))
    return {name: _joined(sorted(parts, key=lambda p: p[0])) for name, parts in pieces.items()}


def date(raw: bytes) -> str | None:
    """A date header in UTC, ``2031-05-06T07:08:09Z``; ``None`` when it is no date."""
    try:
        moment = parsedate_to_datetime(header_text(raw))
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def media_type(raw: bytes) -> str:
    """The media type of a Content-Type field, in lower case; ``text/plain`` when there is none."""
    kind = raw.partition(b";")[0].decode("latin-1").strip().strip('"').lower()
    return kind if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,100}", kind) else "text/plain"


def _flush(run: list[tuple[str, bytes]]) -> str:
    out = ""
    for charset, data in _merged(run):
        out += _decoded(data, charset)
    return out


def _merged(run: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    charset, data = "", b""
    for name, piece in run:
        if name.lower() != charset.lower() and data:
            yield charset, data
            data = b""
        charset = name
        data += piece
    if data:
        yield charset, data


def _unpacked(encoding: bytes, text: bytes) -> bytes:
    if encoding in b"Qq":
        return binascii.a2b_qp(text.replace(b"_", b" "), header=True)
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _bare(raw: bytes, hint: str) -> str:
    return raw.decode("ascii") if raw.isascii() and b"~{" not in raw and b"\x1b" not in raw else _decoded(raw, hint)


def _decoded(data: bytes, charset: str) -> str:
    codec = charsets.resolve(charset) if charset else None
    if codec and len(data) < _SHORT:
        text = charsets.to_text(data, codec)
        if "\ufffd" not in text:
            return text
    try:
        return decode.decode(data, [decode.Declared(charset, "header")] if charset else []).text
    except UnreadableInput:
        return charsets.to_text(data, codec or "utf-8")


def _joined(parts: list[tuple[int, bool, bytes]]) -> str:
    first, charset = parts[0], ""
    if not first[1]:
        raw = b"".join(unquote_to_bytes(value) if coded else value for _, coded, value in parts)
        return header_text(raw)
    name, quote, rest = first[2].partition(b"'")
    if quote:
        charset = name.decode("latin-1")
        rest = rest.partition(b"'")[2]
    else:
        rest = name
    data = unquote_to_bytes(rest)
    data += b"".join(unquote_to_bytes(value) if coded else value for _, coded, value in parts[1:])
    return _decoded(data, charset)


def first_of(values: Mapping[str, str], *names: str) -> str:
    """The first of *names* that has a value."""
    return next((values[name] for name in names if values.get(name)), "")
