"""Engine flags: what the engine itself noted while it translated, in words."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.looping import repetitions
from reader.model import Finding, Segment, Severity, Translation

_WORDS = {
    "split": (
        "Split sentence",
        "Fluency/Inconsistency",
        Severity.MINOR,
        "The sentence was too long for the engine and was translated in parts. "
        "Who did what, and what a “not” belongs to, may be wrong where the parts meet.",
    ),
    "retried": (
        "Second attempt",
        "Accuracy/Mistranslation",
        Severity.MINOR,
        "The engine's first attempt failed (it was empty, a copy of the Chinese, or ran in a circle); "
        "this English comes from another attempt with other settings.",
    ),
    "loop": (
        "Repetition",
        "Accuracy/Addition",
        Severity.MAJOR,
        "The engine ran in a circle on this sentence and a further attempt did not help. "
        "The English may repeat itself and may lack a part of the Chinese.",
    ),
}


class EngineFlags:
    """Turns ``translation.flags`` into Findings. ``empty`` and ``copied`` have their own checks,
    which look at the text itself."""

    name = "engine-flags"
    version = "1"
    label = "Engine"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding per known flag; nothing for a person's revision, which the flags do not describe."""
        if not translation.flags or context.text != translation.text:
            return []
        findings = []
        for flag in translation.flags:
            if flag not in _WORDS or (flag == "loop" and repetitions(segment.text, context.text)):
                continue  # a visible loop is reported once, by the check that can point at it
            label, category, severity, explanation = _WORDS[flag]
            findings.append(
                Finding(
                    check=self.name,
                    check_version=self.version,
                    label=label,
                    category=category,
                    severity=severity,
                    explanation=explanation,
                    evidence={"flag": flag},
                )
            )
        return findings
