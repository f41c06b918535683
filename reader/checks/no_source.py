"""No source: English that translates nothing, because the Chinese side is empty."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.scripts import has_content
from reader.model import Finding, Segment, Severity, Translation


class NoSource:
    """Reports English beside a source without a single letter or digit."""

    name = "no-source"
    version = "1"
    label = "No Chinese"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One critical Finding over the whole English, or nothing. A case never has such a pair; a file may."""
        if has_content(segment.text) or not has_content(context.text):
            return []
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=Severity.CRITICAL,
                explanation="There is English here and no Chinese that it could translate.",
                target_spans=((0, len(context.text)),),
                evidence={"english_characters": str(len(context.text))},
            )
        ]
