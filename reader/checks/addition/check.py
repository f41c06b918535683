"""Addition: a part of the English behind which nothing in the Chinese stands.

The mirror of *omission*: stretches of English words without support (:mod:`reader.checks.addition.surplus`), and an
English as long as a translation with that stretch put in. Where a package was asked how probable that part of the
English is for this Chinese (:mod:`reader.checks.contrasts`), :mod:`reader.checks.addition.contrast` weighs its answer
with that.
"""

from __future__ import annotations

from reader.checks.addition import contrast as addition_contrast
from reader.checks.addition.surplus import surplus
from reader.checks.asked import CONTRADICTED, Bounds, Weighed, verdict
from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.looping import repetitions
from reader.checks.scripts import count_han
from reader.model import Finding, Segment, Severity, Translation

_RULES = Bounds(major=6.3, minor=4.5)  # evidence


class Addition:
    """Reports the stretch of English that most probably is not in the Chinese."""

    name = "addition"
    version = "4"
    label = "Addition"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding: major when the evidence is strong, minor when it is worth a look."""
        if not count_han(segment.text) or is_copied(segment.text, context.text):
            return []
        stretch = surplus(segment.text, context.text, context, least=_RULES.minor)
        found = Weighed((stretch.start, stretch.end), stretch.score, stretch.length) if stretch else None
        added = addition_contrast.added(segment.text, context)
        asked = Weighed(added.contrast.span, added.log_odds, added.length) if added else None
        doubt = verdict(asked, found, package=addition_contrast.BOUNDS, rules=_RULES)
        if doubt is None:
            return []
        (start, end), odds, length = doubt.place
        if repetitions(segment.text, context.text):
            return []  # a loop is reported once, by the check that names it
        shown = context.text[start:end]
        shown = shown if len(shown) <= 80 else shown[:80] + "…"
        how = "is probably not in" if doubt.major else "may not be in"
        longer = " The English is also long for this Chinese." if length > 1 else ""
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=Severity.MAJOR if doubt.major else Severity.MINOR,
                explanation=f"A part of the English, “{shown}”, {how} the Chinese: hardly any of its words has a "
                f"counterpart there.{longer}{CONTRADICTED if doubt.contradicted else ''}",
                target_spans=((start, end),),
                evidence={"evidence": f"{odds:.1f}", "from_length": f"{length:.1f}"},
            )
        ]
