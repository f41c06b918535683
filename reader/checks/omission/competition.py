"""Evidence that a span of the Chinese is missing, when every English word may stand for one Chinese word only.

:mod:`reader.checks.coverage` lets one “passport” render 护照 as often as it occurs. Here the words outside the span
choose first, those with the fewest possible renderings before the others, and the span must do with what is left: a
clause whose words all occur elsewhere in the sentence no longer counts as rendered by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        for _, chosen in _choosing((word for word in ordered if not start <= word.start < end), taken):
            taken |= chosen
        inside = _choosing((word for word in ordered if start <= word.start < end), taken)
        found.append(sum((word.known.weights[_outcome(word, chosen)] for word, chosen in inside), 0.0))
    return found


@lru_cache(maxsize=8)
def one_by_one(source: str, target: str) -> tuple[tuple[int, float], ...]:
    """Where each word of *source* begins and its weight of evidence, all of them choosing together; in order."""
    choosing = _choosing(_fewest_choices_first(words(source, target)), 0)
    return tuple(sorted((word.start, word.known.weights[_outcome(word, chosen)]) for word, chosen in choosing))


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


def _choosing(found: Iterable[Word], taken: int) -> Iterator[tuple[Word, int]]:
    """Each word with the first English word that those before it and *taken* leave free, a usual rendering before a
    rare one; 0 when none is."""
    for word in found:
        free = word.usual & ~taken or word.rare & ~taken
        chosen = free & -free
        taken |= chosen
        yield word, chosen


def _outcome(word: Word, chosen: int) -> int:
    """Column of the weights."""
    return MISSING if not chosen else STRONG if chosen & word.usual else WEAK
