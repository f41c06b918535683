"""Keeps a runner's lease alive while a single step takes long."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from reader.errors import CaseError
from reader.model import Actor
from reader.store.case import CaseStore

BEAT_SECONDS = 15.0
"""Well below the time after which a silent worker's lease may be taken over."""


class Heartbeat:
    """A context manager: a thread renews *worker*'s lease until the block ends."""

    def __init__(self, store: CaseStore, actor: Actor, worker: str, *, every: float = BEAT_SECONDS) -> None:
        self._store = store
        self._actor = actor
        self._worker = worker
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._ended.wait(self._every):
            try:
                with self._store.write(self._actor) as session:
                    session.jobs.renew_lease(self._worker)
            except CaseError:
                # A busy database is no reason to stop the work; the next beat tries again.
                continue
