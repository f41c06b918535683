"""Copied: the engine gave the Chinese back instead of English."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.scripts import bare, count_han
from reader.model import Finding, Segment, Severity, Translation


def is_copied(source: str, target: str) -> bool:
    """Whether *target* is *source* again, or Chinese for the most part.

    A source without Han (a number, a name in Latin letters) is rightly copied.
    """
    if target.isascii():  # nearly every translation
        return False
    han = count_han(target)
    if not han or not count_han(source):
        return False
    content = bare(target)
    return content == bare(source) or (han >= 4 and han * 2 > len(content))


class Copied:
    """Reports a translation that is the source text, or mostly Chinese."""

    name = "copied"
    version = "1"
    label = "Copied"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One critical Finding over both texts, or nothing."""
        if not is_copied(segment.text, context.text):
            return []
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Untranslated",
                severity=Severity.CRITICAL,
                explanation="The engine returned the Chinese instead of translating it.",
                source_spans=((0, len(segment.text)),),
                target_spans=((0, len(context.text)),),
                evidence={"chinese_characters_in_english": str(count_han(context.text))},
            )
        ]
