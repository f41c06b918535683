"""Text that is not valid Unicode comes back as it was, and verifies."""

import dataclasses

import store_records as records
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import JobState
from reader.store import audit
from reader.store.surrogates import ESCAPE, escape, read_text, unescape

BROKEN = "公\ud83d安\U0010ffff𠮷\x00D83D"

any_text = st.text(
    st.characters(codec=None) | st.sampled_from(["\ud800", "\udfff", ESCAPE, "D", "8", "F"]), max_size=30
)


@given(any_text)
@settings(max_examples=300)
def test_escaping_is_lossless_and_storable(text):
    assert unescape(escape(text)) == text
    assert read_text(escape(text).encode()) == text


@given(any_text, any_text)
@settings(max_examples=200)
def test_different_texts_stay_different(one, other):
    assert (escape(one) == escape(other)) == (one == other)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=ESCAPE)))
def test_ordinary_text_is_stored_as_it_is(text):
    assert escape(text) == text


def test_every_kind_of_text_survives(store, ada, add_source):
    source = add_source(name=f"{BROKEN}.txt", path=f"in/{BROKEN}", metadata={"zip name": BROKEN})
    blocks, segments = records.document_parts([BROKEN, "第二句。"])
    with store.write(ada) as session:
        session.documents.add(records.document(source.id), blocks, segments)
        session.translations.put_many([records.translation("k1", BROKEN, source=BROKEN)])
        session.translations.assign([("D1.s1", "k1")])
        session.annotations.add(records.note("D1.s1", ada, BROKEN))
        session.meta.set("key", {"list": [BROKEN]})
        job = session.jobs.enqueue("ingest", {"paths": [BROKEN]})
        session.jobs.start(job.id, "w")
        session.jobs.progress(job.id, message=BROKEN)
        session.log.append("export.written", BROKEN, "e" * 64)
    with store.read() as session:
        assert session.sources.all() == [source]
        assert session.documents.segment("D1.s1").text == BROKEN
        assert session.documents.block("D1.b1") == dataclasses.replace(blocks[0], id="D1.b1", document_id="D1")
        assert session.translations.current(["D1.s1"])["D1.s1"].text == BROKEN
        assert session.annotations.all()[0].note == BROKEN
        assert session.meta.get("key") == {"list": [BROKEN]}
        assert session.jobs.get(job.id).message == BROKEN
        assert session.jobs.get(job.id).params == {"paths": [BROKEN]}
        assert list(session.log.entries())[-1].object == BROKEN
        assert {hit.field for hit in session.search.query("公")} == {"source", "translation", "note", "about"}
    with store.write(ada) as session:
        session.jobs.finish(job.id, JobState.FAILED, BROKEN)
    assert audit.verify(store).failures == []
