"""The English side of a comparison of names: which words stand where, and whether a name is among them.

A text is read once into folded letters (see :mod:`reader.text.romanise`) with word boundaries, so that ``Xi'an``,
``Xi an`` and ``XIAN`` are one spelling, and a name of several words is found whatever joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from reader.model import Span
from reader.text.romanise import fold_name

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile("[A-Za-z]+")  # the same for ASCII, in half the time
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
    """One word: folded letters, span in the text, whether it begins with a capital, and if so, whether it begins a
    sentence."""

    folded: str
    start: int
    end: int
    capital: bool
    first: bool


class Run(NamedTuple):
    """Neighbouring words of which the first has a capital: folded letters, span, whether they are merely the first
    word of a sentence."""

    letters: str
    span: Span
    first: bool


class EnglishText:
    """*text* with its words; build it with :func:`read`."""

    def __init__(self, text: str, words: tuple[Word, ...]) -> None:
        self.text = text
        self.words = words
        self.letters = "".join([word.folded for word in words])
        """All words in one."""
        self.capital_numbers = [number for number, word in enumerate(words) if word.capital]
        """Which of the words begin with a capital letter."""
        self.capitals = [words[number] for number in self.capital_numbers]
        """These words."""

    @cached_property
    def _bounds(self) -> list[int]:
        return [0, *accumulate([len(word.folded) for word in self.words])]

    @cached_property
    def _begins(self) -> dict[int, int]:
        """The number of the word that begins at each letter."""
        return dict(zip(self._bounds, range(len(self.words)), strict=False))

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The number of the word that ends at each letter."""
        return dict(zip(self._bounds[1:], range(len(self.words)), strict=False))

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

    def runs(self, longest: int = 4) -> list[Run]:
        """Runs of one to *longest* neighbouring words of which the first is capitalised."""
        found: list[Run] = []
        text, words = self.text, self.words
        for i in self.capital_numbers:
            word = words[i]
            letters, end = "", word.start
            for other in words[i : i + longest]:
                if letters and text[end : other.start] != " " and text[end : other.start].strip(" -‐–'’."):
                    break
                letters += other.folded
                end = other.end
                found.append(Run(letters, (word.start, end), word.first and other is word))
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
    for m in (_PLAIN_WORD if plain else _WORD).finditer(text):
        start, end = m.span()
        folded = lower[start:end] if plain else fold_name(text[start:end])
        capital = first = False
        if folded == "s" and text[previous:start] in _APOSTROPHES:
            folded = ""
        elif text[start].isupper():
            capital, first = True, _begins(text[previous:start], words)
        previous = end
        if folded:
            words.append(_word(Word, (folded, start, end, capital, first)))
    return EnglishText(text, tuple(words))


def _begins(gap: str, before: Sequence[Word]) -> bool:
    """Whether a sentence begins behind *gap* and the words *before* it; the point of an initial ends none: J. Smith."""
    if gap == " ":
        return False
    return not before or (_STOP.search(gap) is not None and (gap[0] != "." or len(before[-1].folded) > 2))


_word = tuple.__new__  # twice as fast as Word(…)
