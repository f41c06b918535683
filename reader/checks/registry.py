"""All checks, by name, and the one function that runs them.

Other packages add checks through the entry point group ``reader.checks``: a
callable without arguments that returns a :class:`~reader.checks.contract.Check`.
"""

from __future__ import annotations

from reader.checks.contract import Check, Context
from reader.model import Finding, Segment, Severity, Translation
from reader.registry import Registry

CHECKS: Registry[Check] = Registry(
    "reader.checks",
    {
        "empty": "reader.checks.empty:Empty",
        "no-source": "reader.checks.no_source:NoSource",
        "copied": "reader.checks.copied:Copied",
        "looping": "reader.checks.looping:Looping",
        "untranslated": "reader.checks.untranslated:Untranslated",
        "numbers": "reader.checks.numbers.check:Numbers",
        "names": "reader.checks.names.check:Names",
        "consistency": "reader.checks.consistency:Consistency",
        "dates": "reader.checks.dates.check:Dates",
        "terms": "reader.checks.terms:Terms",
        "polarity": "reader.checks.polarity.check:Polarity",
        "modality": "reader.checks.modality:Modality",
        "repetition": "reader.checks.repetition:Repetition",
        "truncation": "reader.checks.truncation:Truncation",
        "length": "reader.checks.length:Length",
        "mixed-scripts": "reader.checks.mixed_scripts:MixedScripts",
        "omission": "reader.checks.omission.check:Omission",
        "addition": "reader.checks.addition.check:Addition",
        "roles": "reader.checks.roles.check:Roles",
        "alignment-gaps": "reader.checks.alignment_gaps:AlignmentGaps",
        "improbable": "reader.checks.improbable:Improbable",
        "engine-flags": "reader.checks.engine_flags:EngineFlags",
    },
)


def run(segment: Segment, translation: Translation, context: Context) -> list[Finding]:
    """Every check's findings, gravest first; never raises.

    A check that crashes leaves a minor Finding "Check failed" that names it, so
    that its silence is not read as an all-clear.
    """
    findings: list[Finding] = []
    for check in CHECKS.all().values():
        try:
            findings.extend(check(segment, translation, context))
        except Exception as error:  # evidence is hostile input; one check must not silence the others
            findings.append(_crash(check, error))
    if len(findings) > 1:
        findings.sort(key=lambda finding: -finding.severity.gravity)
    return findings


def versions() -> dict[str, str]:
    """Version of each installed check by name: a change calls for a new run."""
    return {name: check.version for name, check in CHECKS.all().items()}


def _crash(check: Check, error: Exception) -> Finding:
    # Only the type of the error: its message may quote the document.
    return Finding(
        check=check.name,
        check_version=check.version,
        label="Check failed",
        category="Other",
        severity=Severity.MINOR,
        explanation=f"The check “{check.name}” could not be completed for this sentence. "
        "That it reports nothing does not mean that it found nothing wrong.",
        evidence={"error": type(error).__name__},
    )
