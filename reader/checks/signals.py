"""What a translation model can say about a sentence pair: measured by a service, read by checks.

Everything here is a plain value; no check loads a model. ``None`` and ``()`` mean "not measured".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reader.model import Span


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
    """One package's view of one pair. Log-probabilities are natural logarithms per SentencePiece token.

    ========== ==============================================================================================
    package    label of the package that was asked
    own        whether that package made the translation itself
    score      mean log-probability of the English given the Chinese
    least      lowest log-probability of a single token
    best       mean log-probability the package gives its own best translation of this Chinese
    doubts     runs of improbable words, least probable first
    entropy    how widely attention is spread, mean over the words, 0 (one place) .. 1 (everywhere)
    gaps       source spans no English word looks at, in order
    agreement  likeness 0..1 (chrF) of the English to the package's own translation, best of its alternatives
    spread     likeness 0..1 of the package's alternatives to its first choice: low when it wavers
    second     likeness 0..1 to a translation by a second installed package
    round_trip likeness 0..1 of the Chinese to the English translated back
    ========== ==============================================================================================
    """

    package: str
    own: bool = False
    score: float | None = None
    least: float | None = None
    best: float | None = None
    doubts: tuple[Doubt, ...] = ()
    entropy: float | None = None
    gaps: tuple[Span, ...] = ()
    agreement: float | None = None
    spread: float | None = None
    second: float | None = None
    round_trip: float | None = None

    def values(self) -> Mapping[str, float]:
        """The measured numbers by name."""
        names = ("score", "least", "best", "entropy", "agreement", "spread", "second", "round_trip")
        found = {name: getattr(self, name) for name in names}
        return {name: value for name, value in found.items() if value is not None}
