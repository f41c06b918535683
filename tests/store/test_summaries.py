"""Titles and counts of many documents at once."""

from dataclasses import replace

import pytest
import store_records as records
from sqlalchemy import event

from reader.model import Block, BlockKind, RevisionStatus, Segment, Severity
from reader.store.summaries import TITLE_REACH, PackageUse


@pytest.fixture
def case(store, ada, add_document):
    """Four documents; the first has translations by two packages, doubts, corrections and notes."""
    for number in range(1, 5):
        add_document([f"第{number}份第{n}句。" for n in range(1, 7)])
    with store.write(ada) as session:
        session.translations.put_many([records.translation(f"k{n}") for n in range(1, 6)])
        session.translations.put_many([records.translation("other", sha="q" * 64, created_at="2026-01-01T00:00:00Z")])
        pairs = [(f"D1.s{n}", f"k{n}") for n in range(1, 5)]
        session.translations.assign([*pairs, ("D2.s1", "k1")])
        found = [
            records.finding("D1.s1", "k1", severity=Severity.MINOR),
            records.finding("D1.s1", "k1", severity=Severity.CRITICAL, check="x"),
            records.finding("D1.s1", "k1", severity=Severity.MAJOR, check="y"),
            records.finding("D1.s2", "k2"),
            records.finding("D1.s3", "k3", severity=Severity.MINOR),
            records.finding("D1.s4", "k4"),
            records.finding("D2.s1", "k1"),
        ]
        session.findings.record([*pairs, ("D2.s1", "k1")], found, {"number": "1"})
        session.findings.dismiss("F4", "no error")
        session.revisions.add(replace(records.revision("D1.s4", ada), status=RevisionStatus.CERTIFIED))
        session.annotations.add(records.note("D1.s1", ada))
        session.annotations.add(records.note("D1.s1", ada))
        gone = session.annotations.add(records.note("D1.s2", ada))
        session.annotations.revise(replace(gone, state="deleted"))
        session.translations.assign([("D1.s3", "other")])
    return store


def summaries(store, document_id=None):
    with store.read() as session:
        return session.overview.summaries(document_id)


def test_counts(case):
    first, second, third, fourth = summaries(case)
    assert [s.document.id for s in (first, second, third, fourth)] == ["D1", "D2", "D3", "D4"]
    assert [(s.chinese, s.translated) for s in (first, second, third)] == [(6, 4), (6, 1), (6, 0)]
    # s3 shows another translation than the one checked; a dismissed finding is not open
    assert first.findings == {Severity.MINOR: 1, Severity.CRITICAL: 1, Severity.MAJOR: 2}
    assert second.findings == {Severity.MAJOR: 1}
    assert [s.doubts for s in (first, second, third)] == [1, 1, 0]
    assert [s.notes for s in (first, second)] == [2, 0]
    assert third.findings == {}
    assert (first.source, first.media_type, first.url) == ("page.html", "text/html", None)


def test_packages_behind_what_is_shown(case):
    first, _, third, _ = summaries(case)
    most, least = first.packages
    assert (most.sha256, most.segments) == (records.PACKAGE, 3)
    assert least == PackageUse("tiny", "1.0", "q" * 64, "4.5", "avx2", 1, "2026-01-01T00:00:00Z")
    assert third.packages == ()


def test_one_document_says_the_same_as_all(case):
    for summary in summaries(case):
        assert summaries(case, summary.document.id) == [summary]
    assert summaries(case, "D99") == []


def test_titles_alone_are_those_of_the_summaries(case):
    with case.read() as session:
        titles = session.overview.titles()
    assert {id: (t.original, t.english) for id, t in titles.items()} == {
        s.document.id: (s.title, s.translated_title) for s in summaries(case)
    }
    assert [titles[s.document.id].shown for s in summaries(case)] == [
        s.translated_title or s.title for s in summaries(case)
    ]


def test_as_many_queries_for_four_documents_as_for_one(case):
    statements = []
    engine = case._engine
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    summaries(case, "D3")
    one = len(statements)
    statements.clear()
    summaries(case)
    assert len(statements) == one < 12


