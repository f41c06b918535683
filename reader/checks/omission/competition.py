"""Evidence that a span of the Chinese is missing, when every English word may stand for one Chinese word only.

:mod:`reader.checks.coverage` lets one “passport” render 护照 as often as it occurs. Here the words outside the span
choose first, those with the fewest possible renderings before the others, and the span must do with what is left: a
clause whose words all occur elsewhere in the sentence no longer counts as rendered by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.checks.coverage import MISSING, STRONG, WEAK, Knowledge, knowledge, short_forms, simplified_beginning
from reader.model import Span
from reader.text import lexicon
from reader.text.stems import FUNCTION_STEMS, stems

_NONE = 99  # choices of a word without any: it comes last


class Word(NamedTuple):
    """A Chinese word, what is known of it, and the places in the English of what renders it usually or rarely, a bit
    for each."""

    start: int
    known: Knowledge
    usual: int
    rare: int


def left_for(spans: Sequence[Span], source: str, target: str) -> list[float]:
    """The evidence for each of *spans* of *source*, as weights of :mod:`reader.checks.coverage` add up."""
    ordered = _fewest_choices_first(words(source, target))
    found = []
    for start, end in spans:
        taken = 0
        inside = []
        for word in ordered:
            if start <= word.start < end:
                inside.append(word)
            else:
                taken |= _chosen(word, taken)
        total = 0.0
        for word in inside:
            chosen = _chosen(word, taken)
            taken |= chosen
            total += word.known.weights[_outcome(word, chosen)]
        found.append(total)
    return found


@lru_cache(maxsize=8)
def one_by_one(source: str, target: str) -> tuple[tuple[int, float], ...]:
    """Where each word of *source* begins and its weight of evidence, all of them choosing together; in order."""
    taken = 0
    found = []
    for word in _fewest_choices_first(words(source, target)):
        chosen = _chosen(word, taken)
        taken |= chosen
        found.append((word.start, word.known.weights[_outcome(word, chosen)]))
    found.sort()
    return tuple(found)


@lru_cache(maxsize=8)
def words(source: str, target: str) -> tuple[Word, ...]:
    """The words of *source* that the table knows, in order."""
    places: dict[str, int] = {}
    place = 1
    for stem, _ in stems(target):
        if stem not in FUNCTION_STEMS:
            places[stem] = places.get(stem, 0) | place
            place <<= 1
    said = frozenset(places)
    simplified = simplified_beginning(source)
    found = []
    for start, end in lexicon.load().words(simplified):
        known = knowledge(simplified[start:end])
        if known:
            usual = rare = 0
            for stem in known.every & said:
                if stem in known.usual:
                    usual |= places[stem]
                else:
                    rare |= places[stem]
            found.append(_word(Word, (start, known, usual, rare)))
    for start, end in short_forms(simplified, target):
        # the CDC stands for all of 美国疾病控制与预防中心（CDC）
        found = [word for word in found if word.usual or word.rare or not start <= word.start < end]
    return tuple(found)


_word = tuple.__new__  # twice as fast as Word(…)


def _fewest_choices_first(found: Sequence[Word]) -> list[Word]:
    ordered = [(word.usual.bit_count() or _NONE, word.rare.bit_count(), number) for number, word in enumerate(found)]
    ordered.sort()
    return [found[number] for _, _, number in ordered]


def _chosen(word: Word, taken: int) -> int:
    """The first English word that is free, a usual rendering before a rare one; 0 when none is."""
    free = word.usual & ~taken or word.rare & ~taken
    return free & -free


def _outcome(word: Word, chosen: int) -> int:
    """Column of the weights."""
    return MISSING if not chosen else STRONG if chosen & word.usual else WEAK
