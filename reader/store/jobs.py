"""Long work: a queue of jobs, run by whichever process holds the case's lease.

A job's row is working state and changes; that it was queued, started and
finished are events in the log.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, insert, select, update

from reader.errors import UsageError
from reader.model import Job, JobState, utc_now
from reader.store import actions, codec, schema
from reader.store.lease import Lease, Leases
from reader.store.transaction import Transaction, unknown

_TABLE, _EVENTS = schema.jobs, schema.job_events
FINISHED = frozenset({JobState.DONE, JobState.PARTIAL, JobState.FAILED, JobState.CANCELLED})
_PROGRESS = frozenset({"done", "total", "unit", "rate", "message", "problems"})


class Jobs:
    """The queue, and the lease that makes one process its worker."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction
        self._leases = Leases(transaction)

    def enqueue(self, kind: str, params: Mapping[str, Any]) -> Job:
        """Queue a job for the acting person; ``params`` are JSON-ready."""
        number = self._tx.next_pk(_TABLE)
        job = Job(f"J{number}", kind, dict(params), JobState.QUEUED, self._tx.actor.id, utc_now())
        row = {field.name: getattr(job, field.name) for field in dataclasses.fields(Job)}
        row |= {"pk": number, "params": codec.mapping_json(params), "state": str(job.state), "cancel_requested": 0}
        self._tx.execute(insert(_TABLE), row)
        self._log(actions.JOB_QUEUED, job)
        return job

    def get(self, id: str) -> Job:
        """The job; UnknownObject."""
        row = self._tx.first(select(_TABLE).where(_TABLE.c.id == id))
        if row is None:
            raise unknown("job", id)
        return _job(row)

    def all(self) -> list[Job]:
        """Every job, oldest first."""
        return [_job(row) for row in self._tx.rows(select(_TABLE).order_by(_TABLE.c.pk))]

    def next_queued(self) -> Job | None:
        """The oldest job for the holder of the lease: queued, or left running by a worker that vanished."""
        holder = self._leases.lease()
        left = (_TABLE.c.state == str(JobState.RUNNING)) & (_TABLE.c.worker != (holder.worker if holder else ""))
        query = select(_TABLE).where(left | (_TABLE.c.state == str(JobState.QUEUED))).order_by(_TABLE.c.pk)
        row = self._tx.first(query)
        return _job(row) if row else None

    def start(self, id: str, worker: str) -> Job:
        """*worker* begins the job, or resumes it after another worker; UsageError when it is finished or its own."""
        job = self.get(id)
        if job.state in FINISHED or (job.state == JobState.RUNNING and job.worker == worker):
            raise UsageError(f"Job {id} cannot be started: it is {job.state}.", hint="Queue the work again.")
        now = utc_now()
        job = dataclasses.replace(
            job, state=JobState.RUNNING, worker=worker, started_at=job.started_at or now, heartbeat_at=now
        )
        self._write(job, "state", "worker", "started_at", "heartbeat_at")
        self._log(actions.JOB_STARTED, job)
        return job

    def progress(self, id: str, **fields: Any) -> None:
        """Store any of ``done``, ``total``, ``unit``, ``rate``, ``message``, ``problems``, and a heartbeat."""
        if unexpected := fields.keys() - _PROGRESS:
            raise TypeError(f"not progress: {sorted(unexpected)}")
        values = {**fields, "heartbeat_at": utc_now()}
        if not self._tx.execute(update(_TABLE).where(_TABLE.c.id == id), values):
            raise unknown("job", id)

    def finish(self, id: str, state: JobState, message: str, problems: int = 0) -> Job:
        """The job ended in a final *state* and stored so many *problems*; one that has ended already stays as it is."""
        if state not in FINISHED:
            raise UsageError(f"{state} is not the end of a job.", hint=f"Use one of: {', '.join(sorted(FINISHED))}.")
        job = self.get(id)
        if job.state in FINISHED:
            return job
        found = max(problems, job.problems)
        job = dataclasses.replace(job, state=state, message=message, problems=found, finished_at=utc_now())
        self._write(job, "state", "message", "problems", "finished_at")
        self._log(actions.JOB_FINISHED, job)
        return job

    def request_cancel(self, id: str) -> Job:
        """Ask a running job to stop at its next safe point; a queued one ends here, a finished one stays."""
        job = self.get(id)
        if job.state in FINISHED or job.cancel_requested:
            return job
        job = dataclasses.replace(job, cancel_requested=True)
        self._write(job, "cancel_requested")
        self._log(actions.JOB_CANCEL_REQUESTED, job)
        if job.state == JobState.QUEUED:
            return self.finish(id, JobState.CANCELLED, "Cancelled before it began.")
        return job

    def take_lease(self, worker: str) -> bool:
        """Whether *worker* may run jobs from now on (see :mod:`reader.store.lease`)."""
        return self._leases.take(worker)

    def renew_lease(self, worker: str) -> bool:
        """Show that *worker* is alive; ``False`` when another has taken over."""
        return self._leases.renew(worker)

    def release_lease(self, worker: str) -> None:
        """Give the lease back if *worker* holds it."""
        self._leases.release(worker)

    def lease(self) -> Lease | None:
        """Who may run jobs now."""
        return self._leases.lease()

    def _write(self, job: Job, *names: str) -> None:
        values = {name: getattr(job, name) for name in names}
        values = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
        self._tx.execute(update(_TABLE).where(_TABLE.c.id == job.id), values)

    def _log(self, action: str, job: Job) -> None:
        row = {
            "job_id": job.id,
            "event": action,
            "kind": job.kind,
            "params": codec.mapping_json(job.params),
            "state": str(job.state),
            "message": job.message,
            "at": utc_now(),
            "worker": job.worker,
        }
        self._tx.record(action, job.id, (_EVENTS, [row]))


def _job(row: Row) -> Job:
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(Job)}
    values["params"] = json.loads(row.params)
    values["state"] = JobState(row.state)
    values["cancel_requested"] = bool(row.cancel_requested)
    return Job(**values)
