"""SQL for sentences as they read now: number, order, and place in the text their block shows.

A sentence that was extracted has all of it in its own row. One that stands in a corrected text has its place in
that text in ``source_revision_segments``; one that a correction brought in is shown under the number of the
sentence it replaces.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from reader.store import current, schema

_SEGMENTS, _PARTS, _ACTS = schema.segments, schema.source_revision_segments, schema.source_revisions

NUMBER: ColumnElement[int] = func.coalesce(_SEGMENTS.c.number, _SEGMENTS.c.n)
"""The number of a sentence in its document."""

READING_ORDER = (func.length(_SEGMENTS.c.document_id), _SEGMENTS.c.document_id, NUMBER)
"""To sort sentences of several documents by: documents in the order of adding (D2 before D10)."""


def sentences() -> Select[Any]:
    """Rows for :func:`reader.store.document_rows.segment_of`: every sentence, superseded ones included."""
    shown = current.shown_source_revisions(_ACTS.c.id)
    here = and_(_PARTS.c.segment_id == _SEGMENTS.c.id, _PARTS.c.source_revision_id.in_(shown))
    return select(_SEGMENTS, _PARTS.c.start.label("start_now"), _PARTS.c.end.label("end_now")).select_from(
        _SEGMENTS.outerjoin(_PARTS, here)
    )


def numbered(first: int, after: int | None = None) -> ColumnElement[bool]:
    """Number *first* or more, and less than *after* where given; written so that the index on numbers serves."""
    extracted, brought_in = _SEGMENTS.c.n >= first, _SEGMENTS.c.number >= first
    if after is not None:
        extracted, brought_in = and_(extracted, _SEGMENTS.c.n < after), and_(brought_in, _SEGMENTS.c.number < after)
    return or_(and_(_SEGMENTS.c.number.is_(None), extracted), brought_in)
