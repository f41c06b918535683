"""Omission: a part of the Chinese for which nothing in the English can stand.

Each clause, each item within one and the least rendered run of its words is weighed by itself
(:mod:`reader.checks.omission.weighing`): whether its words are rendered, by a table and by nearness of meaning, each
English word rendering one part only; whether its figures and names are there; whether the English has the length of a
translation without it. Where a package was asked how well the English fits to the Chinese without the part, its answer
is weighed too. A sentence that no mark divides is also searched for a stretch that nothing renders
(:mod:`reader.checks.omission.undivided`).
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from reader.checks.asked import CONTRADICTED, Verdict, Weighed, times, verdict
from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.lengths import surprise, units
from reader.checks.omission import undivided
from reader.checks.omission.spans import parts
from reader.checks.omission.weighing import ASKED, RULES, Left, by_package, by_rules
from reader.checks.scripts import has_content
from reader.model import Finding, Segment, Severity, Span, Translation

_CLEAR_GAIN = 1.0
_SHORT = -1.0  # standard deviations from the usual length
_SHOWN = 30


class Omission:
    """Reports the part of the Chinese that the English most probably leaves out."""

    name = "omission"
    version = "4"
    label = "Omission"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding: major when the evidence is strong, minor when it is worth a look."""
        if not has_content(context.text) or is_copied(segment.text, context.text):
            return []
        found = suspicion(segment.text, context)
        if found is None:
            return []
        doubt, asked, spans = found
        reason, remark = "hardly any of its words is found there", CONTRADICTED if doubt.contradicted else ""
        if asked and not doubt.contradicted:
            remark = _remark(asked)
            if asked.words <= 0:
                reason = "what might stand for its words belongs to other parts of the Chinese"
        strongest = doubt.place.span[0]
        start, end = next(span for span in spans if span[0] <= strongest < span[1])
        left_out = segment.text[start:end]
        shown = left_out if len(left_out) <= _SHOWN else left_out[:_SHOWN] + "…"
        more = f" (and {len(spans) - 1} more)" if len(spans) > 1 else ""
        how = "is probably missing from" if doubt.major else "may be missing from"
        length = doubt.place.length
        shorter = " The English is also short for this Chinese." if length < _SHORT else ""
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Omission",
                severity=Severity.MAJOR if doubt.major else Severity.MINOR,
                explanation=f"A part of the Chinese, “{shown}”{more}, {how} the English: {reason}.{shorter}{remark}",
                source_spans=spans,
                evidence={"log_odds": f"{doubt.place.score:.1f}", "length": f"{length:.1f}"},
            )
        ]


class Suspicion(NamedTuple):
    """The doubt to report, what a package that was asked says of the part it finds most doubtful, and every place that
    is as doubtful, in order. The ``length`` of the doubt's place says how unusual that of the English is, in standard
    deviations."""

    doubt: Verdict
    asked: Left | None
    spans: tuple[Span, ...]


def suspicion(source: str, context: Context) -> Suspicion | None:
    """What of *source* the English may leave out, if anything."""
    return _among_parts(source, context) or (_undivided(source, context) if not parts(source).every else None)


def _undivided(source: str, context: Context) -> Suspicion | None:
    found = undivided.gap(source, context)
    if found is None:
        return None
    span = found.stretch.start, found.stretch.end
    whole = surprise(units(source), len(context.text), context.norms)
    doubt = Verdict(Weighed(span, found.log_odds, whole), found.log_odds >= undivided.BOUNDS.major, False)
    return Suspicion(doubt, None, (span,))


def _among_parts(source: str, context: Context) -> Suspicion | None:
    asked = context.signals is not None and bool(context.signals.contrasts)
    known = by_rules(source, context, thorough=asked)
    if not known:
        return None
    whole = surprise(units(source), len(context.text), context.norms)
    strongest = max(known, key=attrgetter("log_odds"))
    answered = by_package(context, known)
    left = max(answered, key=attrgetter("log_odds"), default=None)
    doubt = verdict(
        Weighed(left.span, left.log_odds, whole) if left else None,
        Weighed(strongest.span, strongest.log_odds, whole),
        package=ASKED.bounds,
        rules=RULES.bounds,
    )
    if doubt is None:
        return None
    judged, bounds = (answered, ASKED.bounds) if left and not doubt.contradicted else (known, RULES.bounds)
    least = bounds.major if doubt.major or doubt.contradicted else bounds.minor
    return Suspicion(doubt, left, _joined(part.span for part in judged if part.log_odds >= least))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """*spans* in order, those that touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def places(source: str, context: Context) -> tuple[Span, ...]:
    """Where *omission* reports parts of *source*."""
    found = suspicion(source, context)
    return found.spans if found else ()


def _remark(asked: Left) -> str:
    if asked.gain <= _CLEAR_GAIN:
        return ""
    return f" Without it the translation package that was asked finds the English {times(asked.gain)}."
