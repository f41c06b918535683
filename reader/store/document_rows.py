"""Documents, blocks and segments: between records and rows."""

from __future__ import annotations

import dataclasses
import json

from sqlalchemy import Row

from reader.model import Block, BlockKind, Document, Segment
from reader.store import codec
from reader.store.transaction import Values


def segment_of(row: Row) -> Segment:
    """The record of a row of the segments table (of :func:`reader.store.sentences.sentences`: as it reads now)."""
    moved = getattr(row, "start_now", None) is not None
    return Segment(
        id=row.id,
        document_id=row.document_id,
        block_id=row.block_id,
        n=row.n if row.number is None else row.number,
        start=row.start_now if moved else row.start,
        end=row.end_now if moved else row.end,
        text=row.text,
        lang=row.lang,
        lang_how=row.lang_how,
        kind=BlockKind(row.kind),
        boilerplate=bool(row.boilerplate),
        source_revision_id=row.source_revision_id,
        recognised=row.recognised,
    )


def document_of(row: Row) -> Document:
    """The record of a row of the documents table."""
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(Document)}
    values["languages"] = json.loads(row.languages)
    values["metadata"] = json.loads(row.metadata)
    return Document(**values)


def block_of(row: Row) -> Block:
    """The record of a row of the blocks table, as it was extracted."""
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


def document_row(document: Document) -> Values:
    """The row of a document whose id is set."""
    row = {field.name: getattr(document, field.name) for field in dataclasses.fields(Document)}
    row["languages"] = codec.mapping_json(document.languages)
    row["metadata"] = codec.mapping_json(document.metadata)
    return row


def block_row(block: Block, document_id: str, n: int) -> Values:
    """The row of block number *n* of a document."""
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


def segment_row(segment: Segment, document_id: str, n: int, block_n: int) -> Values:
    """The row of segment number *n* of a document, which lies in its block number *block_n*."""
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
