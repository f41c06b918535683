"""Evidence that a part of the Chinese is missing, from how near in meaning the English comes to its words.

The table of :mod:`reader.checks.coverage` says whether an English word is a known rendering of a Chinese word; the
vectors of :mod:`reader.text.vectors` say how near the nearest one comes. Both together give a weight of evidence for
each word (natural logarithm of a likelihood ratio, above zero: missing), estimated by ``python -m
benchmarks.checks.coverage`` on human references and kept in ``reader/checks/data/nearness.json``. As in
:mod:`reader.checks.omission.competition` an English word renders one part only: that whose words come nearest to it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reader.checks.coverage import MISSING, STRONG, WEAK, target_view
from reader.checks.omission.competition import Word, words
from reader.model import Span
from reader.text import vectors
from reader.text.stems import content

STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Likenesses between which the weights step."""
_STEPS = np.array(STEPS)
FILE = Path(__file__).resolve().parent.parent / "data" / "nearness.json"
"""The weights."""
_EQUAL = 1e-6
_MOST = 10_000_000  # characters of either side multiplied: beyond, comparing each word with each takes too long
Array = npt.NDArray[Any]


class Near(NamedTuple):
    """The evidence of the words of a part, what it has taken by others left out; and that of all other words."""

    within: float
    rest: float


class Compared(NamedTuple):
    """The words of the Chinese that the table knows: where they begin, their row and column of the weights, and how
    near each comes to each content word of the English (a row for each)."""

    starts: list[int]
    rows: Array
    outcomes: Array
    likeness: vectors.Likeness


@cache
def weights() -> Array:
    """Weights by row (:attr:`reader.checks.coverage.Knowledge.row`), outcome by the table, and step of likeness."""
    return np.array(json.loads(FILE.read_text("utf-8"))["weights"])


@lru_cache(maxsize=8)
def compared(source: str, target: str) -> Compared:
    """The words of both sides, compared."""
    found = words(source, target)
    letters = target_view(target)[1]
    english = [stem for stem, _ in content(target)]
    return Compared(
        [word.start for word in found],
        np.array([word.known.row for word in found], dtype=int),
        np.array([_outcome(word, letters) for word in found], dtype=int),
        vectors.load().likeness([word.known.word for word in found], english or [""]),
    )


def _outcome(word: Word, letters: str) -> int:
    if word.usual or word.known.spoken_in(letters):
        return STRONG
    return WEAK if word.rare else MISSING


def step(likeness: Array) -> Array:
    """The step of each likeness."""
    return _STEPS.searchsorted(likeness, side="right")


def nearness(spans: Sequence[Span], source: str, target: str) -> list[Near]:
    """The evidence for each of *spans* of *source*."""
    if not spans or len(source) * len(target) > _MOST:
        return [Near(0.0, 0.0)] * len(spans)
    both = compared(source, target)
    if not both.starts:
        return [Near(0.0, 0.0)] * len(spans)
    table, likeness = weights(), both.likeness
    nearest = likeness.max(axis=1)
    each = table[both.rows, both.outcomes, step(nearest)]
    every = float(each.sum())
    found = []
    for start, end in spans:
        a, b = bisect_left(both.starts, start), bisect_left(both.starts, end)
        if a == b:
            found.append(Near(0.0, every))
            continue
        before = likeness[:a].max(axis=0, initial=vectors.UNKNOWN)
        others = np.maximum(before, likeness[b:].max(axis=0, initial=vectors.UNKNOWN))
        inside = likeness[a:b]
        mine = np.where(inside >= others, inside, vectors.UNKNOWN).max(axis=1)
        # a word whose nearest English belongs to another part is rendered by less than the table thinks
        lowered = np.where(both.outcomes[a:b] == STRONG, WEAK, MISSING)
        outcomes = np.where(mine >= nearest[a:b] - _EQUAL, both.outcomes[a:b], lowered)
        within = table[both.rows[a:b], outcomes, step(mine)].sum()
        found.append(Near(float(within), every - float(each[a:b].sum())))
    return found
