"""What could not be read."""

from __future__ import annotations

import dataclasses

from sqlalchemy import Row, func, select
from sqlalchemy.sql import Select

from reader.model import Problem, utc_now
from reader.store import actions, codec, schema
from reader.store.transaction import Transaction

_TABLE = schema.problems


class Problems:
    """Stored failures: what, where, why, and what was kept."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, problem: Problem) -> Problem:
        """Store it; ``id`` and, where empty, ``at`` are filled in the record returned."""
        problem = dataclasses.replace(problem, id=f"P{self._tx.next_pk(_TABLE)}", at=problem.at or utc_now())
        row = {field.name: getattr(problem, field.name) for field in dataclasses.fields(Problem)}
        row["place"] = codec.place_json(problem.place)
        self._tx.record(actions.PROBLEM_ADDED, problem.id, (_TABLE, [row]))
        return problem

    def all(self) -> list[Problem]:
        """Every problem, oldest first."""
        return self._problems(select(_TABLE))

    def for_source(self, source_id: str) -> list[Problem]:
        """The problems met in one source, oldest first."""
        return self._problems(select(_TABLE).where(_TABLE.c.source_id == source_id))

    def count(self) -> int:
        """How many problems."""
        return self._tx.scalar(select(func.count()).select_from(_TABLE))

    def _problems(self, query: Select) -> list[Problem]:
        return [_problem(row) for row in self._tx.rows(query.order_by(_TABLE.c.pk))]


def _problem(row: Row) -> Problem:
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(Problem)}
    return Problem(**{**values, "place": codec.place(row.place)})
