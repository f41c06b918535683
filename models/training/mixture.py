"""Which pair is seen when: a fixed plan from a seed, so that a run goes on exactly where it was stopped.

The plan is a row of *rounds*. Each round takes from every source a number of pairs in proportion to its weight, in the
order of a shuffle of that source that changes with every pass over it. Nothing has to be stored but the round's number
and the batch's number in it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

T = TypeVar("T")

ROUND = 30_000
"""Pairs in one round."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One source's pairs as token numbers."""

    source: np.ndarray
    target: np.ndarray
    source_starts: np.ndarray
    target_starts: np.ndarray

    @staticmethod
    def load(file: Path) -> Encoded:
        """Read what step ``encode`` wrote."""
        with np.load(file) as arrays:
            return Encoded(
                arrays["source"], arrays["target"], _starts(arrays["source_lengths"]), _starts(arrays["target_lengths"])
            )

    def __len__(self) -> int:
        return len(self.source_starts) - 1

    def lengths(self, index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of source and target tokens of the pairs *index*."""
        return (
            self.source_starts[index + 1] - self.source_starts[index],
            self.target_starts[index + 1] - self.target_starts[index],
        )

    def pair(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Source and target tokens of one pair."""
        return (
            self.source[self.source_starts[index] : self.source_starts[index + 1]],
            self.target[self.target_starts[index] : self.target_starts[index + 1]],
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Token numbers (int64): ``source`` without marks, ``given`` and ``wanted`` the target after ``<s>`` and before
    ``</s>``; 0 pads at the end. ``pairs``: how many."""

    source: np.ndarray
    given: np.ndarray
    wanted: np.ndarray

    @property
    def pairs(self) -> int:
        """How many pairs the batch holds."""
        return len(self.source)


class Mixture:
    """Sources with weights. *budget*: padded source and target tokens in a batch together.

    ``weights`` count how often a pair is seen relative to the others: 2 means each of the source's pairs comes
    twice as often as those of a source with 1.
    """

    def __init__(self, sources: Mapping[str, Encoded], weights: Mapping[str, float], *, seed: int, budget: int) -> None:
        self._sources = [sources[name] for name in sorted(weights)]
        mass = np.array([len(sources[name]) * weights[name] for name in sorted(weights)])
        self._shares = np.maximum(1, np.round(ROUND * mass / mass.sum())).astype(int)
        self._seed = seed
        self._budget = budget

    def from_place(self, number: int, at: int) -> Iterator[tuple[int, int, Batch]]:
        """(round, number in the round, batch) without end, beginning with batch *at* of round *number*."""
        while True:
            for n, members in enumerate(self.plan(number)):
                if n >= at:
                    yield number, n, self.batch(members)
            number, at = number + 1, 0

    def plan(self, number: int) -> list[list[tuple[int, int]]]:
        """The round's batches as (source, pair) numbers: similar lengths together, in random order."""
        members = [self._drawn(source, number) for source in range(len(self._sources))]
        owner = np.concatenate([np.full(len(m), i) for i, m in enumerate(members)])
        index = np.concatenate(members)
        lengths = [self._sources[i].lengths(m) for i, m in enumerate(members)]
        source = np.concatenate([s for s, _ in lengths])
        target = np.concatenate([t for _, t in lengths]) + 1
        rng = np.random.default_rng((self._seed, 1, number))
        order = np.lexsort((rng.random(len(index)), source, (target + 3) // 4))
        batches: list[list[tuple[int, int]]] = [[]]
        widest = deepest = 0
        for at in order:
            widest, deepest = max(widest, source[at]), max(deepest, target[at])
            if batches[-1] and (len(batches[-1]) + 1) * (widest + deepest) > self._budget:
                batches.append([])
                widest, deepest = source[at], target[at]
            batches[-1].append((int(owner[at]), int(index[at])))
        return [batches[i] for i in rng.permutation(len(batches))]

    def batch(self, members: list[tuple[int, int]]) -> Batch:
        """The padded arrays of one planned batch; lengths are multiples of 4, so that few shapes occur."""
        pairs = [self._sources[source].pair(index) for source, index in members]
        return collate(pairs)

    def _drawn(self, source: int, number: int) -> np.ndarray:
        """The pairs this round takes from one source."""
        size, share = len(self._sources[source]), int(self._shares[source])
        first, drawn = number * share, []
        while share:
            turn, at = divmod(first, size)
            order = np.random.default_rng((self._seed, 2, source, turn)).permutation(size)
            part = order[at : at + share]
            drawn.append(part)
            first, share = first + len(part), share - len(part)
        return np.concatenate(drawn)


def ahead(items: Iterator[T], count: int) -> Iterator[T]:
    """*items*, up to *count* of them made in a second thread before they are asked for. An exception in making one is
    raised in the asking thread. *items* must not end."""
    ready: queue.Queue[T | BaseException] = queue.Queue(count)

    def fill() -> None:
        try:
            for item in items:
                ready.put(item)
        except BaseException as error:
            ready.put(error)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        item = ready.get()
        if isinstance(item, BaseException):
            raise item
        yield item


def collate(pairs: list[tuple[np.ndarray, np.ndarray]]) -> Batch:
    """Pad *pairs* to one batch."""
    from models.training.shape import END, START

    wide = _rounded(max(len(s) for s, _ in pairs))
    deep = _rounded(max(len(t) for _, t in pairs) + 1)
    source = np.zeros((len(pairs), wide), dtype=np.int64)
    given = np.zeros((len(pairs), deep), dtype=np.int64)
    wanted = np.zeros((len(pairs), deep), dtype=np.int64)
    for row, (s, t) in enumerate(pairs):
        source[row, : len(s)] = s
        given[row, 0] = START
        given[row, 1 : len(t) + 1] = t
        wanted[row, : len(t)] = t
        wanted[row, len(t)] = END
    return Batch(source, given, wanted)


def _rounded(length: int) -> int:
    return (length + 3) // 4 * 4


def _starts(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths.astype(np.int64))])
