"""Documents, blocks, segments: numbered, windowed, exact."""

import dataclasses

import pytest
import store_records as records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import CaseError, UnknownObject
from reader.model import Block, BlockKind, Locator, Place, Segment
from reader.store import audit


def test_ids_and_numbers_are_assigned(store, add_document):
    document = add_document()
    assert (document.id, document.n_blocks, document.n_segments) == ("D1", 2, 3)
    assert document.created_at.endswith("Z")
    with store.read() as session:
        assert session.documents.get("D1") == document
        assert [b.id for b in session.documents.blocks("D1")] == ["D1.b1", "D1.b2"]
        rows = list(session.documents.segments("D1"))
        assert [(s.id, s.n, s.block_id) for s in rows] == [
            ("D1.s1", 1, "D1.b1"),
            ("D1.s2", 2, "D1.b1"),
            ("D1.s3", 3, "D1.b2"),
        ]
        assert tuple(s.text for s in rows) == records.SENTENCES
    assert add_document().id == "D2"


def test_records_come_back_as_they_went_in(store, ada, add_source):
    places = (
        Locator(0, 3, Place("page", page=2, box=(0.1, 1.0, 99.5, 120.25))),
        Locator(3, 4, Place("cell", path="表1!B2")),
        Locator(4, 6, Place("record", path="https://example.org/", offset=0, length=12)),
        Locator(6, 7, Place("line", line=1, offset=3, length=9)),
    )
    given_block = Block("x", "", 1, BlockKind.TABLE_CELL, "一二三四五六七", places, True, 3, ("年份", "万元"))
    segment = Segment("", "", "x", 1, 0, 7, given_block.text, "zh-Hant", "声", BlockKind.TABLE_CELL, True)
    source = add_source()
    document = dataclasses.replace(
        records.document(source.id), languages={"zh": 0.75, "en": 0.25}, pages=3, metadata={"author": "样"}
    )
    with store.write(ada) as session:
        stored = session.documents.add(document, [given_block], [segment])
    with store.read() as session:
        assert session.documents.all() == [stored]
        assert session.documents.by_source(source.id) == [stored]
        assert session.documents.block("D1.b1") == dataclasses.replace(given_block, id="D1.b1", document_id="D1")
        expected = dataclasses.replace(segment, id="D1.s1", document_id="D1", block_id="D1.b1")
        assert session.documents.segment("D1.s1") == expected
        assert session.documents.segment_by_n("D1", 1) == expected
    assert stored.languages == {"zh": 0.75, "en": 0.25}


def test_windows(store, add_document):
    add_document([f"第{n}句。" for n in range(1, 41)])
    add_document()
    with store.read() as session:
        assert [s.n for s in session.documents.segments("D1", 10, 5)] == [10, 11, 12, 13, 14]
        assert [s.n for s in session.documents.segments("D1", 39, 5)] == [39, 40]
        assert list(session.documents.segments("D1", 41, 5)) == []
        assert list(session.documents.segments("D1", 1, 0)) == []


def test_unknown_objects_are_said_to_be_unknown(store, add_document):
    add_document()
    with store.read() as session:
        for call in (
            lambda: session.documents.get("D9"),
            lambda: session.documents.block("D1.b9"),
            lambda: session.documents.segment("D1.s9"),
            lambda: session.documents.segment_by_n("D1", 4),
            lambda: session.documents.segments("D9"),
            lambda: session.documents.blocks("D9"),
        ):
            with pytest.raises(UnknownObject):
                call()


def test_counts(store, ada, add_document):
    add_document()
    with store.write(ada) as session:
        session.translations.put_many([records.translation("k1")])
        session.translations.assign([("D1.s1", "k1")])
        session.translations.assign([("D1.s2", "k1")])
        counts = session.documents.counts()
    assert counts == {"documents": 1, "blocks": 2, "segments": 3, "chinese": 3, "translated": 2}


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        ([(0, 3), (2, 5)], "overlap"),
        ([(0, 2)], "the rest belongs to no sentence"),
        ([(0, 2), (3, 5)], "a character between them is lost"),
        ([(2, 5), (0, 2)], "out of order"),
        ([(0, 5), (5, 5)], "empty"),
        ([(0, 6)], "beyond the end"),
        ([], "no sentence at all"),
    ],
)
def test_sentences_that_do_not_make_up_their_block_are_refused(store, ada, add_source, spans, why):
    text = "一二三四五"
    blocks = [Block("x", "", 1, BlockKind.PARAGRAPH, text)]
    segments = [Segment("", "", "x", 0, a, b, text[a:b], "zh") for a, b in spans]
    source = add_source()
    with store.write(ada) as session:
        with pytest.raises(CaseError) as caught:
            session.documents.add(records.document(source.id), blocks, segments)
        assert session.documents.all() == [], why
    assert text not in str(caught.value)


def test_a_sentence_with_other_words_than_its_block_is_refused(store, ada, add_source):
    blocks = [Block("x", "", 1, BlockKind.PARAGRAPH, "一二")]
    segment = Segment("", "", "x", 0, 0, 2, "一三", "zh")
    source = add_source()
    for wrong in (segment, dataclasses.replace(segment, text="一二", block_id="y")):
        with store.write(ada) as session, pytest.raises(CaseError):
            session.documents.add(records.document(source.id), blocks, [wrong])


def test_a_document_of_an_unknown_source_is_refused(store, ada):
    with pytest.raises(CaseError), store.write(ada) as session:
        session.documents.add(records.document("O9"), [], [])


gap = st.text(" \n\t\u3000\ufeff\u200b", max_size=3)
sentence = st.text("公安一二𠮷e\u0301😀\x00。 ", min_size=1, max_size=12).filter(lambda s: not s.isspace())


@given(st.lists(st.lists(st.tuples(gap, sentence), max_size=4), max_size=4), gap)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_segmentation_comes_back_exactly(store, ada, add_source, layout, tail):
    blocks, segments = [], []
    for n, parts in enumerate(layout, start=1):
        text = ""
        for before, words in parts:
            text += before
            segments.append(Segment("", "", str(n), 0, len(text), len(text) + len(words), words, "zh"))
            text += words
        blocks.append(Block(str(n), "", n, BlockKind.PARAGRAPH, text + tail))
    source = add_source()
    with store.write(ada) as session:
        id = session.documents.add(records.document(source.id), blocks, segments).id
    with store.read() as session:
        assert [b.text for b in session.documents.blocks(id)] == [b.text for b in blocks]
        found = list(session.documents.segments(id))
        assert [(s.start, s.end, s.text) for s in found] == [(s.start, s.end, s.text) for s in segments]


def test_many_blocks_go_through_in_batches(store, add_document):
    document = add_document([f"第{n}句。" for n in range(5_001)])
    with store.read() as session:
        assert sum(1 for _ in session.documents.segments(document.id)) == 5_001
        assert sum(1 for _ in session.documents.blocks(document.id)) == 2_501
    report = audit.verify(store)
    assert report.ok
    assert report.checked["segments"] == 5_001
