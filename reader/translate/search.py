"""The only calls into CTranslate2: load a model, start a batch, take its results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from reader.errors import PackageCorrupt, TranslationError
from reader.translate.parameters import Decoding


@dataclass(frozen=True, slots=True)
class Result:
    """Best hypothesis of one input: pieces, CTranslate2's score, attention (a row per output piece). ``others``: the
    further hypotheses of the beam, best first."""

    pieces: list[str]
    score: float
    attention: list[list[float]]
    others: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """A batch under way. ``first`` are the handles for the first attention rows, see :func:`start`."""

    handles: list[Any]
    first: list[Any]

    def results(self) -> list[Result]:
        """Wait for the batch. Raises :class:`TranslationError`."""
        try:
            found = [handle.result() for handle in self.handles]
            rows = [handle.result().attention[0][:1] for handle in self.first]
        except (RuntimeError, ValueError) as error:
            raise failure(error) from None
        return [_result(answer, rows[number] if rows else None) for number, answer in enumerate(found)]


def _result(answer: Any, first: list[list[float]] | None) -> Result:
    """*answer* with its first attention row, which all hypotheses share, replaced by *first*."""
    hypotheses = [
        Result(pieces, score, first + attention[1:] if first and attention else attention)
        for pieces, score, attention in zip(answer.hypotheses, answer.scores, answer.attention, strict=True)
    ]
    return replace(hypotheses[0], others=tuple(hypotheses[1:]))


def load(model: Path, workers: int, label: str) -> Any:
    """The translator for a model folder: *workers* parallel batches of one thread each, 8-bit weights.

    Raises :class:`PackageCorrupt` naming the package *label*.
    """
    import ctranslate2

    try:
        return ctranslate2.Translator(
            str(model),
            device="cpu",
            compute_type="int8",
            intra_threads=1,
            inter_threads=workers,
            max_queued_batches=-1,
        )
    except (RuntimeError, ValueError) as error:
        raise PackageCorrupt(
            f"The model of {label} cannot be loaded.",
            hint="Run: reader models verify; then install or import the package again.",
        ) from error


def start(translator: Any, inputs: Sequence[Sequence[str]], decoding: Decoding, output_limit: int) -> Pending:
    """Queue inputs of equal length. Raises :class:`TranslationError`.

    CTranslate2 (seen in 4.8.5) returns a wrong first attention row for every input but the first when
    several inputs are searched with a beam: it gathers rows of the not yet widened batch. A greedy search
    of one step gives the right row, bit for bit, for about an eighth of the time.
    """
    batch = [list(pieces) for pieces in inputs]
    common = {"asynchronous": True, "max_input_length": 0, "return_attention": True}
    try:
        handles = translator.translate_batch(
            batch, max_decoding_length=output_limit, return_scores=True, num_hypotheses=decoding.beam_size,
            **common, **asdict(decoding),
        )  # fmt: skip
        first: list[Any] = []
        if len(batch) > 1 and decoding.beam_size > 1:
            first = translator.translate_batch(batch, max_decoding_length=1, beam_size=1, **common)
    except (RuntimeError, ValueError) as error:
        raise failure(error) from None
    return Pending(handles, first)


def continued(
    translator: Any, pieces: Sequence[str], prefix: Sequence[str], decoding: Decoding, output_limit: int
) -> Result:
    """The best output that begins with *prefix*, one input by itself. Raises :class:`TranslationError`."""
    try:
        (answer,) = translator.translate_batch(
            [list(pieces)],
            target_prefix=[list(prefix)],
            max_decoding_length=output_limit,
            max_input_length=0,
            return_scores=True,
            return_attention=True,
            **asdict(decoding),
        )
    except (RuntimeError, ValueError) as error:
        raise failure(error) from None
    return Result(answer.hypotheses[0], answer.scores[0], answer.attention[0])


def forced(translator: Any, pieces: Sequence[str], target: Sequence[str]) -> list[float]:
    """Log-probability of each *target* piece and of the end mark for one input. Raises :class:`TranslationError`."""
    try:
        (answer,) = translator.score_batch([list(pieces)], [list(target)], max_input_length=0)
    except (RuntimeError, ValueError) as error:
        raise failure(error) from None
    return list(answer.log_probs)


def failure(error: Exception) -> TranslationError:
    """What to raise for an exception of CTranslate2. Its message may quote tokens of the document: only its kind
    is passed on."""
    return TranslationError(
        f"The translation engine failed ({type(error).__name__}).",
        hint="Run: reader models verify. If the package is whole there may be too little memory: use fewer workers.",
    )
