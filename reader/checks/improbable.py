"""Improbable: words that a translation package would hardly have chosen for this Chinese."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.model import Finding, Segment, Severity, Translation

_SHOWN = 60


class Improbable:
    """Reports the runs of words to which forced decoding gave the least probability (``context.signals``)."""

    name = "improbable"
    version = "1"
    label = "Unlikely wording"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One minor Finding with a span for each run; nothing where no package was asked or it made the English."""
        signals = context.signals
        if signals is None or signals.own or not signals.doubts:
            return []
        worst = signals.doubts[0]
        words = context.text[worst.target[0] : worst.target[1]]
        shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Mistranslation",
                severity=Severity.MINOR,
                explanation=f"The translation package finds “{shown}” very unlikely for this Chinese. It may be a free "
                "rendering, an error, or beyond what the package knows.",
                source_spans=tuple(sorted({span for doubt in signals.doubts for span in doubt.sources})),
                target_spans=tuple(sorted(doubt.target for doubt in signals.doubts)),
                evidence={"log_probability": f"{worst.mean:.2f}"},
            )
        ]
