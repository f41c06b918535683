"""Documents with their blocks and segments."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Row, func, or_, select
from sqlalchemy.sql import Select

from reader.model import Block, BlockKind, Document, Segment, utc_now
from reader.store import actions, codec, schema
from reader.store.document_text import check_text
from reader.store.search import SearchIndex
from reader.store.transaction import Transaction, Values, unknown

_DOCUMENTS, _BLOCKS, _SEGMENTS = schema.documents, schema.blocks, schema.segments

CHINESE = or_(_SEGMENTS.c.lang == "zh", _SEGMENTS.c.lang.like("zh-%"))
"""The SQL of :attr:`reader.model.Segment.is_chinese`."""


class Documents:
    """Readable text, added once and never changed."""

    def __init__(self, transaction: Transaction, search: SearchIndex) -> None:
        self._tx = transaction
        self._search = search

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
            (_DOCUMENTS, [_document_row(document)]),
            (_BLOCKS, (_block_row(block, id, n) for n, block in enumerate(blocks, start=1))),
            (
                _SEGMENTS,
                (_segment_row(segment, id, n, numbers[segment.block_id]) for n, segment in enumerate(segments, 1)),
            ),
        )
        self._search.put_sources((f"{id}.s{n}", segment.text) for n, segment in enumerate(segments, start=1))
        return document

    def get(self, id: str) -> Document:
        """The document; UnknownObject."""
        row = self._tx.first(select(_DOCUMENTS).where(_DOCUMENTS.c.id == id))
        if row is None:
            raise unknown("document", id)
        return _document(row)

    def all(self) -> list[Document]:
        """Every document in the order of adding."""
        return [_document(row) for row in self._tx.rows(select(_DOCUMENTS).order_by(_DOCUMENTS.c.pk))]

    def by_source(self, source_id: str) -> list[Document]:
        """The documents taken from one source."""
        query = select(_DOCUMENTS).where(_DOCUMENTS.c.source_id == source_id).order_by(_DOCUMENTS.c.pk)
        return [_document(row) for row in self._tx.rows(query)]

    def block(self, id: str) -> Block:
        """The block; UnknownObject."""
        row = self._tx.first(select(_BLOCKS).where(_BLOCKS.c.id == id))
        if row is None:
            raise unknown("block", id)
        return _block(row)

    def blocks(self, document_id: str) -> Iterator[Block]:
        """A document's blocks in reading order, streamed; UnknownObject."""
        self.get(document_id)
        query = select(_BLOCKS).where(_BLOCKS.c.document_id == document_id).order_by(_BLOCKS.c.n)
        return (_block(row) for row in self._tx.stream(query))

    def segment(self, id: str) -> Segment:
        """The segment; UnknownObject."""
        return self._one_segment(select(_SEGMENTS).where(_SEGMENTS.c.id == id), id)

    def segment_by_n(self, document_id: str, n: int) -> Segment:
        """Segment number *n* (from 1) of a document; UnknownObject."""
        query = select(_SEGMENTS).where(_SEGMENTS.c.document_id == document_id, _SEGMENTS.c.n == n)
        return self._one_segment(query, f"{document_id}.s{n}")

    def segments(self, document_id: str, start: int = 1, count: int | None = None) -> Iterator[Segment]:
        """Segments number *start* … *start + count - 1* in reading order, streamed; UnknownObject."""
        self.get(document_id)
        query = (
            select(_SEGMENTS)
            .where(_SEGMENTS.c.document_id == document_id, _SEGMENTS.c.n >= start)
            .order_by(_SEGMENTS.c.n)
        )
        if count is not None:
            query = query.where(_SEGMENTS.c.n < start + count)
        return (segment_of(row) for row in self._tx.stream(query))

    def counts(self) -> dict[str, int]:
        """``documents``, ``blocks``, ``segments``, ``chinese`` and ``translated`` (segments) of the case."""
        assigned = schema.assignments.c.segment_id
        return {
            "documents": self._count(select(func.count()).select_from(_DOCUMENTS)),
            "blocks": self._count(select(func.count()).select_from(_BLOCKS)),
            "segments": self._count(select(func.count()).select_from(_SEGMENTS)),
            "chinese": self._count(select(func.count()).select_from(_SEGMENTS).where(CHINESE)),
            "translated": self._count(select(func.count(assigned.distinct()))),
        }

    def _count(self, query: Select) -> int:
        return self._tx.scalar(query)

    def _one_segment(self, query: Select, name: str) -> Segment:
        row = self._tx.first(query)
        if row is None:
            raise unknown("segment", name)
        return segment_of(row)


def segment_of(row: Row) -> Segment:
    """The record of a row of the segments table."""
    return Segment(
        id=row.id,
        document_id=row.document_id,
        block_id=row.block_id,
        n=row.n,
        start=row.start,
        end=row.end,
        text=row.text,
        lang=row.lang,
        lang_how=row.lang_how,
        kind=BlockKind(row.kind),
        boilerplate=bool(row.boilerplate),
    )


def _document(row: Row) -> Document:
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(Document)}
    values["languages"] = json.loads(row.languages)
    values["metadata"] = json.loads(row.metadata)
    return Document(**values)


def _block(row: Row) -> Block:
    return Block(
        id=row.id,
        document_id=row.document_id,
        n=row.n,
        kind=BlockKind(row.kind),
        text=row.text,
        locators=codec.locators(row.locators),
        boilerplate=bool(row.boilerplate),
        level=row.level,
        context=codec.strings(row.context),
    )


def _document_row(document: Document) -> Values:
    row = {field.name: getattr(document, field.name) for field in dataclasses.fields(Document)}
    row["languages"] = codec.mapping_json(document.languages)
    row["metadata"] = codec.mapping_json(document.metadata)
    return row


def _block_row(block: Block, document_id: str, n: int) -> Values:
    return {
        "id": f"{document_id}.b{n}",
        "document_id": document_id,
        "n": n,
        "kind": str(block.kind),
        "text": block.text,
        "sha256": block.sha256,
        "locators": codec.locators_json(block.locators),
        "boilerplate": int(block.boilerplate),
        "level": block.level,
        "context": codec.list_json(block.context),
    }


def _segment_row(segment: Segment, document_id: str, n: int, block_n: int) -> Values:
    return {
        "id": f"{document_id}.s{n}",
        "document_id": document_id,
        "block_id": f"{document_id}.b{block_n}",
        "n": n,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "lang": segment.lang,
        "lang_how": segment.lang_how,
        "kind": str(segment.kind),
        "boilerplate": int(segment.boilerplate),
    }
