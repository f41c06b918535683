"""Alignment gaps: words of the Chinese that the package did not look at while it wrote the English."""

from __future__ import annotations

from collections.abc import Iterable

from reader.checks.contract import Context
from reader.checks.coverage import evidence
from reader.checks.omission.check import places as left_out
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.named import names

_MINOR, _MAJOR = 1.5, 3.0
"""Evidence that the words of one gap are nowhere in the English (natural logarithm of a likelihood ratio); one word of
which the table knows the renderings well gives 1.7 to 2.1."""
_RENDERED = -0.5
_SHOWN = 30


class AlignmentGaps:
    """Reports the stretches that no English word attends to and no English word can stand for (``context.signals``)."""

    name = "alignment-gaps"
    version = "1"
    label = "Not attended to"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding for all gaps: major when one of two words or more has nothing in the English at all. Nothing for
        a person's version of a text whose gaps the package measured on its own."""
        signals = context.signals
        if signals is None or not signals.gaps or (signals.own and context.text != translation.text):
            return []
        source = segment.text
        weighed = [(span, *_weight(source, context.text, span)) for span in signals.gaps]
        doubtful = [(span, weight, solid) for span, weight, solid in weighed if weight >= _MINOR]
        if not doubtful:
            return []
        omitted = left_out(source, context)
        doubtful = [one for one in doubtful if not any(_overlaps(one[0], span) for span in omitted)]
        if not doubtful:
            return []
        certain = any(solid and weight >= _MAJOR for _, weight, solid in doubtful)
        span, weight, _ = max(doubtful, key=lambda one: one[1])
        shown = source[slice(*span)]
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        more = f" (and {len(doubtful) - 1} more)" if len(doubtful) > 1 else ""
        left = "none of its words is found in the English. It was probably left out"
        how = left if certain else "the English has no clear counterpart for it. It may have been left out"
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Omission",
                severity=Severity.MAJOR if certain else Severity.MINOR,
                explanation=f"No word of the English was written with a view to “{shown}”{more}, and {how}.",
                source_spans=tuple(sorted(one[0] for one in doubtful)),
                evidence={"weight": f"{weight:.1f}", "gaps": str(len(doubtful))},
            )
        ]


def _weight(source: str, target: str, span: Span) -> tuple[float, bool]:
    """The evidence that the words inside *span* are not in the English, and whether it is two words or more, none of
    them rendered. Names are left to the check that knows how they are spelled."""
    named = _named(source)
    inside = [
        word.weight
        for word in evidence(source, target)
        if span[0] <= word.start
        and word.end <= span[1]
        and not any(_overlaps((word.start, word.end), n) for n in named)
    ]
    missing = [weight for weight in inside if weight > 0]
    return sum(inside), sum(weight >= 0.5 for weight in missing) > 1 and min(inside) > _RENDERED


def _named(source: str) -> Iterable[Span]:
    here = names(source)
    return [*((hit.start, hit.end) for hit in here.hits), *((one.start, one.end) for one in here.people)]


def _overlaps(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]
