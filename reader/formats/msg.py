"""Outlook messages (MSG): header fields, text, attachments; messages inside the message are read in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import olefile

from reader.errors import LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats import html_meta
from reader.formats.contract import BlockDraft, Child, Event, Format, Head, Payload, Probe, Trouble
from reader.formats.eml import DATE_HOW
from reader.formats.file_names import named, staged_path
from reader.formats.mail_headers import date, header_text, read_headers
from reader.formats.mail_text import ALIKE, Body, html_body, likeness, plain_body, said_to_differ
from reader.formats.media_types import MSG, RTF
from reader.formats.msg_properties import Storage, decompressed_rtf
from reader.formats.sniff import sniff
from reader.model import BlockKind, Locator, Place
from reader.text import decode

_SUBJECT, _SENT, _DELIVERED = 0x0037, 0x0039, 0x0E06
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_TO, _CC, _BCC = 0x0E04, 0x0E03, 0x0E02
_BODY, _HTML, _RTF, _TRANSPORT = 0x1000, 0x1013, 0x1009, 0x007D
_NAME, _NAME_LONG, _NAME_SHORT, _DATA, _CONTENT_TYPE = 0x3001, 0x3707, 0x3704, 0x3701, 0x370E
_RECIPIENT, _RECIPIENT_SMTP, _RECIPIENT_ADDRESS, _RECIPIENT_KIND = 0x3001, 0x39FE, 0x3003, 0x0C15
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_DEPTH = 5


class Msg:
    """Messages as Outlook saves them to disk."""

    name = "msg"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Compound files with the streams of a message."""
        return 0.9 if sniff(probe) == MSG else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, subject, header fields, text, attachments as children, traces of the transport."""
        try:
            ole = olefile.OleFileIO(str(payload.path))
        except (OSError, ValueError, IndexError, TypeError, MemoryError) as error:
            raise TruncatedInput(
                "The message is damaged or cut off.", hint="Compare with another copy of the file."
            ) from error
        with ole:
            yield from message(Storage(ole), payload, staging, self, MSG)


class Properties(Protocol):
    """What is asked of a message, an attachment or a recipient, in whatever container it stands."""

    codepage: str

    def text(self, tag: int) -> str: ...

    def binary(self, tag: int) -> bytes | None: ...

    def number(self, tag: int) -> int | None: ...

    def time(self, tag: int) -> str | None: ...

    def inner(self, prefix: str) -> Sequence[Properties]: ...

    def embedded(self) -> Properties | None: ...


def message(storage: Properties, payload: Payload, staging: Path, fmt: Format, media_type: str) -> Iterator[Event]:
    """Events of the message in *storage*, as *fmt* reads it; an embedded message is read in place."""
    return _Message(storage, payload, staging, fmt, media_type).events()


class _Message:
    def __init__(
        self,
        storage: Properties,
        payload: Payload,
        staging: Path,
        fmt: Format,
        media_type: str,
        prefix: str = "",
        label: tuple[str, ...] = (),
    ) -> None:
        self._media_type = media_type
        self._storage = storage
        self._payload = payload
        self._staging = staging
        self._format = fmt
        self._prefix = prefix
        self._label = label
        self._rtf = b""
        self._troubles: list[Trouble] = []
        self._notes: dict[str, str] = {}
        transport = storage.text(_TRANSPORT).encode("utf-8", "surrogateescape")
        self._transport, _ = read_headers(transport, 0, len(transport))
        self._date = storage.time(_SENT) or storage.time(_DELIVERED) or date(self._transport.raw("date"))

    def events(self) -> Iterator[Event]:
        fields = list(self._fields())
        bodies = self._bodies()
        subject = self._storage.text(_SUBJECT)
        files = self._storage.inner("__attach_version1.0_")
        if not fields and not bodies and not subject and not files and not self._rtf:
            raise UnreadableInput("The message has neither header fields nor text.", hint="It may be damaged.")
        if not self._prefix:
            yield self._head(subject, fields, len(files))
        if subject:
            yield self._block(
                BlockKind.TITLE if not self._prefix else BlockKind.HEADING, subject, "header/Subject", "Subject"
            )
        for name, value in fields:
            yield self._block(BlockKind.HEADER, value, f"header/{name}", name)
        yield from (self._moved(block) for block in bodies)
        if self._rtf:
            yield self._staged(
                self._rtf, "message.rtf", RTF, Place("mail", path=f"part/{self._prefix}1"), "message.rtf"
            )
        for number, attachment in enumerate(files[: self._payload.limits.members], 1):
            yield from self._attachment(attachment, number)
        for name in ("received", "x-originating-ip", "return-path"):
            for value in self._transport.texts(name):
                yield self._block(BlockKind.HEADER, value, f"header/{name.title()}", name.title(), boilerplate=True)
        yield from self._troubles

    def _head(self, subject: str, fields: list[tuple[str, str]], files: int) -> Head:
        stated = {name.lower(): value for name, value in reversed(fields)}
        metadata = {
            "author": stated.get("from", ""), "to": stated.get("to", ""), "cc": stated.get("cc", ""),
            "bcc": stated.get("bcc", ""), "published": self._date or "",
            "message_id": header_text(self._transport.raw("message-id")),
            "mailer": self._transport.text("x-mailer"), "originating_ip": self._transport.text("x-originating-ip"),
            "attachments": str(files) if files else "", **self._notes,
        }  # fmt: skip
        return Head(
            title=subject[:500],
            media_type=self._media_type,
            charset=self._storage.codepage or None,
            charset_how="the message says so (for text that is not Unicode)" if self._storage.codepage else None,
            pages=None,
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata={key: value[:2000] for key, value in metadata.items() if value},
        )

    def _fields(self) -> Iterator[tuple[str, str]]:
        address = self._storage.text(_SENDER_SMTP) or self._storage.text(_SENDER_ADDRESS)
        if sender := _person(self._storage.text(_SENDER), address):
            yield "From", sender
        people: dict[str, list[str]] = {}
        for recipient in self._storage.inner("__recip_version1.0_")[:5000]:
            kind = _KINDS.get(recipient.number(_RECIPIENT_KIND) or 1, "To")
            address = recipient.text(_RECIPIENT_SMTP) or recipient.text(_RECIPIENT_ADDRESS)
            people.setdefault(kind, []).append(_person(recipient.text(_RECIPIENT), address))
        for kind, tag in (("To", _TO), ("Cc", _CC), ("Bcc", _BCC)):
            if value := "; ".join(filter(None, people.get(kind, ()))) or self._storage.text(tag):
                yield kind, value
        if written := self._transport.text("date") or self._date:
            yield "Date", written

    def _bodies(self) -> list[BlockDraft]:
        """The HTML body, and the plain one where there is no HTML or it differs."""
        text = self._storage.text(_BODY)
        plain = plain_body(text, "1") if text.strip() else None
        rich = self._html()
        if rich is None:
            if plain is None:
                self._rtf_only()
            return plain.blocks if plain is not None else []
        if plain is None or not plain.words:
            return rich.blocks
        alike = likeness(plain.words, rich.words)
        if alike >= ALIKE:
            self._notes["alternatives"] = f"the text and HTML bodies say the same ({alike:.0%}); HTML is shown"
            return rich.blocks
        self._notes["alternatives"] = f"the text and HTML bodies differ ({alike:.0%} in common); both are shown"
        return [
            *said_to_differ(rich, "HTML body, which differs from the text body"),
            *said_to_differ(plain, "text body, which differs from the HTML body"),
        ]

    def _html(self) -> Body | None:
        raw = self._storage.binary(_HTML)
        markup = self._storage.text(_HTML) if raw is None else ""
        if raw is not None and raw.strip():
            claims = [decode.Declared(self._storage.codepage, "message")] if self._storage.codepage else []
            try:
                markup = decode.decode(raw, [*claims, *html_meta.declared_charsets(raw, None)]).text
            except UnreadableInput as error:
                self._troubles.append(Trouble.from_error(error, place=Place("mail", path="part/2")))
        if not markup.strip():
            return None
        try:
            body = html_body(markup, "2")
        except UnreadableInput:
            return None
        return body if body.words else None

    def _rtf_only(self) -> None:
        """A body in RTF alone is kept as a file of its own; what reads RTF reads it."""
        raw = self._storage.binary(_RTF)
        data = decompressed_rtf(raw, self._payload.limits.payload_bytes) if raw else b""
        if data.strip():
            self._notes["body"] = "in RTF only; kept as a file of its own"
            self._rtf = data

    def _attachment(self, attachment: Properties, number: int) -> Iterator[Event]:
        place = Place("mail", path=f"part/{self._prefix}{number + 2}")
        inner = attachment.embedded()
        name = attachment.text(_NAME_LONG) or attachment.text(_NAME_SHORT) or attachment.text(_NAME)
        if inner is not None:
            if self._prefix.count(".") >= _DEPTH:
                yield Trouble(LimitExceeded("").code, "Messages inside messages are read to a depth of 5.", place=place)
                return
            label = (*self._label, f"attached message {number}")
            yield from _Message(
                inner,
                self._payload,
                self._staging,
                self._format,
                self._media_type,
                f"{self._prefix}{number + 2}.",
                label,
            ).events()
            return
        data = attachment.binary(_DATA)
        if not data:
            return
        yield self._staged(data, name, attachment.text(_CONTENT_TYPE), place, f"attachment {number}")

    def _staged(self, data: bytes, name: str, media_type: str, place: Place, fallback: str) -> Child:
        path = staged_path(self._staging)
        path.write_bytes(data)
        shown, found = named(name, fallback)
        metadata = {"message_subject": self._storage.text(_SUBJECT)[:500]}
        return Child(
            path=path,
            name=shown,
            media_type=media_type or None,
            captured=self._date,
            captured_how=DATE_HOW if self._date else None,
            place=place,
            metadata={key: value for key, value in metadata.items() if value} | found,
        )

    def _block(self, kind: BlockKind, text: str, path: str, *context: str, boilerplate: bool = False) -> BlockDraft:
        place = Place("mail", path=path if not self._prefix else f"part/{self._prefix}{path}")
        return BlockDraft(
            kind, text, (Locator(0, len(text), place),), boilerplate=boilerplate, context=(*context, *self._label)
        )

    def _moved(self, block: BlockDraft) -> BlockDraft:
        return BlockDraft(
            block.kind, block.text, block.locators, level=block.level, context=(*block.context, *self._label)
        )


def _person(name: str, address: str) -> str:
    """``name <address>``; an Exchange address (``/O=…``) is none."""
    address = "" if address.startswith("/") else address
    if name and address and name != address:
        return f"{name} <{address}>"
    return name or address
