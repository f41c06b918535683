"""Omission: a part of the Chinese for which nothing in the English can stand.

Two kinds of evidence are added up for each stretch of Chinese words: that none of them is rendered
(:mod:`reader.checks.coverage`), and that the English has about the length of a translation without that stretch
(:mod:`reader.checks.lengths`). A stretch bounded by punctuation is likelier left out than one that begins in the middle
of a clause. English words that nothing in the Chinese explains speak against it: they may be a free rendering of that
very stretch. The sum is a logistic regression, fitted by ``python -m benchmarks.checks.coverage`` on human references
and the same with a clause taken out; the thresholds are set by the share of references flagged, see docs/checks.md.
Where a package was asked how well the English fits to the Chinese without one clause (:mod:`reader.checks.contrasts`),
:mod:`reader.checks.omission.contrast` weighs its answer with that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from reader.checks.asked import CONTRADICTED, Bounds, Weighed, times, verdict
from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.coverage import Evidence, evidence, second_look
from reader.checks.lengths import surprise, unit_sums
from reader.checks.omission import contrast as omission_contrast
from reader.checks.omission.contrast import Left, Suspected
from reader.checks.scripts import has_content
from reader.checks.stretches import Stretch, strongest
from reader.checks.support import Word, support
from reader.model import Finding, Segment, Severity, Translation

_RULES = Bounds(major=0.7, minor=-0.7)  # log-odds
SUSPECTED = -3.0
"""Log-odds from which a stretch is worth asking a package about."""
_CLEAR_GAIN = 1.0
_LEAST = 1.0  # evidence from which a stretch is weighed at all
# Log-odds for each unit of: the evidence of the stretch; its part that comes from lengths; unexplained English words;
# those of them that the stretch could explain; their share of the English; missing words in the stretch, and in all.
_FACTORS = (0.56, 0.42, -0.13, -0.26, -2.37, -0.05, 0.13)
_CONSTANT = -1.7
_LEAST_UNITS = 4.0  # what is shorter than four characters is no clause
_LEAST_WORDS = 4
_MARK = re.compile("[，。；：！？、,;:!?\n]")


class Gap(NamedTuple):
    """A stretch of the source and the log-odds that it was left out."""

    stretch: Stretch
    log_odds: float


def gap(source: str, target: str, context: Context, *, least_odds: float = _RULES.minor) -> Gap | None:
    """The stretch of *source* most probably left out, if its log-odds reach *least_odds*."""
    words = evidence(source, target)
    if len(words) < _LEAST_WORDS:
        return None
    sums = unit_sums(source)
    size = sums[-1]
    whole = surprise(size, len(target), context.norms)

    def length(start: int, end: int) -> float | None:
        left_out = sums[end] - sums[start]
        if left_out < _LEAST_UNITS:
            return None
        without = surprise(max(size - left_out, 0.15 * size), len(target), context.norms)
        return (whole * whole - without * without) / 2

    found = strongest(words, source, _MARK, length, _LEAST)
    if found is None:
        return None
    english = support(source, target)
    if _log_odds(found, words, english) < least_odds:
        return None
    looked = second_look(words, source, target)  # costly, and only ever lowers the odds
    found = strongest(looked, source, _MARK, length, _LEAST)
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


class Omission:
    """Reports the stretch of Chinese that the English most probably leaves out."""

    name = "omission"
    version = "2"
    label = "Omission"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding: major when the evidence is strong, minor when it is worth a look."""
        if not has_content(context.text) or is_copied(segment.text, context.text):
            return []
        asked_about = context.signals is not None and bool(context.signals.contrasts)
        found = gap(segment.text, context.text, context, least_odds=SUSPECTED if asked_about else _RULES.minor)
        suspected = Suspected(found.stretch.start, found.stretch.end, found.log_odds) if found else None
        left = omission_contrast.left_out(segment.text, context, suspected)
        doubt = verdict(
            Weighed(left.contrast.span, left.log_odds, left.length) if left else None,
            Weighed((found.stretch.start, found.stretch.end), found.log_odds, found.stretch.length) if found else None,
            package=omission_contrast.BOUNDS,
            rules=_RULES,
        )
        if doubt is None:
            return []
        (start, end), odds, length = doubt.place
        reason, remark = "hardly any of its words is found there", CONTRADICTED if doubt.contradicted else ""
        if left and not doubt.contradicted:
            remark = _remark(left)
            if left.words <= 0:
                reason = "what might stand for its words belongs to other parts of the Chinese"
        left_out = segment.text[start:end]
        shown = left_out if len(left_out) <= 30 else left_out[:30] + "…"
        how = "is probably missing from" if doubt.major else "may be missing from"
        shorter = " The English is also short for this Chinese." if length > 1 else ""
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Omission",
                severity=Severity.MAJOR if doubt.major else Severity.MINOR,
                explanation=f"A part of the Chinese, “{shown}”, {how} the English: {reason}.{shorter}{remark}",
                source_spans=((start, end),),
                evidence={"log_odds": f"{odds:.1f}", "from_length": f"{length:.1f}"},
            )
        ]


def _remark(asked: Left) -> str:
    if asked.contrast.gain <= _CLEAR_GAIN:
        return ""
    return f" Without it the translation package that was asked finds the English {times(asked.contrast.gain)}."