def add_titled(store, ada, title, sentences, *, name="page.html", kinds=(), furniture=(), langs=()):
    """A document of one-sentence blocks; ``kinds``, ``furniture`` and ``langs`` by position."""
    source = records.add_source(store, ada, (title + "".join(sentences)).encode(), name=name)
    blocks, segments = [], []
    for n, text in enumerate(sentences):
        kind = dict(kinds).get(n, BlockKind.PARAGRAPH)
        hidden, lang = n in furniture, dict(langs).get(n, "zh-Hans")
        blocks.append(Block(f"x{n}", "", n + 1, kind, text, (), hidden))
        segments.append(Segment("", "", f"x{n}", 0, 0, len(text), text, lang, "script", kind, hidden))
    with store.write(ada) as session:
        document = replace(records.document(source.id), title=title)
        return session.documents.add(document, blocks, segments)


def title_of(store, ada, document, number=None):
    """The title, after sentence *number* was translated."""
    if number is not None:
        with store.write(ada) as session:
            session.translations.put_many([records.translation("k", "In English.")])
            session.translations.assign([(f"{document.id}.s{number}", "k")])
    (summary,) = summaries(store, document.id)
    return summary.title, summary.translated_title


def test_the_sentence_that_says_the_title_translates_it(store, ada):
    sentences = ["正文。", "县公安局通告", "另一个标题"]
    document = add_titled(store, ada, "　县公安局通告 ", sentences, kinds=[(2, BlockKind.HEADING)])
    assert title_of(store, ada, document, 2) == ("　县公安局通告 ", "In English.")


def test_else_the_first_chinese_heading(store, ada):
    kinds = [(0, BlockKind.HEADING), (2, BlockKind.TITLE), (3, BlockKind.HEADING)]
    sentences = ["News", "正文。", "通告", "附件"]
    document = add_titled(store, ada, "通告_网站", sentences, kinds=kinds, langs=[(0, "en")])
    assert title_of(store, ada, document, 3) == ("通告_网站", "In English.")


def test_a_title_without_its_sentence_is_not_translated(store, ada):
    document = add_titled(store, ada, "通告", ["正文。"])
    assert title_of(store, ada, document, 1) == ("通告", None)


def test_a_nameless_file_is_called_by_its_first_sentence(store, ada):
    sentences = ["首页", "第一句。", "第二句。"]
    document = add_titled(store, ada, "a.txt", sentences, name="a.txt", furniture={0})
    assert title_of(store, ada, document) == ("第一句。", None)
    assert title_of(store, ada, document, 2) == ("第一句。", "In English.")


def test_a_file_without_chinese_keeps_its_name(store, ada):
    document = add_titled(store, ada, "a.txt", ["Hello."], name="a.txt", langs=[(0, "en")])
    assert title_of(store, ada, document) == ("a.txt", None)
    (empty,) = summaries(store, add_titled(store, ada, "b.txt", [], name="b.txt").id)
    assert (empty.title, empty.chinese, empty.translated) == ("b.txt", 0, 0)


def test_a_list_keeps_its_name(store, ada, add_source):
    source = add_source(name="list.csv")
    document = replace(records.document(source.id), title="list.csv", extractor="csv")
    with store.write(ada) as session:
        document = session.documents.add(document, *records.document_parts(["张三", "福州市公安局"]))
    assert title_of(store, ada, document) == ("list.csv", None)


def test_a_correction_replaces_the_translated_title(store, ada):
    document = add_titled(store, ada, "通告", ["通告"])
    title_of(store, ada, document, 1)
    with store.write(ada) as session:
        for text in ("First.", "Second."):
            session.revisions.add(records.revision(f"{document.id}.s1", ada, text))
    assert title_of(store, ada, document) == ("通告", "Second.")


def test_titles_are_looked_for_near_the_beginning(store, ada):
    document = add_titled(store, ada, "通告", [f"第{n}句。" for n in range(TITLE_REACH)] + ["通告"])
    assert title_of(store, ada, document) == ("通告", None)
