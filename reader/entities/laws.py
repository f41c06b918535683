"""Laws, rules and official documents in title marks."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model import Mention
from reader.text.hanzi import simplified
from reader.text.law_titles import find

_STATE = "中华人民共和国"


class Laws:
    """Canonical: the title in Simplified characters without 中华人民共和国: 《刑法》 and the full title are one law."""

    type = "law"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of titles that end like a law, rule or official document."""
        if "《" not in text:
            return
        for title in find(simplified(text)):
            if title.rule:
                canonical = f"《{title.text.removeprefix(_STATE)}》"
                yield Mention(self.type, canonical, text[title.start : title.end], title.start, title.end)
