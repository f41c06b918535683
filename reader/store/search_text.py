"""The texts that index entries stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Row, or_, select
from sqlalchemy.sql import ColumnElement

from reader.model import BlockKind
from reader.store import codec, current, schema
from reader.store.about_text import about
from reader.store.transaction import Transaction, chunked

_SAID_BY = ("comment by ", "annotation: ")
"""How formats begin the label that names who wrote a comment (Office) or a note on a page (PDF)."""


def label_text(kind: str, context: Sequence[str]) -> str:
    """What of a block's context is searched: sender and time of a message, author and time of a comment.

    Other labels (headers of a table, kinds of links) repeat text that is found where it stands; empty for those.
    """
    labels = context if kind == BlockKind.MESSAGE else [label for label in context if label.startswith(_SAID_BY)]
    return " · ".join(label for label in labels if label)


def may_have_label(kind: ColumnElement[str], context: ColumnElement[str]) -> ColumnElement[bool]:
    """Which rows of blocks :func:`label_text` may have something to say of."""
    return or_(kind == str(BlockKind.MESSAGE), *(context.contains(prefix) for prefix in _SAID_BY))


def labelled(label: str, text: str) -> str:
    """A sentence with its author before it, so that one query may ask for both."""
    return f"{label}: {text}"


def note_text(note: str, tags: Iterable[str]) -> str:
    """What of a note is searched: its words, then its tags."""
    return "\n".join((note, *tags)).strip()


class SearchText:
    """Looks texts up for hits and for rebuilding the index. Fields as in :mod:`reader.store.search`."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def of(self, entries: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
        """``(field, ref)`` → text for ``(field, segment id, ref)`` entries."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for field, segment_id, _ref in entries:
            wanted[field].add(segment_id)
        found = {}
        for field, ids in wanted.items():
            for chunk in chunked(sorted(ids)):
                found.update({(field, ref): text for _, ref, text in self.shown(field, chunk)})
        return found

    def shown(self, field: str, segment_ids: list[str]) -> list[tuple[str, str, str]]:
        """``(segment id, ref, text)`` of what these segments show now in *field*."""
        if field == "source":
            return self._sources(segment_ids)
        if field == "translation":
            return [*self._translations(segment_ids).values()]
        if field == "label":
            return self._labels(segment_ids)
        return self._about(segment_ids) if field == "about" else self._notes(segment_ids)

    def _about(self, ids: list[str]) -> list[tuple[str, str, str]]:
        """Stands at the first segment of each document; its ref is the document."""
        first = {id.removesuffix(".s1"): id for id in ids if id.endswith(".s1")}
        return [(first[id], id, text) for id, text in about(self._tx, list(first)).items() if text]

    def _sources(self, ids: list[str]) -> list[tuple[str, str, str]]:
        table = schema.segments
        rows = self._tx.rows(select(table.c.id, table.c.text).where(table.c.id.in_(ids)))
        return [(row.id, row.id, row.text) for row in rows]

    def _labels(self, ids: list[str]) -> list[tuple[str, str, str]]:
        segments, blocks = schema.segments, schema.blocks
        query = (
            select(segments.c.id, segments.c.text, blocks.c.kind, blocks.c.context)
            .join(blocks, blocks.c.id == segments.c.block_id)
            .where(segments.c.id.in_(ids))
        )
        rows = [(row.id, row.text, label_text(row.kind, codec.strings(row.context))) for row in self._tx.rows(query)]
        return [(id, id, labelled(label, text)) for id, text, label in rows if label]

    def _translations(self, ids: list[str]) -> dict[str, tuple[str, str, str]]:
        table = schema.translations
        query = (
            select(schema.assignments.c.segment_id, table.c.id, table.c.text)
            .join(table, table.c.id == schema.assignments.c.translation_id)
            .where(current.assignments(ids))
        )
        shown = {row.segment_id: _triple(row) for row in self._tx.rows(query)}
        revisions = schema.revisions
        revised = select(revisions.c.segment_id, revisions.c.id, revisions.c.text).where(current.revisions(ids))
        shown.update({row.segment_id: _triple(row) for row in self._tx.rows(revised)})
        return shown

    def _notes(self, ids: list[str]) -> list[tuple[str, str, str]]:
        table = schema.annotations
        where: ColumnElement[bool] = current.annotations(table.c.segment_id.in_(ids))
        rows = self._tx.rows(select(table).where(where, table.c.state != "deleted"))
        return [(row.segment_id, row.id, note_text(row.note, codec.strings(row.tags))) for row in rows]


def _triple(row: Row) -> tuple[str, str, str]:
    return (row.segment_id, row.id, row.text)
