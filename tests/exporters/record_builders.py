"""Records with fictional content, built with as few words as the tests allow."""

from __future__ import annotations

from reader.exporters.contract import Row
from reader.model import (
    Actor,
    Annotation,
    BlockKind,
    Finding,
    Revision,
    RevisionStatus,
    Segment,
    SegmentState,
    Severity,
    Side,
    TextTarget,
    Translation,
    sha256_text,
)

ANALYST = Actor("A1", "M. Okafor", "investigator")
LINGUIST = Actor("A2", "Dr H. Brandt", "linguist", "Chinese C1, not sworn")
TRANSLATOR = Actor("A3", "S. Lindqvist", "translator", "sworn translator for Chinese, no. 0000")
PACKAGE_SHA = sha256_text("fictional package")
LOG_HEAD = sha256_text("fictional log head")
NOW = "2026-11-21T10:15:00.000Z"


def translation(source: str, text: str, **fields) -> Translation:
    return Translation(
        id=sha256_text(source + text),
        source=source,
        text=text,
        engine="ctranslate2",
        engine_version="4.8.5",
        package="translate-zh_en-starter",
        package_version="0.4",
        package_sha256=PACKAGE_SHA,
        parameters={"beam_size": 4},
        isa="AVX512",
        score=-0.41,
        created_at="2026-11-20T08:00:00.000Z",
        **fields,
    )


def row(document: str, n: int, kind: str, zh: str, en: str | None, *, lang: str = "zh-Hans", **fields) -> Row:
    """One row; its segment is its block's whole text."""
    boilerplate = fields.pop("boilerplate", False)
    id_ = f"{document}.s{n}"
    segment = Segment(
        id_, document, f"{document}.b{n}", n, 0, len(zh), zh, lang, "script", BlockKind(kind), boilerplate
    )
    made = translation(zh, en) if en is not None else None
    fields.setdefault("state", _state(made, lang, fields.get("findings", ()), fields.get("revisions", ())))
    return Row(segment=segment, translation=made, **fields)


def _state(made, lang, findings, revisions) -> SegmentState:
    if revisions:
        return SegmentState.CERTIFIED if revisions[-1].status == RevisionStatus.CERTIFIED else SegmentState.CORRECTED
    if made is None:
        return SegmentState.UNTRANSLATED if lang.startswith("zh") else SegmentState.NOT_CHINESE
    doubt = any(f.severity != Severity.MINOR and f.dismissal is None for f in findings)
    return SegmentState.DOUBTFUL if doubt else SegmentState.CHECKED


def finding(zh: str, en: str, label: str, severity: Severity, explanation: str, there: str, here: str = "", **fields):
    """A finding on the words *there* of the Chinese and *here* of the English."""
    spans = lambda text, word: ((text.index(word), text.index(word) + len(word)),) if word else ()  # noqa: E731
    return Finding(
        check=label.lower(),
        check_version="1.0",
        label=label,
        category="Accuracy/Mistranslation",
        severity=severity,
        explanation=explanation,
        source_spans=spans(zh, there),
        target_spans=spans(en, here),
        id=f"F-{label}",
        **fields,
    )


def note(document: str, n: int, text: str, exact: str, body: str, side: Side = Side.SOURCE, **fields) -> Annotation:
    start = text.index(exact) if exact in text else 0
    values = {
        "id": f"N{document}{n}",
        "version": 1,
        "document_id": document,
        "segment_id": f"{document}.s{n}",
        "side": side,
        "target": TextTarget(exact, text[:start], text[start + len(exact) :], start, start + len(exact)),
        "note": body,
        "tags": (),
        "author": ANALYST,
        "created_at": "2026-11-20T14:02:11.000Z",
        "modified_at": "2026-11-20T14:02:11.000Z",
    }
    return Annotation(**(values | fields))


def revision(document: str, n: int, text: str, status: RevisionStatus, author: Actor, reason: str) -> Revision:
    return Revision(
        f"R{document}.{n}", f"{document}.s{n}", None, text, status, reason, author, "2026-11-20T16:30:00.000Z"
    )
