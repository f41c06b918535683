"""SQL conditions for "the newest row of each": what is current in append-only tables."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.sql import ColumnElement

from reader.store import schema


def assignments(segment_ids: Sequence[str] | None = None) -> ColumnElement[bool]:
    """The newest assignment of each segment (of these, or of all)."""
    table = schema.assignments
    newest = select(func.max(table.c.pk)).group_by(table.c.segment_id)
    if segment_ids is not None:
        newest = newest.where(table.c.segment_id.in_(segment_ids))
    return table.c.pk.in_(newest)


def revisions(segment_ids: Sequence[str] | None = None) -> ColumnElement[bool]:
    """The newest revision of each segment (of these, or of all)."""
    table = schema.revisions
    newest = select(func.max(table.c.pk)).group_by(table.c.segment_id)
    if segment_ids is not None:
        newest = newest.where(table.c.segment_id.in_(segment_ids))
    return table.c.pk.in_(newest)


def annotations(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The newest version of each note that meets the *conditions* (which all versions share)."""
    table = schema.annotations
    newest = select(func.max(table.c.pk)).where(*conditions).group_by(table.c.id)
    return and_(table.c.pk.in_(newest), *conditions)


def mention_runs(document_id: str | None = None) -> ColumnElement[bool]:
    """The newest recognition run of each document (of this one, or of all)."""
    table = schema.mention_runs
    newest = select(func.max(table.c.pk)).group_by(table.c.document_id)
    if document_id is not None:
        newest = newest.where(table.c.document_id == document_id)
    return table.c.pk.in_(newest)
