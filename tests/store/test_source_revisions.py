"""Corrections of recognised text: beside it, chained, undone, audited."""

import dataclasses

import pytest
import store_records as records
from store_records import correction, sentence

from reader.errors import CaseError, ChangedMeanwhile, UnknownObject, UsageError
from reader.model import SourceRevisionKind
from reader.store import audit

FIRST, SECOND, THIRD = "公按部门发布公告。", "地址在灯塔阜。", "电话不变。"
MENDED = "公安部门发布公告。"


@pytest.fixture
def page(store, ada, add_document):
    """D1: one block of three sentences, the first with everything that can be said of one; D2: another document."""
    add_document((FIRST, SECOND, THIRD), lang="zh-Hans")
    with store.write(ada) as session:
        session.translations.put_many(records.translation(f"k{n}", f"Sentence number {n}.") for n in range(1, 5))
        session.translations.assign([("D1.s1", "k1"), ("D1.s2", "k2"), ("D1.s3", "k3")])
        session.findings.record([("D1.s1", "k1"), ("D1.s2", "k2")], [records.finding("D1.s1", "k1")], {"number": "1"})
        session.revisions.add(records.revision("D1.s1", ada, "The police announce."))
        session.annotations.add(records.note("D1.s1", ada, "misread"))
        session.mentions.replace("D1", [records.phone("D1.s1", "1"), records.phone("D1.s3", "3")])
    add_document(("别的文件。",))
    return store


def lines(*texts):
    return "\n".join(texts)


def correct(store, ada, *, previous_id=None, first=MENDED, reason="the picture shows it"):
    """D1.b1 with its first sentence corrected, its second as it was."""
    text = lines(first, SECOND)
    kept = sentence(SECOND, 2, start=len(first) + 1, id="D1.s2", recognised=None)
    with store.write(ada) as session:
        row = correction("D1.b1", text, previous_id=previous_id, reason=reason)
        return session.source_revisions.add(row, [sentence(first, 1, recognised=FIRST), kept])


def test_what_was_recognised_stays_and_the_correction_is_read(page, ada):
    made = correct(page, ada)
    assert (made.id, made.version, made.kind) == ("S1", 2, SourceRevisionKind.CORRECTION)
    assert (made.before, made.text) == (lines(FIRST, SECOND), lines(MENDED, SECOND))
    assert (made.author, made.previous_id, made.shows_id) == (ada, None, "S1")
    with page.read() as session:
        assert next(session.documents.extracted("D1")).text == lines(FIRST, SECOND)
        block = session.documents.block("D1.b1")
        assert (block.text, block.recognised, block.revision) == (made.text, made.before, made)
        assert block.locators == made.locators
        assert session.overview.blocks(["D1.b1"])["D1.b1"] == block == session.overview.blocks_around("D1", 1, 0)[0]
        assert [b.text for b in session.documents.blocks("D1")] == [made.text, THIRD]
        rows = list(session.documents.segments("D1"))
        assert [(s.id, s.n, s.text) for s in rows] == [
            ("D1.s1v2", 1, MENDED),
            ("D1.s2", 2, SECOND),
            ("D1.s3", 3, THIRD),
        ]
        assert [block.text[s.start : s.end] for s in rows[:2]] == [MENDED, SECOND]
        assert (rows[0].recognised, rows[0].source_revision_id, rows[1].recognised) == (FIRST, "S1", None)
        assert session.documents.segment_by_n("D1", 1) == rows[0]
        assert session.documents.segment("D1.s1").text == FIRST
        assert [s.n for s in session.documents.segments("D1", 2, 2)] == [2, 3]
        assert session.source_revisions.history("D1.b1") == session.source_revisions.all("D1") == [made]
        assert session.source_revisions.all() == [made]
        assert session.source_revisions.is_superseded("D1.s1")
        assert not session.source_revisions.is_superseded("D1.s1v2")
        assert not session.source_revisions.is_superseded("D1.s2")
    assert audit.verify(page).ok


