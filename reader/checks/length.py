"""Length: the English is far too short or too long for its Chinese."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.lengths import surprise, units
from reader.checks.scripts import count_han, has_content
from reader.model import Finding, Segment, Severity, Translation

_MAJOR, _MINOR = 3.6, 3.0  # standard deviations
_LEAST_UNITS = 4.0  # the rendering of one or two words may have any length
_LEAST_CHARACTERS = 60  # a short English is too long only when it is long


class Length:
    """Reports a length outside the band of this package (of human translations when the package was not measured)."""

    name = "length"
    version = "1"
    label = "Length"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding, with both lengths and what is usual."""
        source, target = segment.text, context.text.strip()
        size = units(source)
        if size < _LEAST_UNITS or not count_han(source) or not has_content(target) or is_copied(source, target):
            return []
        away = surprise(size, len(target), context.norms)
        if abs(away) < _MINOR or (away > 0 and len(target) < _LEAST_CHARACTERS):
            return []
        short = away < 0
        usual = "usual for this translation package" if context.norms else "usual in human translations"
        what = "short: a part of the Chinese may be missing" if short else "long: something may have been added"
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Omission" if short else "Accuracy/Addition",
                severity=Severity.MAJOR if abs(away) >= _MAJOR else Severity.MINOR,
                explanation=f"Compared with what is {usual}, {len(target)} characters of English for "
                f"{count_han(source)} Chinese characters are far too {what}.",
                evidence={
                    "deviations": f"{away:.1f}",
                    "source_units": f"{size:.0f}",
                    "target_characters": str(len(target)),
                },
            )
        ]
