"""Where the terms of a termbase stand in a Chinese text: longest match, both scripts."""

from __future__ import annotations

import re
import weakref
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Span
from reader.text.alternatives import alternatives
from reader.text.hanzi import simplified
from reader.text.headwords import longest_word
from reader.text.scripts import is_han
from reader.text.terms.model import Concept, Termbase


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A concept at code points ``span`` of the text. ``in_word``: the dictionary knows a longer word around it
    (公告栏 around 公告), whose English need not contain the term's."""

    span: Span
    concept: Concept
    in_word: bool = False


class Matcher:
    """Finds the concepts of one termbase. Traditional characters are folded to Simplified one by one, so that
    either script of a term matches either script of a text; white space inside a term (a wrapped line) is skipped.
    """

    def __init__(self, termbase: Termbase) -> None:
        self._keys: dict[str, Concept] = {}
        for concept in termbase:
            for term in concept.chinese:
                self._keys.setdefault(_folded(term), concept)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in self._keys:
            lengths[key[:2]].add(len(key))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self._any = re.compile(alternatives(self._keys))
        self._unless = {c.id: tuple(map(_folded, c.unless)) for c in termbase if c.unless}

    def find(self, text: str) -> list[TermMatch]:
        """Matches in order, none overlapping another; the longest term wins at each place."""
        dense, places = _dense(text)
        heads, found = self._lengths, []
        first = self._any.search(dense)
        if first is None:
            return []
        at, last = first.start(), len(dense) - 1
        while at < last:
            lengths = heads.get(dense[at : at + 2])
            length = self._longest(dense, at, lengths) if lengths else 0
            if not length:
                at += 1
                continue
            concept = self._keys[dense[at : at + length]]
            span = (at, at + length) if places is None else (places[at], places[at + length - 1] + 1)
            found.append(TermMatch(span, concept, _inside_word(dense, at, at + length)))
            at += length
        return found

    def _longest(self, text: str, at: int, lengths: list[int]) -> int:
        for length in lengths:
            concept = self._keys.get(text[at : at + length]) if at + length <= len(text) else None
            if concept is not None and not self._excused(concept, text, at, length) and not _cut(text, at, at + length):
                return length
        return 0

    def _excused(self, concept: Concept, text: str, at: int, length: int) -> bool:
        for context in self._unless.get(concept.id, ()):
            first = max(0, at + length - len(context))
            place = text.find(context, first, at + len(context))
            if 0 <= place <= at and at + length <= place + len(context):
                return True
        return False


_matchers: weakref.WeakKeyDictionary[Termbase, Matcher] = weakref.WeakKeyDictionary()


def matcher(termbase: Termbase) -> Matcher:
    """The termbase's matcher, built once."""
    if termbase not in _matchers:
        _matchers[termbase] = Matcher(termbase)
    return _matchers[termbase]


def _folded(text: str) -> str:
    return "".join(simplified(text).split())


def _dense(text: str) -> tuple[str, list[int] | None]:
    """*text* folded and without white space, and where its characters stood (``None``: where they stand)."""
    dense = _folded(text)
    if len(dense) == len(text):
        return dense, None
    return dense, [i for i, char in enumerate(text) if not char.isspace()]


_REACH = 3
"""Characters before a match among which a dictionary word that crosses its edge may begin."""

_LONGEST_WORD = 20
"""Characters of the longest headwords of the dictionary."""


def _cut(text: str, start: int, end: int) -> bool:
    """Whether words of the dictionary cross both edges of ``[start, end)``: 其中|标明 holds no 中标."""
    return _edges(*_window(text, start, end))[0]


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a longer word of the dictionary covers ``[start, end)``."""
    return _edges(*_window(text, start, end))[1]


def _window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The match with as much of its surroundings as can matter, and where it stands in that."""
    first = max(0, start - _REACH)
    return text[first : end + _LONGEST_WORD], start - first, end - first


@lru_cache(maxsize=10_000)
def _edges(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether dictionary words cut the match on both sides, and whether one covers it. Texts repeat their terms."""
    before = [(first, longest_word(text, first)) for first in range(start) if is_han(text[first])]
    covering = [*before, (start, longest_word(text, start))]
    inside = any(last >= end and last - first > end - start for first, last in covering)
    if not any(start < last < end for _, last in before):
        return False, inside
    return any(longest_word(text, first) > end for first in range(start + 1, end)), inside
