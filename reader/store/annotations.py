"""Notes and tags on either side, version by version."""

import dataclasses
from collections.abc import Iterable

from sqlalchemy import Row, func, select
from sqlalchemy.sql import ColumnElement

from reader.errors import ChangedMeanwhile
from reader.model import Actor, Annotation, Side, TextTarget, utc_now
from reader.store import actions, codec, current, schema
from reader.store.actors import Actors
from reader.store.documents import Documents
from reader.store.search import SearchIndex
from reader.store.search_text import note_text
from reader.store.transaction import Transaction, Values, chunked, unknown

_TABLE = schema.annotations
_ACTIONS = {"deleted": actions.ANNOTATION_DELETED, "orphaned": actions.ANNOTATION_ORPHANED}
_PRESENT = _TABLE.c.state != "deleted"


class Annotations:
    """Versions of a note share its id; the highest is current."""

    def __init__(self, transaction: Transaction, actors: Actors, documents: Documents, search: SearchIndex) -> None:
        self._tx = transaction
        self._actors = actors
        self._documents = documents
        self._search = search

    def add(self, annotation: Annotation) -> Annotation:
        """Store version 1 of a note; an empty ``id``, ``created_at`` or ``modified_at`` is filled."""
        self._documents.segment(annotation.segment_id)
        now = utc_now()
        annotation = dataclasses.replace(
            annotation,
            id=annotation.id or f"N{self._tx.next_pk(_TABLE)}",
            version=1,
            created_at=annotation.created_at or now,
            modified_at=annotation.modified_at or now,
        )
        return self._store(actions.ANNOTATION_ADDED, annotation)

    def revise(self, annotation: Annotation) -> Annotation:
        """Store the next version. ``annotation.version`` is the version that was changed: when it is no longer
        the newest, nothing is stored and ChangedMeanwhile raised. ``state`` decides what the log says. Another
        ``segment_id`` moves the note to that sentence."""
        newest = self.get(annotation.id)
        if newest.version != annotation.version:
            raise ChangedMeanwhile(
                "Somebody else changed this note in the meantime.",
                hint="Reload it, look at their version, and change it again if needed.",
            )
        action = _ACTIONS.get(annotation.state, actions.ANNOTATION_CHANGED)
        moved_from = newest.segment_id if newest.segment_id != annotation.segment_id else ""
        return self._store(action, dataclasses.replace(annotation, version=newest.version + 1), moved_from)

    def get(self, id: str) -> Annotation:
        """The newest version, also of a deleted note; UnknownObject."""
        versions = self.history(id)
        if not versions:
            raise unknown("note", id)
        return versions[-1]

    def history(self, id: str) -> list[Annotation]:
        """Every version, oldest first."""
        return self._annotations(self._tx.rows(select(_TABLE).where(_TABLE.c.id == id).order_by(_TABLE.c.version)))

    def for_segments(self, ids: Iterable[str]) -> dict[str, list[Annotation]]:
        """The notes of these segments, deleted ones left out, oldest first."""
        found: dict[str, list[Annotation]] = {}
        for chunk in chunked(dict.fromkeys(ids)):
            for annotation in self._current(_TABLE.c.segment_id.in_(chunk)):
                found.setdefault(annotation.segment_id, []).append(annotation)
        return found

    def all(self, document_id: str | None = None) -> list[Annotation]:
        """Every note of the case or a document, deleted ones left out, oldest first."""
        return self._current(*_of(document_id))

    def count(self, document_id: str | None = None) -> int:
        """How many notes :meth:`all` gives."""
        query = select(func.count()).select_from(_TABLE).where(current.annotations(*_of(document_id)), _PRESENT)
        return self._tx.scalar(query)

    def _store(self, action: str, annotation: Annotation, moved_from: str = "") -> Annotation:
        self._tx.record(action, f"{annotation.id} on {annotation.segment_id}", (_TABLE, [_row(annotation)]))
        if moved_from:
            self._search.put_note(moved_from, annotation.id, None)
        shown = note_text(annotation.note, annotation.tags) if annotation.state != "deleted" else None
        self._search.put_note(annotation.segment_id, annotation.id, shown)
        return annotation

    def _current(self, *conditions: ColumnElement[bool]) -> list[Annotation]:
        query = select(_TABLE).where(current.annotations(*conditions), _PRESENT)
        return sorted(self._annotations(self._tx.rows(query)), key=lambda annotation: annotation.created_at)

    def _annotations(self, rows: Iterable[Row]) -> list[Annotation]:
        rows = list(rows)
        actors = self._actors.map() if rows else {}
        return [_annotation(row, actors[row.actor_id]) for row in rows]


def _of(document_id: str | None) -> list[ColumnElement[bool]]:
    return [] if document_id is None else [_TABLE.c.document_id == document_id]


def _row(annotation: Annotation) -> Values:
    target = annotation.target
    return {
        "id": annotation.id,
        "version": annotation.version,
        "document_id": annotation.document_id,
        "segment_id": annotation.segment_id,
        "side": str(annotation.side),
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "start": target.start,
        "end": target.end,
        "note": annotation.note,
        "tags": codec.list_json(annotation.tags),
        "actor_id": annotation.author.id,
        "created_at": annotation.created_at,
        "modified_at": annotation.modified_at,
        "state": annotation.state,
        "text_id": annotation.text_id,
    }


def _annotation(row: Row, author: Actor) -> Annotation:
    return Annotation(
        id=row.id,
        version=row.version,
        document_id=row.document_id,
        segment_id=row.segment_id,
        side=Side(row.side),
        target=TextTarget(row.exact, row.prefix, row.suffix, row.start, row.end),
        note=row.note,
        tags=codec.strings(row.tags),
        author=author,
        created_at=row.created_at,
        modified_at=row.modified_at,
        state=row.state,
        text_id=row.text_id,
    )
