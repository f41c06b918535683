"""Set queries for pages: many rows at once, aggregated in SQL rather than fetched one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from reader.model import Block, RevisionStatus, Segment
from reader.store import current, schema
from reader.store.documents import CHINESE, block_of, segment_of
from reader.store.transaction import Transaction, chunked

_SEGMENTS, _BLOCKS, _ASSIGNMENTS = schema.segments, schema.blocks, schema.assignments


@dataclass(frozen=True, slots=True)
class Sentence:
    """The little of a segment that navigation needs; ``length`` in code points."""

    id: str
    n: int
    is_chinese: bool
    boilerplate: bool
    length: int
    translated: bool
    checked: bool


class Overview:
    """Read-only; methods that take a document assume that it exists."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def segments(self, ids: Iterable[str]) -> list[Segment]:
        """These segments in the order asked for; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Segment] = {}
        for chunk in chunked(wanted):
            rows = self._tx.rows(select(_SEGMENTS).where(_SEGMENTS.c.id.in_(chunk)))
            found.update({row.id: segment_of(row) for row in rows})
        return [found[id] for id in wanted if id in found]

    def blocks(self, ids: Iterable[str]) -> dict[str, Block]:
        """These blocks by id."""
        found: dict[str, Block] = {}
        for chunk in chunked(dict.fromkeys(ids)):
            rows = self._tx.rows(select(_BLOCKS).where(_BLOCKS.c.id.in_(chunk)))
            found.update({row.id: block_of(row) for row in rows})
        return found

    def blocks_around(self, document_id: str, n: int, reach: int) -> list[Block]:
        """Blocks ``n - reach … n + reach`` of a document, in reading order."""
        query = (
            select(_BLOCKS)
            .where(_BLOCKS.c.document_id == document_id, _BLOCKS.c.n.between(n - reach, n + reach))
            .order_by(_BLOCKS.c.n)
        )
        return [block_of(row) for row in self._tx.rows(query)]

    def sentences(self, document_id: str) -> Iterator[Sentence]:
        """Every segment of a document in reading order, without its text."""
        translated = select(_ASSIGNMENTS.c.segment_id).where(_ASSIGNMENTS.c.segment_id == _SEGMENTS.c.id).exists()
        newest_shown = (
            select(_ASSIGNMENTS.c.translation_id)
            .where(_ASSIGNMENTS.c.segment_id == _SEGMENTS.c.id)
            .order_by(_ASSIGNMENTS.c.pk.desc())
            .limit(1)
            .scalar_subquery()
        )
        checked = schema.checked
        was_checked = (
            select(checked.c.pk)
            .where(checked.c.segment_id == _SEGMENTS.c.id, checked.c.text_id == newest_shown)
            .exists()
        )
        query = (
            select(
                _SEGMENTS.c.id,
                _SEGMENTS.c.n,
                CHINESE.label("chinese"),
                _SEGMENTS.c.boilerplate,
                func.length(_SEGMENTS.c.text).label("length"),
                translated.label("translated"),
                was_checked.label("checked"),
            )
            .where(_SEGMENTS.c.document_id == document_id)
            .order_by(_SEGMENTS.c.n)
        )
        for row in self._tx.rows(query):
            yield Sentence(
                row.id,
                row.n,
                bool(row.chinese),
                bool(row.boilerplate),
                row.length,
                bool(row.translated),
                bool(row.checked),
            )

    def translation_counts(self, document_id: str) -> dict[str, int]:
        """``chinese`` and ``translated`` segments of a document."""
        mine = _SEGMENTS.c.document_id == document_id
        assigned = (
            select(func.count(_ASSIGNMENTS.c.segment_id.distinct()))
            .join(_SEGMENTS, _SEGMENTS.c.id == _ASSIGNMENTS.c.segment_id)
            .where(mine)
        )
        return {
            "chinese": self._tx.scalar(select(func.count()).select_from(_SEGMENTS).where(mine, CHINESE)),
            "translated": self._tx.scalar(assigned),
        }

    def packages(self, document_id: str) -> list[dict[str, Any]]:
        """Packages behind a document's current translations, most used first, with the newest date."""
        translations, recipes = schema.translations, schema.recipes
        ids = select(_SEGMENTS.c.id).where(_SEGMENTS.c.document_id == document_id)
        query = (
            select(
                recipes.c.package,
                recipes.c.package_version,
                recipes.c.package_sha256,
                func.count().label("n"),
                func.max(translations.c.created_at).label("newest"),
            )
            .select_from(_ASSIGNMENTS)
            .join(translations, translations.c.id == _ASSIGNMENTS.c.translation_id)
            .join(recipes, recipes.c.id == translations.c.recipe_id)
            .where(current.assignments(ids))
            .group_by(recipes.c.package, recipes.c.package_version, recipes.c.package_sha256)
            .order_by(func.count().desc())
        )
        return [
            {
                "name": row.package,
                "version": row.package_version,
                "sha256": row.package_sha256,
                "segments": row.n,
                "translated_at": row.newest,
            }
            for row in self._tx.rows(query)
        ]

    def revision_statuses(self, document_id: str) -> dict[str, RevisionStatus]:
        """Segment id → status of its newest revision, for a document's revised segments."""
        revisions = schema.revisions
        ids = select(_SEGMENTS.c.id).where(_SEGMENTS.c.document_id == document_id)
        query = select(revisions.c.segment_id, revisions.c.status).where(current.revisions(ids))
        return {row.segment_id: RevisionStatus(row.status) for row in self._tx.rows(query)}

    def revision_counts(self, segment_ids: Iterable[str]) -> dict[str, int]:
        """Segment id → number of revisions, for those that have any."""
        revisions = schema.revisions
        found: dict[str, int] = {}
        for chunk in chunked(dict.fromkeys(segment_ids)):
            query = (
                select(revisions.c.segment_id, func.count().label("n"))
                .where(revisions.c.segment_id.in_(chunk))
                .group_by(revisions.c.segment_id)
            )
            found.update({row.segment_id: row.n for row in self._tx.rows(query)})
        return found

    def note_counts(self, document_id: str) -> dict[str, int]:
        """Segment id → number of notes that are not deleted."""
        notes = schema.annotations
        query = (
            select(notes.c.segment_id, func.count().label("n"))
            .where(current.annotations(notes.c.document_id == document_id), notes.c.state != "deleted")
            .group_by(notes.c.segment_id)
        )
        return {row.segment_id: row.n for row in self._tx.rows(query)}
