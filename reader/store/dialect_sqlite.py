"""Everything that is SQLite and nothing else: connections, pragmas, error codes.

Another database needs its own module of this shape (and of
:mod:`reader.store.fulltext`), and a choice between them in
:mod:`reader.store.case`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from reader.store.surrogates import read_text

HEADER = b"SQLite format 3\x00"

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def engine(path: Path, *, busy_timeout: float, read_only: bool = False) -> Engine:
    """An engine on the database file *path*; writers wait *busy_timeout* seconds for each other.

    ``read_only`` is for media that nobody can write (SQLite then takes no locks and
    makes no files). ``hide_parameters`` keeps document text out of error messages.
    """
    # The path goes in through `creator`: quoted by as_uri(), no character of it is taken for URL syntax.
    uri = path.absolute().as_uri() + ("?immutable=1" if read_only else "")
    made = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: sqlite3.connect(
            uri, uri=True, timeout=busy_timeout, check_same_thread=False, isolation_level=None
        ),
        poolclass=QueuePool,
        hide_parameters=True,
        pool_size=8,
        max_overflow=16,
    )
    event.listen(made, "connect", _configure_reading if read_only else _configure)
    event.listen(made, "begin", _begin)
    return made


def failure_kind(error: BaseException | None) -> str:
    """``busy``, ``full``, ``damaged`` or ``other`` for an exception of the driver."""
    primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if primary in _BUSY:
        return "busy"
    if primary in _FULL:
        return "full"
    return "damaged" if primary in _DAMAGED else "other"


@contextmanager
def tolerant_text(connection: Connection) -> Iterator[None]:
    """Within the block, text columns give what is stored: nothing is unescaped, and bytes that are
    not UTF-8 come out as lone surrogates."""
    driver: Any = connection.connection.dbapi_connection
    strict = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = strict


def structural_faults(connection: Connection) -> list[str]:
    """What SQLite's own check finds wrong with tables, indices and references; empty when nothing."""
    faults = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    faults = [] if faults == ["ok"] else faults
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
    return faults + [f"row {row[1]} of {row[0]} names a row of {row[2]} that is not there" for row in broken]


def _configure(connection: Any, _record: Any) -> None:
    connection.text_factory = read_text
    cursor = connection.cursor()
    # FULL: a log head printed on an exhibit must survive a power cut.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32768"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _configure_reading(connection: Any, _record: Any) -> None:
    connection.text_factory = read_text


def unfinished(path: Path) -> bool:
    """Whether beside the database lies a journal with transactions that only a writer can bring into it."""
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


def _begin(connection: Connection) -> None:
    # The driver's own transaction handling is off (isolation_level=None); ours knows two kinds. A writer takes
    # the lock at once: a reader that turned writer half-way could not wait for others.
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
