"""The parts of the Chinese that may have been left out as a whole: clauses, and what is shorter or within them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.checks.omission.competition import one_by_one
from reader.model import Span

# Characters of a clause, of an item, and of what is left of the Chinese without it; their marks included.
_LEAST_CLAUSE, _LEAST_ITEM, _LEAST_REST = 5, 4, 4
_LEAST_DIVIDED = 10  # characters of a clause that is searched for a run
_LEAST_EVIDENCE = 1.5  # of a run: hardly more than one word that is missing
_MARKS = "，。；：！？、,;:!?\n "
_IN_A_FIGURE = "(?<=[0-9])[,:](?=[0-9])"  # 3,400 and 14:30 are not divided
_CLAUSE = re.compile(f"(?:[^，。；：！？,;:!?\n]+|{_IN_A_FIGURE})+[，。；：！？,;:!?\n]*")
_ITEM = re.compile(f"(?:[^，。；：！？,;:!?\n、]+|{_IN_A_FIGURE})+[，。；：！？,;:!?\n、]*")


class Parts(NamedTuple):
    """The places of a text's clauses, and of shorter ones and items between enumeration commas (、)."""

    clauses: tuple[Span, ...]
    items: tuple[Span, ...]

    @property
    def every(self) -> tuple[Span, ...]:
        """Clauses, then items."""
        return self.clauses + self.items


@lru_cache(maxsize=8)
def parts(source: str) -> Parts:
    """The parts of *source* that are long enough and leave something behind; none where no mark divides it."""
    clauses = [m.span() for m in _CLAUSE.finditer(source)]
    items = [m.span() for m in _ITEM.finditer(source)] if "、" in source else []
    most = len(source) - _LEAST_REST
    return Parts(
        tuple((a, b) for a, b in clauses if _LEAST_CLAUSE <= b - a <= most),
        tuple((a, b) for a, b in items if _LEAST_ITEM <= b - a <= most and (a, b) not in clauses),
    )


@lru_cache(maxsize=8)
def runs(source: str, target: str) -> tuple[Span, ...]:
    """In each longer clause of *source* the run of words for which *target* has least, if it has little: what was left
    out need not end at a mark, and headlines have none."""
    words, at = one_by_one(source, target), 0
    known, found = parts(source).every, []
    for clause in _CLAUSE.finditer(source):
        first, (start, end) = at, clause.span()
        while at < len(words) and words[at][0] < end:
            at += 1
        strongest = _strongest(words, first, at) if end - start >= _LEAST_DIVIDED else None
        if strongest is None:
            continue
        begins, stops = strongest
        run = words[begins][0], words[stops][0] if stops < at else start + len(clause.group().rstrip(_MARKS))
        if _LEAST_ITEM <= run[1] - run[0] <= len(source) - _LEAST_REST and run not in known:
            found.append(run)
    return tuple(found)


def _strongest(words: Sequence[tuple[int, float]], first: int, stop: int) -> tuple[int, int] | None:
    """The run within ``words[first:stop]`` (beginning and weight) with the largest sum of weights."""
    best, total, begins, found = _LEAST_EVIDENCE, 0.0, first, None
    for number in range(first, stop):
        weight = words[number][1]
        if total > 0:
            total += weight
        else:
            total, begins = weight, number
        if total > best:
            best, found = total, (begins, number + 1)
    return found
