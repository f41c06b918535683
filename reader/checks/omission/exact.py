"""What of the Chinese must stand in the English in one way only: figures, dates, names, words in Latin letters.

The word table (:mod:`reader.checks.coverage`) knows none of these. Where the English has the figure of a clause, that
clause was hardly left out, however freely the rest of it is rendered; where it lacks the figure, it probably was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from reader.checks.dates.matching import DateTrouble
from reader.checks.figures_divided import Divided, divide
from reader.checks.names import matching as places
from reader.checks.names import people
from reader.checks.numbers.matching import Trouble, compare
from reader.model import Span
from reader.text import english_names
from reader.text.named import names

_LATIN = re.compile("[A-Za-z]{2,}", re.ASCII)
_MOST = 4  # of one kind that count in one span


class Kind(IntEnum):
    """What an item is."""

    FIGURE = 0
    DATE = 1
    NAME = 2
    LATIN = 3


class Item(NamedTuple):
    """Something at ``start`` of the Chinese, and whether the English has it."""

    start: int
    kind: Kind
    there: bool


@lru_cache(maxsize=8)
def exact(source: str, target: str) -> tuple[Item, ...]:
    """Every item of *source* of which it can be told whether *target* has it; what was changed is told by no item."""
    both = divide(source, target)
    return (*_figures(both), *_dates(both), *_names(source, target), *_latin(source, target))


def tally(items: Iterable[Item], span: Span) -> tuple[float, ...]:
    """For each kind how many items within *span* the English has, and how many it lacks, four at most."""
    counts = [0] * (2 * len(Kind))
    for item in items:
        if span[0] <= item.start < span[1]:
            counts[2 * item.kind + (not item.there)] += 1
    return tuple(float(min(count, _MOST)) for count in counts)


def _figures(both: Divided) -> Iterator[Item]:
    troubles = {
        (one.source.start, one.source.end): one.trouble
        for one in compare(both.source, both.target, dated=both.dated)
        if one.source
    }
    for figure in both.source:
        trouble = troubles.get((figure.start, figure.end))
        if figure.figure and trouble in {None, Trouble.FEWER, Trouble.MISSING}:
            yield Item(figure.start, Kind.FIGURE, trouble is not Trouble.MISSING)


def _dates(both: Divided) -> Iterator[Item]:
    troubles = {one.source.start: one.trouble for one in both.dates if one.source}
    for mention in both.source_dates.dates:
        trouble = troubles.get(mention.start)
        if trouble in {None, DateTrouble.MISSING}:
            yield Item(mention.start, Kind.DATE, trouble is None)
    for time in both.times:
        if time.source and not time.target:
            yield Item(time.source.start, Kind.DATE, False)


def _names(source: str, target: str) -> Iterator[Item]:
    found, english = names(source), english_names.read(target)
    for hit in found.hits:
        there = places.rendered(hit, english)
        if not there or found.simplified.count(found.simplified[hit.start : hit.end]) == 1:
            yield Item(hit.start, Kind.NAME, there)
    for person in found.people:
        there = people.rendered(person, english)
        if not there or found.simplified.count(person.characters) == 1:
            yield Item(person.start, Kind.NAME, there)


def _latin(source: str, target: str) -> Iterator[Item]:
    said, text = target.lower(), source.lower()
    for word in _LATIN.finditer(source):
        letters = word.group().lower()
        if letters not in said or said.count(letters) >= text.count(letters):
            yield Item(word.start(), Kind.LATIN, letters in said)
