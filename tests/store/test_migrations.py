"""Schema steps: all or nothing."""

import sqlite3
import zipfile
from pathlib import Path

import pytest
import store_records as records
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


OLD = Path(__file__).resolve().parents[1] / "fixtures" / "cases" / "version-2.zip"


@pytest.fixture
def old_case(tmp_path):
    """A case as the program of schema 2 wrote it, with rows in every table of its time."""
    with zipfile.ZipFile(OLD) as archive:
        archive.extractall(tmp_path / "old")
    return tmp_path / "old"


def schema_of(folder):
    """Columns by table, unique constraints aside; indices by name."""
    with sqlite3.connect(folder / case.DATABASE) as connection:
        names = connection.execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
        tables = {
            name: {row[1:3] for row in connection.execute(f"PRAGMA table_info({name})")}
            for kind, name in names
            if kind == "table"
        }
    connection.close()
    return tables, sorted(names)


def test_a_case_of_schema_2_opens_and_verifies(old_case, store):
    with sqlite3.connect(old_case / case.DATABASE) as connection:
        assert connection.execute("SELECT max(version) FROM schema_version").fetchone() == (2,)
        before = connection.execute("SELECT hash FROM log ORDER BY seq DESC").fetchone()[0]
    connection.close()
    opened = case.open(old_case)
    report = audit.verify(opened, expect=before)
    assert report.ok
    assert (report.head, report.checked["segments"]) == (before, 5)
    assert schema_of(old_case) == schema_of(store.folder)
    opened.close()


def test_recognised_text_of_a_case_of_schema_2_can_be_corrected(old_case, check_without_program):
    opened = case.open(old_case)
    with opened.read() as session:
        ada = session.actors.by_name("Ada")
        (block, other) = session.documents.blocks("D1")
        kept = list(session.documents.segments("D1"))
        head = session.log.head()
    assert (kept[2].text, kept[2].source_revision_id, kept[2].recognised) == (other.text, None, None)
    with opened.write(ada) as session:
        session.source_revisions.add(
            records.correction(other.id, "请联络网络中心。"),
            [records.sentence("请联络网络中心。", 3, recognised=other.text)],
        )
        session.mentions.replace("D1", [records.phone("D1.s3v2")], source_revision_id="S1")
    report = audit.verify(opened, expect=head)
    assert report.ok
    assert report.checked["corrections_of_recognised_text"] == 1
    with opened.read() as session:
        assert [row.id for row in session.documents.segments("D1")] == ["D1.s1", "D1.s2", "D1.s3v2"]
        assert [hit.segment_id for hit in session.search.query("联络 网络")] == ["D1.s3v2"]
        assert session.documents.block(block.id) == block
    opened.close()
    assert check_without_program(old_case, head)[0] == 0  # it takes the tables in the order of their making


def test_every_version_since_the_first_has_a_step():
    assert set(migrations.STEPS) == set(range(2, schema.VERSION + 1))
