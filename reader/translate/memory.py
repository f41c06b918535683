"""Translation memory: what was translated once is never translated again.

The case's database implements :class:`Memory`; :class:`InMemory` serves
commands without a case. ``tests/conformance/test_memory.py`` says what both must do.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Protocol

from reader.model import Translation


class Memory(Protocol):
    """Translations by memory key (:meth:`Engine.key`), which is ``Translation.id``."""

    def get_many(self, keys: Sequence[str]) -> dict[str, Translation]:
        """Those of *keys* that are known; the others are absent. Any number of keys, repeated ones too."""
        ...

    def put_many(self, translations: Iterable[Translation]) -> None:
        """Keep *translations*, durably once this returns. A key that is known already keeps its first value."""
        ...


class InMemory:
    """In this process only; forgets the least recently used beyond *size* (about 5 kB each)."""

    def __init__(self, size: int = 10_000) -> None:
        self._size = size
        self._known: OrderedDict[str, Translation] = OrderedDict()

    def get_many(self, keys: Sequence[str]) -> dict[str, Translation]:
        """See :class:`Memory`."""
        found = {}
        for key in keys:
            if key in self._known:
                self._known.move_to_end(key)
                found[key] = self._known[key]
        return found

    def put_many(self, translations: Iterable[Translation]) -> None:
        """See :class:`Memory`; "durably" means until the process ends or the value is forgotten."""
        for translation in translations:
            self._known.setdefault(translation.id, translation)
            self._known.move_to_end(translation.id)
        while len(self._known) > self._size:
            self._known.popitem(last=False)
