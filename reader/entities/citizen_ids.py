"""Numbers of Chinese resident identity cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.contract import digits, has_digits
from reader.model import Mention

_ID = re.compile(
    r"(?<![A-Za-z0-9])[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?"
    r"(?:\d{3}[\dXx]|\d{2,3}\*+[\dXx]?)(?![A-Za-z0-9])"
)


class CitizenIds:
    """Eighteen characters with a plausible birth date; canonical with a capital X and without spaces.

    The check digit is not asked for: mistyped and invented ids are leads too.
    """

    type = "citizen-id"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of 18-digit citizen ids."""
        if not has_digits(folded, 17):
            return
        for m in _ID.finditer(folded):
            if "*" in m.group():
                continue  # masked by the publisher: it identifies nobody
            canonical = digits(m.group()) + ("X" if m.group()[-1] in "Xx" else "")
            yield Mention(self.type, canonical, text[m.start() : m.end()], m.start(), m.end())
