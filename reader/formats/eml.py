"""E-mail messages (EML): headers and text as blocks, attachments and attached messages as originals of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reader.errors import LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats import html_meta, mail_parts, mail_signed
from reader.formats.contract import BlockDraft, Child, Event, Head, Payload, Probe, Trouble
from reader.formats.file_names import named, staged_path
from reader.formats.mail_headers import Headers, date
from reader.formats.mail_parts import Part
from reader.formats.mail_text import ALIKE, Body, html_body, likeness, plain_body, said_to_differ
from reader.formats.media_types import EML
from reader.formats.plain import undecodable
from reader.formats.sniff import sniff
from reader.model import BlockKind, Locator, Place
from reader.text import decode

DATE_HOW = "mail Date header"
_SHOWN = {
    "from": "From", "sender": "Sender", "to": "To", "cc": "Cc", "bcc": "Bcc", "reply-to": "Reply-To", "date": "Date",
    "resent-from": "Resent-From", "resent-to": "Resent-To", "organization": "Organization",
}  # fmt: skip
_TRACES = {
    "received": "Received", "return-path": "Return-Path", "x-originating-ip": "X-Originating-IP",
    "x-sender": "X-Sender", "delivered-to": "Delivered-To", "received-spf": "Received-SPF",
    "authentication-results": "Authentication-Results",
    "disposition-notification-to": "Disposition-Notification-To",
}  # fmt: skip
_METADATA = {
    "message-id": "message_id", "in-reply-to": "in_reply_to", "references": "references", "x-mailer": "mailer",
    "user-agent": "mailer", "x-originating-ip": "originating_ip", "importance": "importance", "x-priority": "priority",
    "list-id": "mailing_list", "content-language": "declared_language",
}  # fmt: skip
_TEXT = {"text/plain", "text/html", "text/enriched", "message/delivery-status", "text/rfc822-headers"}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
_VALUE_CHARS = 2000


class Eml:
    """Messages in the format of the Internet (RFC 5322, MIME), as programs save and servers store them."""

    name = "eml"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Bytes that begin with the headers of a message."""
        return 0.9 if sniff(probe) == EML else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, subject, header fields, text parts in order, attachments as children, traces of the transport."""
        limit = payload.limits.payload_bytes
        with payload.path.open("rb") as stream:
            data = stream.read(limit + 1)
        yield from _Message(data[:limit], payload, staging, self).events()
        if len(data) > limit:
            yield Trouble(
                LimitExceeded("").code,
                f"The message is longer than {limit:,} bytes; the rest was left out.",
                "Save its attachments from a mail program and add them by themselves.",
            )


class _Message:
    def __init__(self, data: bytes, payload: Payload, staging: Path, fmt: Eml) -> None:
        self._payload = payload
        self._staging = staging
        self._format = fmt
        self._headers, parts = mail_parts.split(data, payload.limits.members)
        signatures = mail_signed.opened(data, self._headers, parts, payload.limits.members)
        self._parts = signatures.parts
        self._date = date(self._headers.raw("date"))
        self._troubles = list(signatures.troubles)
        self._charsets: list[str] = []
        self._hows: list[str] = []
        self._notes = {"signature": "; ".join(signatures.words)} if signatures.words else {}

    def events(self) -> Iterator[Event]:
        files = [p for p in self._parts if p.media_type not in _TEXT or p.is_attachment]
        if not self._headers.fields and not self._parts:
            raise UnreadableInput("The message has neither headers nor text.", hint="The file may be damaged.")
        blocks = self._text_blocks([p for p in self._parts if p not in files])
        children = [event for part in files for event in self._attachment(part)]
        yield self._head(len(children))
        yield from self._header_blocks()
        yield from blocks
        yield from children
        yield from self._traces()
        if any(part.cut for part in self._parts):
            yield Trouble(
                TruncatedInput("").code,
                "The message ends before its last part does; what was there is kept.",
                "It may have been cut off when it was saved: compare with the mailbox it came from.",
            )
        yield from self._troubles

    def _head(self, attachments: int) -> Head:
        metadata = {"author": self._headers.text("from"), "published": self._date or "", **self._notes}
        for name in ("to", "cc", "bcc", "reply-to"):
            metadata[name.replace("-", "_")] = self._headers.text(name)
        for name, key in _METADATA.items():
            if value := self._headers.text(name):
                metadata.setdefault(key, value)
        if attachments:
            metadata["attachments"] = str(attachments)
        return Head(
            title=self._headers.text("subject")[:500],
            media_type=EML,
            charset=self._charsets[0] if self._charsets else None,
            charset_how="; ".join(dict.fromkeys(self._hows)) or None,
            pages=None,
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata={key: value[:_VALUE_CHARS] for key, value in metadata.items() if value},
        )

    def _header_blocks(self) -> Iterator[BlockDraft]:
        if subject := self._headers.text("subject"):
            yield _header(BlockKind.TITLE, "Subject", subject)
        for name, label in _SHOWN.items():
            for value in filter(None, self._headers.texts(name)):
                yield _header(BlockKind.HEADER, label, value)

    def _traces(self) -> Iterator[BlockDraft]:
        for name, label in _TRACES.items():
            for value in filter(None, self._headers.texts(name)):
                yield _header(BlockKind.HEADER, label, value, boilerplate=True)

    def _text_blocks(self, parts: list[Part]) -> list[BlockDraft]:
        """Blocks of all text parts; of the alternatives of one text the HTML, and the plain text where it differs."""
        order: list[list[tuple[Part, Body]]] = []
        alternatives: dict[str, list[tuple[Part, Body]]] = {}
        for part in parts:
            body = self._body(part)
            if body is None:
                continue
            group = next((path for kind, path in reversed(part.parents) if kind == "multipart/alternative"), None)
            if group is not None and group in alternatives:
                alternatives[group].append((part, body))
                continue
            order.append([(part, body)])
            if group is not None:
                alternatives[group] = order[-1]
        return [block for bodies in order for block in self._chosen(bodies)]

    def _chosen(self, bodies: list[tuple[Part, Body]]) -> list[BlockDraft]:
        rich = next((body for part, body in bodies if part.media_type == "text/html" and body.words), None)
        texts = [body for part, body in bodies if part.media_type != "text/html" and body.words]
        if rich is None:
            return [block for body in texts for block in body.blocks]
        out = list(rich.blocks)
        for body in texts:
            alike = likeness(body.words, rich.words)
            if alike >= ALIKE:
                self._notes.setdefault(
                    "alternatives", f"the text and HTML parts say the same ({alike:.0%}); HTML is shown"
                )
            else:
                self._notes["alternatives"] = f"the text and HTML parts differ ({alike:.0%} in common); both are shown"
                out = said_to_differ(rich, "HTML part, which differs from the text part") if out == rich.blocks else out
                out += said_to_differ(body, "text part, which differs from the HTML part")
        return out

    def _body(self, part: Part) -> Body | None:
        data, whole = mail_parts.content(part)
        place = Place("mail", path=f"part/{part.path}")
        if not whole:
            self._troubles.append(_undecoded(place))
        if not data.strip():
            return None
        rich = part.media_type == "text/html"
        claims = [decode.Declared(part.charset, "Content-Type header")] if part.charset else []
        if rich:
            claims += html_meta.declared_charsets(data, None)
        try:
            decoded = decode.decode(data, claims)
        except UnreadableInput as error:
            self._troubles.append(Trouble.from_error(error, place=place))
            return None
        self._charsets.append(decoded.charset)
        self._hows.append(decoded.how)
        if decoded.replaced:
            self._troubles.append(undecodable(decoded.replaced, decoded.charset))
        if rich:
            try:
                body = html_body(decoded.text, part.path)
            except UnreadableInput:  # no markup in it at all
                return plain_body(decoded.text, part.path)
            if body.trouble:
                self._troubles.append(body.trouble)
            return body
        flowed = b"flowed" in part.headers.raw("content-type").lower()
        return plain_body(decoded.text, part.path, flowed=flowed)

    def _attachment(self, part: Part) -> Iterator[Event]:
        place = Place("mail", path=f"part/{part.path}")
        if not part.opened:
            place = replace(place, offset=part.start, length=part.end - part.start)
        if part.media_type == "message/external-body":
            self._notes["external_body"] = "a part that lies elsewhere; it was not fetched"
            return
        if part.media_type in _SEALED:
            self._notes["sealed"] = "parts of the message are encrypted; they are kept, not opened"
        data, whole = mail_parts.content(part)
        if not whole:
            self._troubles.append(_undecoded(place))
        if not data:
            return
        suffix = ".eml" if part.media_type == "message/rfc822" else ""
        name, found = named(part.name, f"part {part.path}{suffix}")
        path = staged_path(self._staging)
        path.write_bytes(data)
        disposition = part.headers.raw("content-disposition").partition(b";")[0].decode("latin-1").strip().lower()
        metadata = {
            "message_subject": self._headers.text("subject")[:500],
            "message_from": self._headers.text("from")[:500],
            "content_id": part.headers.text("content-id").strip("<>")[:500],
            "disposition": disposition[:60],
        }
        yield Child(
            path=path,
            name=name,
            media_type=part.media_type,
            captured=self._date,
            captured_how=DATE_HOW if self._date else None,
            place=place,
            charset=part.charset,
            metadata={key: value for key, value in metadata.items() if value} | found,
        )


def _header(kind: BlockKind, name: str, value: str, *, boilerplate: bool = False) -> BlockDraft:
    place = Place("mail", path=f"header/{name}")
    return BlockDraft(kind, value, (Locator(0, len(value), place),), boilerplate=boilerplate, context=(name,))


def _undecoded(place: Place) -> Trouble:
    return Trouble(
        TruncatedInput("").code,
        "A part of the message could not be decoded to its end (base64 or uuencode).",
        "The message may be damaged; compare with the mailbox it came from.",
        place=place,
    )


def subject_and_date(headers: Headers) -> tuple[str, str | None]:
    """What a list of messages shows of one."""
    return headers.text("subject"), date(headers.raw("date"))
