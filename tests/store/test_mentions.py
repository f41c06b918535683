"""Identifiers and where they recur."""

from dataclasses import replace

import pytest
import store_records as records

from reader.store.mentions import RecurringMention

PHONE = ("phone", "059187654321")


@pytest.fixture
def linked(store, ada, add_document):
    for _ in range(3):
        add_document()
    with store.write(ada) as session:
        session.mentions.replace("D1", [records.phone("D1.s2"), records.phone("D1.s3", surface="059187654321")])
        session.mentions.replace("D2", [records.phone("D2.s2"), records.phone("D2.s2", "12345", "12345", 40)])
        session.mentions.replace("D3", [])
    return store


def test_what_recurs_is_listed_with_all_its_surfaces(linked):
    expected = RecurringMention(*PHONE, ("(0591) 8765-4321", "059187654321"), ("D1", "D2"), 3)
    with linked.read() as session:
        assert session.mentions.recurring() == [expected]
        assert session.mentions.recurring(3) == []
        assert [m.canonical for m in session.mentions.recurring(1)] == [PHONE[1], "12345"]


def test_the_same_number_as_another_type_is_another_identifier(linked, ada):
    with linked.write(ada) as session:
        session.mentions.replace("D3", [replace(records.phone("D3.s2"), type="document-number")])
        assert [m.type for m in session.mentions.recurring()] == ["phone"]
        counts = session.mentions.document_counts([PHONE, ("document-number", PHONE[1]), ("phone", "nowhere")])
    assert counts == {PHONE: 2, ("document-number", PHONE[1]): 1}


def test_a_new_run_replaces_the_documents_old_one(linked, ada):
    with linked.write(ada) as session:
        session.mentions.replace("D1", [])
        assert session.mentions.recurring() == []
        assert session.mentions.for_segments(["D1.s2"]) == {}
        assert session.mentions.document_counts([PHONE]) == {PHONE: 1}


def test_mentions_of_segments_in_text_order(linked):
    with linked.read() as session:
        found = session.mentions.for_segments(["D2.s2", "D2.s1"])
    assert list(found) == ["D2.s2"]
    assert [m.start for m in found["D2.s2"]] == [3, 40]
    assert found["D2.s2"][0] == replace(records.phone("D2.s2"), document_id="D2")


def test_every_place_in_reading_order(linked):
    with linked.read() as session:
        assert [m.segment_id for m in session.mentions.where(*PHONE)] == ["D1.s2", "D1.s3", "D2.s2"]
