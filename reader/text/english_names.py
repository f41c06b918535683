"""The English side of a comparison of names: which words stand where, and whether a name is among them.

A text is read once into folded letters (see :mod:`reader.text.romanise`) with word boundaries, so that ``Xi'an``,
``Xi an`` and ``XIAN`` are one spelling, and a name of several words is found whatever joins them.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from reader.model import Span
from reader.text.romanise import fold_name

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = ("'", "’", "ʼ", "`")
_POSSESSIVE = re.compile(r"['’]s\b")  # People's Bank: the words of a text come without it
_STOP = re.compile(r"[.!?…:;]\s|[\"“”]$|\n")
# What may follow a name inside its word: plural, "from", "-ese": Londoners, Shanghainese, Chicagoan.
_ENDINGS = frozenset(
    [
        "s",
        "n",
        "ns",
        "an",
        "ans",
        "ian",
        "ians",
        "ese",
        "nese",
        "er",
        "ers",
        "ite",
        "ites",
        "i",
        "is",
        "ic",
        "ism",
        "es",
    ]
)
_SHORTEST_WITH_ENDING = 4


class Word(NamedTuple):
    """One word: folded letters, span in the text, whether it begins with a capital, whether it begins a sentence."""

    folded: str
    start: int
    end: int
    capital: bool
    first: bool


class EnglishText:
    """*text* with its words; build it with :func:`read`."""

    def __init__(self, text: str, words: tuple[Word, ...]) -> None:
        self.text = text
        self.words = words
        self.letters = "".join([word.folded for word in words])
        """All words in one."""
        self.capitals = tuple([word for word in words if word.capital])
        """The words that begin with a capital letter."""
        bounds = [0, *accumulate([len(word.folded) for word in words])]
        self._begins = dict(zip(bounds, range(len(words)), strict=False))
        self._ends = dict(zip(bounds[1:], range(len(words)), strict=False))

    @cached_property
    def _cased(self) -> str:
        """All words in one, those in capitals that the text has in capitals."""
        text = self.text
        shown = [(word.folded, text[word.start : word.end]) for word in self.words]
        return "".join([folded.upper() if word.isupper() else folded for folded, word in shown])

    def find(self, name: str) -> Span | None:
        """Where the rendering *name* stands (code points of the text), or ``None``.

        A name in capitals only (UN, DPRK) must stand in capitals. Longer names may carry an ending (Londoners).
        """
        folded, acronym = _key(name)
        if acronym and len(folded) > 3 and (as_word := self._find(self.letters, folded, ending=False)):
            return as_word  # Nato, Unesco
        return self._find(*((self._cased, folded.upper()) if acronym else (self.letters, folded)), ending=not acronym)

    def _find(self, haystack: str, needle: str, *, ending: bool) -> Span | None:
        at = haystack.find(needle) if needle else -1
        while at >= 0:
            if at in self._begins:
                end = at + len(needle)
                last = self._last_word(end, ending=ending and len(needle) >= _SHORTEST_WITH_ENDING)
                if last is not None:
                    return self.words[self._begins[at]].start, self.words[last].end
            at = haystack.find(needle, at + 1)
        return None

    def _last_word(self, end: int, *, ending: bool) -> int | None:
        """The word that ends at letter *end*, or has only an ending after it."""
        if end in self._ends:
            return self._ends[end]
        if not ending:
            return None
        for length in (1, 2, 3, 4):
            if end + length in self._ends and self.letters[end : end + length] in _ENDINGS:
                return self._ends[end + length]
        return None

    def runs(self, longest: int = 4) -> list[tuple[str, Span, bool]]:
        """Runs of one to *longest* neighbouring words of which the first is capitalised: letters, span, whether the
        run is the sentence's first word alone."""
        found: list[tuple[str, Span, bool]] = []
        text, words = self.text, self.words
        for i, word in enumerate(words):
            if not word.capital:
                continue
            letters, end = "", word.start
            for other in words[i : i + longest]:
                if letters and text[end : other.start] != " " and text[end : other.start].strip(" -‐–'’."):
                    break
                letters += other.folded
                end = other.end
                found.append((letters, (word.start, end), word.first and other is word))
        return found


@lru_cache(maxsize=20_000)
def _key(name: str) -> tuple[str, bool]:
    letters = [c for c in name if c.isalpha()]
    return fold_name(_POSSESSIVE.sub("", name)), len(letters) <= 6 and all(c.isupper() for c in letters)


@lru_cache(maxsize=64)
def read(text: str) -> EnglishText:
    """*text* read for :meth:`EnglishText.find`; the newest few are kept, as every name of a sentence asks again."""
    words: list[Word] = []
    previous = 0
    lower = text.lower()
    plain = text.isascii()
    for m in _WORD.finditer(text):
        start, end = m.span()
        folded = lower[start:end] if plain else fold_name(text[start:end])
        gap, previous = text[previous:start], end
        if folded and not (folded == "s" and gap in _APOSTROPHES):
            first = gap != " " and (
                not words or (_STOP.search(gap) is not None and (gap[0] != "." or len(words[-1].folded) > 2))
            )
            words.append(_word(Word, (folded, start, end, text[start].isupper(), first)))
    return EnglishText(text, tuple(words))


_word = tuple.__new__  # twice as fast as Word(…)
