"""Creating and opening cases.

A case is one folder (mode 0700) that can be moved between machines: ``case.db``,
``originals/``, ``derived/`` (can be made again), ``staging/`` (empty at rest)
and ``exports/``.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from reader.errors import CaseDamaged, CaseExists, NotACase, PathMissing, StorageFull
from reader.model import Actor, Segment, Translation
from reader.store import actions, dialect_sqlite, migrations, schema, staging
from reader.store.actors import PROGRAM
from reader.store.blobs import Blobs
from reader.store.canonical import canonical_json
from reader.store.failures import DAMAGED, translated
from reader.store.log import GENESIS
from reader.store.meta import CASE_ID, TITLE
from reader.store.session import Session

DATABASE = "case.db"
FOLDERS = ("originals", "derived", "staging", "exports")
BUSY_TIMEOUT = 30.0


class CaseStore:
    """An open case. Any number of threads and processes may hold one; writers wait for each other."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.blobs = Blobs(folder / "originals", folder / "staging")
        self.program = PROGRAM
        self._engine = engine

    @property
    def title(self) -> str:
        """The case's title as it is now."""
        with self.read() as session:
            return session.meta.get(TITLE, "")

    @property
    def case_id(self) -> str:
        """The id given to the case when it was created."""
        with self.read() as session:
            return session.meta.get(CASE_ID, "")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state of the case and cannot write."""
        with translated(), self._engine.connect() as connection, connection.begin():
            yield Session(connection)

    @contextmanager
    def verbatim(self) -> Iterator[tuple[Session, list[str]]]:
        """A reading session for the audit, which gives texts exactly as stored, and the database's own
        structural faults."""
        with (
            translated(),
            self._engine.connect() as connection,
            dialect_sqlite.tolerant_text(connection),
            connection.begin(),
        ):
            yield Session(connection), dialect_sqlite.structural_faults(connection)

    @contextmanager
    def write(self, actor: Actor) -> Iterator[Session]:
        """A session that writes as *actor*; all of it is stored when the block ends, nothing when it raises.

        Raises CaseBusy when another writer does not finish in time, StorageFull.
        """
        with translated(), self._engine.connect().execution_options(write=True) as connection, connection.begin():
            session = Session(connection, actor)
            session.actors.get(actor.id)
            yield session

    def staging(self) -> contextlib.AbstractContextManager[Path]:
        """A working folder that disappears when the block ends."""
        return staging.folder(self.folder / "staging")

    def pending(
        self, document_ids: Sequence[str] | None = None, *, package_sha256: str | None = None
    ) -> Iterator[Segment]:
        """As ``translations.pending``, each page in a reading session of its own: for work that takes hours."""
        after = 0
        while True:
            with self.read() as session:
                page = session.translations.pending_page(after, document_ids, package_sha256=package_sha256)
            if not page:
                return
            after = page[-1][0]
            yield from (segment for _, segment in page)

    def memory(self, actor: Actor) -> CaseMemory:
        """The translation memory as ``translate`` wants it: each call is a transaction of its own."""
        return CaseMemory(self, actor)

    def close(self) -> None:
        """Give the database connections back; the case can be opened again."""
        self._engine.dispose()


class CaseMemory:
    """``translate.memory.Memory`` on an open case."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def get_many(self, keys: Iterable[str]) -> dict[str, Translation]:
        """The translations held under these keys."""
        with self._store.read() as session:
            return session.translations.get_many(keys)

    def put_many(self, translations: Iterable[Translation]) -> None:
        """Keep translations durably."""
        with self._store.write(self._actor) as session:
            session.translations.put_many(translations)


def create(
    folder: Path | str, *, title: str = "", actor_name: str = "", busy_timeout: float = BUSY_TIMEOUT
) -> CaseStore:
    """Make a new case in *folder*, which must be missing or empty; the person, when named, is its first actor.

    Raises CaseExists, StorageFull.
    """
    folder = Path(folder).absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "There is already a case in" if (folder / DATABASE).is_file() else "There is already something in"
        raise CaseExists(f"{what} {folder}.", hint="Open it, or choose a new or empty folder.")
    with translated():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(folder, 0o700)
        for name in FOLDERS:
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        store = CaseStore(folder, dialect_sqlite.engine(folder / DATABASE, busy_timeout=busy_timeout))
        try:
            _found(store, title or folder.name, actor_name)
        except BaseException:
            store.close()
            raise
    return store


def _found(store: CaseStore, title: str, actor_name: str) -> None:
    """Schema, first actors and first settings, in one transaction."""
    with translated(), store._engine.connect().execution_options(write=True) as connection, connection.begin():
        if migrations.version(connection) is not None:
            raise CaseExists(f"There is already a case in {store.folder}.", hint="Open it.")
        migrations.create_schema(connection)
        session = Session(connection, PROGRAM)
        case_id = str(uuid.uuid4())
        row = {"key": CASE_ID, "value": canonical_json(case_id)}
        tx = session.transaction
        tx.begin_chain(GENESIS + case_id)
        tx.record(actions.CASE_CREATED, case_id, (schema.settings, [row]))
        session.actors.add(PROGRAM.name, PROGRAM.role)
        session.meta.set(TITLE, title)
        if actor_name:
            session.actors.add(actor_name)


def require(folder: Path | str) -> Path:
    """The absolute path of a folder that holds a case; nothing is opened. Raises PathMissing, NotACase."""
    folder = Path(folder).absolute()
    if not folder.exists():
        raise PathMissing(f"There is no folder {folder}.", hint="Check the path, or create a case with `reader init`.")
    if not folder.is_dir():
        raise NotACase(f"{folder} is a file; a case is a folder.", hint="Name the folder that holds case.db.")
    if not (folder / DATABASE).is_file():
        raise NotACase(f"{folder} is not a case.", hint="Choose a case's folder, or make one with `reader init`.")
    return folder


def open(folder: Path | str, *, busy_timeout: float = BUSY_TIMEOUT) -> CaseStore:
    """Open the case in *folder*, bringing an older schema up to date.

    On a read-only disk (an archive copy) it can be read and verified; writing
    raises StorageFull. Raises PathMissing, NotACase, CaseDamaged, SchemaMismatch (newer program), CaseBusy.
    """
    folder = require(folder)
    database = folder / DATABASE
    with database.open("rb") as file:
        if file.read(len(dialect_sqlite.HEADER)) != dialect_sqlite.HEADER:
            raise CaseDamaged(DAMAGED[0], hint=DAMAGED[1])
    read_only = not os.access(folder, os.W_OK)
    if read_only and dialect_sqlite.unfinished(database):
        raise StorageFull(
            "This case lies on a read-only disk and was not closed when it was copied there.",
            hint="Copy the whole folder to a disk you may write to, and open it there.",
        )
    store = CaseStore(folder, dialect_sqlite.engine(database, busy_timeout=busy_timeout, read_only=read_only))
    try:
        _bring_up_to_date(store)
        if read_only:
            return store
        with translated():
            for name in FOLDERS:
                (folder / name).mkdir(mode=0o700, exist_ok=True)
            staging.sweep(folder / "staging")
    except BaseException:
        store.close()
        raise
    return store


def _bring_up_to_date(store: CaseStore) -> None:
    with translated(), store._engine.connect() as connection, connection.begin():
        outdated = migrations.check(migrations.version(connection))
    if outdated:
        with translated(), store._engine.connect().execution_options(write=True) as connection, connection.begin():
            migrations.upgrade(connection)
