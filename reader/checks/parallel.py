"""All checks over many sentences, on several processes.

Results come in the order of the input and are those of :func:`reader.checks.registry.run`, whichever process gave them.
Starting a process costs about two seconds (its tables), so small runs stay in this one.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from reader.checks import registry, travel
from reader.checks.contract import Context
from reader.model import Finding, Segment, Translation
from reader.text.terms.model import Termbase

Triple = tuple[Segment, Translation, Context]

LEAST = 4_000
"""Sentences from which further processes pay."""
_CHUNK = 125  # sentences handed over at a time
_MOST_WORKERS = 4
_OBJECTS_BETWEEN_COLLECTIONS = 20_000


class Checker:
    """Runs the checks on batches; a context manager that ends its processes.

    *expected* is the number of sentences to come, *workers* the number of processes (by default as many as this
    machine has, four at most): with fewer sentences than :data:`LEAST`, or with one worker, everything runs in this
    process. So it does from then on when a process dies or a record cannot be handed over.
    """

    def __init__(self, expected: int, workers: int | None = None) -> None:
        workers = min(_MOST_WORKERS, os.cpu_count() or 1) if workers is None else workers
        self._workers = workers if expected >= LEAST else 1
        self._pool: ProcessPoolExecutor | None = None
        self._sent: tuple[Termbase, ...] = ()

    def __enter__(self) -> Checker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def run(self, triples: Sequence[Triple]) -> list[list[Finding]]:
        """The findings of each triple, in order; never raises for what a triple holds."""
        if self._workers > 1 and len(triples) > 1:
            try:
                return self._spread(triples)
            except (BrokenProcessPool, OSError, pickle.PicklingError, TypeError, AttributeError):
                self._workers = 1  # out of memory or killed, or a plug-in's record cannot travel
                self._stop()
        return _run(triples)

    def _spread(self, triples: Sequence[Triple]) -> list[list[Finding]]:
        if self._pool is None:
            self._sent = tuple({id(c.terms.termbase): c.terms.termbase for *_, c in triples if c.terms}.values())
            # “spawn”: the caller may hold threads and database connections that must not be copied.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_begin, initargs=(self._sent,)
            )
        # one by one: the first is worked on while the others are packed
        chunks = (travel.pack(triples[at : at + _CHUNK], self._sent) for at in range(0, len(triples), _CHUNK))
        return [findings for chunk in self._pool.map(_run_packed, chunks) for findings in travel.unpack(chunk)]

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _run(triples: Sequence[Triple]) -> list[list[Finding]]:
    return [registry.run(*triple) for triple in triples]


def _run_packed(triples: bytes) -> bytes:
    return travel.pack(_run(travel.unpack(triples)))


def _begin(termbases: tuple[Termbase, ...]) -> None:
    """What a process does first."""
    # Its tables stay for good, and nothing it makes holds a circle: looking for circles among them would cost a
    # thirtieth of its time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    travel.receive(termbases)
    _leave_with_parent()


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone, killed ones included."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()
