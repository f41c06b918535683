"""The cases this server process has open.

Pages (Streamlit's threads) and JSON routes (Starlette's) meet here. A case is
named by a *key* that stands in the page's address and in every request of the
reading component, so that two browser tabs on two cases never mix.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from reader import errors
from reader.ui.api.contract import Services

Opener = Callable[[Path, str | None], AbstractContextManager[Services]]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One open case. ``services`` is safe to use from several threads."""

    key: str
    folder: Path
    services: Services


class Desk:
    """Opens cases once and hands them out by key; closes all of them at the end."""

    def __init__(self, opener: Opener, actor_name: str | None = None) -> None:
        self.actor_name = actor_name
        self._opener = opener
        self._open: dict[str, OpenCase] = {}
        self._first: str | None = None
        self._exits = ExitStack()
        self._lock = threading.Lock()

    def open(self, folder: Path, actor_name: str | None = None) -> OpenCase:
        """The case in *folder*, opened for *actor_name* (default: the one given at the start).

        Raises the errors of the store: NotACase, SchemaMismatch, CaseDamaged …
        """
        actor = actor_name or self.actor_name
        key = _key(folder.resolve(), actor)
        with self._lock:
            if key not in self._open:
                services = self._exits.enter_context(self._opener(folder, actor))
                self._open[key] = OpenCase(key, folder.resolve(), services)
                self._first = self._first or key
            return self._open[key]

    def get(self, key: str | None) -> OpenCase:
        """The open case called *key*; the first opened one when *key* is empty."""
        with self._lock:
            case = self._open.get(key or self._first or "")
        if case is None:
            raise errors.NotACase(
                "No case is open here under that name.", hint="Open the case again from the start page."
            )
        return case

    def cases(self) -> list[OpenCase]:
        """Every open case, in the order of opening."""
        with self._lock:
            return list(self._open.values())

    def close(self) -> None:
        """Close every case."""
        with self._lock:
            self._open.clear()
            self._exits.close()


def _key(folder: Path, actor: str | None) -> str:
    return hashlib.sha256(f"{folder}\0{actor or ''}".encode("utf-8", "surrogateescape")).hexdigest()[:12]


_installed: Desk | None = None


def install(desk: Desk) -> None:
    """Make *desk* the one that pages of this process use."""
    global _installed
    _installed = desk


def current() -> Desk:
    """The process's desk. Raises ServerError when the page runs outside our server."""
    if _installed is None:
        raise errors.ServerError("The page was started without the server.", hint="Start it with `reader serve CASE`.")
    return _installed
