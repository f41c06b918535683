"""Who acts: people, and the program itself."""

from __future__ import annotations

from sqlalchemy import Row, select

from reader.model import Actor
from reader.store import actions, schema
from reader.store.transaction import Transaction, unknown

PROGRAM = Actor("A1", "Evidence Reader", role="program")
"""The first actor of every case."""

_FIELDS = ("id", "name", "role", "qualification")


class Actors:
    """Actors never change: another role or qualification is another actor of the same name."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, name: str, role: str = "investigator", qualification: str = "") -> Actor:
        """A new actor, or the one that has exactly this name, role and qualification."""
        values = {"name": name, "role": role, "qualification": qualification}
        table = schema.actors
        row = self._tx.first(select(table).where(*(table.c[key] == value for key, value in values.items())))
        if row:
            return _actor(row)
        id = f"A{self._tx.next_pk(table)}"
        self._tx.record(actions.ACTOR_ADDED, id, (table, [{"id": id, **values}]))
        return Actor(id, **values)

    def get(self, id: str) -> Actor:
        """The actor; UnknownObject."""
        row = self._tx.first(select(schema.actors).where(schema.actors.c.id == id))
        if row is None:
            raise unknown("actor", id)
        return _actor(row)

    def by_name(self, name: str) -> Actor | None:
        """The newest person of this name (the program is not a person)."""
        table = schema.actors
        query = select(table).where(table.c.name == name, table.c.role != PROGRAM.role).order_by(table.c.pk.desc())
        row = self._tx.first(query)
        return _actor(row) if row else None

    def all(self) -> list[Actor]:
        """Every actor, oldest first."""
        return [_actor(row) for row in self._tx.rows(select(schema.actors).order_by(schema.actors.c.pk))]

    def map(self) -> dict[str, Actor]:
        """Every actor by id."""
        return {actor.id: actor for actor in self.all()}


def _actor(row: Row) -> Actor:
    return Actor(*(getattr(row, name) for name in _FIELDS))
