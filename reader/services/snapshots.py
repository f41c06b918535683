"""Views of a case that are costly to make and asked for again and again, kept while the case stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import Any, TypeVar

T = TypeVar("T", bound=Sized)

CAPACITY = 200_000
"""Most entries (sentences, documents) kept altogether: some 30 MB."""


class Snapshots:
    """Values computed from one state of a case.

    The hash of the newest log entry names the state: every act on evidence appends
    to the log, whichever process acts, so that a value kept under the present head is
    never out of date. Least recently used values go first. Threads may share it;
    what they get is shared too and must not be changed.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()
        self._lock = threading.Lock()

    def has(self, head: str, key: Hashable) -> bool:
        """Whether :meth:`get` would find the value of *key* (it may be gone a moment later)."""
        with self._lock:
            return (head, key) in self._kept

    def get(self, head: str, key: Hashable, make: Callable[[], T]) -> T:
        """The value of *key* in the state *head*, made by *make* (which must read that very state) when it is
        not kept. Two threads that ask at once may both make it."""
        name = (head, key)
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                kept: T = self._kept[name]
                return kept
        value = make()
        with self._lock:
            self._kept[name] = value
            size = sum(map(len, self._kept.values()))
            while size > self._capacity:
                size -= len(self._kept.popitem(last=False)[1])
        return value
