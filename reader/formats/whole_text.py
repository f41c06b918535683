"""A text file that is read as a whole, up to a bound: chats, subtitles, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.errors import LimitExceeded
from reader.formats.contract import Payload, Trouble
from reader.formats.plain import undecodable
from reader.formats.text_lines import Line, decoded_lines
from reader.text import decode
from reader.text.decode import Decoded

_BYTES = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class WholeText:
    """``decoded`` holds at most ``limit`` bytes; ``cut_off`` says that the file has more."""

    payload: Payload
    decoded: Decoded
    limit: int
    cut_off: bool

    def lines(self) -> list[Line]:
        """The lines with the bytes they stand at, also those that the limit cuts."""
        text = self.decoded.text
        line_end = "\r" if "\r" in text and "\n" not in text else "\n"  # old Macintosh
        with self.payload.path.open("rb") as stream:
            return list(decoded_lines(stream, self.decoded.charset, self.decoded.bom_bytes, self.limit, line_end))

    def troubles(self, what: str) -> Iterator[Trouble]:
        """What to say at the end: places that could not be decoded, a rest that was not read. *what*: "The chat"."""
        torn = self.cut_off and self.decoded.text.endswith("\ufffd")  # the limit fell into a character
        if replaced := self.decoded.replaced - torn:
            yield undecodable(replaced, self.decoded.charset)
        if self.cut_off:
            yield Trouble(
                LimitExceeded("").code,
                f"{what} is longer than {self.limit:,} bytes; the rest was left out.",
                "Split the file and add the parts.",
            )


def read(payload: Payload) -> WholeText:
    """The text of *payload*, up to 64 MiB or what its limits allow. Raises UnreadableInput."""
    limit = min(_BYTES, payload.limits.payload_bytes)
    with payload.path.open("rb") as stream:
        data = stream.read(limit + 1)
    declared = [decode.Declared(payload.charset, "HTTP header")] if payload.charset else []
    return WholeText(payload, decode.decode(data[:limit], declared), limit, len(data) > limit)
