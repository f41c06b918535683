"""Mailboxes in one file (MBOX): every message becomes an original of its own, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.errors import LimitExceeded
from reader.formats.contract import Child, Event, Head, Payload, Probe, Trouble
from reader.formats.eml import DATE_HOW, subject_and_date
from reader.formats.file_names import named, staged_path
from reader.formats.mail_headers import HEADER_BYTES, read_headers
from reader.formats.media_types import EML, MBOX
from reader.formats.sniff import sniff
from reader.model import Place

_FROM = re.compile(rb"From \S+ .*\d{4}|From - ")
_LINE = 1024 * 1024


class Mbox:
    """Mailboxes of Thunderbird, mutt, Gmail's export and Unix: messages after lines that begin with ``From ``."""

    name = "mbox"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Bytes that begin with such a line and a message."""
        return 1.0 if sniff(probe) == MBOX else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per message; at the end a Head with their number."""
        count = 0
        with payload.path.open("rb") as stream:
            for start, end in _messages(stream):
                if count >= payload.limits.members:
                    yield Trouble(
                        LimitExceeded("").code,
                        f"The mailbox has more than {payload.limits.members:,} messages; the rest was left out.",
                        "Split the mailbox and add the parts.",
                    )
                    break
                count += 1
                if end - start > payload.limits.payload_bytes:
                    yield Trouble(
                        LimitExceeded("").code,
                        f"A message of {end - start:,} bytes was left out (limit {payload.limits.payload_bytes:,}).",
                        "Save it from a mail program and add it by itself.",
                        place=Place("record", offset=start, length=end - start),
                    )
                    continue
                yield _child(payload.path, staging, count, start, end)
        yield Head(
            title="",
            media_type=MBOX,
            charset=None,
            charset_how=None,
            pages=None,
            extractor=self.name,
            extractor_version=self.version,
            metadata={"messages": str(count)},
        )


def _child(source: Path, staging: Path, number: int, start: int, end: int) -> Child:
    path = staged_path(staging)
    with source.open("rb") as stream, path.open("wb") as out:
        stream.seek(start)
        left = end - start
        first = stream.read(min(left, HEADER_BYTES))
        out.write(first)
        left -= len(first)
        while left > 0 and (piece := stream.read(min(left, _LINE))):
            out.write(piece)
            left -= len(piece)
    headers, _ = read_headers(first, 0, len(first))
    subject, sent = subject_and_date(headers)
    name, found = named(f"message {number}{f' {subject}' if subject else ''}.eml", f"message {number}.eml")
    return Child(
        path=path,
        name=name,
        media_type=EML,
        captured=sent,
        captured_how=DATE_HOW if sent else None,
        place=Place("record", offset=start, length=end - start),
        metadata=found,
    )


def _messages(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """Byte ranges of the messages, each without the line that parts it from the one before."""
    offset = 0
    begun: int | None = None
    blank = True
    last = 0
    while line := stream.readline(_LINE):
        if blank and line.startswith(b"From ") and _FROM.match(line):
            if begun is not None:
                yield begun, last
            begun = offset + len(line)
        stripped = not line.strip()
        if not stripped:
            last = offset + len(line)
        blank = stripped
        offset += len(line)
    if begun is not None and offset > begun:
        yield begun, offset
