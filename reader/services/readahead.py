"""Read a few originals at once in the parser processes, results in order."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from reader.formats import contract as formats
from reader.formats.host import Extractor
from reader.model import Source
from reader.services.intake import payload_of
from reader.store.case import CaseStore


@dataclass(slots=True)
class Spent:
    """Bytes and members unpacked from one original and from all archives inside it."""

    size: int = 0
    members: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """One original to be read; ``depth`` counts the containers around it, ``spent`` what they have given so far."""

    source: Source
    depth: int = 0
    spent: Spent = field(default_factory=Spent)


Result = tuple[Work, list[formats.Event]]


class ReadAhead:
    """Work queues up here; only a handful of readings, and their results, exist at any time."""

    def __init__(
        self, extractor: Extractor, store: CaseStore, staging: Path, *, width: int, passwords: Sequence[str] = ()
    ) -> None:
        self._extractor = extractor
        self._store = store
        self._staging = staging
        self._width = width
        self._passwords = passwords
        self._pool = ThreadPoolExecutor(max_workers=width, thread_name_prefix="read-ahead")
        self._waiting: deque[Work] = deque()
        self._running: deque[tuple[Work, Future[list[formats.Event]]]] = deque()

    def add(self, work: Work) -> None:
        """Queue *work* for reading; allowed while :meth:`results` is being consumed."""
        self._waiting.append(work)

    def results(self) -> Iterator[Result]:
        """Every queued original with its events, in the order of queueing."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < 2 * self._width:
                work = self._waiting.popleft()
                self._running.append((work, self._pool.submit(self._read, work)))
            work, future = self._running.popleft()
            yield work, future.result()

    def close(self) -> None:
        """Wait for the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, work: Work) -> list[formats.Event]:
        payload = payload_of(work.source, self._store.blobs.path(work.source.sha256), self._passwords)
        # a folder of its own: archives read side by side give their members the same names
        return list(self._extractor.extract(payload, self._staging / uuid.uuid4().hex))
