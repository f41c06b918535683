"""Places of the gazetteer in Chinese text: cities and counties as one type, countries and provinces as another."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model import Mention
from reader.text.gazetteer import Hit
from reader.text.named import names

_PLACES = frozenset({"prefecture", "county", "city"})
_REGIONS = frozenset({"province", "country", "region"})


class Places:
    """Cities, prefectures, counties and districts. Canonical: Chinese and English name (福州 Fuzhou), so that 福州 and
    福州市 are one place."""

    type = "place"
    kinds = _PLACES

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of places."""
        for hit in names(text).hits:
            if hit.kind in self.kinds:
                yield Mention(self.type, _canonical(hit), text[hit.start : hit.end], hit.start, hit.end)


class Regions(Places):
    """Countries, provinces, continents, seas: they recur everywhere and are listed last."""

    type = "region"
    kinds = _REGIONS


def _canonical(hit: Hit) -> str:
    return f"{hit.named[0].stem} {hit.english[0]}"
