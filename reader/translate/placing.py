"""Placing terms by constrained decoding: the engine is made to begin with its own words and the term, and goes on.

Where the free translation lacks every rendering of a term, its attention says which English words stand for the
term. The translation is then made again with a prefix: the free words before that place, and the rendering. What
follows is the engine's own. Nothing is edited afterwards, and the free translation is kept beside the result.

Works with every package, because no placeholder has to survive. It fails where the package cannot go on from the
rendering, and then says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from reader.model import Span
from reader.text.terms.renderings import English
from reader.translate import align, search
from reader.translate.constraints import Constraint
from reader.translate.judge import judge
from reader.translate.parameters import Parameters
from reader.translate.pieces import Unit
from reader.translate.retry import Attempt
from reader.translate.tokens import Tokenizer

PLACED, NOT_PLACED = "terms-placed", "terms-not-placed"

_MOST_PLACES = 4
"""Places that are tried for one term: one decoding each."""

_WORST_LOSS = 1.0
"""Mean log-probability by which the words around the term may lie below the free translation, as the package sees
both. The term's own words do not count: a package is made to say them because it would not."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of a unit under its constraints. ``attempt`` is the best that was found; ``placed`` and
    ``missing`` hold the constraints that changed it and those that could not be met."""

    attempt: Attempt
    placed: tuple[Constraint, ...]
    missing: tuple[Constraint, ...]


class Placer:
    """Makes units again so that they hold their terms. One input at a time: a result depends on nothing else."""

    def __init__(self, translator: Any, tokenizer: Tokenizer, parameters: Parameters) -> None:
        self._translator = translator
        self._tokenizer = tokenizer
        self._parameters = parameters

    def place(self, unit: Unit, constraints: Sequence[Constraint]) -> Placement:
        """*unit* with the renderings of *constraints* (spans in the unit's text) that the package can say."""
        now = unit.best
        met: list[Constraint] = []
        placed: list[Constraint] = []
        missing: list[Constraint] = []
        for constraint in constraints:
            if _holds(now.text, [*met, constraint]):
                met.append(constraint)
                continue
            better = self._again(unit, now, constraint, met)
            if better is None:
                missing.append(constraint)
                continue
            now = better
            met.append(constraint)
            placed.append(constraint)
        return Placement(now, tuple(placed), tuple(missing))

    def _again(self, unit: Unit, now: Attempt, constraint: Constraint, met: Sequence[Constraint]) -> Attempt | None:
        """The most probable new translation that holds the term and those before it; ``None`` when there is none."""
        least = self._probability(unit, now.text, (0, 0)) - _WORST_LOSS
        best: tuple[float, Attempt] | None = None
        for place in _places(now, (constraint.start, constraint.end)):
            before = now.text[:place].rstrip()
            attempt = self._attempt(unit, now, before, constraint.english[0])
            if attempt is None or not _holds(attempt.text, [*met, constraint]):
                continue
            end = len(before) + 1 + len(constraint.english[0])
            probability = self._probability(unit, attempt.text, (len(before), end))
            if probability >= least and (best is None or probability > best[0]):
                best = (probability, attempt)
        return best[1] if best else None

    def _attempt(self, unit: Unit, now: Attempt, before: str, rendering: str) -> Attempt | None:
        start = f"{before} {rendering}" if before else rendering[:1].upper() + rendering[1:]
        prefix = self._tokenizer.encode(start).pieces
        limit = self._parameters.output_limit(len(unit.tokens)) + len(prefix)
        decoding = self._parameters.decoding
        result = search.continued(self._translator, unit.tokens.pieces, prefix, decoding, limit)
        decoded = self._tokenizer.decode(result.pieces)
        # the word must end with the rendering, a plural or possessive apart: "stationed" is not "station"
        following = decoded.text[len(start) :].removeprefix("s").removeprefix("'s")
        if not decoded.text.startswith(start) or following[:1].isalnum():
            return None
        flags = judge(unit.text, decoded.text, unit.tokens.pieces, result.pieces, limit)
        if flags:
            return None
        alignment = align.pairs(result.attention, unit.text, unit.tokens.spans, decoded.text, decoded.spans)
        score = self._probability(unit, decoded.text, (0, 0))
        return Attempt(now.number, decoded.text, len(result.pieces), score, alignment, ())

    def _probability(self, unit: Unit, text: str, leave_out: Span) -> float:
        """Mean token log-probability of the text and its end, without the tokens inside *leave_out*."""
        tokens = self._tokenizer.encode(text)
        found = search.forced(self._translator, unit.tokens.pieces, tokens.pieces)
        inside = [leave_out[0] <= start and end <= leave_out[1] for start, end in tokens.spans]
        counted = [p for p, skip in zip_longest(found, inside, fillvalue=False) if not skip]
        return sum(counted) / len(counted)


def _places(attempt: Attempt, span: Span) -> list[int]:
    """Where in the text the term's words begin, by the attention, the surest first; the beginning as a last resort."""
    pairs = [p for p in attempt.alignment if p.s0 < span[1] and span[0] < p.s1]
    starts = [p.t0 for p in sorted(pairs, key=lambda p: (-p.weight, p.t0))]
    return [*list(dict.fromkeys(start for start in starts if start))[: _MOST_PLACES - 1], 0]


def _holds(text: str, constraints: Sequence[Constraint]) -> bool:
    """Whether the text has, for each distinct rendering set, as many renderings as constraints ask for."""
    english = English(text)
    wanted: dict[tuple[str, ...], int] = {}
    for constraint in constraints:
        wanted[constraint.english] = wanted.get(constraint.english, 0) + 1
    return all(_count(english, renderings) >= count for renderings, count in wanted.items())


def _count(english: English, renderings: Sequence[str]) -> int:
    count, reach = 0, -1
    for start, end in sorted(span for rendering in renderings for span in english.find(rendering)):
        count += start >= reach
        reach = max(reach, end)
    return count
