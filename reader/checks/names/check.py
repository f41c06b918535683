"""Names: does the English give every place, person, organisation and law of the Chinese by its right name?"""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.names.matching import compare
from reader.checks.names.trouble import Lost, Trouble
from reader.checks.names.words import explanation
from reader.checks.scripts import has_content
from reader.model import Finding, Segment, Severity, Translation
from reader.text.english_names import read
from reader.text.named import names

_SHOWN = 30
"""Findings for one sentence; beyond that the rest adds nothing."""
_CATEGORY = {
    Trouble.MISSING: "Accuracy/Omission",
    Trouble.FUNCTION: "Accuracy/Omission",
    Trouble.TITLE: "Accuracy/Omission",
    Trouble.ADDED: "Accuracy/Addition",
}
_LABEL = {
    "person": "Person",
    "body": "Organisation",
    "organisation": "Organisation",
    "title": "Law or title",
    "name": "Name",
}


class Names:
    """Compares the names of both sides; see docs/checks.md for what it cannot see."""

    name = "names"
    version = "5"
    label = "Name"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding per name that is lost, misspelt or replaced; nothing for an English without words."""
        if not has_content(context.text):
            return []
        lost = compare(names(segment.text), segment.text, read(context.text))
        return [self._finding(one) for one in lost[:_SHOWN]]

    def _finding(self, lost: Lost) -> Finding:
        evidence = {"trouble": lost.trouble.value, "chinese": lost.chinese}
        if lost.english:
            evidence["canonical"] = lost.english
        if lost.other:
            evidence["english"] = lost.other
        return Finding(
            check=self.name,
            check_version=self.version,
            label=_LABEL.get(lost.kind, "Place"),
            category=_CATEGORY.get(lost.trouble, "Accuracy/Mistranslation"),
            severity=Severity.MAJOR if lost.sure else Severity.MINOR,
            explanation=explanation(lost),
            source_spans=lost.spans,
            target_spans=(lost.target,) if lost.target else (),
            evidence=evidence,
        )
