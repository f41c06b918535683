"""The package's own translations of a Chinese sentence: the best one and those it ranks next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.translate.batching import BATCH, POOL, Buckets, batch_size
from reader.translate.loaded import Loaded
from reader.translate.package import Package
from reader.translate.parameters import Parameters
from reader.translate.search import failure
from reader.translate.tokens import Tokens

COUNT = 4


@dataclass(slots=True, eq=False)
class _Waiting:
    index: int
    tokens: Tokens


class Alternatives(Loaded):
    """Up to :data:`COUNT` translations of each input by one package, loaded at the first use.

    Meant for comparing, not for reading: an input longer than the package copes with has none, where
    :class:`reader.translate.engine.Engine` would split it.
    """

    def __init__(self, package: Package, *, workers: int = 2) -> None:
        super().__init__(package, workers)
        self.parameters = Parameters.of(package)

    def of(self, inputs: Iterable[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """(number of the input from 0, its translations, best first) in any order; none for an empty or long input.

        Equal lengths go together, so the same input has the same translations in any company. Raises TranslationError.
        """
        waiting: Buckets[_Waiting] = Buckets(POOL)
        for index, text in enumerate(inputs):
            tokens = self._tokenizer.encode(text) if len(text) <= 20 * self.parameters.max_input_tokens else None
            if tokens is None or not 0 < len(tokens) <= self.parameters.max_input_tokens:
                yield index, ()
                continue
            batch = waiting.add(len(tokens), _Waiting(index, tokens), batch_size(len(tokens), BATCH))
            if batch is None and waiting.full:
                batch = waiting.pop()
            if batch is not None:
                yield from self._translated(batch)
        while batch := waiting.pop():
            yield from self._translated(batch)

    def _translated(self, batch: list[_Waiting]) -> Iterator[tuple[int, tuple[str, ...]]]:
        try:
            results = self._translator.translate_batch(
                [list(item.tokens.pieces) for item in batch], beam_size=COUNT, num_hypotheses=COUNT,
                length_penalty=self.parameters.decoding.length_penalty, max_input_length=0,
                max_decoding_length=self.parameters.output_limit(len(batch[0].tokens)),
            )  # fmt: skip
        except (RuntimeError, ValueError) as error:
            raise failure(error) from None
        for item, result in zip(batch, results, strict=True):
            yield item.index, tuple(self._tokenizer.decode(pieces).text for pieces in result.hypotheses)
