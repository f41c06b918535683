"""What a package says of an addition: how probable is a part of the English for this Chinese?

The log-probability that the English loses with a part (its cost) is weighed with what the rules know of that part, by
a logistic regression fitted with ``python -m benchmarks.checks.contrasts`` on human references and the same with a
clause of another sentence put in, the bundled package asked.
"""

from __future__ import annotations

import math
import re
from operator import mul
from typing import NamedTuple

from reader.checks.addition.surplus import LEAST_CHARACTERS, LEAST_WORDS, shorter, surplus
from reader.checks.asked import Bounds
from reader.checks.contract import Context
from reader.checks.lengths import surprise, units
from reader.checks.signals import Change, Contrast
from reader.checks.support import support
from reader.model import Span

BOUNDS = Bounds(major=0.4, minor=-1.2)
"""Log-odds."""
FACTORS = (0.249, -0.359, 0.91, 0.206, 1.013, 2.464, 1.038)
CONSTANT = -8.972
SUSPECTED = 1.5
"""Evidence from which the stretch that the rules suspect is worth asking about."""
_MOST = 3
_LEAST_REST = 8
_CLAUSE = re.compile(r"[^,.;:!?()\"“”\n–—]+[,.;:!?()\"“”\n–—]*")


class Added(NamedTuple):
    """The part most probably added, its log-odds and the evidence from lengths."""

    contrast: Contrast
    log_odds: float
    length: float


class _Part(NamedTuple):
    """A part of the English: evidence from its words and from lengths, and that of the rules' suspicion it touches."""

    span: Span
    words: float
    n: int
    length: float
    suspicion: float


def doubtful_parts(source: str, target: str) -> list[Span]:
    """At most three parts of *target* worth asking about, the most doubtful first."""
    return [part.span for part in _parts(source, target, Context(target))]


def added(source: str, context: Context) -> Added | None:
    """The likeliest addition among the parts that a package was asked about; ``None`` when it was not asked."""
    scored = [Added(asked, CONSTANT + sum(map(mul, FACTORS, row)), row[2]) for asked, row in features(source, context)]
    return max(scored, key=lambda one: one.log_odds, default=None)


def features(source: str, context: Context) -> list[tuple[Contrast, tuple[float, ...]]]:
    """What the regression weighs, for each part asked about, in the order of :data:`FACTORS`:

    evidence from its words; their number; evidence from lengths; evidence of the stretch the rules suspect, if it
    touches the part; cost per token; logarithm of its tokens; log-probability per token of the whole pair.
    """
    signals = context.signals
    if signals is None or signals.score is None:
        return []
    asked = {one.span: one for one in signals.contrasts if one.change is Change.SHORTENED}
    rows: list[tuple[Contrast, tuple[float, ...]]] = []
    for part in _parts(source, context.text, context) if asked else ():
        if one := asked.get(part.span):
            tokens = max(1, signals.tokens - one.tokens)
            rows.append((one, (
                part.words, float(part.n), part.length, part.suspicion, one.gain / tokens, math.log(tokens),
                signals.score,
            )))  # fmt: skip
    return rows


def _parts(source: str, target: str, context: Context) -> list[_Part]:
    words = support(source, target)
    if len(words) < LEAST_WORDS:
        return []
    size = units(source)
    whole = surprise(size, len(target), context.norms)
    suspected = surplus(source, target, context, least=SUSPECTED)
    spans = [(suspected.start, suspected.end)] if suspected else []
    spans += [(m.start(), m.start() + len(m.group().rstrip())) for m in _CLAUSE.finditer(target)]
    parts = []
    for start, end in dict.fromkeys(spans):
        if end - start < LEAST_CHARACTERS or len(target) - (end - start) < _LEAST_REST:
            continue
        inside = [word.weight for word in words if start <= word.start < end]
        touched = suspected is not None and suspected.start < end and start < suspected.end
        if sum(inside) > 0 or (suspected is not None and (start, end) == (suspected.start, suspected.end)):
            length = shorter(whole, size, len(target) - (end - start), context)
            suspicion = suspected.score if suspected and touched else 0.0
            parts.append(_Part((start, end), sum(inside), len(inside), length, suspicion))
    return sorted(parts, key=lambda part: -part.words - part.length)[:_MOST]
