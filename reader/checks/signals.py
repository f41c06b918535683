"""What a translation model can say about a sentence pair: measured by a service, read by checks.

Everything here is a plain value; no check loads a model. ``None`` and ``()`` mean "not measured".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.model import Span


class Change(StrEnum):
    """How a pair was changed to see whether it becomes more probable (:mod:`reader.checks.contrasts`)."""

    CLAUSE = "clause"  # the Chinese without one clause
    PART = "part"  # the Chinese without a part of a clause, or of several
    UNDENIED = "undenied"  # the Chinese without one of its negations
    NEGATED = "negated"  # the English with a negation put in
    AFFIRMED = "affirmed"  # the English without one of its negations
    SHORTENED = "shortened"  # the English without a part of it


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much more probable the pair became by a change at ``span``: ``gain`` in natural logarithms, of the whole
    English. Negative as a rule, but for an English that was shortened. ``tokens`` of the English as changed."""

    change: Change
    span: Span
    gain: float
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A run of English words that the package finds improbable for this Chinese.

    ``target`` is their place in the English, ``sources`` are the places in the Chinese the package looks at
    there (none when it was not asked), ``mean`` their mean token log-probability (0 is certain).
    """

    target: Span
    mean: float
    sources: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelSignals:
    """What one package says of one pair, and how other translations compare with it.

    Log-probabilities are natural logarithms per SentencePiece token; likenesses are those of
    :func:`reader.text.likeness.likeness`, 0..1.

    ============== ==========================================================================================
    package_sha256 the package that was asked; empty when none was
    own            whether that package made the translation itself
    score          mean log-probability of the English given the Chinese
    least          lowest log-probability of a single token
    doubts         runs of improbable words, least probable first
    entropy        how widely attention is spread, mean over the words, 0 (one place) .. 1 (everywhere)
    gaps           source spans no English word looks at, in order
    contrasts      changes of the pair and what each does to its probability
    tokens         tokens of the English, its end included; 0 when it was not scored
    agreement      likeness to the package's own translation, the best of its alternatives
    spread         likeness of the package's alternatives to its first choice: low when it wavers
    others         mean likeness to other translations of the same Chinese: by further packages, in the same file
    n_others       how many those are
    round_trip     likeness of the Chinese to the English translated back
    ============== ==========================================================================================
    """

    package_sha256: str = ""
    own: bool = False
    score: float | None = None
    least: float | None = None
    doubts: tuple[Doubt, ...] = ()
    entropy: float | None = None
    gaps: tuple[Span, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    tokens: int = 0
    agreement: float | None = None
    spread: float | None = None
    others: float | None = None
    n_others: int = 0
    round_trip: float | None = None

    def values(self) -> dict[str, float]:
        """The measured figures by name."""
        names = ("score", "least", "entropy", "agreement", "spread", "others", "round_trip")
        found = {name: getattr(self, name) for name in names}
        return {name: value for name, value in found.items() if value is not None}
