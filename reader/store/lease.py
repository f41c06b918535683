"""The right to run a case's jobs: one process at a time, taken over when it dies.

A lease is stale when its holder has not renewed it for :data:`STALE_SECONDS`,
or at once when the holder was a process of this machine that no longer exists.
Workers therefore call themselves ``host:pid:anything``.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update

from reader.model import utc_now
from reader.store import schema
from reader.store.transaction import Transaction

STALE_SECONDS = 120.0
"""Longer than the longest silence of a healthy worker (a parser may be given a minute)."""

_TABLE = schema.lease
_NAME = "worker"


@dataclass(frozen=True, slots=True)
class Lease:
    """Who may run jobs; times are UTC ISO 8601. ``stale``: another worker may take it."""

    worker: str
    taken_at: str
    renewed_at: str
    stale: bool


class Leases:
    """The one lease row of a case; not evidence, hence not in the log."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def lease(self) -> Lease | None:
        """The lease as it is now."""
        row = self._tx.first(select(_TABLE).where(_TABLE.c.name == _NAME))
        if row is None:
            return None
        stale = _older_than(row.renewed_at, STALE_SECONDS) or _is_gone(row.worker)
        return Lease(row.worker, row.taken_at, row.renewed_at, stale)

    def take(self, worker: str) -> bool:
        """Take the lease if it is free, stale or one's own."""
        held = self.lease()
        if held and held.worker != worker and not held.stale:
            return False
        now = utc_now()
        self._tx.execute(delete(_TABLE).where(_TABLE.c.name == _NAME))
        values = {"name": _NAME, "worker": worker, "taken_at": now, "renewed_at": now}
        self._tx.execute(insert(_TABLE), values)
        return True

    def renew(self, worker: str) -> bool:
        """Push the lease's end forward; ``False`` when it is not *worker*'s any more."""
        mine = (_TABLE.c.name == _NAME) & (_TABLE.c.worker == worker)
        return self._tx.execute(update(_TABLE).where(mine).values(renewed_at=utc_now())) == 1

    def release(self, worker: str) -> None:
        """Free the lease if it is *worker*'s."""
        self._tx.execute(delete(_TABLE).where(_TABLE.c.name == _NAME, _TABLE.c.worker == worker))


def _older_than(time: str, seconds: float) -> bool:
    return datetime.now(UTC) - datetime.fromisoformat(time) > timedelta(seconds=seconds)


def _is_gone(worker: str) -> bool:
    """Whether *worker* names a process of this machine that has ended."""
    host, _, rest = worker.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    import psutil

    return not psutil.pid_exists(int(pid))
