"""Blocks against their hashes, segments against their blocks; the same for people's corrections of recognised text."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Row, select

from reader.model import sha256_text
from reader.store import schema
from reader.store.audit_report import AuditReport
from reader.store.audit_source_revisions import audit_source_revisions
from reader.store.document_text import text_fault
from reader.store.session import Session
from reader.store.surrogates import unescape

_BLOCKS, _SEGMENTS, _DOCUMENTS = schema.blocks, schema.segments, schema.documents


def audit_text(session: Session, report: AuditReport) -> None:
    """Check every document's text, one block in memory at a time."""
    for document in session.transaction.stream(select(_DOCUMENTS).order_by(_DOCUMENTS.c.pk)):
        blocks, segments = _audit_document(session, document.id, report)
        report.count("documents")
        report.count("blocks", blocks)
        report.count("segments", segments)
        if count := audit_source_revisions(session, document.id, report):
            report.count("corrections_of_recognised_text", count)
        if (blocks, segments) != (document.n_blocks, document.n_segments):
            stated = f"{document.n_blocks} blocks, {document.n_segments} segments"
            report.fail(f"document {document.id}", stated, f"{blocks} blocks, {segments} segments")


def _audit_document(session: Session, document_id: str, report: AuditReport) -> tuple[int, int]:
    tx = session.transaction
    columns = (_SEGMENTS.c[name] for name in ("id", "block_id", "start", "end", "text"))
    extracted = (_SEGMENTS.c.document_id == document_id, _SEGMENTS.c.source_revision_id.is_(None))
    mine = select(*columns).where(*extracted).order_by(_SEGMENTS.c.n)
    segments = _Segments(tx.stream(mine))
    count = 0
    query = select(_BLOCKS.c.id, _BLOCKS.c.text, _BLOCKS.c.sha256).where(_BLOCKS.c.document_id == document_id)
    for block in tx.stream(query.order_by(_BLOCKS.c.n)):
        count += 1
        text = unescape(str(block.text))
        if (found := sha256_text(text)) != block.sha256:
            report.fail(f"text of block {block.id}", block.sha256, found)
        if fault := text_fault(text, segments.of_block(block.id)):
            report.fail(f"segments of block {block.id}", "the block's text", fault)
    for id in segments.leftover():
        report.fail(f"segment {id}", "inside a block of its document", "out of order or in no block")
    return count, segments.count


class _Segments:
    """Segments of a document in reading order, handed out block by block."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._row = next(rows, None)
        self.count = 0

    def of_block(self, block_id: str) -> Iterator[tuple[int, int, str]]:
        while self._row is not None and self._row.block_id == block_id:
            row = self._row
            self._step()
            spans = isinstance(row.start, int) and isinstance(row.end, int)
            yield (row.start, row.end, unescape(str(row.text))) if spans else (-1, -1, "")

    def leftover(self) -> Iterator[str]:
        while self._row is not None:
            id = self._row.id
            self._step()
            yield id

    def _step(self) -> None:
        self.count += 1
        self._row = next(self._rows, None)
