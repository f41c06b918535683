"""Mixed scripts: letters that do not belong in English, and invisible characters that were not in the Chinese."""

from __future__ import annotations

import re

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.model import Finding, Segment, Severity, Span, Translation

_FOREIGN = {
    "Cyrillic": re.compile("[\u0400-\u052f]+"),
    "Greek": re.compile("[\u0370-\u03ff]{2,}"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]+"),
    "Hebrew": re.compile("[\u0590-\u05ff]+"),
    "Thai": re.compile("[\u0e00-\u0e7f]+"),
    "Japanese kana": re.compile("[\u3041-\u30fa\u30fd-\u30ff]+"),
    "Korean": re.compile("[\uac00-\ud7af\u1100-\u11ff]+"),
    "Devanagari": re.compile("[\u0900-\u097f]+"),
}
_ANY = re.compile(
    "[\u0370-\u052f\u0590-\u06ff\u0750-\u077f\u0900-\u097f\u0e00-\u0e7f\u1100-\u11ff\u3041-\u30ff"
    "\uac00-\ud7af\ue000-\uf8ff\ufffd⁇]"
)
"""A character that one of the patterns can begin with; curly quotation marks and dashes are none."""
_INSIDE_WORD = re.compile("(?:[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z])")
_BROKEN = re.compile("\ufffd|⁇|[\ue000-\uf8ff]")


class MixedScripts:
    """Reports runs of another script, look-alike letters inside a word, and replacement characters."""

    name = "mixed-scripts"
    version = "1"
    label = "Foreign script"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding for each kind; what the source itself has is left alone."""
        source, target = segment.text, context.text
        if target.isascii() or _ANY.search(target) is None or is_copied(source, target):
            return []
        findings = []
        for script, pattern in _FOREIGN.items():
            spans = [m.span() for m in pattern.finditer(target) if m.group() not in source]
            if spans:
                shown = target[slice(*spans[0])][:20]
                inside = any(_INSIDE_WORD.search(target[max(0, a - 1) : b + 1]) for a, b in spans)
                how = "inside an English word" if inside else "that the Chinese does not have"
                words = f"The English holds {script} letters (“{shown}”) {how}."
                findings.append(self._finding(words, Severity.MAJOR, spans))
        broken = [m.span() for m in _BROKEN.finditer(target)]
        if broken and not _BROKEN.search(source):
            words = (
                "The English holds characters the engine could not write; a name or sign of the Chinese is lost there."
            )
            findings.append(self._finding(words, Severity.MAJOR, broken))
        return findings

    def _finding(self, words: str, severity: Severity, spans: list[Span]) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Accuracy/Untranslated",
            severity=severity,
            explanation=words,
            target_spans=tuple(spans),
        )
