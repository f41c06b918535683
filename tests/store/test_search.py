"""Search over both languages and notes; the index follows what it points at."""

import contextlib
import sqlite3
from dataclasses import replace

import pytest
import store_records as records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from reader.errors import UnknownObject
from reader.model import BlockKind
from reader.store import audit
from reader.store import case as cases


@pytest.fixture
def case(store, ada, add_document):
    add_document()
    add_document(("南平市公安局。", "联系电话 +86 139 0000 0000。"))
    with store.write(ada) as session:
        session.translations.put_many(
            [
                records.translation("k1", "The Fuzhou police published a notice about two service stations."),
                records.translation("k2", "Telephone 0591 8765 4321."),
            ]
        )
        session.translations.assign([("D1.s1", "k1"), ("D1.s2", "k2")])
        session.annotations.add(records.note("D1.s1", ada, "Compare with 南平.", tags=("money trail",)))
    return store


def hits(store, query, mode="smart", **more):
    with store.read() as session:
        return {(hit.segment_id, hit.field) for hit in session.search.query(query, mode, **more)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("公安", {("D1.s1", "source"), ("D2.s1", "source")}),
        ("福州公安", {("D1.s1", "source")}),
        ("安公", set()),
        ("网际网络", set()),
        ("网际网路", {("D1.s3", "source")}),
        ("網際網路", {("D1.s3", "source")}),
        ("南平", {("D2.s1", "source"), ("D1.s1", "note")}),
        ("station", {("D1.s1", "translation")}),
        ("STATIONS notices", {("D1.s1", "translation")}),
        ("stations unicorn", set()),
        ("money", {("D1.s1", "note")}),
        ("059187654321", {("D1.s2", "source"), ("D1.s2", "translation")}),
        ("8765-4321", {("D1.s2", "source"), ("D1.s2", "translation")}),
        ("13900000000", {("D2.s2", "source")}),
        ("8613900000000", {("D2.s2", "source")}),
    ],
)
def test_smart(case, query, expected):
    assert hits(case, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("service stations", {("D1.s1", "translation")}),
        ("stations service", set()),
        ("service station", set()),
        ("059187654321", set()),
        ("0591 8765 4321", {("D1.s2", "source"), ("D1.s2", "translation")}),
    ],
)
def test_exact(case, query, expected):
    assert hits(case, query, "exact") == expected


def test_a_hit_says_where_the_words_stand(case):
    with case.read() as session:
        (hit,) = session.search.query("stations police")
    assert (hit.document_id, hit.segment_id, hit.field) == ("D1", "D1.s1", "translation")
    assert [hit.snippet[a:b] for a, b in hit.matches] == ["police", "stations"]
    assert hit.score > 0


def test_long_texts_are_cut_around_the_first_match(store, add_document):
    add_document(["甲" * 500 + "福州𠮷公安" + "乙" * 500 + "公安"])
    with store.read() as session:
        (hit,) = session.search.query("公安")
    assert len(hit.snippet) == 160
    assert [hit.snippet[a:b] for a, b in hit.matches] == ["公安"]


def test_best_first_and_no_more_than_asked_for(store, add_document):
    add_document(["公安" * 5, "公安和许多别的字在一起说了很久。", "没有。"])
    with store.read() as session:
        found = session.search.query("公安")
        assert [h.segment_id for h in found] == ["D1.s1", "D1.s2"]
        assert found[0].score > found[1].score
        assert session.search.query("公安", limit=1) == found[:1]
        assert session.search.query("公安", limit=0) == []


def test_within_one_document(case):
    assert hits(case, "公安", document_id="D2") == {("D2.s1", "source")}
    assert hits(case, "公安", document_id="D") == set()


def test_a_new_translation_replaces_the_old_one(case, ada):
    with case.write(ada) as session:
        session.translations.put_many([records.translation("k3", "A bulletin.")])
        session.translations.assign([("D1.s1", "k3")])
    assert hits(case, "station") == set()
    assert hits(case, "bulletin") == {("D1.s1", "translation")}


def test_a_correction_is_searched_instead_of_the_machine(case, ada):
    with case.write(ada) as session:
        session.revisions.add(records.revision("D1.s1", ada, "The county office announced it."))
        session.translations.put_many([records.translation("k3", "A bulletin.")])
        session.translations.assign([("D1.s1", "k3")])
    assert hits(case, "county") == {("D1.s1", "translation")}
    assert hits(case, "bulletin") == hits(case, "station") == set()


