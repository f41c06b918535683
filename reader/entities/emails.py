"""E-mail addresses, also with full-width signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.contract import fold_stops
from reader.model import Mention

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9_+\-])?"
    r" ?@ ?(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,18}(?![A-Za-z0-9\-])"
)


class Emails:
    """Addresses ``local@domain.tld``; canonical in lower case without spaces."""

    type = "email"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of e-mail addresses."""
        if "@" not in folded:
            return
        for m in _EMAIL.finditer(fold_stops(folded)):
            canonical = m.group().replace(" ", "").lower()
            yield Mention(self.type, canonical, text[m.start() : m.end()], m.start(), m.end())
