"""Builders of records for the store's tests. All text is ours."""

from __future__ import annotations

from reader.model import (
    Actor,
    Annotation,
    Block,
    BlockKind,
    Document,
    Finding,
    Locator,
    Mention,
    Place,
    Problem,
    Revision,
    RevisionStatus,
    Segment,
    Severity,
    Side,
    Source,
    SourceRevision,
    SourceRevisionKind,
    TextTarget,
    Translation,
)
from reader.text.terms.model import Concept, Term

PACKAGE = "p" * 64
SENTENCES = ("福州公安发布公告。", "电话：(0591) 8765-4321。", "請聯絡網際網路中心。")


def document_parts(sentences, *, lang="zh-Hans", per_block=2):
    """Blocks of *per_block* sentences, one a line, with the segments that cover them."""
    blocks, segments = [], []
    for first in range(0, len(sentences), per_block):
        n = len(blocks) + 1
        part = sentences[first : first + per_block]
        at = 0
        for sentence in part:
            segments.append(Segment("", "", f"x{n}", 0, at, at + len(sentence), sentence, lang, "script"))
            at += len(sentence) + 1
        text = "\n".join(part)
        place = Place("page", page=1, box=(1.5, 2.0, 30.0, 40.25))
        blocks.append(Block(f"x{n}", "", n, BlockKind.PARAGRAPH, text, (Locator(0, len(text), place),)))
    return blocks, segments


def document(source_id, *, lang="zh-Hans"):
    return Document("", source_id, "SAMPLE", "utf-8", "valid", {lang: 1.0}, None, "test", "1", "")


def translation(key, text="source", *, source="源", sha=PACKAGE, **more):
    return Translation(key, source, text, "ctranslate2", "4.5", "tiny", "1.0", sha, {"beam": 4}, "avx2", **more)


def finding(segment_id, translation_id, *, check="number", severity=Severity.MAJOR, **more):
    return Finding(
        check, "1", "Number", "Accuracy/Mistranslation", severity, "万 against thousand", ((0, 2),), ((3, 5),),
        {"source": "3万"}, segment_id=segment_id, translation_id=translation_id, **more,
    )  # fmt: skip


def revision(segment_id, author: Actor, text="The corrected text.", **more):
    return Revision("", segment_id, None, text, RevisionStatus.PROPOSED, "", author, "", **more)


def note(segment_id, author: Actor, words="Who is this?", *, tags=("lead",), side=Side.SOURCE, **more):
    target = TextTarget("公安", "福州", "发布", 2, 4)
    document_id = segment_id.partition(".")[0]
    return Annotation("", 0, document_id, segment_id, side, target, words, tags, author, "", "", **more)


def phone(segment_id, canonical="059187654321", surface="(0591) 8765-4321", start=3):
    return Mention("phone", canonical, surface, start, start + len(surface), "", segment_id)


def problem(**more):
    return Problem(
        "", "ingest", "encrypted-input", "Protected by a password.", "Ask for it.", "a.pdf", "all", "", **more
    )


def correction(block_id, text, *, reason="the picture shows it", previous_id=None):
    document_id = block_id.partition(".")[0]
    return SourceRevision(
        "", document_id, block_id, 0, SourceRevisionKind.CORRECTION, "", text,
        (Locator(0, len(text), Place("page", page=1, box=(1.5, 2.0, 30.0, 40.25), confidence=0.7)),),
        reason, None, "", previous_id,
    )  # fmt: skip


def sentence(text, n, *, start=0, id="", recognised="公按部门。", lang="zh-Hans"):
    """One sentence of a corrected text: new, or kept when it has an id."""
    return Segment(id, "", "", n, start, start + len(text), text, lang, "script", recognised=recognised)


def term(chinese, english, **more):
    return Concept("", (Term(chinese, "zh-Hans"), Term(english, "en")), source="test", **more)


def add_source(store, actor, data=b"SAMPLE", name="page.html", **more):
    with store.staging() as folder:
        (folder / "given").write_bytes(data)
        sha256, size = store.blobs.add_file(folder / "given")
    with store.write(actor) as session:
        return session.sources.add(Source("", sha256, size, "text/html", name, **more))


def add_document(store, actor, sentences=SENTENCES, *, lang="zh-Hans"):
    source = add_source(store, actor, "\n".join(sentences).encode())
    with store.write(actor) as session:
        parts = document_parts(sentences, lang=lang)
        return session.documents.add(document(source.id, lang=lang), *parts)


def fill(store):
    """Rows in every logged table, as Ada."""
    with store.read() as session:
        ada = session.actors.by_name("Ada")
    add_document(store, ada)
    add_document(store, ada, ("第二份文件。", "电话 059187654321。"))
    with store.write(ada) as session:
        session.translations.put_many([translation(f"k{n}", f"Sentence number {n}.") for n in range(1, 6)])
        session.translations.assign([("D1.s1", "k1"), ("D1.s2", "k2"), ("D1.s3", "k3"), ("D2.s1", "k4")])
        session.findings.record([("D1.s1", "k1"), ("D1.s2", "k2")], [finding("D1.s1", "k1")], {"number": "1"})
        session.findings.dismiss("F1", "it is a page number")
        session.revisions.add(revision("D1.s2", ada))
        session.annotations.add(note("D1.s1", ada))
        session.mentions.replace("D1", [phone("D1.s2")])
        session.terms.put([term("劝返", "persuade to return")])
        session.problems.add(problem())
    add_document(store, ada, ("公按部门。",))
    with store.write(ada) as session:
        session.source_revisions.add(correction("D3.b1", "公安部门。"), [sentence("公安部门。", 1)])
        job = session.jobs.enqueue("check", {"documents": ["D1"]})
        session.jobs.start(job.id, "w")
        session.log.append("export.written", "exhibit.html", "e" * 64)
