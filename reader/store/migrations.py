"""Schema versions: a new case gets the newest schema, an older one is brought up to it.

Each step is one function on an open transaction; all steps and the new version
number are committed together or not at all. Evidence rows are never rewritten:
a step may add tables, indices and nullable columns (an empty column does not
enter a row's digest).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, func, insert, inspect, select, text

import reader
from reader.errors import CaseDamaged, SchemaMismatch
from reader.model import utc_now
from reader.store import fulltext, schema
from reader.store.actors import PROGRAM
from reader.store.search import SearchIndex
from reader.store.transaction import Transaction

Step = Callable[[Connection], None]


def _add_terms(connection: Connection) -> None:
    schema.terms.create(connection)


def _add_source_revisions(connection: Connection) -> None:
    for name, kind in (("source_revision_id", "TEXT"), ("number", "INTEGER"), ("recognised", "TEXT")):
        connection.execute(text(f"ALTER TABLE segments ADD COLUMN {name} {kind}"))
    next(index for index in schema.segments.indexes if index.name == "segments_number").create(connection)
    connection.execute(text("ALTER TABLE mention_runs ADD COLUMN source_revision_id TEXT"))
    schema.source_revisions.create(connection)
    schema.source_revision_segments.create(connection)


def _index_labels(connection: Connection) -> None:
    # the index is derived: nothing of it is logged
    SearchIndex(Transaction(connection, PROGRAM)).put_missing_labels()


STEPS: Mapping[int, Step] = {2: _add_terms, 3: _add_source_revisions, 4: _index_labels}
"""``{n: step}``: the step that turns schema ``n - 1`` into schema ``n``."""


def create_schema(connection: Connection) -> None:
    """Create every table of the newest schema in an empty database."""
    schema.metadata.create_all(connection)
    fulltext.create(connection)
    _stamp(connection, schema.VERSION)


def version(connection: Connection) -> int | None:
    """The schema version written in the database, ``None`` where there is no schema."""
    if not inspect(connection).has_table(schema.schema_version.name):
        return None
    return connection.scalar(select(func.max(schema.schema_version.c.version)))


def check(found: int | None, *, newest: int = schema.VERSION) -> bool:
    """Whether schema *found* has to be brought up to *newest*; CaseDamaged, SchemaMismatch when it cannot."""
    if found is None:
        raise CaseDamaged(
            "The case's database is empty: its creation was interrupted.",
            hint="Delete the folder if nothing was added to it, and create the case again.",
        )
    if found > newest:
        raise SchemaMismatch(
            f"This case was written by a newer Evidence Reader (schema {found}; this program knows {newest}).",
            hint="Update Evidence Reader on this machine, then open the case again. Nothing was changed.",
        )
    return found < newest


def upgrade(connection: Connection, *, newest: int = schema.VERSION, steps: Mapping[int, Step] = STEPS) -> list[int]:
    """Apply the missing steps inside the caller's transaction; the versions applied.

    The version is read again here, under the lock: another process may have
    upgraded the case meanwhile.
    """
    found = version(connection)
    if not check(found, newest=newest):
        return []
    assert found is not None  # check() refused it
    applied = list(range(found + 1, newest + 1))
    for number in applied:
        if number not in steps:
            raise SchemaMismatch(
                f"This case has schema {found}, which this program can no longer bring up to {newest}.",
                hint="Open it once with an older Evidence Reader that still knows it.",
            )
        steps[number](connection)
        _stamp(connection, number)
    return applied


def _stamp(connection: Connection, number: int) -> None:
    connection.execute(
        insert(schema.schema_version), {"version": number, "applied_at": utc_now(), "program": reader.__version__}
    )
