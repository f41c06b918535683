"""What the risk of a pair is judged by, besides the findings: a handful of numbers, each with a meaning.

================ ====================================================================================================
length           logarithm of the length of the Chinese: long sentences hold more errors, whoever translates
clauses          commas and semicolons inside the Chinese
uncovered        weight of Chinese words with nothing in the English (:mod:`reader.checks.coverage`), for each word
uncovered_run    the same, of the worst stretch of words in a row
surprise         how far the length of the English is from the usual, in standard deviations
improbable       forced decoding: minus the mean log-probability, in deviations of the package's own norm
unlike           1 − mean likeness to other translations of the same Chinese
================ ====================================================================================================
"""

from __future__ import annotations

import math
import re

from reader.checks.contract import PackageNorms
from reader.checks.coverage import Evidence, evidence
from reader.checks.lengths import surprise, units
from reader.checks.signals import ModelSignals

TEXT = ("length", "clauses", "uncovered", "uncovered_run", "surprise")
IMPROBABLE, UNLIKE = "improbable", "unlike"
NOT_EVIDENCE = frozenset({"length", "clauses", IMPROBABLE})
"""Features that raise the risk and point at nothing: how hard the sentence is, and that a package finds the English
improbable, which tells as much about the package (the starter finds most good translations of news improbable)."""

_CLAUSE = re.compile("[，、；：,;:]")
_MOST_SURPRISE = 5.0
_MOST_CLAUSES = 5
_LONGEST_JUDGED = 70.0
"""Units of Chinese beyond which length says no more: three in a hundred annotated sentences are longer."""


def text_features(source: str, target: str, norms: PackageNorms | None = None) -> dict[str, float]:
    """The features that need no model, by name, for any two strings."""
    size = min(units(source), _LONGEST_JUDGED)
    words = evidence(source, target)
    unusual = abs(surprise(units(source), len(target), norms))
    return {
        "length": math.log(size + 1),
        "clauses": float(min(len(_CLAUSE.findall(source)), _MOST_CLAUSES)),
        "uncovered": sum(w.weight for w in words if w.weight > 0) / (len(words) + 2),
        "uncovered_run": worst_run(words)[0],
        "surprise": min(unusual, _MOST_SURPRISE),
    }


def model_features(signals: ModelSignals | None, score_norms: tuple[float, float] | None) -> dict[str, float]:
    """The features that rest on *signals*, those that were measured. *score_norms* are mean and deviation of the
    package's mean log-probabilities on sound translations; without them its scores mean nothing here."""
    found: dict[str, float] = {}
    if signals is None:
        return found
    if signals.score is not None and score_norms is not None:
        mean, deviation = score_norms
        found[IMPROBABLE] = max(-4.0, min(6.0, (mean - signals.score) / deviation))
    if signals.others is not None:
        found[UNLIKE] = 1.0 - signals.others
    return found


def worst_run(words: tuple[Evidence, ...]) -> tuple[float, int, int]:
    """The stretch of words with the most evidence that it is not in the English: weight, first and last word.

    (0, -1, -1) when every word has something that can stand for it.
    """
    best = (0.0, -1, -1)
    total, first = 0.0, 0
    for n, word in enumerate(words):
        if total <= 0:
            total, first = 0.0, n
        total += word.weight
        if total > best[0]:
            best = (total, first, n)
    return best
