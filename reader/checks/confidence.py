"""Confidence in one sentence: three levels, and the reasons in words a police officer understands.

The level follows from the evident risk (:mod:`reader.checks.risk`: a long sentence is not doubtful for being long),
the open findings and what is known of the package. Its name says what the machine found, never that a sentence is
right: no machine can promise that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.checks.contract import PackageNorms
from reader.checks.risk import Calibration, Risk, assess, load
from reader.checks.risk_features import IMPROBABLE, UNLIKE
from reader.checks.signals import ModelSignals
from reader.model import Finding, Severity
from reader.text.plural import plural


class Level(StrEnum):
    """How far a sentence can be relied on, as far as the machine can tell."""

    NO_DOUBT = "no-doubt-found"
    LOOK_TWICE = "look-twice"
    DO_NOT_RELY = "do-not-rely"

    @property
    def words(self) -> str:
        """The level as shown to people."""
        return _WORDS[self]


_WORDS = {
    Level.NO_DOUBT: "No doubt found by the machine",
    Level.LOOK_TWICE: "Look twice",
    Level.DO_NOT_RELY: "Do not rely on it",
}

_REASONS = {
    "length": "The Chinese sentence is long; long sentences are translated wrongly more often.",
    "clauses": "The Chinese sentence has many parts; what belongs to what is easily confused.",
    "uncovered": "Several Chinese words have no visible counterpart in the English.",
    "uncovered_run": "A stretch of the Chinese has no visible counterpart in the English.",
    "surprise": "The English is unusually long or short for this Chinese.",
    IMPROBABLE: "The translation package finds this English improbable for this Chinese.",
    UNLIKE: "Other translations of the same Chinese say it differently.",
}
_TELLING = 0.25
"""Log-odds a feature must add to be named: it raises the odds of an error by more than a quarter."""
_MOST_REASONS = 4
_GIST = (
    "The translation package gives the gist only for this kind of text; its measured quality is below its threshold."
)
_NOTHING = "No check found a doubt. That does not prove the sentence right."


@dataclass(frozen=True, slots=True)
class Confidence:
    """``level``, the ``reasons`` for it (at least one, gravest first), and the ``risk`` it rests on (0..1)."""

    level: Level
    reasons: tuple[str, ...]
    risk: float

    def view(self) -> dict[str, object]:
        """JSON form: ``{"level", "words", "risk", "reasons"}``."""
        return {
            "level": str(self.level),
            "words": self.level.words,
            "risk": round(self.risk, 4),
            "reasons": list(self.reasons),
        }


def confidence(
    source: str,
    target: str,
    findings: Sequence[Finding],
    *,
    signals: ModelSignals | None = None,
    norms: PackageNorms | None = None,
    gist_only: bool = False,
    calibration: Calibration | None = None,
) -> Confidence:
    """Confidence in *target* as a translation of *source*. Dismissed findings do not count.

    *gist_only*: the package that made it is known to give no more than the gist of such text; its sentences are
    never without doubt, because the risk was measured on better ones.
    """
    known = calibration or load()
    risk = assess(source, target, findings, signals=signals, norms=norms, calibration=known)
    standing = [finding for finding in findings if finding.dismissal is None]
    level = _level(risk.evident, standing, gist_only, known)
    return Confidence(level, _reasons(level, risk, standing, gist_only), risk.value)


def _level(evident: float, standing: Sequence[Finding], gist_only: bool, known: Calibration) -> Level:
    if any(f.severity is Severity.CRITICAL for f in standing) or evident >= known.do_not_rely:
        return Level.DO_NOT_RELY
    if gist_only or standing or evident >= known.look_twice:
        return Level.LOOK_TWICE
    return Level.NO_DOUBT


def _reasons(level: Level, risk: Risk, standing: Sequence[Finding], gist_only: bool) -> tuple[str, ...]:
    reasons: list[str] = []
    for severity in reversed(Severity):
        labels = [finding.label for finding in standing if finding.severity is severity]
        if labels:
            named = ", ".join(dict.fromkeys(labels))
            reasons.append(f"{plural(len(labels), f'{severity} doubt')}: {named}.")
    telling = sorted(risk.contributions.items(), key=lambda item: -item[1])
    reasons += [_REASONS[name] for name, odds in telling if odds >= _TELLING]
    reasons = reasons[:_MOST_REASONS]
    if gist_only:
        reasons.append(_GIST)
    if level is Level.NO_DOUBT and not standing:
        reasons.insert(0, _NOTHING)
    if not reasons:
        reasons.append("Several weak signs together point to an error; none of them stands out.")
    return tuple(reasons)
