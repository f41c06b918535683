"""Signatures in a message: parts wrapped by one are opened in place, signatures beside their text are checked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reader.errors import FormatError
from reader.formats import mail_parts, mime_parts, smime
from reader.formats.contract import Trouble
from reader.formats.mail_headers import Headers, parameters, read_headers
from reader.formats.mail_parts import Part
from reader.model import Place

_DEPTH = 4
"""A message signed, wrapped and signed again: more layers are kept as attachments."""


@dataclass(slots=True)
class Signatures:
    """The parts to read, in order, and what the signatures around them prove."""

    parts: list[Part]
    words: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def _judge(self, verdict: smime.Verdict, part: Part) -> None:
        self.words.append(verdict.words)
        self.troubles += verdict.troubles(Place("mail", path=f"part/{part.path}"))


def opened(data: bytes, headers: Headers, parts: list[Part], most: int) -> Signatures:
    """*parts* of the message in *data* with what signatures wrap in the place of the wrapping, at most *most* of them.

    What is encrypted or damaged stays as it is: an attachment that says so when it is read.
    """
    sender = headers.text("from")
    found = Signatures([])
    waiting = [(part, 0) for part in reversed(parts)]
    while waiting:
        part, depth = waiting.pop()
        kind = part.media_type
        name = part.name.lower()
        if kind in smime.SIGNATURE_TYPES and (verdict := _beside(data, headers, part, sender)) is not None:
            found._judge(verdict, part)
            continue
        wrapped = kind in smime.MIME_TYPES or (kind == "application/octet-stream" and name.endswith(".p7m"))
        inner = _inside(part, most, sender, found) if wrapped and depth < _DEPTH else []
        if inner and len(found.parts) + len(waiting) + len(inner) <= most:
            waiting += [(each, depth + 1) for each in reversed(inner)]
        else:
            found.parts.append(part)
    return found


def _inside(part: Part, most: int, sender: str, found: Signatures) -> list[Part]:
    """The parts a signature wraps; none when *part* is no signed message."""
    try:
        message = smime.opened(mail_parts.content(part)[0])
    except FormatError:
        return []
    if not message.content:
        return []
    found._judge(smime.judged(message, message.content, sender), part)
    inner = mail_parts.split(message.content, most)[1]
    return [
        replace(
            each,
            path=f"{part.path}.{each.path}",
            parents=(*part.parents, *((kind, f"{part.path}.{path}") for kind, path in each.parents)),
            opened=True,
        )
        for each in inner
    ]


def _beside(data: bytes, headers: Headers, part: Part, sender: str) -> smime.Verdict | None:
    """What the signature in *part* proves of the text it stands beside; ``None`` when that is not the whole message."""
    if [kind for kind, _ in part.parents] != ["multipart/signed"] or part.opened:
        return None
    _, body = read_headers(data, 0, len(data))
    boundary = parameters(headers.raw("content-type")).get("boundary", "").encode("utf-8", "surrogateescape")
    if not boundary:
        return None
    start, end, _ = next(mime_parts.spans(data, body, len(data), boundary), (0, 0, True))
    return smime.clear_text_signature(data[start:end], mail_parts.content(part)[0], sender) if end else None
