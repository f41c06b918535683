"""What every slot function works with."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Filler(NamedTuple):
    """A Chinese text and its English."""

    zh: str
    en: str


Slot = Callable[["Chance"], Filler]


class Chance(random.Random):
    """A seeded source of chance that also knows which half of the world it draws from.

    ``evaluation``: draw only names that :func:`held_out` keeps for evaluation text; otherwise never draw them.
    """

    def __init__(self, seed: int | str, *, evaluation: bool = False) -> None:
        super().__init__(seed)
        self.evaluation = evaluation

    def allowed(self, draw: Callable[[], Filler]) -> Filler:
        """The first of many draws that belongs to this half of the world. Raises ``RuntimeError`` when none does."""
        for _ in range(1_000):
            filler = draw()
            if held_out(filler.zh) == self.evaluation:
                return filler
        raise RuntimeError("no filler of this half found in 1,000 draws")

    def weighted(self, choices: Sequence[tuple[int, T]]) -> T:
        """One of *choices*, each with its weight."""
        return self.choices([item for _, item in choices], weights=[weight for weight, _ in choices])[0]


def held_out(name: str) -> bool:
    """Whether a name belongs to evaluation text alone: one in ten, decided by the name itself."""
    return zlib.crc32(name.encode("utf-8")) % 10 == 0
