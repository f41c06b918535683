"""Foreign names by their Chinese spelling: how probably given characters write given letters.

``data/sounds.tsv`` is made by ``models/training/sounds.py``: for each character that writes foreign names, and for each
syllable of pinyin, the pieces of one to five letters it stands for (``-``: none) with their share in thousandths. A
name fits where its letters can be cut into such pieces in the order of the characters: 克|林|顿 c|lin|ton.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from reader.model import Span
from reader.text.gazetteer_data import rows
from reader.text.romanise import readings

_LONGEST = 5  # letters of a piece
_UNLISTED = -6.0, -8.0  # natural logarithms for pieces of no and one letter that the table lacks
_EXTRA = -5.0  # for one letter more than a piece that it has
_SLACK = 4.0  # how far a beginning may lie below the worst whole
WORST = -2.2
"""Scores below it are not told apart."""
_LETTERS = 30  # of the longest name looked at


class Fit(NamedTuple):
    """``score``: natural logarithm of the probability of the letters, given the characters at ``span``, for each
    letter; 0 is certain, random words lie below -2."""

    score: float
    span: Span


NONE = Fit(-math.inf, (0, 0))
"""Nothing fits."""


@cache
def _pieces() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for key, listed in rows("sounds"):
        pairs = (entry.split(":") for entry in listed.split(" "))
        table[key] = {"" if piece == "-" else piece: math.log(int(share) / 1000) for piece, share in pairs}
    return table


@lru_cache(maxsize=8_000)
def _row(character: str) -> Mapping[str, float] | None:
    table = _pieces()
    return table.get(character) or next((table[r] for r in readings(character)[:1] if r in table), None)


def writes_sounds(characters: str) -> bool:
    """Whether every one of *characters* has been seen to write the sounds of foreign names."""
    return all(character in _pieces() for character in characters)


def fit(characters: str, folded: str) -> Fit:
    """The best place of a folded Latin name in *characters* (Simplified), however long they are; :data:`NONE` where all
    are worse than :data:`WORST`."""
    size = len(folded)
    if not 1 < size <= _LETTERS:
        return NONE
    heads = [folded[:length] for length in range(1, min(_LONGEST, size) + 1)]
    best, place = WORST * size, (0, 0)
    floors = [WORST * reach - _SLACK for reach in range(size)] + [best]
    states: dict[int, tuple[float, int]] = {}
    for at, character in enumerate(characters):
        row = _row(character)
        if row is None:
            states = {}
            continue
        following: dict[int, tuple[float, int]] = {}
        for done, (score, start) in states.items():
            for length in range(min(_LONGEST, size - done) + 1):
                share = row.get(folded[done : done + length])
                if share is None:
                    if length > 1:
                        share = row.get(folded[done : done + length - 1])
                    if share is None:
                        if length > 1:
                            continue
                        share = _UNLISTED[length]
                    else:
                        share += _EXTRA
                value, reach = score + share, done + length
                if value > floors[reach]:
                    reached = following.get(reach)
                    if reached is None or value > reached[0]:
                        following[reach] = value, start
        for head in heads:
            share = row.get(head)
            if share is not None:
                reached = following.get(len(head))
                if reached is None or share > reached[0]:
                    following[len(head)] = share, at
        whole = following.pop(size, None)
        if whole and at > whole[1]:
            best = floors[size] = whole[0]
            place = whole[1], at + 1
        states = following
    return Fit(best / size, place) if place[1] else NONE
