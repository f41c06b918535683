"""One sentence as the reading page and ``reader show`` see it.

The dictionaries built here are the JSON contract of docs/architecture.md ("ui"):
every offset is a code point in the segment's own text or in the text shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.checks.confidence import confidence
from reader.model import (
    Annotation,
    Block,
    Finding,
    Mention,
    Place,
    Revision,
    RevisionStatus,
    Segment,
    SegmentState,
    Side,
    SourceRevision,
    Translation,
)
from reader.services.locators import label, places_for
from reader.services.signals import of_own
from reader.services.term_view import terms_view
from reader.text import normalise
from reader.text.figures import Rate, figures
from reader.text.terms.model import Termbase

AROUND_A_WRAP = 600
"""Code points on each side of a sentence among which the width of its lines is judged."""


def state_of(
    segment: Segment, translation: Translation | None, revision: Revision | None, findings: Sequence[Finding] | None
) -> SegmentState:
    """The one word for a sentence. ``findings`` is ``None`` when no check has run."""
    if revision is not None:
        certified = revision.status == RevisionStatus.CERTIFIED
        return SegmentState.CERTIFIED if certified else SegmentState.CORRECTED
    if translation is None:
        return SegmentState.UNTRANSLATED if segment.is_chinese else SegmentState.NOT_CHINESE
    if findings is None:
        return SegmentState.MACHINE
    if any(f.severity.is_serious and f.dismissal is None for f in findings):
        return SegmentState.DOUBTFUL
    return SegmentState.CHECKED


def segment_view(
    segment: Segment,
    block: Block,
    *,
    translation: Translation | None,
    revision: Revision | None,
    n_revisions: int,
    findings: Sequence[Finding] | None,
    annotations: Sequence[Annotation],
    mentions: Sequence[tuple[Mention, int]],
    gist_only: bool,
    termbase: Termbase,
    rates: Sequence[Rate] = (),
    source_revision: SourceRevision | None = None,
) -> dict[str, Any]:
    """The SegmentView of docs/architecture.md. ``mentions`` come with their document counts; sums of money are
    converted at *rates*; *source_revision* is the correction that brought the sentence in."""
    places = places_for(block, segment.start, segment.end)
    return {
        "id": segment.id,
        "n": segment.n,
        "block": block.id,
        "kind": str(segment.kind),
        "level": block.level,
        "context": list(block.context),
        "boilerplate": segment.boilerplate,
        "locator": locator_view(places),
        "lang": segment.lang,
        "lang_how": segment.lang_how,
        "source": segment.text,
        "source_correction": source_correction_view(segment, source_revision) if source_revision else None,
        "correctable": block.is_recognised,
        "wraps": wraps_view(segment, block),
        "translation": translation_view(translation, gist_only) if translation else None,
        "revision": revision_view(revision, n_revisions) if revision else None,
        "state": str(state_of(segment, translation, revision, findings)),
        "findings": [finding_view(f) for f in findings or ()],
        "annotations": [annotation_view(a, segment) for a in annotations if a.state != "deleted"],
        "alignment": alignment_view(segment, translation) if translation and not revision else [],
        "confidence": confidence_view(segment, translation, findings, gist_only) if not revision else None,
        "mentions": [
            {"type": m.type, "start": m.start, "end": m.end, "canonical": m.canonical, "documents": n}
            for m, n in mentions
        ],
        "terms": terms_view(segment, termbase),
        "figures": figures_view(segment, rates),
    }


def figures_view(segment: Segment, rates: Sequence[Rate]) -> list[dict[str, Any]]:
    """What each figure of a Chinese sentence says: ``{"start", "end", "value", "converted"}`` (empty or a sum).

    In Traditional script a bare 元 may be of Taiwan, Hong Kong or Macau, and is not converted.
    """
    if not segment.is_chinese:
        return []
    found = figures(segment.text, rates, yuan="" if segment.lang == "zh-Hant" else "CNY")
    return [{"start": f.start, "end": f.end, "value": f.value, "converted": f.converted} for f in found]


def confidence_view(
    segment: Segment, translation: Translation | None, findings: Sequence[Finding] | None, gist_only: bool
) -> dict[str, Any] | None:
    """How far the machine's text can be relied on, and why; ``None`` where it was not translated or not checked."""
    if translation is None or findings is None:
        return None
    found = confidence(segment.text, translation.text, findings, signals=of_own(translation), gist_only=gist_only)
    return found.view()


