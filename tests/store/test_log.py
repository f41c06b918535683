"""The chain."""

from dataclasses import replace as dataclass_replace
from itertools import pairwise

import pytest

from reader.errors import UsageError
from reader.model import JobState, sha256_text
from reader.store import actions
from reader.store.canonical import row_line
from reader.store.log import GENESIS, expected_hash


def test_entries_are_linked_from_the_case_id_on(store):
    with store.read() as session:
        entries = list(session.log.entries())
        head = session.log.head()
    assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
    assert entries[0].previous == GENESIS + store.case_id
    assert all(b.previous == a.hash for a, b in pairwise(entries))
    assert all(expected_hash(e) == e.hash for e in entries)
    assert head == entries[-1].hash


def test_an_entry_says_who_did_what_and_digests_the_row(store, ada):
    with store.write(ada) as session:
        session.meta.set("default_package", "tiny")
        entry = list(session.log.entries())[-1]
    line = row_line("settings", {"key": "default_package", "value": '"tiny"'})
    assert (entry.actor_id, entry.action, entry.object) == (ada.id, actions.SETTING_CHANGED, "default_package")
    assert entry.digest == sha256_text(line + "\n")
    assert entry.at.endswith("Z")


def test_acts_outside_the_database_can_be_logged(store, ada):
    with store.write(ada) as session:
        before = session.log.head()
        entry = session.log.append(actions.EXPORT_WRITTEN, "exhibit.docx", "a" * 64)
        assert session.log.head() == entry.hash
    assert entry.previous == before
    with store.read() as session:
        assert list(session.log.entries())[-1] == entry


@pytest.mark.parametrize("action", sorted(actions.ROW_ACTIONS))
def test_names_that_stand_for_rows_are_the_stores_own(store, ada, action):
    with store.write(ada) as session, pytest.raises(UsageError):
        session.log.append(action, "x", "a" * 64)


def test_a_reading_session_cannot_log_or_write(store):
    with store.read() as session:
        with pytest.raises(UsageError):
            session.log.append("export.written", "x", "a" * 64)
        with pytest.raises(UsageError):
            session.meta.set("key", "value")
        with pytest.raises(UsageError):
            session.jobs.take_lease("w")


def test_windows_of_entries(full_store):
    with full_store.read() as session:
        everything = list(session.log.entries())
        assert list(session.log.entries(3, 4)) == everything[2:6]
        assert list(session.log.entries(len(everything) + 1)) == []
        assert session.log.count() == len(everything)


def test_every_kind_of_act_is_in_the_log(full_store, ada):
    with full_store.write(ada) as session:
        note = session.annotations.all()[0]
        for state in ("active", "orphaned", "deleted"):
            note = session.annotations.revise(dataclass_replace(note, state=state))
        session.source_revisions.withdraw("D3.b1", reason="", previous_id="S1")
        session.terms.remove(session.terms.current()[0].id)
        job = session.jobs.all()[0]
        session.jobs.request_cancel(job.id)
        session.jobs.finish(job.id, JobState.CANCELLED, "stopped")
        found = {entry.action for entry in session.log.entries()}
    assert found == actions.ROW_ACTIONS | {actions.EXPORT_WRITTEN}
