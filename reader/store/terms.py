"""The case's own termbase: versions of concepts, append-only; the newest version of each counts."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, func, select

from reader.model import utc_now
from reader.store import actions, schema
from reader.store.canonical import canonical_json
from reader.store.transaction import Transaction, Values, unknown
from reader.text.terms.model import Concept, Origin, concept_from_json

_TABLE = schema.terms


@dataclass(frozen=True, slots=True)
class TermVersion:
    """One version of a concept, who made it and when; ``removed``: out of use from then on."""

    concept: Concept
    version: int
    removed: bool
    actor_id: str
    at: str


class Terms:
    """Concepts ``T1``, ``T2`` … in the order in which they first came into the case."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def current(self) -> list[Concept]:
        """The concepts in use."""
        newest = select(_TABLE.c.id, func.max(_TABLE.c.version).label("version")).group_by(_TABLE.c.id).subquery()
        query = select(_TABLE).join(newest, (newest.c.id == _TABLE.c.id) & (newest.c.version == _TABLE.c.version))
        rows = self._tx.rows(query.where(_TABLE.c.state == "active"))
        return [_concept(row) for row in sorted(rows, key=lambda row: int(row.id[1:]))]

    def history(self, id: str) -> list[TermVersion]:
        """Every version of a concept, oldest first. Raises UnknownObject."""
        rows = self._tx.rows(select(_TABLE).where(_TABLE.c.id == id).order_by(_TABLE.c.version))
        if not rows:
            raise unknown("term", id)
        return [TermVersion(_concept(row), row.version, row.state == "removed", row.actor_id, row.at) for row in rows]

    def put(self, concepts: Iterable[Concept], *, origin: str = "") -> list[Concept]:
        """Store concepts in one log entry: a known id gets a new version, any other a new id. Returned with ids.

        *origin* says where they came from (a file's SHA-256), for the log.
        """
        versions = {row.id: row.last for row in self._versions()}
        number = max((int(id[1:]) for id in versions), default=0)
        stored: list[Concept] = []
        rows: list[Values] = []
        for concept in concepts:
            if concept.id not in versions:
                number += 1
                concept = dataclasses.replace(concept, id=f"T{number}")
            versions[concept.id] = versions.get(concept.id, 0) + 1
            rows.append(self._row(concept, versions[concept.id], "active"))
            stored.append(dataclasses.replace(concept, origin=Origin.CASE))
        if rows:
            named = stored[0].id if len(stored) == 1 else f"{len(stored)} terms"
            self._tx.record(actions.TERMS_ADDED, f"{named} {origin}".rstrip(), (_TABLE, rows))
        return stored

    def remove(self, id: str) -> Concept:
        """Take a concept out of use; its versions stay. Raises UnknownObject when it is not in use."""
        concept = next((c for c in self.current() if c.id == id), None)
        if concept is None:
            raise unknown("term", id)
        version = next(row.last for row in self._versions() if row.id == id) + 1
        self._tx.record(actions.TERM_REMOVED, id, (_TABLE, [self._row(concept, version, "removed")]))
        return concept

    def _versions(self) -> Iterable[Row]:
        return self._tx.rows(select(_TABLE.c.id, func.max(_TABLE.c.version).label("last")).group_by(_TABLE.c.id))

    def _row(self, concept: Concept, version: int, state: str) -> Values:
        return {
            "id": concept.id,
            "version": version,
            "state": state,
            "term": concept.simplified,
            "concept": canonical_json(concept.as_json()),
            "actor_id": self._tx.actor.id,
            "at": utc_now(),
        }


def _concept(row: Row) -> Concept:
    return dataclasses.replace(concept_from_json(json.loads(row.concept), Origin.CASE), id=row.id)
