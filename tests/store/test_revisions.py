"""Corrections: all kept, the newest shown, none overwritten unseen."""

import pytest
import store_records as records

from reader.errors import ChangedMeanwhile, UnknownObject
from reader.model import RevisionStatus


@pytest.fixture
def corrected(store, ada, add_document):
    add_document()
    with store.write(ada) as session:
        session.revisions.add(records.revision("D1.s1", ada, "First."))
        session.revisions.add(records.revision("D1.s1", ada, "Second."))
    return store


def test_versions_are_chained(corrected, ada):
    with corrected.read() as session:
        first, second = session.revisions.history("D1.s1")
        assert session.revisions.current(["D1.s1", "D1.s2"]) == {"D1.s1": second}
    assert (first.id, first.previous_id, first.text) == ("R1", None, "First.")
    assert (second.id, second.previous_id, second.author) == ("R2", "R1", ada)
    assert second.status is RevisionStatus.PROPOSED
    assert second.created_at.endswith("Z")


def test_an_id_of_the_callers_is_kept(corrected, ada):
    given = records.revision("D1.s2", ada)
    with corrected.write(ada) as session:
        stored = session.revisions.add(given.__class__(**{**fields(given), "id": "urn:uuid:1"}))
        assert session.revisions.current(["D1.s2"])["D1.s2"].id == stored.id == "urn:uuid:1"


def fields(record):
    return {name: getattr(record, name) for name in record.__slots__}


def test_a_correction_of_what_somebody_corrected_meanwhile_is_refused(corrected, ada):
    with corrected.write(ada) as session:
        with pytest.raises(ChangedMeanwhile):
            session.revisions.add(records.revision("D1.s1", ada, "Third.", previous_id="R1"))
        session.revisions.add(records.revision("D1.s1", ada, "Third.", previous_id="R2"))
        assert len(session.revisions.history("D1.s1")) == 3


def test_a_segment_that_is_not_there(corrected, ada):
    with corrected.write(ada) as session, pytest.raises(UnknownObject):
        session.revisions.add(records.revision("D1.s99", ada))
