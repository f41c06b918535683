"""Everything that decides a translation besides its input, its package and the CPU."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reader.translate.package import Package

PROCEDURE = 2
"""Raise when splitting, judging, retrying or alignment change, so that old results are not taken for new ones.
2: emoji are copied, not translated; the hypothesis with the most figures is taken."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """One way of asking CTranslate2. ``no_repeat_ngram_size`` 0 forbids nothing.

    ``length_penalty`` 1 ranks by mean token log-probability: measured better than Argos' 0.2
    (chrF +0.8 on law, +1.1 on news with the starter package).
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0

    def mean_score(self, score: float, output_tokens: int) -> float:
        """Mean token log-probability from CTranslate2's *score*, which is the sum over the
        output tokens and the end mark, divided by their number to the power of ``length_penalty``."""
        return float(score * (output_tokens + 1) ** (self.length_penalty - 1))


RETRIES = (
    Decoding(repetition_penalty=1.1),
    Decoding(repetition_penalty=1.2, no_repeat_ngram_size=5),
    Decoding(beam_size=1, repetition_penalty=1.2, no_repeat_ngram_size=4),
)
"""Tried in this order when an output is empty, copied or loops. Short forbidden n-grams
would break figures such as 1,000,000, whose digits are single tokens: hence not below 4."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Decoding of the first try and of the retries, and when input is split.

    ``max_input_tokens``: SentencePiece pieces in one engine call; longer input is split at clause
    marks. An output may have ``output_ratio`` × input tokens + ``output_slack`` tokens; reaching that is a loop.
    ``figures``: of the hypotheses of a beam take the first that keeps the most figures (``figures.py``).
    """

    decoding: Decoding = Decoding()
    retries: tuple[Decoding, ...] = RETRIES
    max_input_tokens: int = 100
    output_ratio: float = 3.0
    output_slack: int = 24
    figures: bool = True

    @classmethod
    def of(cls, package: Package) -> Parameters:
        """The usual parameters, with the input length the package was measured to cope with."""
        return cls() if package.max_input_tokens is None else cls(max_input_tokens=package.max_input_tokens)

    def output_limit(self, input_tokens: int) -> int:
        """The most tokens an input of that many tokens may become."""
        return int(self.output_ratio * input_tokens) + self.output_slack

    def decoding_of(self, attempt: int) -> Decoding:
        """Decoding of try 0 (first) or of retry ``attempt`` (from 1)."""
        return self.decoding if attempt == 0 else self.retries[attempt - 1]

    def canonical(self) -> Mapping[str, Any]:
        """JSON-ready form that enters the memory key."""
        return {**asdict(self), "retries": [asdict(r) for r in self.retries], "procedure": PROCEDURE}
