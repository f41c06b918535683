"""The HTML report of an audit: what the page shows, built from the rows and their summary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from reader import __version__
from reader.checks import registry
from reader.checks.confidence import Level
from reader.exporters.audit_html import AuditCount, AuditFact, AuditRemark, AuditRow, AuditView, write_audit
from reader.exporters.files import atomic_file
from reader.exporters.labels import SEVERITIES, Label
from reader.exporters.runs import Mark, runs
from reader.interchange.contract import BadRecord
from reader.model import Finding, Severity, utc_now
from reader.services.audit import Audited, AuditSummary
from reader.text.plural import plural

LEVELS = {
    Level.DO_NOT_RELY: Label("✕", Level.DO_NOT_RELY.words, str(Level.DO_NOT_RELY)),
    Level.LOOK_TWICE: Label("!", Level.LOOK_TWICE.words, str(Level.LOOK_TWICE)),
    Level.NO_DOUBT: Label("○", Level.NO_DOUBT.words, str(Level.NO_DOUBT)),
}
_LEVEL_MEANINGS = {
    Level.DO_NOT_RELY: "a check found a fault that misleads, or several signs together make a grave error likely",
    Level.LOOK_TWICE: "a doubt stands, or a grave error is more likely than in most pairs",
    Level.NO_DOUBT: "the machine found nothing; that does not make the translation right",
}
_SEVERITY_MEANINGS = {
    Severity.CRITICAL: "the sentence misleads",
    Severity.MAJOR: "a fact is wrong, missing or added",
    Severity.MINOR: "look twice",
}
_NOTICE = (
    "A computer program compared each English text with its Chinese. Its doubts are leads for a person who reads "
    "Chinese; they do not establish that a translation is wrong, and an absence of doubts proves nothing.",
    "The risk is the probability, estimated on translations that professionals had annotated, that a professional "
    "would mark a grave error of accuracy. Those were talks; text of another kind may be harder or easier.",
)
_LIT = 20_000
"""Characters of a side that are printed; the rest of a longer one is left out, and said to be."""
_KINDS = 20


class ReportFile(Protocol):
    """Where the finished report goes."""

    def __call__(
        self, audited: Path, summary: AuditSummary, problems: Sequence[BadRecord], rows: Sequence[Audited]
    ) -> None:
        """Write the report of the *audited* file; *rows* are those to show, highest risk first."""


@contextmanager
def report_file(target: Path, *, overwrite: bool = False) -> Iterator[ReportFile]:
    """The report at *target*, refused before the audit begins when it cannot be written there.

    Nothing is left behind when the audit fails. Raises ExportError, StorageFull.
    """
    with atomic_file(target, overwrite=overwrite) as stream:
        yield lambda audited, summary, problems, rows: write_audit(
            report_view(audited, summary, problems, rows), stream
        )


def report_view(
    audited: Path, summary: AuditSummary, problems: Sequence[BadRecord], rows: Sequence[Audited]
) -> AuditView:
    """Everything the page shows."""
    all_pairs = max(1, summary.pairs)
    counted = plural(summary.pairs, "pair")
    shown = (
        f"All {counted}, highest risk first." if len(rows) == summary.pairs
        else f"The {len(rows):,} of {counted} with the highest risk; the JSON output has all."
    )  # fmt: skip
    return AuditView(
        title=audited.name,
        program=f"Evidence Reader {__version__}",
        facts=_facts(audited, summary),
        levels=tuple(
            AuditCount(label, _LEVEL_MEANINGS[level], n := summary.levels[level], f"{n / all_pairs:.0%}")
            for level, label in LEVELS.items()
        ),
        severities=tuple(
            AuditCount(
                SEVERITIES[severity],
                _SEVERITY_MEANINGS[severity],
                n := summary.flagged[severity],
                f"{n / all_pairs:.0%}",
            )
            for severity in reversed(Severity)
        ),
        kinds=tuple(summary.labels.most_common(_KINDS)),
        problems=tuple((f"Pair {bad.n:,}, line {bad.line:,}", bad.problem) for bad in problems),
        more_problems=summary.problems - len(problems),
        notice=_NOTICE,
        method=_method(summary),
        shown=shown,
        rows=[_row(row) for row in rows],
    )


def _facts(audited: Path, summary: AuditSummary) -> tuple[AuditFact, ...]:
    read = plural(summary.pairs, "pair")
    if summary.problems:
        read += f"; {plural(summary.problems, 'record')} could not be read"
    asked = ", ".join(summary.packages) or "none: checks of the text only"
    return (
        AuditFact("SHA-256", _sha256(audited), exact=True),
        AuditFact("Read", read),
        AuditFact("Packages asked", asked),
        AuditFact("Made", f"{utc_now()} by Evidence Reader {__version__}"),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _method(summary: AuditSummary) -> tuple[str, ...]:
    checks = ", ".join(f"{name} {version}" for name, version in registry.versions().items())
    lines = [
        f"Checks and their versions: {checks}. docs/checks.md says of each what it sees and what it cannot.",
        "The risk joins the doubts with the length and the parts of the Chinese, Chinese words without visible "
        "counterpart, and the length of the English; where a sentence is translated several times in the file, also "
        "with how far its translations differ.",
    ]
    if summary.packages:
        lines.append(
            f"Asked how probable the English is for the Chinese (forced decoding): {', '.join(summary.packages)}."
        )
    lines.append("Characters that would hide or turn text are printed as their code, such as [U+202E].")
    return tuple(lines)


def _row(row: Audited) -> AuditRow:
    pair = row.pair
    place = f"line {pair.line:,}" if pair.line else ""
    return AuditRow(
        anchor=f"p{pair.n}",
        number=f"Pair {pair.n:,}",
        place=f"{place}, {pair.key[:40]}" if pair.key else place,
        percent=min(99, max(1, round(100 * row.risk))),
        level=LEVELS[row.confidence.level],
        lang=row.lang,
        source=runs(_cut(pair.source), _marks(row.findings, "source")),
        english=runs(_cut(pair.target), _marks(row.findings, "target")),
        reasons=row.confidence.reasons,
        remarks=tuple(AuditRemark(SEVERITIES[f.severity], f.label, f.explanation) for f in row.findings),
    )


def _marks(findings: Sequence[Finding], side: str) -> list[Mark]:
    return [
        Mark(start, end, str(finding.severity))
        for finding in findings
        for start, end in (finding.source_spans if side == "source" else finding.target_spans)
    ]


def _cut(text: str) -> str:
    return text if len(text) <= _LIT else f"{text[:_LIT]} […{len(text) - _LIT:,} more characters]"
