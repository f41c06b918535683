"""What can be wrong with a name, and the record the name checks pass on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.model import Span

CHINESE = frozenset({"province", "prefecture", "county"})
"""Kinds of places in China."""
PLACES = CHINESE | {"country", "city", "region"}


class Trouble(StrEnum):
    """What is wrong with a name."""

    MISSPELT = "misspelt"
    OTHER = "other name"
    MISSING = "missing"
    ADDED = "added"
    FUNCTION = "function missing"
    TITLE = "title missing"


@dataclass(frozen=True, slots=True)
class Lost:
    """One name the English does not give as it should.

    ``spans`` are all its places in the Chinese, ``chinese`` how it stands there, ``english`` the canonical form,
    ``target`` and ``other`` what stands in the English instead. ``sure`` is false where a translator may fairly leave
    the name out or put it otherwise.
    """

    trouble: Trouble
    kind: str
    chinese: str
    english: str
    spans: tuple[Span, ...]
    target: Span | None = None
    other: str = ""
    sure: bool = True
