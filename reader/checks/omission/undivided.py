"""What may be missing from a sentence that no mark divides (a headline, a budget line): the stretch nothing renders.

Such sentences have no clause to be left out, and whole parts of them rarely are; what a weak package drops are words in
a row. Evidence that none of them is rendered (:mod:`reader.checks.coverage`) is added up with what the lengths say;
English words that nothing in the Chinese explains speak against it: they may be a free rendering of that very stretch.
The sum is a logistic regression, fitted by ``python -m benchmarks.checks.coverage`` on human references and the same
with a clause taken out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from reader.checks.asked import Bounds
from reader.checks.contract import Context
from reader.checks.coverage import Evidence, evidence, second_look
from reader.checks.lengths import surprise, unit_sums
from reader.checks.stretches import Stretch, strongest
from reader.checks.support import Word, support

BOUNDS = Bounds(major=2.7, minor=-0.7)
"""Log-odds. Few are major: a human reference that says a headline in other words looks the same."""
_LEAST = 1.0  # evidence from which a stretch is weighed at all
# Log-odds for each unit of: the evidence of the stretch; its part that comes from lengths; unexplained English words;
# those of them that the stretch could explain; their share of the English; missing words in the stretch, and in all.
_FACTORS = (0.56, 0.42, -0.13, -0.26, -2.37, -0.05, 0.13)
_CONSTANT = -1.7
_LEAST_UNITS = 4.0  # what is shorter than four characters is hardly a statement
_LEAST_WORDS = 4
_MARK = re.compile("[，。；：！？、,;:!?\n]")


class Gap(NamedTuple):
    """A stretch of the source and the log-odds that it was left out."""

    stretch: Stretch
    log_odds: float


def gap(source: str, context: Context, *, least_odds: float = BOUNDS.minor) -> Gap | None:
    """The stretch of *source* most probably left out, if its log-odds reach *least_odds*."""
    target = context.text
    words = evidence(source, target)
    if len(words) < _LEAST_WORDS:
        return None
    sums = unit_sums(source)
    size = sums[-1]
    whole = surprise(size, len(target), context.norms)
    most_length = whole * whole / 2

    def length(start: int, end: int) -> float | None:
        left_out = sums[end] - sums[start]
        if left_out < _LEAST_UNITS:
            return None
        without = surprise(max(size - left_out, 0.15 * size), len(target), context.norms)
        return (whole * whole - without * without) / 2

    found = strongest(words, source, _MARK, length, _LEAST, most_length)
    if found is None:
        return None
    english = support(source, target)
    if _log_odds(found, words, english) < least_odds:
        return None
    looked = second_look(words, source, target)  # costly, and only ever lowers the odds
    found = strongest(looked, source, _MARK, length, _LEAST, most_length)
    odds = _log_odds(found, looked, english) if found else -math.inf
    return Gap(found, odds) if found and odds >= least_odds else None


def features(found: Stretch, words: Sequence[Evidence], english: Sequence[Word]) -> tuple[float, ...]:
    """What the regression weighs, in the order of its factors."""
    missing = [word for word in words if word.weight > 0]
    inside = sum(found.start <= word.start < found.end for word in missing)
    unexplained = sum(word.weight > 0 for word in english)
    share = unexplained / (len(english) + 3)
    return found.score, found.length, unexplained, min(unexplained, inside), share, inside, len(missing)


def _log_odds(found: Stretch, words: Sequence[Evidence], english: Sequence[Word]) -> float:
    return _CONSTANT + sum(map(mul, _FACTORS, features(found, words, english)))
