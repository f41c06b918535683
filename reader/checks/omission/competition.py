"""Evidence that a span of the Chinese is missing, when every English word may stand for one Chinese word only.

:mod:`reader.checks.coverage` lets one “passport” render 护照 as often as it occurs. Here the words outside the span
choose first, those with the fewest possible renderings before the others, and the span must do with what is left: a
clause whose words all occur elsewhere in the sentence no longer counts as rendered by them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from reader.checks.coverage import MISSING, STRONG, WEAK, short_forms, simplified_beginning
from reader.checks.rendered import Word, rendered
from reader.model import Span

_START = attrgetter("start")
_NONE = 99  # choices of a word without any usual rendering: it comes after those with one


def left_for(spans: Sequence[Span], source: str, target: str) -> list[float]:
    """The evidence for each of *spans* of *source*, as weights of :mod:`reader.checks.coverage` add up."""
    found = words(source, target)
    ordered = _fewest_choices_first(found)
    evidence = []
    for span in spans:
        first, last = (bisect_left(found, place, key=_START) for place in span)
        weights = _missing(found)
        taken = _choose(found, [number for number in ordered if not first <= number < last], 0, weights)
        _choose(found, [number for number in ordered if first <= number < last], taken, weights)
        evidence.append(sum(weights[first:last]))
    return evidence


@lru_cache(maxsize=8)
def one_by_one(source: str, target: str) -> tuple[tuple[int, float], ...]:
    """Where each word of *source* begins and its weight of evidence, all of them choosing together; in order."""
    found = words(source, target)
    weights = _missing(found)
    _choose(found, _fewest_choices_first(found), 0, weights)
    return tuple(zip([word.start for word in found], weights, strict=True))


@lru_cache(maxsize=8)
def words(source: str, target: str) -> tuple[Word, ...]:
    """The words of *source* that the table knows, in order."""
    found = rendered(source, target).words
    for start, end in short_forms(simplified_beginning(source), target):
        # the CDC stands for all of 美国疾病控制与预防中心（CDC）
        found = tuple([word for word in found if word.usual or word.rare or not start <= word.start < end])
    return found


def _missing(found: Sequence[Word]) -> list[float]:
    """The evidence of each word, were none of them rendered."""
    return [word.known.weights[MISSING] for word in found]


def _fewest_choices_first(found: Sequence[Word]) -> list[int]:
    """The numbers of the words with renderings in the English: those with the fewest usual ones first, then the fewest
    rare."""
    ordered = [
        (usual.bit_count() or _NONE, rare.bit_count(), number)
        for number, (_, _, usual, rare) in enumerate(found)
        if usual or rare
    ]
    ordered.sort()
    return [number for _, _, number in ordered]


def _choose(found: Sequence[Word], ordered: Iterable[int], taken: int, weights: list[float]) -> int:
    """Each word of *ordered* takes the first English word that those before it and *taken* leave free, a usual
    rendering before a rare one, and gets its weight accordingly: what is taken then."""
    for number in ordered:
        _, known, usual, rare = found[number]
        if free := usual & ~taken:
            weights[number] = known.weights[STRONG]
        elif free := rare & ~taken:
            weights[number] = known.weights[WEAK]
        taken |= free & -free
    return taken
