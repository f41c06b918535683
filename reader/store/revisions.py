"""People's corrections of translations."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sqlalchemy import Row, select

from reader.errors import ChangedMeanwhile
from reader.model import Actor, Revision, RevisionStatus, utc_now
from reader.store import actions, current, schema
from reader.store.actors import Actors
from reader.store.documents import Documents
from reader.store.search import SearchIndex
from reader.store.transaction import Transaction, chunked

_TABLE = schema.revisions


class Revisions:
    """The newest revision of a segment is the one shown; all stay."""

    def __init__(self, transaction: Transaction, actors: Actors, documents: Documents, search: SearchIndex) -> None:
        self._tx = transaction
        self._actors = actors
        self._documents = documents
        self._search = search

    def add(self, revision: Revision) -> Revision:
        """Store it; an empty ``id``, ``created_at`` or ``previous_id`` is filled.

        A ``previous_id`` that is not the newest revision means that somebody else
        corrected the segment since the caller read it: ChangedMeanwhile, nothing stored.
        """
        self._documents.segment(revision.segment_id)
        newest = self.current([revision.segment_id]).get(revision.segment_id)
        newest_id = newest.id if newest else None
        if revision.previous_id and revision.previous_id != newest_id:
            raise ChangedMeanwhile(
                "Somebody else corrected this sentence in the meantime.",
                hint="Reload it, look at their version, and save yours again if it is still needed.",
            )
        revision = dataclasses.replace(
            revision,
            id=revision.id or f"R{self._tx.next_pk(_TABLE)}",
            created_at=revision.created_at or utc_now(),
            previous_id=newest_id,
        )
        row = {
            "id": revision.id,
            "segment_id": revision.segment_id,
            "translation_id": revision.translation_id,
            "text": revision.text,
            "status": str(revision.status),
            "reason": revision.reason,
            "actor_id": revision.author.id,
            "created_at": revision.created_at,
            "previous_id": revision.previous_id,
        }
        self._tx.record(actions.REVISION_ADDED, f"{revision.id} of {revision.segment_id}", (_TABLE, [row]))
        self._search.put_translations([(revision.segment_id, revision.id, revision.text)])
        return revision

    def current(self, segment_ids: Iterable[str]) -> dict[str, Revision]:
        """The newest revision of each of these segments that has one."""
        found = {}
        for chunk in chunked(dict.fromkeys(segment_ids)):
            for revision in self._revisions(self._tx.rows(select(_TABLE).where(current.revisions(chunk)))):
                found[revision.segment_id] = revision
        return found

    def history(self, segment_id: str) -> list[Revision]:
        """Every revision of a segment, oldest first."""
        query = select(_TABLE).where(_TABLE.c.segment_id == segment_id).order_by(_TABLE.c.pk)
        return self._revisions(self._tx.rows(query))

    def _revisions(self, rows: Iterable[Row]) -> list[Revision]:
        rows = list(rows)
        actors = self._actors.map() if rows else {}
        return [_revision(row, actors[row.actor_id]) for row in rows]


def _revision(row: Row, author: Actor) -> Revision:
    return Revision(
        id=row.id,
        segment_id=row.segment_id,
        translation_id=row.translation_id,
        text=row.text,
        status=RevisionStatus(row.status),
        reason=row.reason,
        author=author,
        created_at=row.created_at,
        previous_id=row.previous_id,
    )
