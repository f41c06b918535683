"""Batches whose members all have the same number of tokens.

Padding is what makes a translation depend on its neighbours: with equal lengths
there is none, so any order, batch size and number of workers gives the same bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

BATCH = 32
BATCH_TOKENS = 512
POOL = 4096


def batch_size(length: int, most: int = BATCH) -> int:
    """How many inputs of *length* tokens go into one batch: at most *most*, fewer of long ones.

    Batches of like duration keep all workers busy to the end, and little is lost when the run is killed.
    """
    return max(1, min(most, BATCH_TOKENS // max(length, 1)))


class Buckets(Generic[T]):
    """Waiting items by key; a bucket that is full, or the fullest one (:meth:`pop`), makes a batch.

    When *pool* items wait, batches should be taken though they are not full.
    """

    def __init__(self, pool: int = POOL) -> None:
        self._pool = pool
        self._buckets: OrderedDict[Hashable, list[T]] = OrderedDict()
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    @property
    def full(self) -> bool:
        """Whether more items should not be added before some are taken."""
        return self._waiting >= self._pool

    def add(self, key: Hashable, item: T, size: int) -> list[T] | None:
        """Store *item*; the batch of *size* items of this key that it completes, if it does."""
        bucket = self._buckets.setdefault(key, [])
        bucket.append(item)
        self._waiting += 1
        return self._take(key) if len(bucket) >= size else None

    def pop(self) -> list[T] | None:
        """The fullest bucket (the oldest of equals), ``None`` when nothing waits."""
        if not self._buckets:
            return None
        return self._take(max(self._buckets, key=lambda key: len(self._buckets[key])))

    def _take(self, key: Hashable) -> list[T]:
        bucket = self._buckets.pop(key)
        self._waiting -= len(bucket)
        return bucket
