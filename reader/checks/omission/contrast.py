"""What a package says of an omission: does the English fit better when a clause of the Chinese is gone?

For each clause (or part of one) that was tried, the gain is weighed with what the rules know of the same span, by a
logistic regression fitted with ``python -m benchmarks.checks.contrasts`` on human references and the same with one
clause taken out, the bundled package asked. The English always fits a little better to its own clauses alone when
the package is weak, so the fit of the whole pair is weighed too.
"""

from __future__ import annotations

import math
from operator import mul
from typing import NamedTuple

from reader.checks.asked import Bounds
from reader.checks.contract import Context
from reader.checks.coverage import evidence, second_look
from reader.checks.lengths import surprise, unit_sums
from reader.checks.omission.competition import left_for
from reader.checks.signals import Change, Contrast
from reader.checks.support import support

BOUNDS = Bounds(major=-1.0, minor=-2.4)
"""Log-odds."""
FACTORS = (0.375, 0.14, 0.206, 2.608, 0.586, 0.154, -0.031, -4.624, 0.363, -0.867, -0.31, 0.144, -2.291)
CONSTANT = 2.19
_ELSEWHERE = -6.0  # log-odds by the rules of a span that they do not suspect
_SOURCE_CHANGES = (Change.CLAUSE, Change.PART)


class Left(NamedTuple):
    """The span most probably left out, its log-odds, the evidence from its words and that from lengths."""

    contrast: Contrast
    log_odds: float
    words: float
    length: float


class Suspected(NamedTuple):
    """What the rules suspect: a span and its log-odds."""

    start: int
    end: int
    log_odds: float


def left_out(source: str, context: Context, suspected: Suspected | None) -> Left | None:
    """The likeliest omission among the spans that a package was asked about; ``None`` when it was not asked."""
    rows = features(source, context, suspected)
    scored = [Left(asked, CONSTANT + sum(map(mul, FACTORS, row)), row[0], row[1]) for asked, row in rows]
    return max(scored, key=lambda left: left.log_odds, default=None)


def features(source: str, context: Context, suspected: Suspected | None) -> list[tuple[Contrast, tuple[float, ...]]]:
    """What the regression weighs, for each span asked about, in the order of :data:`FACTORS`:

    evidence that its words are missing, each English word used once (-8..8); evidence from lengths; gain (-10..8);
    gain per token (-0.6..0.6); log-probability per token of the pair; unexplained English words; those that the span
    could explain; their share of the English; logarithms of the units of the span and of the Chinese; how unusual the
    length of the English is; log-odds by the rules; whether the span is only a part of a clause.
    """
    signals, target = context.signals, context.text
    asked = [one for one in signals.contrasts if one.change in _SOURCE_CHANGES] if signals else []
    if signals is None or not asked or not signals.tokens or signals.score is None:
        return []
    words = second_look(evidence(source, target), source, target)
    english = support(source, target)
    unexplained = sum(word.weight > 0 for word in english)
    sums = unit_sums(source)
    size = sums[-1]
    whole = surprise(size, len(target), context.norms)
    missing = left_for([one.span for one in asked], source, target)
    rows: list[tuple[Contrast, tuple[float, ...]]] = []
    for one, evidence_of_words in zip(asked, missing, strict=True):
        start, end = one.span
        inside = [word for word in words if start <= word.start < end]
        units = sums[end] - sums[start]
        without = surprise(max(size - units, 0.15 * size), len(target), context.norms)
        overlaps = suspected is not None and suspected.start < end and start < suspected.end
        rows.append((one, (
            _within(evidence_of_words, -8.0, 8.0),
            (whole * whole - without * without) / 2,
            _within(one.gain, -10.0, 8.0),
            _within(one.gain / signals.tokens, -0.6, 0.6),
            signals.score,
            float(unexplained),
            float(min(unexplained, sum(word.weight > 0 for word in inside))),
            unexplained / (len(english) + 3),
            math.log(max(units, 0.5)),
            math.log(max(size, 0.5)),
            whole,
            suspected.log_odds if suspected and overlaps else _ELSEWHERE,
            float(one.change is Change.PART),
        )))  # fmt: skip
    return rows


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
