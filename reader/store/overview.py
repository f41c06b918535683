"""Set queries for pages: many rows at once, aggregated in SQL rather than fetched one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from reader.model import Block, RevisionStatus, Segment
from reader.store import codec, current, schema
from reader.store.document_rows import block_of, segment_of
from reader.store.documents import CHINESE
from reader.store.sentences import NUMBER, sentences
from reader.store.source_revisions import SourceRevisions
from reader.store.summaries import DocumentSummary, DocumentTitle, Summaries
from reader.store.transaction import Transaction, chunked

_SEGMENTS, _BLOCKS, _ASSIGNMENTS = schema.segments, schema.blocks, schema.assignments
_REVISIONS, _NOTES = schema.revisions, schema.annotations


@dataclass(frozen=True, slots=True)
class Sentence:
    """The little of a segment that navigation needs; ``length`` in code points. ``checked`` says that its
    current translation was checked."""

    id: str
    n: int
    is_chinese: bool
    boilerplate: bool
    length: int
    translated: bool
    checked: bool


class Overview:
    """Read-only; methods that take a document assume that it exists."""

    def __init__(self, transaction: Transaction, revisions: SourceRevisions) -> None:
        self._tx = transaction
        self._revisions = revisions

    def segments(self, ids: Iterable[str]) -> list[Segment]:
        """These segments in the order asked for, each once; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Segment] = {}
        for chunk in chunked(wanted):
            rows = self._tx.rows(sentences().where(_SEGMENTS.c.id.in_(chunk)))
            found.update({row.id: segment_of(row) for row in rows})
        return [found[id] for id in wanted if id in found]

    def blocks(self, ids: Iterable[str]) -> dict[str, Block]:
        """These blocks by id; unknown ids are left out."""
        found: dict[str, Block] = {}
        for chunk in chunked(dict.fromkeys(ids)):
            rows = self._tx.rows(select(_BLOCKS).where(_BLOCKS.c.id.in_(chunk)))
            found.update({block.id: block for block in self._revisions.corrected([block_of(row) for row in rows])})
        return found

    def blocks_around(self, document_id: str, n: int, reach: int) -> list[Block]:
        """Blocks ``n - reach … n + reach`` of a document, in reading order."""
        query = (
            select(_BLOCKS)
            .where(_BLOCKS.c.document_id == document_id, _BLOCKS.c.n.between(n - reach, n + reach))
            .order_by(_BLOCKS.c.n)
        )
        return self._revisions.corrected([block_of(row) for row in self._tx.rows(query)])

    def texts(self) -> Iterator[tuple[str, str]]:
        """``(document id, text)`` of every segment of the case that is no page furniture, streamed."""
        query = select(_SEGMENTS.c.document_id, _SEGMENTS.c.text)
        query = query.where(_SEGMENTS.c.boilerplate == 0, current.segments())
        return ((row.document_id, row.text) for row in self._tx.stream(query.order_by(_SEGMENTS.c.pk)))

    def summaries(self, document_id: str | None = None) -> list[DocumentSummary]:
        """Titles and counts of every document in the order of adding, or only of *document_id*."""
        return Summaries(self._tx).of(document_id)

    def titles(self) -> dict[str, DocumentTitle]:
        """Document → its title, for every document of the case; one query, unlike :meth:`summaries`."""
        return Summaries(self._tx).titles()

    def sentences(self, document_id: str) -> list[Sentence]:
        """Every segment of a document in reading order, without its text."""
        assigned = current.translation_id(_SEGMENTS.c.id)
        has_translation = select(_ASSIGNMENTS.c.pk).where(_ASSIGNMENTS.c.segment_id == _SEGMENTS.c.id).exists()
        checked = schema.checked
        was_checked = select(checked.c.pk).where(checked.c.segment_id == _SEGMENTS.c.id, checked.c.text_id == assigned)
        query: Select[Any] = (
            select(
                _SEGMENTS.c.id,
                NUMBER,
                CHINESE,
                _SEGMENTS.c.boilerplate,
                _SEGMENTS.c.end - _SEGMENTS.c.start,
                has_translation,
                was_checked.exists(),
            )
            .where(_SEGMENTS.c.document_id == document_id, current.segments())
            .order_by(NUMBER)
        )
        rows: Iterable[Any] = self._tx.rows(query)
        return [
            Sentence(id, n, bool(chinese), bool(boilerplate), length, bool(translated), bool(checked))
            for id, n, chinese, boilerplate, length, translated, checked in rows
        ]

    def revision_statuses(self, document_id: str) -> dict[str, RevisionStatus]:
        """Segment id → status of its newest revision, for a document's revised segments."""
        newest = select(func.max(_REVISIONS.c.pk)).where(current.in_document(_REVISIONS.c.segment_id, document_id))
        query = select(_REVISIONS.c.segment_id, _REVISIONS.c.status).where(
            _REVISIONS.c.pk.in_(newest.group_by(_REVISIONS.c.segment_id))
        )
        return {row.segment_id: RevisionStatus(row.status) for row in self._tx.rows(query)}

    def revision_counts(self, segment_ids: Iterable[str]) -> dict[str, int]:
        """Segment id → number of revisions, for those that have any."""
        found: dict[str, int] = {}
        for chunk in chunked(dict.fromkeys(segment_ids)):
            query = (
                select(_REVISIONS.c.segment_id, func.count().label("n"))
                .where(_REVISIONS.c.segment_id.in_(chunk))
                .group_by(_REVISIONS.c.segment_id)
            )
            found.update({row.segment_id: row.n for row in self._tx.rows(query)})
        return found

    def note_tags(self, document_id: str) -> dict[str, list[tuple[str, ...]]]:
        """Segment id → the tags of each of its notes that are not deleted."""
        query = select(_NOTES.c.segment_id, _NOTES.c.tags).where(
            current.annotations(_NOTES.c.document_id == document_id), _NOTES.c.state != "deleted"
        )
        found: dict[str, list[tuple[str, ...]]] = {}
        for row in self._tx.rows(query):
            found.setdefault(row.segment_id, []).append(codec.strings(row.tags))
        return found
