"""Addition: a part of the English behind which nothing in the Chinese stands.

The mirror of :mod:`reader.checks.omission`: stretches of English words without support (:mod:`reader.checks.support`),
and an English as long as a translation with that stretch put in.
"""

from __future__ import annotations

import re

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.lengths import surprise, units
from reader.checks.looping import repetitions
from reader.checks.scripts import count_han
from reader.checks.stretches import Stretch, strongest
from reader.checks.support import support
from reader.model import Finding, Segment, Severity, Translation

_MAJOR, _MINOR = 6.3, 4.5
_LEAST_CHARACTERS = 16  # of English: shorter additions are words, not statements
_LEAST_WORDS = 4
_MARK = re.compile(r"[,.;:!?()\"“”\n–—]")


def surplus(source: str, target: str, context: Context) -> Stretch | None:
    """The stretch of *target* with the strongest evidence, ``None`` when there is too little to speak of."""
    words = support(source, target)
    if len(words) < _LEAST_WORDS:
        return None
    size = units(source)
    whole = surprise(size, len(target), context.norms)

    def length(start: int, end: int) -> float | None:
        if end - start < _LEAST_CHARACTERS:
            return None
        without = surprise(size, len(target) - (end - start), context.norms)
        return (whole * whole - without * without) / 2

    return strongest(words, target, _MARK, length, _MINOR)


class Addition:
    """Reports the stretch of English that most probably is not in the Chinese."""

    name = "addition"
    version = "2"
    label = "Addition"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding: major when the evidence is strong, minor when it is worth a look."""
        if not count_han(segment.text) or is_copied(segment.text, context.text):
            return []
        found = surplus(segment.text, context.text, context)
        if found is None or repetitions(segment.text, context.text):
            return []  # a loop is reported once, by the check that names it
        shown = context.text[found.start : found.end]
        shown = shown if len(shown) <= 80 else shown[:80] + "…"
        certain = found.score >= _MAJOR
        how = "is probably not in" if certain else "may not be in"
        longer = " The English is also long for this Chinese." if found.length > 1 else ""
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=Severity.MAJOR if certain else Severity.MINOR,
                explanation=f"A part of the English, “{shown}”, {how} the Chinese: hardly any of its words has a "
                f"counterpart there.{longer}",
                target_spans=((found.start, found.end),),
                evidence={"evidence": f"{found.score:.1f}", "from_length": f"{found.length:.1f}"},
            )
        ]
