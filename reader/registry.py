"""Plug-in registries: built-ins first, then installed entry points.

A registry holds named plug-ins and picks the best one for a probe by asking
each for a score in ``0.0 .. 1.0``. A plug-in that fails to import or to score
never takes the others down: the failure is kept in :attr:`Registry.failures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named plug-ins of one kind, loaded on first use.

    ``builtins`` maps a name to ``"module:attribute"``; ``group`` is the entry
    point group other packages may add to (``reader.formats`` …).
    """

    def __init__(self, group: str, builtins: dict[str, str]) -> None:
        self.group = group
        self.failures: dict[str, str] = {}
        self._builtins = builtins
        self._loaded: dict[str, T] | None = None

    def all(self) -> dict[str, T]:
        """Every plug-in by name, built-ins first; importing happens here."""
        if self._loaded is None:
            loaded: dict[str, T] = {}
            for name, load in self._loaders():
                if name in loaded:
                    continue
                try:
                    loaded[name] = load()
                except Exception as error:  # a broken plug-in must not hide the working ones
                    self.failures[name] = f"{type(error).__name__}: {error}"
            self._loaded = loaded
        return self._loaded

    def get(self, name: str) -> T | None:
        """The plug-in called *name*, or ``None``."""
        return self.all().get(name)

    def pick(self, score: Callable[[T], float]) -> T | None:
        """The plug-in for which *score* is highest and above zero (first wins ties)."""
        best: tuple[float, T] | None = None
        for name, plugin in self.all().items():
            try:
                value = score(plugin)
            except Exception as error:  # same reason as in all()
                self.failures[name] = f"{type(error).__name__}: {error}"
                continue
            if value > 0 and (best is None or value > best[0]):
                best = (value, plugin)
        return best[1] if best else None

    def _loaders(self) -> Iterator[tuple[str, Callable[[], T]]]:
        for name, target in self._builtins.items():
            yield name, partial(_resolve, target)
        for entry in sorted(entry_points(group=self.group), key=lambda e: e.name):
            yield entry.name, partial(_load_entry, entry)


def _resolve(target: str) -> Any:
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)()


def _load_entry(entry: EntryPoint) -> Any:
    return entry.load()()
