"""Evidence that a span of the Chinese is missing, when every English word may stand for one Chinese word only.

:mod:`reader.checks.coverage` lets one “passport” render 护照 as often as it occurs. Here the words outside the span
choose first, those with the fewest possible renderings before the others, and the span must do with what is left: a
clause whose words all occur elsewhere in the sentence no longer counts as rendered by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.checks.coverage import MISSING, STRONG, WEAK, knowledge, simplified_beginning
from reader.model import Span
from reader.text import lexicon
from reader.text.stems import FUNCTION_STEMS, stems

_NONE = 99  # choices of a word without any: it comes last


class _Word(NamedTuple):
    """A Chinese word, its weights by outcome, and the numbers of the English words that render it usually or rarely."""

    start: int
    weights: tuple[float, float, float]
    usual: frozenset[int]
    rare: frozenset[int]


def left_for(spans: Sequence[Span], source: str, target: str) -> list[float]:
    """The evidence for each of *spans* of *source*, as weights of :mod:`reader.checks.coverage` add up."""
    words = sorted(_words(source, target), key=lambda word: (len(word.usual) or _NONE, len(word.rare)))
    found = []
    for start, end in spans:
        taken: set[int] = set()
        for word in words:
            if not start <= word.start < end:
                _outcome(word, taken)
        found.append(sum(word.weights[_outcome(word, taken)] for word in words if start <= word.start < end))
    return found


def _words(source: str, target: str) -> list[_Word]:
    places: dict[str, list[int]] = {}
    for number, (stem, _) in enumerate(stems(target)):
        if stem not in FUNCTION_STEMS:
            places.setdefault(stem, []).append(number)
    simplified = simplified_beginning(source)
    found = []
    for start, end in lexicon.load().words(simplified):
        known = knowledge(simplified[start:end])
        if known:
            usual, rare = (
                frozenset(n for stem in renderings if stem in places for n in places[stem])
                for renderings in (known.usual, known.rare)
            )
            found.append(_Word(start, known.weights, usual, rare))
    return found


def _outcome(word: _Word, taken: set[int]) -> int:
    """Column of the weights; the English word used, the first that is free, is added to *taken*."""
    for outcome, places in ((STRONG, word.usual), (WEAK, word.rare)):
        free = places - taken
        if free:
            taken.add(min(free))
            return outcome
    return MISSING
