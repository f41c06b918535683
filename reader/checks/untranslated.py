"""Untranslated: Chinese characters left standing in the English."""

from __future__ import annotations

import re

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.scripts import HAN_RUN
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.scripts import HAN_CLASS

# A gloss: "Zhang Wei (张伟)" – Chinese alone in brackets after a word, put there on purpose.
_GLOSS = re.compile(rf"(?<=\w)[ \"'’”]*[(（\[【][ ]*[{HAN_CLASS}·•\s、，,：:]+[ ]*[)）\]】]")


class Untranslated:
    """Reports each run of Chinese in the English: glosses in brackets as minor, the rest as major."""

    name = "untranslated"
    version = "1"
    label = "Not translated"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding per severity, with a span for each run."""
        runs = [m.span() for m in HAN_RUN.finditer(context.text)]
        if not runs or is_copied(segment.text, context.text):
            return []
        glosses = [m.span() for m in _GLOSS.finditer(context.text)]
        inside = [run for run in runs if any(g[0] <= run[0] and run[1] <= g[1] for g in glosses)]
        outside = [run for run in runs if run not in inside]
        findings = []
        if outside:
            words = _quoted(context.text, outside)
            findings.append(
                self._finding(
                    segment,
                    context,
                    outside,
                    Severity.MAJOR,
                    f"Chinese was left in the English without a translation: {words}. What it says is missing.",
                )
            )
        if inside:
            words = _quoted(context.text, inside)
            findings.append(
                self._finding(
                    segment,
                    context,
                    inside,
                    Severity.MINOR,
                    f"The English shows Chinese in brackets after a name or term: {words}.",
                )
            )
        return findings

    def _finding(
        self, segment: Segment, context: Context, runs: list[Span], severity: Severity, explanation: str
    ) -> Finding:
        left = [context.text[start:end] for start, end in runs]
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Accuracy/Untranslated",
            severity=severity,
            explanation=explanation,
            source_spans=_places(segment.text, left),
            target_spans=tuple(runs),
            evidence={"chinese_left": " ".join(left)[:200]},
        )


def _places(source: str, pieces: list[str]) -> tuple[Span, ...]:
    """Where the pieces stand in the source, each in turn; those not found are left out."""
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        found = source.find(piece, at)
        if found < 0:
            found = source.find(piece)
        if found >= 0:
            spans.append((found, found + len(piece)))
            at = found + len(piece)
    return tuple(spans)


def _quoted(text: str, runs: list[Span]) -> str:
    """The first three runs in quotation marks, shortened, and how many more there are."""
    shown = ", ".join(f"“{text[s:e]}”" if e - s <= 20 else f"“{text[s : s + 20]}…”" for s, e in runs[:3])
    return shown if len(runs) <= 3 else f"{shown} and {len(runs) - 3} more"
