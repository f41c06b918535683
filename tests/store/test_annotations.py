"""Notes: versions, states, conflicts."""

from dataclasses import replace

import pytest
import store_records as records

from reader.errors import ChangedMeanwhile, UnknownObject
from reader.model import Side


@pytest.fixture
def noted(store, ada, add_document):
    add_document()
    with store.write(ada) as session:
        session.annotations.add(records.note("D1.s1", ada))
    return store


def test_a_note_comes_back_whole(noted, ada):
    with noted.read() as session:
        note = session.annotations.get("N1")
    assert note == replace(
        records.note("D1.s1", ada), id="N1", version=1, created_at=note.created_at, modified_at=note.modified_at
    )
    assert note.created_at.endswith("Z")


def test_versions_share_an_id_and_the_highest_is_current(noted, ada):
    with noted.write(ada) as session:
        changed = session.annotations.revise(replace(session.annotations.get("N1"), note="A station.", tags=()))
        assert changed.version == 2
        assert [v.note for v in session.annotations.history("N1")] == ["Who is this?", "A station."]
        assert session.annotations.all() == [changed]
        assert session.annotations.for_segments(["D1.s1", "D1.s2"]) == {"D1.s1": [changed]}
        assert session.annotations.count() == 1


def test_two_people_cannot_overwrite_each_other(noted, ada):
    with noted.read() as session:
        seen = session.annotations.get("N1")
    with noted.write(ada) as session:
        session.annotations.revise(replace(seen, note="hers"))
        with pytest.raises(ChangedMeanwhile):
            session.annotations.revise(replace(seen, note="his"))
        assert session.annotations.get("N1").note == "hers"


def test_a_deleted_note_is_out_of_sight_but_not_gone(noted, ada):
    with noted.write(ada) as session:
        session.annotations.revise(replace(session.annotations.get("N1"), state="deleted"))
        assert session.annotations.all() == session.annotations.all("D1") == []
        assert session.annotations.for_segments(["D1.s1"]) == {}
        assert session.annotations.count() == session.annotations.count("D1") == 0
        assert session.annotations.get("N1").state == "deleted"
        assert len(session.annotations.history("N1")) == 2
        assert session.search.query("station") == []


def test_an_orphaned_note_stays_in_sight(noted, ada):
    with noted.write(ada) as session:
        session.annotations.revise(replace(session.annotations.get("N1"), state="orphaned"))
        assert [a.state for a in session.annotations.all("D1")] == ["orphaned"]


def test_notes_of_one_document(noted, ada, add_document):
    add_document()
    with noted.write(ada) as session:
        second = session.annotations.add(records.note("D2.s2", ada, side=Side.TRANSLATION, text_id="k1"))
        assert session.annotations.all("D2") == [second]
        assert (session.annotations.count(), session.annotations.count("D1")) == (2, 1)
        assert second.text_id == "k1"


def test_what_is_not_there(noted, ada):
    with noted.write(ada) as session:
        with pytest.raises(UnknownObject):
            session.annotations.get("N9")
        with pytest.raises(UnknownObject):
            session.annotations.add(records.note("D1.s99", ada))
        assert session.annotations.history("N9") == []
