"""What a file of sentence pairs yields: pairs, and records that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

RECORD_LIMIT = 8 * 2**20
"""Bytes of one record; longer ones are passed over and named. A pair of 100,000 Chinese characters has one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair: ``n`` counts records from 1, ``line`` is where it begins in the file (from 1), ``key`` is the
    record's own name in the file (an XLIFF or TMX id), empty when it has none."""

    n: int
    line: int
    source: str
    target: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Record ``n`` at ``line`` that is no pair. ``problem`` says why, in words, without quoting it."""

    n: int
    line: int
    problem: str


Record = Pair | BadRecord


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the two sides stand in a table: a column's name in the header or its number from 1."""

    source: str | None = None
    target: str | None = None


class PairReader(Protocol):
    """One kind of file."""

    def __call__(self, path: Path, columns: Columns) -> Iterator[Record]:
        """The records of *path* in order, read as they are asked for.

        Raises :class:`reader.errors.UnreadableInput` before the first record, with a line number, when the file
        as a whole cannot be read, and UsageError when *columns* do not fit it.
        """
        ...
