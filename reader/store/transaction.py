"""One database transaction: reading helpers, and writing that logs itself.

:meth:`Transaction.record` is the only way evidence rows come into a case: rows,
their digests and the log entry that covers them are written together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, TableClause, func, insert, select
from sqlalchemy.sql import Executable, Select

from reader.errors import UnknownObject, UsageError
from reader.model import Actor, LogEntry, utc_now
from reader.store import schema
from reader.store.bulk import insert_rows
from reader.store.canonical import entry_hash, row_line
from reader.store.surrogates import escape, escape_values

T = TypeVar("T")
Values = dict[str, Any]

ROWS_AT_ONCE = 2_000
"""Rows per INSERT, and rows fetched at a time: bounds memory."""

KEYS_AT_ONCE = 500
"""Members per ``IN (…)``."""


class Transaction:
    """A connection inside a transaction; ``actor`` is ``None`` when it may only read."""

    def __init__(self, connection: Connection, actor: Actor | None = None) -> None:
        self._connection = connection
        self._actor = actor
        self._head: tuple[int, str] | None = None
        self._last: dict[str, int] = {}

    @property
    def actor(self) -> Actor:
        """Who acts; UsageError in a read-only transaction."""
        if self._actor is None:
            raise UsageError("This is a reading session.", hint="Open a writing session with an actor.")
        return self._actor

    # -- reading ---------------------------------------------------------------------------------------------

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """All rows of a query that is known to be small."""
        return self._connection.execute(query).all()

    def first(self, query: Select[Any]) -> Row[Any] | None:
        """The first row, or ``None``."""
        return self._connection.execute(query.limit(1)).first()

    def scalar(self, query: Select[Any]) -> Any:
        """First column of the first row, or ``None``."""
        return self._connection.scalar(query)

    def stream(self, query: Executable) -> Iterator[Row[Any]]:
        """The rows of a query of any size, a few thousand in memory at a time."""
        options = {"yield_per": ROWS_AT_ONCE}
        with self._connection.execute(query, execution_options=options) as result:
            yield from result

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest log entry."""
        if self._head is not None:
            return self._head
        newest = self.first(select(schema.log.c.seq, schema.log.c.hash).order_by(schema.log.c.seq.desc()))
        return (newest.seq, newest.hash) if newest else (0, "")

    # -- writing ---------------------------------------------------------------------------------------------

    def next_pk(self, table: Table) -> int:
        """The number the next row of a logged table will get (safe: writers exclude each other)."""
        if table.name not in self._last:
            self._last[table.name] = self.scalar(select(func.max(table.c.pk))) or 0
        return self._last[table.name] + 1

    def record(self, action: str, object: str, *batches: tuple[Table, Iterable[Values]]) -> LogEntry:
        """Insert rows into logged tables and append the one log entry that covers them all.

        The entry's digest is the SHA-256 of the rows' canonical JSON lines, tables
        in the order of :data:`schema.LOGGED`, rows in the order given.
        """
        digest = hashlib.sha256()
        entry = self._next_entry()
        for table, rows in sorted(batches, key=lambda batch: schema.LOGGED.index(batch[0])):
            remaining = iter(rows)
            while chunk := list(islice(remaining, ROWS_AT_ONCE)):
                pk = self.next_pk(table)
                for n, row in enumerate(chunk):
                    line = row_line(table.name, row)
                    if escape(line) != line:
                        row = chunk[n] = escape_values(row)
                        line = row_line(table.name, row)
                    encoded = line.encode()
                    digest.update(encoded + b"\n")
                    row["row_sha"] = hashlib.sha256(encoded).hexdigest()
                    row["entry"] = entry
                    row["pk"] = pk + n
                self._last[table.name] = pk + len(chunk) - 1
                insert_rows(self._connection, table, chunk)
        return self.append(action, object, digest.hexdigest())

    def begin_chain(self, genesis: str) -> None:
        """Start the log of a new case; *genesis* is ``previous`` of its first entry."""
        self._head = (0, genesis)

    def append(self, action: str, object: str, digest: str) -> LogEntry:
        """Append a log entry."""
        seq, previous = self.head()
        fields: Values = {
            "seq": seq + 1,
            "at": utc_now(),
            "actor_id": self.actor.id,
            "action": action,
            "object": escape(object),
            "digest": digest,
            "previous": previous,
        }
        fields["hash"] = entry_hash(fields)
        self._connection.execute(insert(schema.log), fields)
        self._head = (fields["seq"], fields["hash"])
        return LogEntry(**fields)

    def insert(self, table: TableClause, rows: Sequence[Values]) -> None:
        """Insert rows without surrogates into a working table."""
        self.actor  # noqa: B018  refuses in a reading session
        insert_rows(self._connection, table, rows)

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> int:
        """Run a statement on working tables (jobs, lease, search index); rows touched.

        Texts that may hold lone surrogates go into a single mapping of *values*.
        """
        self.actor  # noqa: B018  refuses in a reading session
        if isinstance(values, Mapping):
            values = escape_values(values)
        return self._connection.execute(statement, values).rowcount

    def _next_entry(self) -> int:
        self.actor  # noqa: B018  refuses in a reading session
        return self.head()[0] + 1


def chunked(items: Iterable[T], size: int = KEYS_AT_ONCE) -> Iterator[list[T]]:
    """The items in lists of at most *size*."""
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk


def unknown(kind: str, id: str) -> UnknownObject:
    """The error for an object the case does not hold."""
    return UnknownObject(f"This case has no {kind} {id}.", hint="`reader status` lists what the case holds.")
