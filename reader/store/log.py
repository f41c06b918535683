"""The hash-chained log: every act, who did it, and the digest of what it wrote."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from reader.errors import UsageError
from reader.model import LogEntry
from reader.store import schema
from reader.store.actions import ROW_ACTIONS
from reader.store.canonical import entry_hash, json_ready
from reader.store.transaction import Transaction

GENESIS = "0" * 64
"""``previous`` of entry 1 is this followed by the case's id."""


class Log:
    """Reading the chain, and adding acts that have no row of their own."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def head(self) -> str:
        """Hash of the newest entry: print it on what leaves the case."""
        return self._tx.head()[1]

    def count(self) -> int:
        """How many entries the chain has."""
        return self._tx.head()[0]

    def entries(self, start: int = 1, count: int | None = None) -> Iterator[LogEntry]:
        """Entries from number *start* on, oldest first, streamed."""
        query = select(schema.log).where(schema.log.c.seq >= start).order_by(schema.log.c.seq)
        if count is not None:
            query = query.limit(count)
        for row in self._tx.stream(query):
            yield LogEntry(**row._mapping)

    def append(self, action: str, object: str, digest: str) -> LogEntry:
        """Log an act whose result lies outside the database (an export: the file's SHA-256).

        Names that stand for rows of the case are refused with UsageError: their
        entries are written together with the rows.
        """
        if action in ROW_ACTIONS:
            raise UsageError(f"{action} is logged by the store itself.", hint="Use a name of your own.")
        return self._tx.append(action, object, digest)


def expected_hash(entry: LogEntry) -> str:
    """The hash this entry must have, from its other fields."""
    return entry_hash({name: json_ready(getattr(entry, name)) for name in schema.log.columns.keys()})  # noqa: SIM118  no mapping
