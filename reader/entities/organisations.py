"""Organisations in Chinese text: those the gazetteer knows, and names that begin with a place and end like an agency,
company or association."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model import Mention
from reader.text.named import names


class Organisations:
    """Canonical: the name in Simplified characters, for known bodies with their English."""

    type = "organisation"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of organisations."""
        found = names(text)
        for one in found.organisations:
            yield Mention(self.type, one.name, text[one.start : one.end], one.start, one.end)
        for hit in found.hits:
            if hit.kind == "body":
                canonical = f"{hit.named[0].stem} {hit.english[0]}"
                yield Mention(self.type, canonical, text[hit.start : hit.end], hit.start, hit.end)
