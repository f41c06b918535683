"""Second chances: outputs that are no answer are asked for again in other ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import AlignedPair
from reader.translate.judge import COPIED, EMPTY, LOOP

RETRIED = "retried"
_BADNESS = {COPIED: 1, LOOP: 2, EMPTY: 4}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at one piece of input. ``number`` 0 is the first; ``tokens`` counts output
    pieces; ``score`` is their mean log-probability, ``None`` without output; ``rank`` its place in the beam, from 1."""

    number: int
    text: str
    tokens: int
    score: float | None
    alignment: tuple[AlignedPair, ...]
    flags: tuple[str, ...]
    rank: int = 1


def best(attempts: Sequence[Attempt]) -> Attempt:
    """The least bad try; the earliest of equals."""
    return min(attempts, key=lambda a: (sum(_BADNESS[f] for f in a.flags), a.number))


def final_flags(attempts: Sequence[Attempt]) -> tuple[str, ...]:
    """Flags that stay on the winner, with ``retried`` first when there was more than one try."""
    staying = best(attempts).flags
    return (RETRIED, *staying) if len(attempts) > 1 else staying
