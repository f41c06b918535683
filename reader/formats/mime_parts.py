"""Parts of a MIME multipart file with the bytes they stand at (RFC 2046), read leniently and without recursion."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header

from reader.errors import UnreadableInput
from reader.text import decode

_HEADER_BYTES = 256 * 1024
_DEPTH = 8
_BLANK = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]{1,100}):[ \t]*((?:.*)(?:\r?\n[ \t]+.*)*)", re.M)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf part: its body is ``data[start:end]``, still encoded as ``encoding`` says.

    ``cut`` when the file ends before the boundary that should close it.
    """

    media_type: str
    charset: str | None
    encoding: str
    location: str
    content_id: str
    start: int
    end: int
    cut: bool


def headers_at(data: bytes, start: int, end: int) -> tuple[dict[str, bytes], int]:
    """The header block at *start* and where the body begins; names in lower case, the first of each, lines unfolded.

    Nothing at or behind *end* is looked at: thousands of parts without a blank line would each search the same bytes.
    """
    last = min(end, start + _HEADER_BYTES)
    blank = _BLANK.search(data, start, last)
    end, body = (blank.start(), blank.end()) if blank else (last, last)
    if data[start : start + 2] == b"\r\n" or data[start : start + 1] == b"\n":  # no headers at all
        return {}, start + (2 if data[start : start + 1] == b"\r" else 1)
    headers: dict[str, bytes] = {}
    for field in _FIELD.finditer(data, start, end):
        headers.setdefault(field[1].decode("ascii").lower(), re.sub(rb"\r?\n[ \t]+", b" ", field[2]).strip())
    return headers, body


def header_text(raw: bytes) -> str:
    """A header's value as text: encoded words decoded, raw bytes in whatever charset they are."""
    try:
        pieces = decode_header(raw.decode("latin-1"))
    except (HeaderParseError, ValueError):
        pieces = [(raw, None)]
    texts = []
    for piece, charset in pieces:
        data = piece.encode("latin-1", "replace") if isinstance(piece, str) else piece
        try:
            texts.append(decode.decode(data, [decode.Declared(charset, "encoded word")] if charset else []).text)
        except UnreadableInput:
            texts.append(data.decode("latin-1"))
    return "".join(texts).strip()


def parameter(raw: bytes, name: str) -> str:
    """A parameter of a structured header (``boundary``, ``charset``); empty when it has none of that name."""
    found = re.search(rf';\s*{name}\s*=\s*(?:"([^"]*)"|([^\s;]+))'.encode(), raw, re.I)
    return (found[1] if found[1] is not None else found[2]).decode("latin-1") if found else ""


def parts(data: bytes) -> Iterator[Part]:
    """Every leaf part of the message in *data*, multiparts inside multiparts included, in the order of the file."""
    waiting = [(0, len(data), False, 0)]
    while waiting:
        start, end, cut, depth = waiting.pop()
        headers, body = headers_at(data, start, end)
        content_type = headers.get("content-type", b"")
        media_type = content_type.partition(b";")[0].decode("latin-1").strip().lower()
        boundary = parameter(content_type, "boundary")
        if media_type.startswith("multipart/") and boundary and depth < _DEPTH:
            inner = list(spans(data, body, end, boundary.encode("latin-1")))
            waiting += [(a, b, c, depth + 1) for a, b, c in reversed(inner)]
        elif depth:
            yield Part(
                media_type=media_type[:100],
                charset=parameter(content_type, "charset") or None,
                encoding=headers.get("content-transfer-encoding", b"").decode("latin-1").strip().lower(),
                location=header_text(headers.get("content-location", b""))[:4096],
                content_id=headers.get("content-id", b"").decode("latin-1").strip("<> ")[:500],
                start=min(body, end),
                end=end,
                cut=cut,
            )


def unpacked(data: bytes, part: Part) -> tuple[bytes, bool]:
    """The part's content, and whether all of it could be decoded."""
    raw = data[part.start : part.end]
    if part.encoding == "quoted-printable":
        return binascii.a2b_qp(raw), True
    if part.encoding != "base64":
        return raw, True
    clean = _NOT_BASE64.sub(b"", raw)
    whole = len(clean) % 4 == 0
    try:
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)), whole
    except binascii.Error:
        return binascii.a2b_base64(clean[: len(clean) - len(clean) % 4] or b""), False


def spans(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """(start, end, cut off) of what stands between the boundary lines in ``data[start:end]``."""
    line = re.compile(rb"(?:\r?\n|\A)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    # one step back: the line break before the first boundary may be the one that ended the headers
    at = max(0, start - 2)
    begun: int | None = None
    while found := line.search(data, at, end):
        if begun is not None:
            yield begun, found.start(), False
        if found[1]:
            return
        begun = found.end() + (2 if data[found.end() : found.end() + 2] == b"\r\n" else 1)
        at = found.end()
    if begun is not None and begun < end:
        yield begun, end, True
