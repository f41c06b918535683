"""``winmail.dat``: what Outlook packs text formats and attachments into when it sends to other programs (TNEF)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import LimitExceeded, TruncatedInput
from reader.formats import msg
from reader.formats.contract import Event, Payload, Probe, Trouble
from reader.formats.media_types import TNEF
from reader.formats.sniff import sniff
from reader.formats.tnef_properties import Storage


class Tnef:
    """Containers as they are attached to messages, or saved by programs that cannot open them."""

    name = "tnef"
    version = "1"

    def score(self, probe: Probe) -> float:
        """The four bytes such a container begins with."""
        return 0.9 if sniff(probe) == TNEF else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """What an Outlook message yields: Head, header fields, text, attachments as children."""
        limit = payload.limits.payload_bytes
        with payload.path.open("rb") as stream:
            data = stream.read(limit + 1)
        storage = Storage.read(data[:limit])
        yield from msg.message(storage, payload, staging, self, TNEF)
        if len(data) > limit:
            yield Trouble(
                LimitExceeded("").code,
                f"The container is longer than {limit:,} bytes; the rest was left out.",
                "Ask the sender for the files by themselves.",
            )
        elif storage.damaged:
            yield Trouble(
                TruncatedInput("").code,
                "The container ends before its last part does; what was there is kept.",
                "It may have been cut off when it was saved: compare with the message it came with.",
            )
