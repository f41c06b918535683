"""Corrections of recognised text: each against its hash, the act before it, and the sentences it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from reader.model import SourceRevisionKind, sha256_text
from reader.store import schema
from reader.store.audit_report import AuditReport
from reader.store.document_text import text_fault
from reader.store.session import Session
from reader.store.surrogates import unescape

_ACTS, _PARTS = schema.source_revisions, schema.source_revision_segments
_SEGMENTS, _BLOCKS = schema.segments, schema.blocks


def audit_source_revisions(session: Session, document_id: str, report: AuditReport) -> int:
    """Check every correction and withdrawal in a document; how many there are."""
    tx = session.transaction
    acts = tx.rows(select(_ACTS).where(_ACTS.c.document_id == document_id).order_by(_ACTS.c.pk))
    by_block: dict[str, list[Row]] = {}
    for act in acts:
        by_block.setdefault(act.block_id, []).append(act)
    for block_id, mine in by_block.items():
        block = tx.first(select(_BLOCKS.c.text, _BLOCKS.c.document_id).where(_BLOCKS.c.id == block_id))
        for act, fault in _faults(session, mine, unescape(str(block.text)) if block else ""):
            report.fail(f"correction {act.id} of block {block_id}", *fault)
    return len(acts)


def _faults(session: Session, acts: Sequence[Row], extracted: str) -> Iterator[tuple[Row, tuple[str, str]]]:
    """Each act that is not what it must be after those before it, with what was expected and found."""
    texts: dict[str | None, str] = {None: extracted}
    before: Mapping[str, Any] = {"id": None, "version": 1, "shows_id": None}
    for act in acts:
        text = unescape(str(act.text))
        if (found := sha256_text(text)) != act.sha256:
            yield act, (act.sha256, found)
        if (act.version, act.previous_id) != (before["version"] + 1, before["id"]):
            yield act, (f"version {before['version'] + 1} after {before['id'] or 'what was recognised'}", "another")
        if unescape(str(act.before)) != texts.get(before["shows_id"]):
            yield act, ("corrects what the block read before", "another text")
        if act.kind == SourceRevisionKind.CORRECTION:
            texts[act.id] = text
            if act.shows_id != act.id:
                yield act, (f"shows {act.id}", f"shows {act.shows_id}")
            if fault := text_fault(text, _sentences(session, act.id)):
                yield act, ("sentences that make up its text", fault)
        elif act.shows_id not in texts or texts[act.shows_id] != text:
            yield act, ("gives back an earlier text of the block", "another text")
        before = {"id": act.id, "version": act.version, "shows_id": act.shows_id}


def _sentences(session: Session, source_revision_id: str) -> Iterator[tuple[int, int, str]]:
    query = (
        select(_PARTS.c.start, _PARTS.c.end, _SEGMENTS.c.text)
        .join(_SEGMENTS, _SEGMENTS.c.id == _PARTS.c.segment_id)
        .where(_PARTS.c.source_revision_id == source_revision_id)
        .order_by(_PARTS.c.start)
    )
    for row in session.transaction.rows(query):
        spans = isinstance(row.start, int) and isinstance(row.end, int)
        yield (row.start, row.end, unescape(str(row.text))) if spans else (-1, -1, "")
