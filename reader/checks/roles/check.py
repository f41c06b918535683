"""Who did what: a passive or active of the Chinese whose agent and patient the English exchanges or replaces."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.roles.chinese import clause_around
from reader.checks.roles.judging import Trouble, Wrong, judge
from reader.model import Finding, Segment, Severity, Translation

_SCANNED = 1_500  # characters: in longer texts any word stands somewhere
_SHOWN = 40


class Roles:
    """Compares who acts and who is acted upon; see docs/checks.md for what it cannot see."""

    name = "roles"
    version = "1"
    label = "Who did what"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One major Finding for each verb whose agent and patient are exchanged, or whose agent is another."""
        source, target = segment.text, context.text
        if len(source) > _SCANNED or not target:
            return []
        wrong = judge(source, target)
        return [self._finding(one, source, target) for one in wrong] if wrong and not is_copied(source, target) else []

    def _finding(self, wrong: Wrong, source: str, target: str) -> Finding:
        agent = _short(source[slice(*wrong.agent)])
        clause = _short(source[slice(*clause_around(source, wrong.agent, wrong.patient))])
        said = _short(target[slice(*wrong.english)])
        acting = _short(target[slice(*wrong.acting)])
        if wrong.trouble is Trouble.EXCHANGED:
            upon = f" and “{_short(source[slice(*wrong.patient)])}” is acted upon" if wrong.patient else ""
            words = (
                f"In the Chinese, “{agent}” acts{upon} (“{clause}”); the English reads as if “{acting}” had acted "
                f"(“{said}”)."
            )
        else:
            words = (
                f"In the Chinese, the one that acts is “{agent}” (“{clause}”); the English names another, “{acting}” "
                f"(“{said}”)."
            )
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Accuracy/Mistranslation",
            severity=Severity.MAJOR,
            explanation=words,
            source_spans=tuple(sorted({span for span in (wrong.agent, wrong.patient) if span})),
            target_spans=(wrong.english,),
            evidence={"roles": wrong.trouble.value},
        )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
