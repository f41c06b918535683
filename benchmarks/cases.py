"""Cases of any size, made in seconds: translations and findings are written, not computed.

What is measured on them is reading: the database, the services, the browser.
"""

from __future__ import annotations

from pathlib import Path

from reader.model import (
    Block,
    BlockKind,
    Document,
    Finding,
    Locator,
    Place,
    Revision,
    RevisionStatus,
    Segment,
    Severity,
    Source,
    Translation,
)
from reader.store import case
from reader.store.case import CaseStore

PACKAGE = "benchmark"
DOCUMENTS_AT_ONCE = 50


def build(folder: Path, sizes: list[int]) -> None:
    """A case in *folder* with one document per size (sentences); every sentence translated and checked, one in
    seven doubtful, one in fifty corrected."""
    store = case.create(folder, title="Benchmark", actor_name="Benchmark")
    try:
        with store.read() as session:
            actor = session.actors.by_name("Benchmark")
        assert actor is not None
        for first in range(0, len(sizes), DOCUMENTS_AT_ONCE):
            with store.write(actor) as session:
                for offset, size in enumerate(sizes[first : first + DOCUMENTS_AT_ONCE]):
                    _add(store, session, actor, first + offset + 1, size)
    finally:
        store.close()


def sentence(document: int, n: int) -> str:
    """Sentence *n* of a document; no two are equal."""
    return f"第{document}号通知第{n}条：请于{n % 12 + 1}月{n % 28 + 1}日前到县公安局登记，逾期不再办理。"


def _add(store, session, actor, number: int, size: int) -> None:
    texts = [f"关于登记的通知（第{number}号）", *(sentence(number, n) for n in range(2, size + 1))]
    blocks, segments = [], []
    for n, text in enumerate(texts, start=1):
        kind = BlockKind.PARAGRAPH if n > 1 else BlockKind.HEADING
        place = Place("line", line=n)
        blocks.append(Block(str(n), "", n, kind, text, (Locator(0, len(text), place),)))
        segments.append(Segment("", "", str(n), n, 0, len(text), text, "zh-Hans", "script", kind))
    sha256, length = _original(store, "\n".join(texts))
    name = f"notice-{number}.txt"
    source = session.sources.add(Source("", sha256, length, "text/plain", name))
    head = Document("", source.id, name, "utf-8", "valid", {"zh-Hans": 1.0}, None, "plain", "1", "")
    id = session.documents.add(head, blocks, segments).id
    session.translations.put_many(
        Translation(
            id=f"{id}-{n}",
            source=text,
            text=f"Notice {number}, article {n}: register with the county police; late requests are not accepted.",
            engine="ctranslate2",
            engine_version="4",
            package=PACKAGE,
            package_version="1",
            package_sha256="0" * 64,
            parameters={"beam": 4},
            isa="any",
        )
        for n, text in enumerate(texts, start=1)
    )
    pairs = [(f"{id}.s{n}", f"{id}-{n}") for n in range(1, size + 1)]
    session.translations.assign(pairs)
    doubts = [_doubt(*pair, n) for n, pair in enumerate(pairs) if n % 7 == 0]
    session.findings.record(pairs, doubts, {"numbers": "1"})
    for segment_id, _ in pairs[10::50]:
        session.revisions.add(Revision("", segment_id, None, "Corrected.", RevisionStatus.PROPOSED, "", actor, ""))


def _doubt(segment_id: str, translation_id: str, n: int) -> Finding:
    return Finding(
        check="numbers",
        check_version="1",
        label="Number",
        category="Accuracy/Mistranslation",
        severity=(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL)[n % 3],
        explanation="The Chinese gives a date that the English lacks.",
        source_spans=((0, 2),),
        target_spans=((0, 3),),
        evidence={},
        segment_id=segment_id,
        translation_id=translation_id,
    )


def _original(store: CaseStore, text: str) -> tuple[str, int]:
    with store.staging() as staging:
        (staging / "given").write_text(text, "utf-8")
        return store.blobs.add_file(staging / "given")
