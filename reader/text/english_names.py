"""The English side of a comparison of names: which words stand where, and whether a name is among them.

A text is read once into folded letters (see :mod:`reader.text.romanise`) with word boundaries, so that ``Xi'an``,
``Xi an`` and ``XIAN`` are one spelling, and a name of several words is found whatever joins them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from reader.model import Span
from reader.text.romanise import fold_name

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = ("'", "’", "ʼ", "`")
_POSSESSIVE = re.compile(r"['’]s\b")  # People's Bank: the words of a text come without it
_STOP = re.compile(r"[.!?…:;]\s|[\"“”\n]")
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


@dataclass(frozen=True, slots=True)
class Word:
    """One word: folded letters, span in the text, whether it begins with a capital, whether it begins a sentence."""

    folded: str
    start: int
    end: int
    capital: bool
    first: bool


@dataclass(frozen=True, slots=True)
class EnglishText:
    """*text* with its words; build it with :func:`read`."""

    text: str
    words: tuple[Word, ...]
    letters: str
    cased: str
    begins: dict[int, int] = field(repr=False)
    ends: dict[int, int] = field(repr=False)

    def find(self, name: str) -> Span | None:
        """Where the rendering *name* stands (code points of the text), or ``None``.

        A name in capitals only (UN, DPRK) must stand in capitals. Longer names may carry an ending (Londoners).
        """
        folded, acronym = _key(name)
        if acronym and len(folded) > 3 and (as_word := self._find(self.letters, folded, ending=False)):
            return as_word  # Nato, Unesco
        return self._find(*((self.cased, folded.upper()) if acronym else (self.letters, folded)), ending=not acronym)

    def _find(self, haystack: str, needle: str, *, ending: bool) -> Span | None:
        at = haystack.find(needle) if needle else -1
        while at >= 0:
            if at in self.begins:
                end = at + len(needle)
                last = self._last_word(end, ending=ending and len(needle) >= _SHORTEST_WITH_ENDING)
                if last is not None:
                    return self.words[self.begins[at]].start, self.words[last].end
            at = haystack.find(needle, at + 1)
        return None

    def _last_word(self, end: int, *, ending: bool) -> int | None:
        """The word that ends at letter *end*, or has only an ending after it."""
        if end in self.ends:
            return self.ends[end]
        if not ending:
            return None
        for length in (1, 2, 3, 4):
            if end + length in self.ends and self.letters[end : end + length] in _ENDINGS:
                return self.ends[end + length]
        return None

    def capitals(self) -> list[Word]:
        """The words that begin with a capital letter."""
        return [word for word in self.words if word.capital]

    def runs(self, longest: int = 4) -> list[tuple[str, Span, bool]]:
        """Runs of one to *longest* neighbouring words of which the first is capitalised: letters, span, whether the
        run is the sentence's first word alone."""
        found = []
        for i, word in enumerate(self.words):
            if not word.capital:
                continue
            letters, end = "", word.start
            for other in self.words[i : i + longest]:
                if letters and self.text[end : other.start].strip(" -‐–'’."):
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
    for m in _WORD.finditer(text):
        gap, previous = text[previous : m.start()], m.end()
        folded = fold_name(m.group())
        if folded and not (folded == "s" and gap in _APOSTROPHES):
            first = not words or (_STOP.search(gap) is not None and (gap[0] != "." or len(words[-1].folded) > 2))
            words.append(Word(folded, m.start(), m.end(), m.group()[0].isupper(), first))
    letters, cased = "", ""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for i, word in enumerate(words):
        begins[len(letters)] = i
        letters += word.folded
        cased += word.folded.upper() if text[word.start : word.end].isupper() else word.folded
        ends[len(letters)] = i
    return EnglishText(text, tuple(words), letters, cased, begins, ends)
