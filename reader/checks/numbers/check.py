"""Numbers: does the English carry every figure of the Chinese, with its value, unit and limit?"""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.figures_divided import divide
from reader.checks.numbers.codes import compare_codes
from reader.checks.numbers.matching import Discrepancy, Trouble, compare
from reader.checks.numbers.words import explanation
from reader.checks.scripts import has_content
from reader.model import Finding, Segment, Severity, Translation
from reader.text.figure_words import value_text
from reader.text.numerals import Kind, Quantity

_SEVERITY = {
    Trouble.MAGNITUDE: Severity.CRITICAL,
    Trouble.CHANGED: Severity.MAJOR,
    Trouble.MISSING: Severity.MAJOR,
    Trouble.ADDED: Severity.MAJOR,
    Trouble.FEWER: Severity.MINOR,
    Trouble.COMPLETED: Severity.MINOR,
    Trouble.PERCENT: Severity.MAJOR,
    Trouble.CURRENCY: Severity.MAJOR,
    Trouble.UNIT: Severity.MAJOR,
    Trouble.BOUND_REVERSED: Severity.MAJOR,
    Trouble.BOUND_LOST: Severity.MINOR,
}
_SHOWN = 30
"""Findings for one sentence; beyond that their number says enough."""
_CATEGORY = {
    Trouble.MISSING: "Accuracy/Omission",
    Trouble.FEWER: "Accuracy/Omission",
    Trouble.ADDED: "Accuracy/Addition",
    Trouble.COMPLETED: "Accuracy/Addition",
}
_LABEL = {
    Kind.PHONE: "Phone number",
    Kind.IDENTIFIER: "Code",
    Kind.DATE_PART: "Date",
    Kind.TIME: "Time",
    Kind.MONEY: "Amount",
    Kind.PERCENT: "Percentage",
}


class Numbers:
    """Compares the figures of both sides by value; see docs/checks.md for what it cannot see."""

    name = "numbers"
    version = "2"
    label = "Number"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding per figure that differs; nothing for an English without words, which has its own check."""
        both = divide(segment.text, context.text)
        source, target = both.source, both.target
        if not (source or target) or not has_content(context.text):
            return []
        discrepancies: list[Discrepancy] = []
        if any(q.value is None for q in source):
            discrepancies, answered = compare_codes(source, target, context.text)
            target = [q for q in target if not any(a <= q.start < b or q.start <= a < q.end for a, b in answered)]
        discrepancies += compare(source, target, dated=both.dated)
        groups = _same(discrepancies)
        findings = [self._finding(group, segment.text, context.text) for group in groups[:_SHOWN]]
        if len(groups) > _SHOWN:
            findings.append(self._more(len(groups) - _SHOWN))
        return findings

    def _more(self, count: int) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Accuracy/Mistranslation",
            severity=Severity.MAJOR,
            explanation=f"{count} more figures differ between the Chinese and the English.",
            evidence={"trouble": "more", "count": str(count)},
        )

    def _finding(self, group: list[Discrepancy], source: str, target: str) -> Finding:
        d = group[0]
        shown = d.source or d.target
        assert shown is not None
        severity = _SEVERITY[d.trouble]
        if (
            d.trouble is Trouble.MISSING
            and d.source
            and d.source.kind is Kind.IDENTIFIER
            and not d.source.digits.isdigit()
        ):
            severity = Severity.MINOR  # COVID-19 is fairly rendered as "the virus"
        if _is_list_number(d, source, target):
            severity = Severity.MINOR
        return Finding(
            check=self.name,
            check_version=self.version,
            label=_LABEL.get(shown.kind, self.label),
            category=_CATEGORY.get(d.trouble, "Accuracy/Mistranslation"),
            severity=severity,
            explanation=explanation(d, source, target),
            source_spans=tuple((one.source.start, one.source.end) for one in group if one.source),
            target_spans=tuple((one.target.start, one.target.end) for one in group if one.target),
            evidence=_evidence(d),
        )


def _is_list_number(d: Discrepancy, source: str, target: str) -> bool:
    """五、 as "E." or left out: the number of a list item opens the text."""
    if d.trouble is Trouble.MISSING and d.source:
        return d.source.kind is Kind.SECTION and d.source.unit == "item" and d.source.start <= 1
    if d.trouble is Trouble.ADDED and d.target:
        return d.target.start <= 1 and target[d.target.end : d.target.end + 1] in {".", ")", ":"}
    return False


def _same(discrepancies: list[Discrepancy]) -> list[list[Discrepancy]]:
    """Differences that say the same thing, together: a figure added four times is one Finding with four spans."""
    groups: dict[tuple[object, ...], list[Discrepancy]] = {}
    for d in discrepancies:
        key = (d.trouble, *(q and (q.value, q.digits, q.kind, q.unit) for q in (d.source, d.target)))
        groups.setdefault(key, []).append(d)
    return list(groups.values())


def _evidence(d: Discrepancy) -> dict[str, str]:
    evidence = {"trouble": d.trouble.value}
    for side, q in (("source", d.source), ("target", d.target)):
        if isinstance(q, Quantity):
            evidence[f"{side}_value"] = value_text(q)
    return evidence
