"""Originals as they came in."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from sqlalchemy import Row, func, select

from reader.model import Source, utc_now
from reader.store import actions, codec, schema
from reader.store.transaction import Transaction, unknown

_TABLE = schema.sources


class Sources:
    """What was added to the case, duplicates included."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, source: Source) -> Source:
        """Store it; ``id``, ``duplicate_of`` (the first source with these bytes), and where empty
        ``ingested_at`` and ``ingested_by``, are filled in the record returned."""
        twin = self._tx.first(
            select(_TABLE.c.id).where(_TABLE.c.sha256 == source.sha256, _TABLE.c.duplicate_of.is_(None))
        )
        source = dataclasses.replace(
            source,
            id=f"O{self._tx.next_pk(_TABLE)}",
            duplicate_of=twin.id if twin else None,
            ingested_at=source.ingested_at or utc_now(),
            ingested_by=source.ingested_by or self._tx.actor.id,
        )
        row = {field.name: getattr(source, field.name) for field in dataclasses.fields(Source)}
        row["container_place"] = codec.place_json(source.container_place)
        row["metadata"] = codec.mapping_json(source.metadata)
        self._tx.record(actions.SOURCE_ADDED, source.id, (_TABLE, [row]))
        return source

    def get(self, id: str) -> Source:
        """The source; UnknownObject."""
        row = self._tx.first(select(_TABLE).where(_TABLE.c.id == id))
        if row is None:
            raise unknown("original", id)
        return _source(row)

    def all(self) -> list[Source]:
        """Every source in the order of adding."""
        return [_source(row) for row in self._tx.rows(select(_TABLE).order_by(_TABLE.c.pk))]

    def children(self, id: str) -> list[Source]:
        """What was found inside the container *id*."""
        query = select(_TABLE).where(_TABLE.c.container_id == id).order_by(_TABLE.c.pk)
        return [_source(row) for row in self._tx.rows(query)]

    def same_bytes(self, source: Source) -> list[Source]:
        """The other sources with the bytes of *source*, oldest first: copies, and captures that had not changed."""
        query = select(_TABLE).where(_TABLE.c.sha256 == source.sha256, _TABLE.c.id != source.id).order_by(_TABLE.c.pk)
        return [_source(row) for row in self._tx.rows(query)]

    def with_metadata(self, key: str) -> Iterator[Source]:
        """Every source whose metadata have *key*, oldest first."""
        query = select(_TABLE).where(_TABLE.c.metadata.contains(f'"{key}"', autoescape=True)).order_by(_TABLE.c.pk)
        yield from (found for row in self._tx.rows(query) if key in (found := _source(row)).metadata)

    def count(self) -> int:
        """How many sources, duplicates included."""
        return self._tx.scalar(select(func.count()).select_from(_TABLE))


def _source(row: Row) -> Source:
    values = {field.name: getattr(row, field.name) for field in dataclasses.fields(Source)}
    values["container_place"] = codec.place(row.container_place)
    values["metadata"] = json.loads(row.metadata)
    return Source(**values)