def test_what_was_said_of_the_misread_sentence_no_longer_counts_but_stays(page, ada):
    correct(page, ada)
    with page.read() as session:
        assert session.documents.counts() == {"documents": 2, "blocks": 3, "segments": 4, "chinese": 4, "translated": 2}
        assert [s.id for s in session.translations.pending(["D1"])] == ["D1.s1v2"]
        assert session.translations.pending_counts(["D1"]) == {"zh-Hans": 1}
        assert {t.id for t in session.translations.all_current()} == {"k2", "k3"}
        assert list(session.findings.unchecked()) == ["D1.s3"]
        assert session.findings.counts() == {} == session.findings.counts("D1")
        assert session.doubts.counts() == [] == session.doubts.gravest()
        assert [s.id for s in session.overview.sentences("D1")] == ["D1.s1v2", "D1.s2", "D1.s3"]
        assert ("D1", FIRST) not in list(session.overview.texts())
        (summary, _) = session.overview.summaries()
        assert (summary.sentences, summary.chinese, summary.translated, summary.doubts) == (3, 3, 2, 0)
        assert summary.corrected == 1
        assert [m.canonical for m in session.mentions.where("phone", "1")] == []
        assert [m.segment_id for m in session.mentions.where("phone", "3")] == ["D1.s3"]
        # kept
        assert session.translations.current(["D1.s1"])["D1.s1"].id == "k1"
        assert [f.id for f in session.findings.for_segments(["D1.s1"])["D1.s1"]] == ["F1"]
        assert session.revisions.current(["D1.s1"])["D1.s1"].text == "The police announce."


def test_the_new_sentence_is_translated_checked_and_linked_like_any_other(page, ada):
    correct(page, ada)
    with page.write(ada) as session:
        session.translations.assign([("D1.s1v2", "k4")])
        session.findings.record([("D1.s1v2", "k4")], [records.finding("D1.s1v2", "k4")], {"number": "1"})
        session.mentions.replace("D1", [records.phone("D1.s1v2", "2")], source_revision_id="S1")
        (doubt,) = session.doubts.gravest()
        assert (doubt.segment_id, doubt.n, doubt.source) == ("D1.s1v2", 1, MENDED)
        assert [m.canonical for m in session.mentions.for_segments(["D1.s1v2"])["D1.s1v2"]] == ["2"]
        assert [m.segment_id for m in session.mentions.where("phone", "3")] == ["D1.s3"]
        assert session.overview.summaries("D1")[0].doubts == 1
    assert audit.verify(page).ok


def test_search_finds_the_corrected_text_only(page, ada):
    correct(page, ada)
    with page.write(ada) as session:
        assert [hit.segment_id for hit in session.search.query("公安")] == ["D1.s1v2"]
        assert session.search.query("公按") == []
        assert session.search.query("police announce") == []
        session.search.index_document("D1")
        assert [hit.segment_id for hit in session.search.query("公安")] == ["D1.s1v2"]
        assert session.search.query("公按") == []
        session.source_revisions.withdraw("D1.b1", reason="", previous_id="S1")
        assert [hit.segment_id for hit in session.search.query("公按")] == ["D1.s1"]
        assert [hit.segment_id for hit in session.search.query("police announce")] == ["D1.s1"]
        assert session.search.query("公安") == []


def test_a_note_moves_to_the_sentence_in_its_place(page, ada):
    correct(page, ada)
    with page.write(ada) as session:
        (note,) = session.annotations.all()
        moved = session.annotations.revise(dataclasses.replace(note, segment_id="D1.s1v2"))
        assert session.annotations.for_segments(["D1.s1"]) == {}
        assert session.annotations.for_segments(["D1.s1v2"]) == {"D1.s1v2": [moved]}
        assert session.annotations.all("D1") == [moved]
        assert session.annotations.count("D1") == 1
        assert [hit.segment_id for hit in session.search.query("misread")] == ["D1.s1v2"]
        assert [version.segment_id for version in session.annotations.history(note.id)] == ["D1.s1", "D1.s1v2"]
    assert audit.verify(page).ok


