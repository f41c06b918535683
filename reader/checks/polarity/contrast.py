"""What a package says of a negation: would the English be more probable with a “not” more, or less?

The gain of the best change is added up with what counting found, and with how probable the package finds the whole pair
(where it finds nothing probable, its gains say less), as log-odds that a negation was lost or added. The weights are a
logistic regression, fitted by ``python -m benchmarks.checks.contrasts`` on human references and the same with one
negation lost or added, the bundled package asked. The thresholds lie where about one reference in a hundred is flagged
for either.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.checks.asked import times
from reader.checks.signals import Change, Contrast, ModelSignals


class Weights(NamedTuple):
    """Log-odds: ``constant`` + ``counted`` or ``located`` (what the rules found) + ``gain`` for each unit of gain +
    ``score`` for each of the pair's mean log-probability + ``surplus`` where the English has more negations than the
    Chinese; ``threshold`` from which they are believed."""

    constant: float
    counted: float
    located: float
    gain: float
    score: float
    surplus: float
    threshold: float


WEIGHTS = {
    "lost": Weights(0.0, 1.88, 3.24, 0.664, 0.395, -5.38, -1.3),
    "added": Weights(-1.99, 0.92, 2.39, 0.473, 0.748, 2.18, -0.4),
}
CHANGES = {"lost": Change.NEGATED, "added": Change.AFFIRMED}
CONTRADICTING = -3.0
"""Where the English offers no place for a “not” (He left), the Chinese is tried without its own: a gain below this
speaks against a negation lost."""
LEAST_GAIN = -15.0
"""Gains below count as this: impossible is impossible."""


class Answer(NamedTuple):
    """The likelier of the two errors; ``believed`` when its log-odds reach the threshold."""

    how: str
    contrast: Contrast
    believed: bool


def answer(signals: ModelSignals | None, suspected: str | None, located: bool, surplus: bool) -> Answer | None:
    """What the package says of a negation "lost" or "added"; *suspected* is what the rules found, if anything,
    *surplus* whether the English has more negations than the Chinese.

    ``None`` when nothing was asked that bears on it: then the rules stand alone.
    """
    if signals is None:
        return None
    best: tuple[float, Answer] | None = None
    for how, weights in WEIGHTS.items():
        contrast = strongest(signals, CHANGES[how])
        if contrast is None:
            if suspected == how:
                undenied = strongest(signals, Change.UNDENIED)
                contradicted = undenied is not None and undenied.gain < CONTRADICTING
                return Answer(how, undenied, False) if undenied and contradicted else None
            continue
        found = located if suspected == how else None
        odds = log_odds(weights, contrast.gain, signals.score, found, surplus=surplus)
        over = odds - weights.threshold
        if best is None or over > best[0]:
            best = over, Answer(how, contrast, over >= 0)
    return best[1] if best else None


def strongest(signals: ModelSignals, change: Change) -> Contrast | None:
    """The change of this sort by which the pair gains most."""
    asked = [contrast for contrast in signals.contrasts if contrast.change is change]
    return max(asked, key=lambda contrast: contrast.gain, default=None)


def log_odds(weights: Weights, gain: float, score: float | None, located: bool | None, *, surplus: bool) -> float:
    """*located* is ``None`` when the rules suspect nothing, *score* when the pair as it stands was not scored."""
    rules = 0.0 if located is None else weights.located if located else weights.counted
    said = weights.gain * max(gain, LEAST_GAIN) + weights.score * (score or 0.0)
    return weights.constant + rules + said + weights.surplus * surplus


def words(found: Answer, simplified: str, target: str) -> str:
    """The explanation of an error that only the package sees."""
    start, end = found.contrast.span
    place = " ".join(target[start : end + 40].split()[:5])
    if found.how == "lost":
        return (
            f"The Chinese denies something here, and the English may have lost it: with a negation at “{place}” a "
            f"translation package finds the English {times(found.contrast.gain)}."
        )
    return (
        f"The English denies this (“{place}”), and the Chinese may not: without that negation a translation package "
        f"finds the English {times(found.contrast.gain)}."
    )
