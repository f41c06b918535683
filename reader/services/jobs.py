"""Long work: queue it, run it in one process per case, watch and cancel it.

A job is a row in the case. Whoever holds the case's lease runs queued jobs in
order: usually a detached worker process, or the command line in the foreground.
A killed runner's lease grows stale and its running job is started again; all
jobs resume, because each skips what is already stored.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from reader.errors import ReaderError, UnknownObject
from reader.model import Actor, Job, JobState
from reader.services.heartbeat import Heartbeat
from reader.services.progress import Monitor, Progress
from reader.store.case import CaseStore

POLL_SECONDS = 0.5
WRITE_SECONDS = 1.0
"""How often a runner writes progress and looks whether it should stop."""

START_SECONDS = 5.0
"""How long a new worker process may take to load before another one is started."""

FINISHED = {JobState.DONE, JobState.PARTIAL, JobState.FAILED, JobState.CANCELLED}


class Outcome(NamedTuple):
    """How a job ended: its final state, what to tell people, and how many Problems it stored."""

    state: JobState
    message: str
    problems: int = 0


Handler = Callable[[Job, Monitor], Outcome]


class HandlerSet(Protocol):
    """Handlers that act as one Actor."""

    def mapping(self) -> Mapping[str, Handler]:
        """Handler by job kind."""


class JobService:
    """Queue, watch and cancel jobs; start the worker process."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor
        self._started = -START_SECONDS

    def enqueue(self, kind: str, params: Mapping[str, Any] | None = None) -> Job:
        """Add a job to the queue (``ingest``, ``translate``, ``check``)."""
        with self._store.write(self._actor) as session:
            return session.jobs.enqueue(kind, dict(params or {}))

    def start_worker(self) -> None:
        """Start a detached worker process; a second one ends at once by itself."""
        subprocess.Popen(
            [sys.executable, "-m", "reader.services.worker", str(self._store.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            close_fds=True,
        )

    def get(self, job_id: str) -> Job:
        """One job. Raises UnknownObject."""
        with self._store.read() as session:
            return session.jobs.get(job_id)

    def all(self) -> list[Job]:
        """Every job, oldest first."""
        with self._store.read() as session:
            return session.jobs.all()

    def active(self) -> list[Job]:
        """Queued and running jobs."""
        return [job for job in self.all() if job.state not in FINISHED]

    def cancel(self, job_id: str) -> Job:
        """Ask a job to stop at its next safe point; finished jobs are left alone."""
        with self._store.write(self._actor) as session:
            return session.jobs.request_cancel(job_id)

    def ensure_worker(self) -> None:
        """Start a worker when jobs wait and nobody holds the lease. Cheap: call it on every poll.

        A worker that was just started is given a few seconds to take the lease.
        """
        with self._store.read() as session:
            lease = session.jobs.lease()
        if self.active() and (lease is None or lease.stale) and time.monotonic() - self._started >= START_SECONDS:
            self._started = time.monotonic()
            self.start_worker()

    def wait(self, job_id: str, watch: Callable[[Job], None]) -> Job:
        """Follow a job that another process runs until it has finished.

        ``watch`` is called about twice a second. A worker that dies is replaced.
        """
        while True:
            job = self.get(job_id)
            watch(job)
            if job.state in FINISHED:
                return job
            self.ensure_worker()
            time.sleep(POLL_SECONDS)


class JobRunner:
    """Runs queued jobs while it holds the lease."""

    def __init__(self, store: CaseStore, actor: Actor, handlers: Callable[[Actor], HandlerSet]) -> None:
        self._store = store
        self._actor = actor
        self._handlers = handlers
        self.worker = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def take_lease(self) -> bool:
        """Whether this process may run jobs now."""
        with self._store.write(self._actor) as session:
            return session.jobs.take_lease(self.worker)

    def release_lease(self) -> None:
        """Let another process run jobs."""
        with self._store.write(self._actor) as session:
            session.jobs.release_lease(self.worker)

    def run_queued(self, observer: Callable[[Job, Progress], None] | None = None, *, until: str | None = None) -> None:
        """Run jobs in order until the queue is empty (or job ``until`` has finished).

        ``observer`` sees the progress of each running job. The lease must be held.
        """
        while True:
            with self._store.read() as session:
                job = session.jobs.next_queued()
            if job is None:
                return
            self._run(job, observer)
            if job.id == until:
                return

    def _run(self, job: Job, observer: Callable[[Job, Progress], None] | None) -> None:
        with self._store.write(self._actor) as session:
            job = session.jobs.start(job.id, self.worker)
        monitor = JobMonitor(self._store, self._actor, job, observer)
        try:
            with self._store.read() as session:
                asked_by = session.actors.get(job.actor_id)
            handler = self._handlers(asked_by).mapping().get(job.kind)
            if handler is None:
                raise UnknownObject(f"There is no job of kind {job.kind!r}.")
            with Heartbeat(self._store, self._actor, self.worker):
                outcome = handler(job, monitor)
        except ReaderError as error:
            outcome = Outcome(JobState.FAILED, f"{error.message} {error.hint}".strip())
        except Exception as error:  # the worker must survive a defect; the class name holds no document text
            outcome = Outcome(JobState.FAILED, f"Internal error ({type(error).__name__}); please report it.")
        with self._store.write(self._actor) as session:
            session.jobs.finish(job.id, outcome.state, outcome.message, outcome.problems)


class JobMonitor:
    """Writes progress into the job's row about once a second and reads its cancel flag."""

    def __init__(
        self,
        store: CaseStore,
        actor: Actor,
        job: Job,
        observer: Callable[[Job, Progress], None] | None = None,
    ) -> None:
        self._store = store
        self._actor = actor
        self._job = job
        self._observer = observer
        self._written = 0.0
        self._cancelled = job.cancel_requested

    def report(self, progress: Progress) -> None:
        """Store the progress and learn whether to stop."""
        if self._observer:
            self._observer(self._job, progress)
        self._write(progress)

    def cancelled(self) -> bool:
        """Whether somebody asked this job to stop."""
        self._write(None)
        return self._cancelled

    def _write(self, progress: Progress | None) -> None:
        now = time.monotonic()
        if now - self._written < WRITE_SECONDS:
            return
        self._written = now
        fields: dict[str, Any] = {}
        if progress is not None:
            fields = {
                "done": progress.done,
                "total": progress.total,
                "unit": progress.unit,
                "rate": progress.rate,
                "message": progress.message,
            }
        with self._store.write(self._actor) as session:
            session.jobs.progress(self._job.id, **fields)
            self._cancelled = session.jobs.get(self._job.id).cancel_requested
