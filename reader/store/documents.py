"""Documents with their blocks and segments."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.sql import Select

from reader.model import Block, Document, Segment, utc_now
from reader.store import actions, current, schema
from reader.store.document_rows import block_of, block_row, document_of, document_row, segment_of, segment_row
from reader.store.document_text import check_text
from reader.store.search import SearchIndex
from reader.store.search_text import label_text, labelled
from reader.store.sentences import NUMBER, numbered, sentences
from reader.store.source_revisions import SourceRevisions
from reader.store.transaction import Transaction, chunked, unknown

_DOCUMENTS, _BLOCKS, _SEGMENTS = schema.documents, schema.blocks, schema.segments

CHINESE = or_(_SEGMENTS.c.lang == "zh", _SEGMENTS.c.lang.like("zh-%"))
"""The SQL of :attr:`reader.model.Segment.is_chinese`."""


class Documents:
    """Readable text, added once and never changed: where a person corrected what was recognised in a picture, blocks
    and sentences are given as they read now, and what was recognised by :meth:`extracted`."""

    def __init__(self, transaction: Transaction, search: SearchIndex, revisions: SourceRevisions) -> None:
        self._tx = transaction
        self._search = search
        self._revisions = revisions

    def add(self, document: Document, blocks: Sequence[Block], segments: Sequence[Segment]) -> Document:
        """Store a document with all its text in one log entry, and index it for search.

        Blocks and segments come in reading order; their ids and numbers are assigned
        here (``D1.b1``, ``D1.s1`` …). ``segment.block_id`` is the ``id`` its block has in
        this call. Raises CaseError when the segments do not make up their blocks' text.
        """
        check_text(blocks, segments)
        id = f"D{self._tx.next_pk(_DOCUMENTS)}"
        document = dataclasses.replace(
            document,
            id=id,
            created_at=document.created_at or utc_now(),
            n_blocks=len(blocks),
            n_segments=len(segments),
        )
        numbers = {block.id: n for n, block in enumerate(blocks, start=1)}
        self._tx.record(
            actions.DOCUMENT_EXTRACTED,
            id,
            (_DOCUMENTS, [document_row(document)]),
            (_BLOCKS, (block_row(block, id, n) for n, block in enumerate(blocks, start=1))),
            (
                _SEGMENTS,
                (segment_row(segment, id, n, numbers[segment.block_id]) for n, segment in enumerate(segments, 1)),
            ),
        )
        self._search.put_sources((f"{id}.s{n}", segment.text) for n, segment in enumerate(segments, start=1))
        self._search.put_labels(_labels(id, blocks, segments))
        if segments:
            self._search.put_about(id)
        return document

    def get(self, id: str) -> Document:
        """The document; UnknownObject."""
        row = self._tx.first(select(_DOCUMENTS).where(_DOCUMENTS.c.id == id))
        if row is None:
            raise unknown("document", id)
        return document_of(row)

    def all(self) -> list[Document]:
        """Every document in the order of adding."""
        return [document_of(row) for row in self._tx.rows(select(_DOCUMENTS).order_by(_DOCUMENTS.c.pk))]

    def by_source(self, source_id: str) -> list[Document]:
        """The documents taken from one source."""
        query = select(_DOCUMENTS).where(_DOCUMENTS.c.source_id == source_id).order_by(_DOCUMENTS.c.pk)
        return [document_of(row) for row in self._tx.rows(query)]

    def block(self, id: str) -> Block:
        """The block; UnknownObject."""
        row = self._tx.first(select(_BLOCKS).where(_BLOCKS.c.id == id))
        if row is None:
            raise unknown("block", id)
        return self._revisions.corrected([block_of(row)])[0]

    def blocks(self, document_id: str) -> Iterator[Block]:
        """A document's blocks in reading order, streamed; UnknownObject."""
        extracted = self.extracted(document_id)
        return (block for chunk in chunked(extracted) for block in self._revisions.corrected(chunk))

    def extracted(self, document_id: str) -> Iterator[Block]:
        """A document's blocks as they were extracted, without anybody's corrections, streamed; UnknownObject."""
        self.get(document_id)
        query = select(_BLOCKS).where(_BLOCKS.c.document_id == document_id).order_by(_BLOCKS.c.n)
        return (block_of(row) for row in self._tx.stream(query))

    def segment(self, id: str) -> Segment:
        """The segment, also one of an earlier reading; UnknownObject."""
        return self._one_segment(sentences().where(_SEGMENTS.c.id == id), id)

    def segment_by_n(self, document_id: str, n: int) -> Segment:
        """Segment number *n* (from 1) of a document; UnknownObject."""
        query = sentences().where(_SEGMENTS.c.document_id == document_id, numbered(n, n + 1), current.segments())
        return self._one_segment(query, f"{document_id}.s{n}")

    def segments(self, document_id: str, start: int = 1, count: int | None = None) -> Iterator[Segment]:
        """Segments number *start* … *start + count - 1* in reading order, streamed; UnknownObject.

        A corrected text may have fewer sentences than were recognised: their numbers are then skipped.
        """
        self.get(document_id)
        within = numbered(start, None if count is None else start + count)
        query = sentences().where(_SEGMENTS.c.document_id == document_id, within, current.segments()).order_by(NUMBER)
        return (segment_of(row) for row in self._tx.stream(query))

    def counts(self) -> dict[str, int]:
        """``documents``, ``blocks``, ``segments``, ``chinese`` and ``translated`` (segments) of the case."""
        segments = select(func.count()).select_from(_SEGMENTS).where(current.segments())
        assigned = select(schema.assignments.c.segment_id)
        return {
            "documents": self._count(select(func.count()).select_from(_DOCUMENTS)),
            "blocks": self._count(select(func.count()).select_from(_BLOCKS)),
            "segments": self._count(segments),
            "chinese": self._count(segments.where(CHINESE)),
            "translated": self._count(segments.where(_SEGMENTS.c.id.in_(assigned))),
        }

    def _count(self, query: Select) -> int:
        return self._tx.scalar(query)

    def _one_segment(self, query: Select, name: str) -> Segment:
        row = self._tx.first(query)
        if row is None:
            raise unknown("segment", name)
        return segment_of(row)


def _labels(id: str, blocks: Sequence[Block], segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """``(segment id, author, time and text)`` of the messages and comments of a new document."""
    labels = {block.id: text for block in blocks if block.context and (text := label_text(block.kind, block.context))}
    for n, segment in enumerate(segments, start=1):
        if label := labels.get(segment.block_id):
            yield f"{id}.s{n}", labelled(label, segment.text)
