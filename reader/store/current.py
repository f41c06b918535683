"""SQL for "the newest row of each": what is current in append-only tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, FromClause, ScalarSelect, Select, Table, and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from reader.store import schema


def assignments(segment_ids: Sequence[str] | None = None) -> ColumnElement[bool]:
    """The newest assignment of each segment (of these, or of all)."""
    return _newest(schema.assignments, "segment_id", segment_ids)


def translation_id(segment_id: Column[Any]) -> ScalarSelect[str]:
    """The current translation of the segment in an outer query's column, or ``NULL``."""
    table = schema.assignments
    newest = select(table.c.translation_id).where(table.c.segment_id == segment_id).order_by(table.c.pk.desc()).limit(1)
    # Named explicitly: nested two deep, SQLAlchemy would not correlate by itself and join the table anew.
    return newest.correlate(segment_id.table).scalar_subquery()


def revisions(segment_ids: Sequence[str] | None = None) -> ColumnElement[bool]:
    """The newest revision of each segment (of these, or of all)."""
    return _newest(schema.revisions, "segment_id", segment_ids)


def source_revisions() -> ColumnElement[bool]:
    """The newest act of a person on the text of each block that has any."""
    return _newest(schema.source_revisions, "block_id", None)


def shown_source_revisions(column: Column[Any]) -> Select[Any]:
    """This *column* of the corrections that blocks show now; blocks that show what was recognised are left out."""
    acts, shown = schema.source_revisions, schema.source_revisions.alias()
    newest = select(acts.c.shows_id).where(source_revisions(), acts.c.shows_id.is_not(None))
    return select(shown.c[column.name]).where(shown.c.id.in_(newest))


def segments(table: FromClause = schema.segments) -> ColumnElement[bool]:
    """The sentences of what each block reads now: those of its correction, else those that were extracted."""
    parts, acts = schema.source_revision_segments, schema.source_revisions
    corrected = shown_source_revisions(acts.c.block_id)
    mine = select(parts.c.segment_id).where(parts.c.source_revision_id.in_(shown_source_revisions(acts.c.id)))
    extracted = and_(table.c.source_revision_id.is_(None), table.c.block_id.not_in(corrected))
    return or_(extracted, table.c.id.in_(mine))


def superseded(*segment_ids: str) -> Select[Any]:
    """Ids of the sentences of earlier readings (of all, or among these): misread, or of a correction that does not
    hold any more."""
    table = schema.segments.alias()
    touched = select(schema.source_revisions.c.document_id)
    found = select(table.c.id).where(table.c.document_id.in_(touched), ~segments(table))
    return found.where(table.c.id.in_(segment_ids)) if segment_ids else found


def annotations(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The newest version of each note, where it meets the *conditions* (a note may move to another sentence)."""
    table = schema.annotations
    mine = select(table.c.id).where(*conditions).correlate(None)
    newest = select(func.max(table.c.pk)).where(table.c.id.in_(mine)).group_by(table.c.id).correlate(None)
    return and_(table.c.pk.in_(newest), *conditions)


def checked(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The newest check of what each segment shows now: its current translation, or its newest revision.

    Checks of texts that are no longer shown are stale and never current.
    """
    table, revised = schema.checked, schema.revisions
    revision = select(revised.c.id).where(revised.c.segment_id == table.c.segment_id).order_by(revised.c.pk.desc())
    shown = or_(
        table.c.text_id == translation_id(table.c.segment_id), table.c.text_id == revision.limit(1).scalar_subquery()
    )
    return table.c.pk.in_(select(func.max(table.c.pk)).where(*conditions, shown).group_by(table.c.segment_id))


def mentions() -> ColumnElement[bool]:
    """What the newest recognition runs found in the text as it reads now: the run over each document, and the one
    over the sentences that each correction of recognised text brought in."""
    runs, table = schema.mention_runs, schema.mentions
    newest = select(func.max(runs.c.pk)).group_by(runs.c.document_id, runs.c.source_revision_id)
    mine = select(runs.c.id).where(runs.c.pk.in_(newest)).correlate(None)
    return and_(table.c.run_id.in_(mine), table.c.segment_id.not_in(superseded()))


def in_document(segment_id: ColumnElement[str], document_id: str) -> ColumnElement[bool]:
    """Whether a column names a segment of this document."""
    return segment_id.in_(select(schema.segments.c.id).where(schema.segments.c.document_id == document_id))


def _newest(table: Table, key: str, values: Sequence[Any] | None) -> ColumnElement[bool]:
    newest = select(func.max(table.c.pk)).group_by(table.c[key])
    if values is not None:
        newest = newest.where(table.c[key].in_(values))
    return table.c.pk.in_(newest)
