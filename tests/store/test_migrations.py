"""Schema steps: all or nothing."""

import pytest
from sqlalchemy import text

from reader.errors import SchemaMismatch
from reader.store import audit, case, dialect_sqlite, migrations, schema
from reader.store.failures import translated


@pytest.fixture
def writing(store):
    """Runs a function on a writing connection of its own."""
    engine = dialect_sqlite.engine(store.folder / case.DATABASE, busy_timeout=5)

    def run(work):
        with translated(), engine.connect().execution_options(write=True) as connection, connection.begin():
            return work(connection)

    yield run
    engine.dispose()


def add_column(connection):
    connection.execute(text("ALTER TABLE sources ADD COLUMN exif TEXT"))


def add_table(connection):
    connection.execute(text("CREATE TABLE glossary (pk INTEGER PRIMARY KEY, term TEXT)"))


def fail(connection):
    connection.execute(text("CREATE TABLE half_done (pk INTEGER PRIMARY KEY)"))
    raise RuntimeError("step failed")


def columns(connection, table):
    return {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}


def test_a_new_case_has_the_newest_schema(writing):
    assert writing(migrations.version) == schema.VERSION
    assert writing(migrations.upgrade) == []


def test_steps_are_applied_in_order_and_remembered(writing, full_store):
    newest = schema.VERSION + 2
    steps = {newest - 1: add_column, newest: add_table}
    assert writing(lambda c: migrations.upgrade(c, newest=newest, steps=steps)) == [newest - 1, newest]
    assert writing(migrations.version) == newest
    assert "exif" in writing(lambda c: columns(c, "sources"))
    assert writing(lambda c: migrations.upgrade(c, newest=newest, steps=steps)) == []


def test_a_new_empty_column_leaves_every_digest_as_it_was(writing, full_store):
    newest = schema.VERSION + 1
    writing(lambda c: migrations.upgrade(c, newest=newest, steps={newest: add_column}))
    assert audit.verify(full_store).ok


def test_a_failed_step_takes_back_the_steps_before_it(writing, full_store):
    newest = schema.VERSION + 2
    steps = {newest - 1: add_column, newest: fail}
    with pytest.raises(RuntimeError):
        writing(lambda c: migrations.upgrade(c, newest=newest, steps=steps))
    assert writing(migrations.version) == schema.VERSION
    assert "exif" not in writing(lambda c: columns(c, "sources"))
    assert writing(lambda c: columns(c, "half_done")) == set()
    assert audit.verify(full_store).ok


def test_a_schema_too_old_to_be_upgraded_names_the_way_out(writing):
    with pytest.raises(SchemaMismatch) as caught:
        writing(lambda c: migrations.upgrade(c, newest=schema.VERSION + 3, steps={schema.VERSION + 3: add_table}))
    assert "older Evidence Reader" in caught.value.hint


def test_every_version_since_the_first_has_a_step():
    assert set(migrations.STEPS) == set(range(2, schema.VERSION + 1))