def wraps_view(segment: Segment, block: Block) -> list[list[int | str]]:
    """Line breaks of mere layout inside a sentence: ``[start, end, what to show instead]`` (nothing or a space).

    The stored text keeps them; only its display leaves them out. The lines around the sentence tell a wrapped
    line from one that its author ended.
    """
    if len(segment.text.splitlines()) < 2:
        return []
    first = max(0, segment.start - AROUND_A_WRAP)
    text = block.text[first : segment.end + AROUND_A_WRAP]
    mapped = normalise.repair_wraps(text)
    wraps: list[tuple[int, int, str]] = []
    at = 0
    for character, (start, end) in zip(mapped.text, mapped.origins, strict=True):
        if start > at:
            wraps.append((at, start, ""))
        if text[start:end] != character:
            wraps.append((start, end, character))
        at = end
    shift = segment.start - first
    size = len(segment.text)
    return [[s - shift, e - shift, shown] for s, e, shown in wraps if s >= shift and e - shift <= size]


def locator_view(places: Sequence[Place]) -> dict[str, Any]:
    """The first place with its label in words, and every place as data; ``confidence`` (0..1) is the least of what was
    recognised in a picture, ``None`` for text that was not."""
    first = places[0] if places else None
    recognised = [place.confidence for place in places if place.confidence is not None]
    return {
        "label": label(first),
        "kind": first.kind if first else None,
        "page": first.page if first else None,
        "box": list(first.box) if first and first.box else None,
        "path": first.path if first else "",
        "line": first.line if first else None,
        "confidence": min(recognised, default=None),
        "places": [
            {"kind": p.kind, "page": p.page, "box": list(p.box) if p.box else None, "path": p.path, "line": p.line}
            for p in places
        ],
    }


def translation_view(translation: Translation, gist_only: bool) -> dict[str, Any]:
    """The machine's text and where it came from."""
    return {
        "id": translation.id,
        "text": translation.text,
        "score": translation.score,
        "package": translation.package,
        "version": translation.package_version,
        "created_at": translation.created_at,
        "flags": list(translation.flags),
        "gist_only": gist_only,
    }


def revision_view(revision: Revision, versions: int) -> dict[str, Any]:
    """A person's text, who wrote it and how many versions there are."""
    return {
        "id": revision.id,
        "text": revision.text,
        "status": str(revision.status),
        "reason": revision.reason,
        "author": revision.author.name,
        "qualification": revision.author.qualification,
        "created_at": revision.created_at,
        "versions": versions,
    }


def source_correction_view(segment: Segment, act: SourceRevision) -> dict[str, Any]:
    """Who corrected the Chinese of a sentence, and what was recognised in its place."""
    return {
        "id": act.id,
        "recognised": segment.recognised or "",
        "reason": act.reason,
        "author": act.author.name,
        "qualification": act.author.qualification,
        "created_at": act.created_at,
    }


def finding_view(finding: Finding) -> dict[str, Any]:
    """A doubt, with its dismissal if a person dismissed it."""
    dismissal = finding.dismissal
    return {
        "id": finding.id,
        "check": finding.check,
        "label": finding.label,
        "severity": str(finding.severity),
        "category": finding.category,
        "explanation": finding.explanation,
        "source_spans": [list(span) for span in finding.source_spans],
        "target_spans": [list(span) for span in finding.target_spans],
        "evidence": dict(finding.evidence),
        "dismissed": dismissal is not None,
        "dismissal": {"author": dismissal.author.name, "reason": dismissal.reason, "at": dismissal.at}
        if dismissal
        else None,
    }


def annotation_view(annotation: Annotation, segment: Segment) -> dict[str, Any]:
    """A note; source-side offsets are made relative to the segment."""
    shift = segment.start if annotation.side == Side.SOURCE else 0
    return {
        "id": annotation.id,
        "side": str(annotation.side),
        "start": annotation.target.start - shift,
        "end": annotation.target.end - shift,
        "exact": annotation.target.exact,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "author": annotation.author.name,
        "at": annotation.modified_at,
        "version": annotation.version,
        "state": annotation.state,
    }


def alignment_view(segment: Segment, translation: Translation) -> list[list[float]]:
    """Alignment with source offsets mapped from the engine's input back to the segment.

    The input is recomputed (a pure function of the text); where it differs from what
    the engine saw, because of another program version, no alignment is shown.
    """
    for to_simplified in (segment.lang != "zh-Hans", segment.lang == "zh-Hans"):
        mapped = normalise.for_engine(segment.text, to_simplified=to_simplified)
        if mapped.text == translation.source:
            return [
                [*mapped.source_span(p.s0, p.s1), p.t0, p.t1, round(p.weight, 3)]
                for p in translation.alignment
                if p.s1 <= len(mapped.text)
            ]
    return []
