"""The few items with the highest value out of a stream of any length."""

from __future__ import annotations

import heapq
from typing import Generic, TypeVar

T = TypeVar("T")


class Worst(Generic[T]):
    """Keeps the *most* items with the highest value; of equals the earlier."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[float, int, T]] = []
        self._count = 0

    def add(self, value: float, item: T) -> None:
        """Offer an item."""
        self._count += 1
        entry = (value, -self._count, item)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, entry)
        elif self._heap and entry[:2] > self._heap[0][:2]:
            heapq.heapreplace(self._heap, entry)

    def best_first(self) -> list[T]:
        """The kept items, highest value first."""
        return [item for _, _, item in sorted(self._heap, key=lambda entry: (-entry[0], -entry[1]))]
