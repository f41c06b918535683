"""The parts of a message with the bytes they stand at, read leniently and without recursion."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.formats.mail_headers import Headers, first_of, media_type, parameters, read_headers
from reader.formats.mime_parts import spans

_DEPTH = 20
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_UU = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} [^\r\n]*\r?\n", re.M)


@dataclass(slots=True)
class Part:
    """A part that is no multipart itself, or a multipart nested too deeply to be opened.

    ``path`` is its number (``1.2``), ``parent`` the media types of the multiparts around it, outermost first, each with
    its own number; its body is ``data[start:end]``, still encoded. ``cut`` when the file ends before it should,
    ``opened`` when *data* are not the bytes of the file but what a signature in it wraps.
    """

    path: str
    parents: tuple[tuple[str, str], ...]
    headers: Headers
    media_type: str
    start: int
    end: int
    data: bytes = field(repr=False)
    cut: bool = False
    opened: bool = False

    @property
    def charset(self) -> str | None:
        """The charset it declares."""
        return parameters(self.headers.raw("content-type")).get("charset") or None

    @property
    def name(self) -> str:
        """The file name it declares, or nothing."""
        declared = parameters(self.headers.raw("content-disposition")).get("filename", "")
        return declared or first_of(parameters(self.headers.raw("content-type")), "name")

    @property
    def is_attachment(self) -> bool:
        """Whether it is a file rather than text to be read in the message."""
        disposition = self.headers.raw("content-disposition").partition(b";")[0].strip().lower()
        return disposition == b"attachment" or bool(self.name)

    @property
    def encoding(self) -> str:
        """Its transfer encoding, in lower case."""
        return self.headers.raw("content-transfer-encoding").decode("latin-1").strip().lower()


def split(data: bytes, most: int) -> tuple[Headers, list[Part]]:
    """The message's headers and its leaf parts in order; at most *most* parts."""
    headers, body = read_headers(data, 0, len(data))
    found: list[Part] = []
    waiting = [Part("", (), headers, media_type(headers.raw("content-type")), body, len(data), data)]
    while waiting and len(found) < most:
        part = waiting.pop()
        boundary = parameters(part.headers.raw("content-type")).get("boundary", "")
        inner: list[Part] = []
        if part.media_type.startswith("multipart/") and len(part.parents) < _DEPTH:
            inner = list(_inner(data, part, boundary.encode("utf-8", "surrogateescape")))
        if inner:
            waiting.extend(reversed(inner))
        else:
            if part.media_type.startswith("multipart/") and len(part.parents) < _DEPTH:
                part.media_type = "text/plain"  # a multipart without parts: what it holds is text
            part.path = part.path or "1"
            found.append(part)
    return headers, found


def content(part: Part) -> tuple[bytes, bool]:
    """The part's bytes with its transfer encoding undone, and whether all of them could be decoded."""
    raw = part.data[part.start : part.end]
    if part.encoding == "quoted-printable":
        return binascii.a2b_qp(raw), True
    if part.encoding == "base64":
        clean = _NOT_BASE64.sub(b"", raw)
        whole = len(clean) % 4 != 1
        clean = clean if whole else clean[:-1]
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)), whole
    if part.encoding in {"x-uuencode", "uuencode", "x-uue"}:
        return _uudecoded(raw)
    return raw, True


def _uudecoded(raw: bytes) -> tuple[bytes, bool]:
    begin = _UU.search(raw)
    out = []
    for line in raw[begin.end() if begin else 0 :].splitlines():
        if line.strip() in {b"end", b"`", b""}:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            return b"".join(out), False
    return b"".join(out), True


def _inner(data: bytes, whole: Part, boundary: bytes) -> Iterator[Part]:
    """Parts between the boundary lines; without a declared boundary the first line that looks like one counts."""
    if not boundary:
        guess = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?$", re.M).search(data, whole.start, whole.end)
        if guess is None:
            return
        boundary = guess[1]
    around = (*whole.parents, (whole.media_type, whole.path))
    for number, (start, end, cut) in enumerate(spans(data, whole.start, whole.end, boundary), 1):
        yield _part(data, whole, around, number, start, end, cut=cut)


def _part(
    data: bytes, whole: Part, around: tuple[tuple[str, str], ...], number: int, start: int, end: int, *, cut: bool
) -> Part:
    headers, body = read_headers(data, start, max(start, end))
    path = f"{whole.path}.{number}" if whole.path else str(number)
    default = b"message/rfc822" if whole.media_type == "multipart/digest" else b""
    kind = media_type(headers.raw("content-type") or default)
    return Part(path, around, headers, kind, min(body, end), max(min(body, end), end), data, cut)
