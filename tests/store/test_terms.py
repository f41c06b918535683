"""The case's termbase: versions, removal, the log, and cases written before there were any."""

import dataclasses
import sqlite3

import pytest
import store_records as records

from reader.errors import UnknownObject
from reader.store import audit, case
from reader.text.terms.model import Origin


def put(store, actor, *concepts, **more):
    with store.write(actor) as session:
        return session.terms.put(concepts, **more)


def current(store):
    with store.read() as session:
        return session.terms.current()


def test_concepts_get_ids_and_come_back_as_they_were(store, ada):
    given = records.term("劝返", "persuade \udc00 to return", note="注", critical=True, unless=("劝返回",))
    (stored,) = put(store, ada, given)
    assert stored == dataclasses.replace(given, id="T1", origin=Origin.CASE)
    assert current(store) == [stored]
    assert [c.id for c in put(store, ada, records.term("辅警", "a"), records.term("联防", "b"))] == ["T2", "T3"]


def test_a_known_id_gets_a_new_version(store, ada):
    (first,) = put(store, ada, records.term("劝返", "one"))
    put(store, ada, records.term("辅警", "other"))
    (second,) = put(store, ada, dataclasses.replace(first, note="better"))
    assert [c.id for c in current(store)] == ["T1", "T2"]
    assert current(store)[0] == second
    with store.read() as session:
        history = session.terms.history("T1")
    assert [(v.version, v.removed, v.concept.note, v.actor_id) for v in history] == [
        (1, False, "", ada.id),
        (2, False, "better", ada.id),
    ]


def test_a_removed_concept_keeps_its_versions_and_its_number(store, ada):
    put(store, ada, records.term("劝返", "one"))
    with store.write(ada) as session:
        session.terms.remove("T1")
    assert current(store) == []
    assert [c.id for c in put(store, ada, records.term("辅警", "two"))] == ["T2"]
    with store.read() as session:
        assert [v.removed for v in session.terms.history("T1")] == [False, True]
    with pytest.raises(UnknownObject), store.write(ada) as session:
        session.terms.remove("T1")
    with pytest.raises(UnknownObject), store.read() as session:
        session.terms.history("T9")


def test_every_act_is_one_log_entry_and_verifies(store, ada, tamper):
    put(store, ada, records.term("劝返", "one"), records.term("辅警", "two"), origin="from ab12")
    put(store, ada)
    with store.write(ada) as session:
        session.terms.remove("T2")
    with store.read() as session:
        acts = [(e.action, e.object) for e in session.log.entries() if e.action.startswith("term")]
    assert acts == [("terms.added", "2 terms from ab12"), ("term.removed", "T2")]
    assert audit.verify(store).ok
    tamper("UPDATE terms SET concept = replace(concept, 'one', 'two') WHERE id = 'T1'")
    assert next(f.object for f in audit.verify(store).failures) == "terms T1"


def test_a_case_of_the_first_schema_is_brought_up_to_date(full_store, ada):
    """What a case looked like before it could have terms: no table, no entry in its log."""
    folder = full_store.folder
    full_store.close()
    with sqlite3.connect(folder / case.DATABASE) as connection:
        (entry,) = connection.execute("SELECT entry FROM terms").fetchone()
        last = connection.execute("SELECT max(seq) FROM log").fetchone()[0]
        for name in ("terms", "source_revision_segments", "source_revisions"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DELETE FROM segments WHERE source_revision_id IS NOT NULL")
        connection.execute("DROP INDEX segments_number")
        for name in ("source_revision_id", "number", "recognised"):
            connection.execute(f"ALTER TABLE segments DROP COLUMN {name}")
        connection.execute("ALTER TABLE mention_runs DROP COLUMN source_revision_id")
        connection.execute("UPDATE schema_version SET version = 1")
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        logged = [t for t in tables if "row_sha" in {c[1] for c in connection.execute(f"PRAGMA table_info({t})")}]
        for table in logged:
            connection.execute(f"DELETE FROM {table} WHERE entry >= ?", (entry,))
        connection.execute("DELETE FROM log WHERE seq >= ?", (entry,))
    connection.close()
    opened = case.open(folder)
    assert last > entry
    assert audit.verify(opened).ok
    put(opened, ada, records.term("劝返", "one"))
    assert audit.verify(opened).ok
    assert [c.id for c in current(opened)] == ["T1"]
    opened.close()
