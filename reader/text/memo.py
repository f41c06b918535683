"""What a function gave, kept for the next time it is asked: for words, of which a language has only so many."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(dict[K, V]):
    """The values of *function* by argument: ``memo[argument]``. With *most* of them it begins anew.

    Asked for dozens of words of every sentence. :func:`functools.lru_cache` notes each time which of its entries was
    asked last, and those lie all over the memory; a plain lookup costs half as much.
    """

    def __init__(self, function: Callable[[K], V], most: int) -> None:
        self._function = function
        self._most = most

    def __missing__(self, argument: K) -> V:
        value = self._function(argument)
        if len(self) >= self._most:
            self.clear()
        self[argument] = value
        return value
