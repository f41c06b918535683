"""Set queries for pages."""

from dataclasses import replace

import pytest
import store_records as records

from reader.model import RevisionStatus, Severity
from reader.store.overview import Sentence


@pytest.fixture
def case(store, ada, add_document):
    add_document([f"第{n}句。" for n in range(1, 7)])
    add_document()
    with store.write(ada) as session:
        session.translations.put_many([records.translation(f"k{n}") for n in range(1, 6)])
        session.translations.assign([(f"D1.s{n}", f"k{n}") for n in range(1, 5)])
        pairs = [(f"D1.s{n}", f"k{n}") for n in range(1, 5)]
        graver = [
            records.finding("D1.s1", "k1", severity=Severity.MINOR),
            records.finding("D1.s1", "k1", severity=Severity.CRITICAL, check="x"),
            records.finding("D1.s2", "k2"),
            records.finding("D1.s3", "k3", severity=Severity.MINOR),
            records.finding("D1.s4", "k4"),
        ]
        session.findings.record(pairs, graver, {"number": "1"})
        session.findings.dismiss("F3", "no error")
        session.revisions.add(records.revision("D1.s4", ada))
        certified = replace(records.revision("D1.s4", ada), status=RevisionStatus.CERTIFIED)
        session.revisions.add(certified)
        session.annotations.add(records.note("D1.s1", ada))
        session.annotations.add(records.note("D1.s1", ada))
        gone = session.annotations.add(records.note("D1.s2", ada))
        session.annotations.revise(replace(gone, state="deleted"))
        session.translations.assign([("D1.s3", "k5")])
    return store


@pytest.fixture
def overview(case):
    with case.read() as session:
        yield session.overview


def test_sentences_without_their_text(overview):
    rows = list(overview.sentences("D1"))
    assert [r.n for r in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0] == Sentence("D1.s1", 1, True, False, 4, True, True)
    assert (rows[2].translated, rows[2].checked) == (True, False)
    assert (rows[4].translated, rows[4].checked) == (False, False)


def test_segments_and_blocks_by_id(overview):
    assert [s.id for s in overview.segments(["D1.s5", "D2.s1", "D1.s5", "D9.s1"])] == ["D1.s5", "D2.s1"]
    assert set(overview.blocks(["D1.b2", "D1.b2", "D9.b1"])) == {"D1.b2"}
    assert [b.n for b in overview.blocks_around("D1", 3, 1)] == [2, 3]
    assert [b.n for b in overview.blocks_around("D1", 1, 1)] == [1, 2]


def test_corrections_and_notes(overview):
    assert overview.revision_statuses("D1") == {"D1.s4": RevisionStatus.CERTIFIED}
    assert overview.revision_counts(["D1.s1", "D1.s4"]) == {"D1.s4": 2}
    assert overview.note_tags("D1") == {"D1.s1": [("lead",), ("lead",)]}
    assert overview.revision_statuses("D2") == overview.note_tags("D2") == {}