def test_a_changed_note_is_searched_by_its_new_words(case, ada):
    with case.write(ada) as session:
        note = session.annotations.all()[0]
        session.annotations.revise(replace(note, note="Ask the bank."))
    assert hits(case, "bank") == {("D1.s1", "note")}
    assert hits(case, "南平") == {("D2.s1", "source")}


def test_what_was_rolled_back_is_not_found(case, ada, add_source):
    source = add_source()
    with pytest.raises(UnknownObject), case.write(ada) as session:  # noqa: PT012
        session.documents.add(records.document(source.id), *records.document_parts(["独角兽。"]))
        session.documents.get("D9")
    assert hits(case, "独角兽") == set()


def test_the_index_can_be_built_anew(case, ada):
    queries = ("公安", "station", "南平", "059187654321")
    before = [hits(case, query) for query in queries]
    with case.write(ada) as session:
        for table in ("fulltext", "search_entries"):
            session.transaction.execute(text(f"DELETE FROM {table}"))
    assert hits(case, "公安") == set()
    for _ in range(2):
        with case.write(ada) as session:
            for document in session.documents.all():
                session.search.index_document(document.id)
    assert [hits(case, query) for query in queries] == before
    assert audit.verify(case).ok


@pytest.fixture
def chat(store, ada, add_source):
    blocks, segments = records.document_parts(["今天下午转账。", "收到请回复。", "好的。", "转账成功。"], per_block=2)
    blocks = [
        replace(blocks[0], kind=BlockKind.MESSAGE, context=("李伟", "2023-05-01 10:22")),
        replace(blocks[1], context=("comment by Wang Fang, 2023-06-02", "Column heading")),
    ]
    source = add_source()
    with store.write(ada) as session:
        session.documents.add(records.document(source.id), blocks, segments)
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("李伟", {("D1.s1", "label"), ("D1.s2", "label")}),
        ("李伟 转账", {("D1.s1", "label")}),
        ("转账", {("D1.s1", "source"), ("D1.s4", "source")}),
        ("2023-05-01", {("D1.s1", "label"), ("D1.s2", "label")}),
        ("Wang Fang", {("D1.s3", "label"), ("D1.s4", "label")}),
        ("column heading", set()),
    ],
)
def test_messages_and_comments_are_found_by_their_author(chat, ada, query, expected):
    assert hits(chat, query) == expected
    with chat.write(ada) as session:
        session.search.index_document("D1")
    assert hits(chat, query) == expected


def test_a_hit_by_author_shows_author_and_text(chat):
    with chat.read() as session:
        hit = next(hit for hit in session.search.query("李伟 转账"))
        assert len(session.search.query("李伟", limit=1)) == 1
    assert hit.snippet == "李伟 · 2023-05-01 10:22: 今天下午转账。"
    assert [hit.snippet[a:b] for a, b in hit.matches] == ["李伟", "转账"]


@given(st.text(st.characters(codec=None) | st.sampled_from(list('"*():^-+{}公安a1 ')), max_size=25))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_an_error(case, typed):
    for mode in ("smart", "exact"):
        for hit in case_hits(case, typed, mode):
            assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.matches)


def case_hits(case, typed, mode):
    with case.read() as session:
        return session.search.query(typed, mode)


def test_a_case_of_schema_3_finds_messages_by_their_author_once_it_is_opened(chat):
    folder = chat.folder
    before = {query: hits(chat, query) for query in ("李伟", "李伟 转账", "Wang Fang", "转账")}
    chat.close()
    labels = "SELECT pk FROM search_entries WHERE field = 'label'"
    with contextlib.closing(sqlite3.connect(folder / cases.DATABASE)) as connection, connection:
        connection.execute(f"DELETE FROM fulltext WHERE rowid IN ({labels})")
        connection.execute("DELETE FROM search_entries WHERE field = 'label'")
        connection.execute("UPDATE schema_version SET version = 3")
    for _ in range(2):  # the second time there is nothing left to do
        opened = cases.open(folder)
        assert {query: hits(opened, query) for query in before} == before
        assert audit.verify(opened).ok
        opened.close()
        with contextlib.closing(sqlite3.connect(folder / cases.DATABASE)) as connection:
            assert connection.execute(f"SELECT count(*) FROM ({labels})").fetchone() == (4,)
