"""SQL for "the newest row of each": what is current in append-only tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ScalarSelect, Table, and_, func, or_, select
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


def annotations(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The newest version of each note that meets the *conditions* (which all its versions share)."""
    table = schema.annotations
    newest = select(func.max(table.c.pk)).where(*conditions).group_by(table.c.id)
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


def mention_runs() -> ColumnElement[bool]:
    """The newest recognition run of each document."""
    return _newest(schema.mention_runs, "document_id", None)


def in_document(segment_id: ColumnElement[str], document_id: str) -> ColumnElement[bool]:
    """Whether a column names a segment of this document."""
    return segment_id.in_(select(schema.segments.c.id).where(schema.segments.c.document_id == document_id))


def _newest(table: Table, key: str, values: Sequence[Any] | None) -> ColumnElement[bool]:
    newest = select(func.max(table.c.pk)).group_by(table.c[key])
    if values is not None:
        newest = newest.where(table.c[key].in_(values))
    return table.c.pk.in_(newest)
