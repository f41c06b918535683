"""Forced decoding: how probable a package finds a translation that it did not make, token by token.

CTranslate2 is led along the given English and says at each token how likely it would have chosen it.
Batches hold pairs of exactly equal token lengths on both sides: nothing is padded, so a pair's figures
depend on nothing but the pair and the package (measured: 77 of 600 change in mixed batches, none in these).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reader.model import AlignedPair, Span
from reader.translate import align
from reader.translate.batching import BATCH, POOL, Buckets, batch_size
from reader.translate.loaded import Loaded
from reader.translate.package import Package
from reader.translate.search import failure
from reader.translate.tokens import Tokens

TOKEN_LIMIT = 400
"""Longest side that is scored. Cost grows with the square of the length, and no package was trained on longer ones."""

_AT_ONCE = 4
"""Batches started together for each worker."""


@dataclass(frozen=True, slots=True)
class Forced:
    """One pair as the package sees it.

    ``spans[i]`` is where token ``i`` stands in the English and ``log_probs[i]`` its log-probability given the
    Chinese and the English before it; ``end`` is that of ending there. ``alignment`` and ``entropy`` (0 one
    place .. 1 everywhere, mean over the tokens) are of the attention, empty and ``None`` when it was not asked for.
    """

    spans: tuple[Span, ...]
    log_probs: tuple[float, ...]
    end: float
    alignment: tuple[AlignedPair, ...] = ()
    entropy: float | None = None

    @property
    def mean(self) -> float:
        """Mean log-probability of the tokens and the end."""
        return self.total / self.tokens

    @property
    def tokens(self) -> int:
        """Tokens scored, the end included."""
        return len(self.log_probs) + 1

    @property
    def total(self) -> float:
        """Log-probability of the whole English, its end included."""
        return sum(self.log_probs) + self.end


@dataclass(slots=True, eq=False)
class _Waiting:
    """Pair number ``index`` and its tokens."""

    index: int
    source: str
    target: str
    source_tokens: Tokens
    target_tokens: Tokens


class ForcedDecoder(Loaded):
    """Scores pairs with one package, loaded at the first use. *workers*: batches at a time, one thread each.

    With *attention* each pair is also aligned, which takes about three times as long.
    """

    def __init__(self, package: Package, *, workers: int = 2, attention: bool = False) -> None:
        super().__init__(package, workers)
        self.attention = attention

    def score(
        self, pairs: Iterable[tuple[str, str]], *, attention: bool | None = None
    ) -> Iterator[tuple[int, Forced | None]]:
        """(number of the pair from 0, its figures) in any order; the source as the engine is given it.

        *attention*: whether these pairs are aligned, by default as the decoder was set up.
        ``None`` for a pair with an empty side or with one of more than :data:`TOKEN_LIMIT` tokens.
        Raises :class:`TranslationError`, PackageCorrupt.
        """
        look = self.attention if attention is None else attention
        waiting: Buckets[_Waiting] = Buckets(POOL)
        ready: list[list[_Waiting]] = []
        for index, (source, target) in enumerate(pairs):
            item = self._prepared(index, source, target)
            if item is None:
                yield index, None
                continue
            lengths = len(item.source_tokens), len(item.target_tokens)
            batch = waiting.add(lengths, item, batch_size(sum(lengths), BATCH))
            if batch is None and waiting.full:
                batch = waiting.pop()
            if batch is not None:
                ready.append(batch)
            if len(ready) >= _AT_ONCE * self.workers:
                yield from self._scored(ready, look)
                ready = []
        while batch := waiting.pop():
            ready.append(batch)
            if len(ready) >= _AT_ONCE * self.workers:
                yield from self._scored(ready, look)
                ready = []
        yield from self._scored(ready, look)

    def _prepared(self, index: int, source: str, target: str) -> _Waiting | None:
        if not source.strip() or not target.strip() or max(len(source), len(target)) > 20 * TOKEN_LIMIT:
            return None
        ours, theirs = self._tokenizer.encode(source), self._tokenizer.encode(target)
        if not (0 < len(ours) <= TOKEN_LIMIT and 0 < len(theirs) <= TOKEN_LIMIT):
            return None
        return _Waiting(index, source, target, ours, theirs)

    def _scored(self, batches: Sequence[Sequence[_Waiting]], look: bool) -> Iterator[tuple[int, Forced]]:
        """Start all batches, then take their results in order."""
        try:
            started = [(batch, *self._start(batch, look)) for batch in batches]
            for batch, scores, looks in started:
                for number, item in enumerate(batch):
                    attention = looks[number].result().attention[0] if looks else None
                    yield item.index, _forced(item, scores[number].result().log_probs, attention)
        except (RuntimeError, ValueError) as error:
            raise failure(error) from None

    def _start(self, batch: Sequence[_Waiting], look: bool) -> tuple[list[Any], list[Any]]:
        sources = [list(item.source_tokens.pieces) for item in batch]
        targets = [list(item.target_tokens.pieces) for item in batch]
        scores = self._translator.score_batch(sources, targets, max_input_length=0, asynchronous=True)
        looks: list[Any] = []
        if look:
            # a search that is led along the whole English gives the attention of each of its tokens
            looks = self._translator.translate_batch(
                sources, target_prefix=targets, beam_size=1, max_decoding_length=len(targets[0]),
                max_input_length=0, return_attention=True, asynchronous=True,
            )  # fmt: skip
        return scores, looks


def _forced(item: _Waiting, log_probs: Sequence[float], attention: Sequence[Sequence[float]] | None) -> Forced:
    spans = item.target_tokens.spans
    alignment: tuple[AlignedPair, ...] = ()
    entropy = None
    if attention is not None:
        alignment = align.pairs(attention, item.source, item.source_tokens.spans, item.target, spans)
        entropy = align.entropy(attention)
    return Forced(spans, tuple(log_probs[: len(spans)]), log_probs[-1], alignment, entropy)