def test_acts_form_a_chain_and_each_can_be_withdrawn(page, ada):
    correct(page, ada)
    second = correct(page, ada, first="公安部门发布通告。", previous_id="S1")
    assert (second.version, second.before, second.previous_id) == (3, lines(MENDED, SECOND), "S1")
    shown = []
    for previous in ("S2", "S3"):
        with page.write(ada) as session:
            back = session.source_revisions.withdraw("D1.b1", reason="too hasty", previous_id=previous)
        with page.read() as session:
            shown.append((back.id, back.kind, back.shows_id, next(s.id for s in session.documents.segments("D1"))))
            assert session.documents.block("D1.b1").text == back.text
    assert shown == [
        ("S3", SourceRevisionKind.WITHDRAWAL, "S1", "D1.s1v2"),
        ("S4", SourceRevisionKind.WITHDRAWAL, None, "D1.s1"),
    ]
    with page.read() as session:
        assert session.findings.counts("D1") == {records.Severity.MAJOR: 1}
        block = session.documents.block("D1.b1")
        assert (block.revision, block.recognised) == (None, None)
        assert [a.version for a in session.source_revisions.history("D1.b1")] == [2, 3, 4, 5]
    third = correct(page, ada, previous_id="S4")
    assert (third.id, third.version, third.previous_id) == ("S5", 6, "S4")
    with page.write(ada) as session:
        session.source_revisions.withdraw("D1.b1", reason="", previous_id="S5")
        assert session.source_revisions.current(["D1.b1"]) == {}
    assert audit.verify(page).ok
    with page.read() as session:
        acts = [(e.action, e.object) for e in session.log.entries() if e.action.startswith("source.corr")]
    assert acts[0] == ("source.corrected", "S1: version 2 of D1.b1")
    assert acts[2] == ("source.correction-withdrawn", "S3: version 4 of D1.b1")


def test_nobody_corrects_what_they_have_not_seen(page, ada):
    correct(page, ada)
    for stale in (None, "S9"):
        with pytest.raises(ChangedMeanwhile):
            correct(page, ada, previous_id=stale)
        with pytest.raises(ChangedMeanwhile), page.write(ada) as session:
            session.source_revisions.withdraw("D1.b1", reason="", previous_id=stale)


def test_nothing_to_withdraw_and_no_such_block(page, ada):
    with pytest.raises(UsageError, match="as it was recognised"), page.write(ada) as session:
        session.source_revisions.withdraw("D1.b1", reason="", previous_id=None)
    with pytest.raises(UnknownObject), page.write(ada) as session:
        session.source_revisions.add(correction("D1.b9", "一"), [sentence("一", 1)])


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([], "none"),
        ([sentence("公安", 1)], "belong to no sentence"),
        ([sentence("公安", 1), sentence("。", 1, start=2)], "same number"),
        ([sentence("公安。", 3)], "from elsewhere"),
        ([sentence("公安。", 1, id="D1.s3")], "not what it was"),
        ([sentence("公安。", 1, id="D1.s1")], "not what it was"),
    ],
)
def test_sentences_that_do_not_fit_are_refused(page, ada, parts, fault):
    with pytest.raises(CaseError, match=fault), page.write(ada) as session:
        session.source_revisions.add(correction("D1.b1", "公安。"), parts)
    with page.read() as session:
        assert session.source_revisions.all() == []


def test_a_title_that_was_misread_is_corrected_with_its_heading(store, ada, add_source):
    source = add_source()
    with store.write(ada) as session:
        blocks, segments = records.document_parts(("公按通告", "第二句。"), per_block=1)
        row = dataclasses.replace(records.document(source.id), title="公按通告")
        session.documents.add(row, blocks, segments)
        session.source_revisions.add(correction("D1.b1", "公安通告"), [sentence("公安通告", 1, recognised="公按通告")])
        assert session.overview.summaries("D1")[0].title == "公安通告"
        assert session.overview.titles()["D1"].original == "公安通告"


@pytest.mark.parametrize(
    ("statement", "object"),
    [
        ("UPDATE source_revisions SET text = replace(text, '安', '接')", "correction S1 of block D1.b1"),
        ("UPDATE source_revisions SET before = 'x'", "correction S1 of block D1.b1"),
        ("UPDATE source_revisions SET version = 7", "correction S1 of block D1.b1"),
        ("UPDATE source_revisions SET shows_id = NULL", "correction S1 of block D1.b1"),
        ("DELETE FROM source_revision_segments WHERE segment_id = 'D1.s2'", "correction S1 of block D1.b1"),
        ("UPDATE segments SET text = 'x' WHERE id = 'D1.s1v2'", "correction S1 of block D1.b1"),
        ("UPDATE blocks SET text = replace(text, '按', '安') WHERE id = 'D1.b1'", "text of block D1.b1"),
    ],
)
def test_verify_names_a_correction_that_was_tampered_with(page, ada, tamper, statement, object):
    correct(page, ada)
    tamper(statement)
    assert object in {failure.object for failure in audit.verify(page).failures}
