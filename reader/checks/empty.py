"""Empty: there is Chinese, and no English."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.scripts import has_content
from reader.model import Finding, Segment, Severity, Translation


class Empty:
    """Reports a translation without a single letter or digit."""

    name = "empty"
    version = "1"
    label = "Empty"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One critical Finding over the whole source, or nothing."""
        if has_content(context.text) or not has_content(segment.text):
            return []
        what = "is empty" if not context.text.strip() else "holds no word, only signs"
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Omission",
                severity=Severity.CRITICAL,
                explanation=f"The Chinese has text; the English {what}. Nothing of this sentence was translated.",
                source_spans=((0, len(segment.text)),),
                evidence={"source_characters": str(len(segment.text))},
            )
        ]
