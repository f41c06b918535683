"""Building blocks of the tables in :mod:`reader.store.schema`."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.schema import SchemaItem

metadata = MetaData()
LOGGED: list[Table] = []
"""Evidence tables, in the order in which their rows enter an entry's digest."""

NOT_DIGESTED = frozenset({"pk", "entry", "row_sha"})


def text(name: str, *, null: bool = False) -> Column[str]:
    """A text column."""
    return Column(name, Text, nullable=null)


def integer(name: str, *, null: bool = False) -> Column[int]:
    """An integer column; truth values are 0 and 1."""
    return Column(name, Integer, nullable=null)


def own_id() -> Column[str]:
    """The id by which the program and people name a row (``D1.s3``)."""
    return Column("id", String(80), nullable=False, unique=True)


def ref(name: str, target: str, *, null: bool = False) -> Column[str]:
    """The id of a row of the table *target*."""
    return Column(name, String(80), ForeignKey(f"{target}.id"), nullable=null)


def logged(name: str, *items: SchemaItem) -> Table:
    """An append-only evidence table whose rows the log covers."""
    table = Table(
        name,
        metadata,
        Column("pk", Integer, primary_key=True, autoincrement=False),
        *items,
        Column("entry", Integer, nullable=False),
        Column("row_sha", String(64), nullable=False),
    )
    LOGGED.append(table)
    return table
