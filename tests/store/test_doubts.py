"""Open findings over the whole case."""

import pytest
import store_records as records

from reader.model import Severity
from reader.store.doubts import Doubt, DoubtCount, DoubtPattern


@pytest.fixture
def case(store, ada, add_document):
    add_document([f"第{n}句。" for n in range(1, 5)])
    add_document(["另一句。"])
    pairs = [*((f"D1.s{n}", f"k{n}") for n in range(1, 5)), ("D2.s1", "k5")]
    with store.write(ada) as session:
        session.translations.put_many([records.translation(f"k{n}") for n in range(1, 6)])
        session.translations.assign(pairs)
        found = [
            records.finding("D1.s1", "k1", severity=Severity.MINOR),
            records.finding("D1.s1", "k1", severity=Severity.CRITICAL, check="x"),
            records.finding("D1.s2", "k2"),
            records.finding("D1.s3", "k3"),
            records.finding("D2.s1", "k5"),
        ]
        session.findings.record(pairs, found, {"number": "1", "x": "1"})
        session.findings.dismiss("F3", "no error")
    return store


@pytest.fixture
def doubts(case):
    with case.read() as session:
        yield session.doubts


def test_counts_by_document_label_and_severity(doubts):
    assert sorted(doubts.counts(), key=str) == sorted(
        [
            DoubtCount("D1", "number", "Number", Severity.MINOR, 1),
            DoubtCount("D1", "x", "Number", Severity.CRITICAL, 1),
            DoubtCount("D1", "number", "Number", Severity.MAJOR, 1),
            DoubtCount("D2", "number", "Number", Severity.MAJOR, 1),
        ],
        key=str,
    )


def test_gravest_first_then_in_reading_order(doubts):
    assert [row.finding_id for row in doubts.gravest()] == ["F2", "F4", "F5", "F1"]
    assert doubts.gravest(count=1) == [
        Doubt("F2", "D1", "D1.s1", 1, "x", "Number", Severity.CRITICAL, "万 against thousand", "第1句。")
    ]
    assert [row.finding_id for row in doubts.gravest(start=1, count=2)] == ["F4", "F5"]
    assert [row.finding_id for row in doubts.gravest(document_id="D2")] == ["F5"]
    assert [row.finding_id for row in doubts.gravest(severity=Severity.MINOR)] == ["F1"]
    assert doubts.gravest(label="Name") == []


def test_the_same_words_in_several_places_are_a_pattern(doubts):
    assert doubts.patterns() == [
        DoubtPattern("number", "Number", "万 against thousand", Severity.MAJOR, 2, 2, "F4"),
    ]
    assert doubts.alike("F4") == ["F4", "F5"]  # F1 says the same, less gravely: no part of the pattern
    assert doubts.alike("F1") == ["F1"]
    assert doubts.alike("F2") == ["F2"]


def test_labels_of_a_document(doubts):
    assert doubts.labels("D1") == {"D1.s1": {"Number": Severity.CRITICAL}, "D1.s3": {"Number": Severity.MAJOR}}


def test_dismissing_many_is_one_entry_and_never_twice(case, ada):
    with case.write(ada) as session:
        before = session.log.count()
        assert session.findings.dismiss_all(["F4", "F5", "F3", "F4"], "a street number") == 2
        assert session.log.count() == before + 1
        assert session.findings.dismiss_all(["F4"], "again") == 0
        assert session.log.count() == before + 1
        assert [row.finding_id for row in session.doubts.gravest()] == ["F2", "F1"]
        assert session.findings.get("F5").dismissal.reason == "a street number"
