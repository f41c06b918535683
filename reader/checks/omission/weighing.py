"""How probable it is that a part of the Chinese was left out: everything known of the part, weighed.

Two logistic regressions, fitted by ``python -m benchmarks.checks.contrasts`` on human references and the same with one
clause taken out: one for what the rules know, one for that and the answer of a package that was asked how well the
English fits to the Chinese without the part (:mod:`reader.checks.contrasts`). Pairs that another check flags took no
part: they are found without this one. The thresholds are set by the share of references flagged, see docs/checks.md.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import accumulate
from operator import mul
from typing import NamedTuple

from reader.checks.asked import Bounds
from reader.checks.contract import Context
from reader.checks.lengths import surprise, unit_sums, units
from reader.checks.omission.competition import left_for, one_by_one
from reader.checks.omission.exact import exact, tally
from reader.checks.omission.nearness import nearness
from reader.checks.omission.spans import parts, runs
from reader.checks.signals import Change, Contrast
from reader.model import Span


class Weights(NamedTuple):
    """``constant`` + ``factors`` · features are log-odds; ``bounds`` those from which they are reported."""

    factors: tuple[float, ...]
    constant: float
    bounds: Bounds


RULES = Weights(
    (0.57, 0.188, -0.027, -1.084, -1.239, -1.085, -4.169, -1.18, 7.677, -1.988, 2.934, -1.531, 0.541, -1.267, 1.132),
    1.64,
    Bounds(major=-0.1, minor=-1.5),
)
ASKED = Weights(
    (
        0.423, 0.181, -0.021, 0.133, -1.561, -0.689, -3.649, -0.75, 5.364, -0.996, 2.446, -0.836, 0.691, -1.403, 0.762,
        0.29, 0.641,
    ),
    3.503,
    Bounds(major=-0.69, minor=-2.0),
)  # fmt: skip
PROMISING = -2.5
"""Log-odds, before figures and names are looked at, from which they are: that is costly, and where a figure is missing
its own check speaks."""
# Whether a part is weighed at all, fitted on those that are reported: its evidence by the table, the logarithm of the
# units of the Chinese, how unusual the length of the English is, whether it lies within a clause; a constant.
_GLANCE = (0.68, 0.239, -1.13, -4.77, -1.24)
_MOST = 20  # parts weighed of one text
_INEXACT = 7  # features before the tallies of figures and names
_NONE_EXACT = (0.0,) * 8
_SOURCE_CHANGES = (Change.CLAUSE, Change.PART)


class Part(NamedTuple):
    """A part of the Chinese, what the rules know of it (:func:`features`), and their log-odds."""

    span: Span
    row: tuple[float, ...]
    log_odds: float


class Left(NamedTuple):
    """A part that was asked about: its log-odds with the package's answer, the gain without it and the evidence of its
    words by the table."""

    span: Span
    log_odds: float
    gain: float
    words: float


def by_rules(source: str, context: Context, *, thorough: bool = False) -> list[Part]:
    """The parts of *source*, weighed: every one if *thorough*, else those that a glance does not clear."""
    within = runs(source, context.text)
    spans = (*parts(source).every, *within)
    if not thorough:
        spans = _suspect(spans, within, source, context)
    rows = features(source, context, spans, within)
    weighed = []
    items = None
    for span, row in zip(spans, rows, strict=True):
        log_odds = _log_odds(RULES, row)
        if thorough or log_odds >= PROMISING:
            items = exact(source, context.text) if items is None else items
            row = row[:_INEXACT] + tally(items, span)
            log_odds = _log_odds(RULES, row)
        weighed.append(Part(span, row, log_odds))
    return weighed


def _suspect(spans: Sequence[Span], within: Container[Span], source: str, context: Context) -> tuple[Span, ...]:
    """Those of *spans* that little seems to render at a glance, by the words of the table alone: one in ten. Of the
    parts left out that the whole weighing would find one in a hundred is lost."""
    words = one_by_one(source, context.text)
    if not spans or not words:
        return ()
    starts, sums = [start for start, _ in words], [0.0, *accumulate(weight for _, weight in words)]
    size = units(source)
    evidence, long, unusual, inside, constant = _GLANCE
    bound = -constant - long * math.log(max(size, 0.5)) - unusual * surprise(size, len(context.text), context.norms)
    found = []
    for span in spans:
        said = sums[bisect_left(starts, span[1])] - sums[bisect_left(starts, span[0])]
        over = evidence * said + inside * (span in within) - bound
        if over >= 0:
            found.append((over, span))
    if len(found) > _MOST:
        found = sorted(found, reverse=True)[:_MOST]
    return tuple(span for _, span in found)


def by_package(context: Context, known: Iterable[Part]) -> list[Left]:
    """The parts among *known* that a package was asked about, weighed with its answer."""
    return [
        Left(part.span, _log_odds(ASKED, row), one.gain, part.row[0]) for part, one, row in answered(context, known)
    ]


def answered(context: Context, known: Iterable[Part]) -> list[tuple[Part, Contrast, tuple[float, ...]]]:
    """The parts among *known* that a package was asked about, its answers, and what the regression weighs then: what
    the rules know, the gain (-10..8) and the log-probability per token of the pair."""
    signals = context.signals
    if signals is None or not signals.tokens or signals.score is None:
        return []
    asked = {one.span: one for one in signals.contrasts if one.change in _SOURCE_CHANGES}
    return [
        (part, one, (*part.row, _within(one.gain, -10.0, 8.0), signals.score))
        for part in known
        if (one := asked.get(part.span))
    ]


def features(source: str, context: Context, spans: Sequence[Span], within: Container[Span]) -> list[tuple[float, ...]]:
    """What the regression weighs, for each of *spans*, in the order of the factors:

    evidence that its words are missing, by the table (-8..8) and by nearness; that all other words are; logarithms of
    the units of the span and of the Chinese; how unusual the length of the English is; whether the span is one of those
    *within* a clause; room for figures, dates, names and Latin words that the English has and lacks, two counts each
    (:mod:`reader.checks.omission.exact`).
    """
    if not spans:
        return []
    sums = unit_sums(source)
    size = sums[-1]
    whole = surprise(size, len(context.text), context.norms)
    missing = left_for(spans, source, context.text)
    near = nearness(spans, source, context.text)
    return [
        (
            _within(words, -8.0, 8.0),
            meaning.within,
            meaning.rest,
            math.log(max(sums[end] - sums[start], 0.5)),
            math.log(max(size, 0.5)),
            whole,
            float((start, end) in within),
            *_NONE_EXACT,
        )
        for (start, end), words, meaning in zip(spans, missing, near, strict=True)
    ]


def _log_odds(weights: Weights, row: Iterable[float]) -> float:
    return weights.constant + sum(map(mul, weights.factors, row))


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
