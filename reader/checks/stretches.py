"""The stretch of words with the strongest evidence against it: shared by *omission* and *addition*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol

MOST_LENGTH_EVIDENCE = 6.0
"""Length alone decides nothing: its evidence is cut to this on either side."""
_INSIDE_CLAUSE = -1.2  # for either end of a stretch that no punctuation bounds
_LONGEST = 60  # words of a stretch


class Weighed(Protocol):
    """A word with its span and its weight of evidence."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def weight(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text ``[start, end)``; ``score`` is the sum of all evidence, ``length`` what of it the lengths gave."""

    start: int
    end: int
    score: float
    length: float


def strongest(
    words: Sequence[Weighed],
    text: str,
    mark: re.Pattern[str],
    length: Callable[[int, int], float | None],
    least: float,
    most_length: float = MOST_LENGTH_EVIDENCE,
) -> Stretch | None:
    """The best stretch of *words* in *text* that scores *least* or more.

    *mark* finds the punctuation that bounds clauses. ``length(start, end)`` says what the lengths of both sides say to
    this stretch, *most_length* at most; ``None`` when it is too short to count.
    """
    if not promising([word.weight for word in words], least, most_length):
        return None
    most_length = min(most_length, MOST_LENGTH_EVIDENCE)
    bounded = _bounded(words, text, mark)
    sums = [0.0, *accumulate(word.weight for word in words)]
    last = len(words) - 1
    starts = [i for i, w in enumerate(words) if w.weight > 0 and (i == 0 or bounded[i] or words[i - 1].weight <= 0)]
    ends = [
        i for i, w in enumerate(words) if w.weight > 0 and (i == last or bounded[i + 1] or words[i + 1].weight <= 0)
    ]
    best: Stretch | None = None
    first_end = 0
    for i in starts:
        while ends[first_end] < i:
            first_end += 1
        for j in ends[first_end:]:
            if j - i >= _LONGEST:
                break
            score = sums[j + 1] - sums[i] + _INSIDE_CLAUSE * ((not bounded[i]) + (not bounded[j + 1]))
            if score + most_length < (best.score if best else least):
                continue
            said = length(words[i].start, words[j].end)
            if said is None:
                continue
            said = max(-MOST_LENGTH_EVIDENCE, min(MOST_LENGTH_EVIDENCE, said))
            if score + said >= (best.score if best else least):
                best = Stretch(words[i].start, words[j].end, score + said, said)
    return best


def promising(weights: Iterable[float], least: float, most_length: float) -> bool:
    """Whether any words side by side, of the weights of all in order, could score *least* in :func:`strongest`."""
    best = run = 0.0
    for weight in weights:
        run += weight
        if run < 0:
            run = 0.0
        elif run > best:
            best = run
    return best + min(most_length, MOST_LENGTH_EVIDENCE) >= least


def _bounded(words: Sequence[Weighed], text: str, mark: re.Pattern[str]) -> list[bool]:
    """For each word, whether punctuation (or the beginning) stands before it; last, for the end of the text."""
    between = (mark.search(text, a.end, b.start) is not None for a, b in pairwise(words))
    return [True, *between, True] if words else []
