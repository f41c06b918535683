"""CTranslate2, driven so that a segment's result depends on nothing but the segment.

Equal-length batches, one thread per worker, asynchronous: see ``batching.py``. The
input may be any string; what it may cost is bounded by ``Parameters``.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from reader.model import AlignedPair
from reader.translate import align
from reader.translate.batching import BATCH, POOL, Buckets, batch_size
from reader.translate.constraints import Constraint, Constraints, unconstrained
from reader.translate.figures import most_faithful
from reader.translate.isa import instruction_set
from reader.translate.judge import judge
from reader.translate.loaded import Loaded
from reader.translate.package import Package
from reader.translate.parameters import Parameters
from reader.translate.pieces import Job, Unit
from reader.translate.placing import NOT_PLACED, PLACED, Placer
from reader.translate.retry import Attempt
from reader.translate.search import Pending, Result, start

NAME = "ctranslate2"


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """Translation of one input.

    ``score``: mean log-probability of the output's tokens (0 is certain), ``None`` when there is no
    output. ``alignment``: code-point ranges of the input and of ``text``. ``flags``: ``split``,
    ``retried``, ``empty``, ``copied``, ``loop``. ``parameters``: the decoding that won; for split
    input ``pieces`` lists each part's span and decoding.
    """

    text: str
    score: float | None
    alignment: tuple[AlignedPair, ...]
    flags: tuple[str, ...]
    parameters: Mapping[str, Any]


class Engine(Loaded):
    """One package, loaded at the first use. Not for use by several threads at once.

    *workers*: parallel batches, one thread each. *batch* and *pool* (waiting inputs) bound
    memory and change speed, never results. *constraints* says which terms an input must be rendered with.
    """

    def __init__(
        self,
        package: Package,
        *,
        parameters: Parameters | None = None,
        workers: int = 2,
        batch: int = BATCH,
        pool: int = POOL,
        constraints: Constraints = unconstrained,
    ) -> None:
        super().__init__(package, workers)
        self.parameters = parameters or Parameters.of(package)
        self.constraints = constraints
        self._batch = batch
        self._pool = pool

    @cached_property
    def versions(self) -> dict[str, str]:
        """Versions of the libraries that make the result."""
        import ctranslate2
        import sentencepiece

        return {"ctranslate2": ctranslate2.__version__, "sentencepiece": sentencepiece.__version__}

    @property
    def isa(self) -> str:
        """Instruction set the results hold for."""
        return instruction_set()

    def key(self, text: str) -> str:
        """Memory key of an input: everything its translation depends on, hashed (SHA-256, hex)."""
        terms = [constraint.canonical() for constraint in self.constraints(text)]
        content = {**self._key_base, "terms": terms, "input": text}
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()

    @cached_property
    def _key_base(self) -> dict[str, Any]:
        return {
            "package": self.package.sha256,
            "versions": self.versions,
            "parameters": self.parameters.canonical(),
            "isa": self.isa,
        }

    def translate(
        self, inputs: Iterable[str], *, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[int, EngineOutput]]:
        """(number of the input from 0, output), as they become ready, in any order.

        *inputs* is read as needed, never as a whole. After *cancelled* turns true no new batch starts;
        what is under way is still delivered. Raises :class:`PackageCorrupt`, :class:`TranslationError`.
        """
        units: Buckets[Unit] = Buckets(self._pool)
        ready: deque[list[Unit]] = deque()
        running: deque[tuple[list[Unit], Pending]] = deque()
        numbered = enumerate(inputs)
        exhausted = False
        while True:
            while len(running) < 2 * self.workers and not cancelled():
                while not ready and not exhausted and not units.full:
                    try:
                        index, text = next(numbered)
                    except StopIteration:
                        exhausted = True
                        break
                    job = self._plan(index, text)
                    if not job.units:
                        yield index, self._output(job)
                    for unit in job.units:
                        self._queue(unit, units, ready)
                batch = ready.popleft() if ready else units.pop()
                if batch is None:
                    break
                running.append((batch, self._start(batch)))
            if not running:
                return
            batch, pending = running.popleft()
            for unit, result in zip(batch, pending.results(), strict=True):
                unit.attempts.append(self._attempt(unit, result))
                if unit.attempts[-1].flags and len(unit.attempts) <= len(self.parameters.retries):
                    self._queue(unit, units, ready)
                elif unit.job.complete(len(self.parameters.retries)):
                    yield unit.job.index, self._output(unit.job)

    def _queue(self, unit: Unit, units: Buckets[Unit], ready: deque[list[Unit]]) -> None:
        length = len(unit.tokens)
        batch = units.add((len(unit.attempts), length), unit, batch_size(length, self._batch))
        if batch is not None:
            ready.append(batch)

    def _plan(self, index: int, text: str) -> Job:
        return Job.plan(index, text, self._tokenizer.encode, self.parameters.max_input_tokens)

    def _start(self, batch: list[Unit]) -> Pending:
        return start(
            self._translator,
            [unit.tokens.pieces for unit in batch],
            self.parameters.decoding_of(len(batch[0].attempts)),
            self.parameters.output_limit(len(batch[0].tokens)),
        )

    def _attempt(self, unit: Unit, result: Result) -> Attempt:
        first = self._judged(unit, result, 1)
        if first.flags or not self.parameters.figures or not result.others:
            return first
        hypotheses = (result, *result.others)
        texts = [first.text, *(self._tokenizer.decode(other.pieces).text for other in result.others)]
        rank = 1 + most_faithful(unit.text, texts)
        chosen = first if rank == 1 else self._judged(unit, hypotheses[rank - 1], rank)
        return first if chosen.flags else chosen

    def _judged(self, unit: Unit, result: Result, rank: int) -> Attempt:
        number = len(unit.attempts)
        decoded = self._tokenizer.decode(result.pieces)
        limit = self.parameters.output_limit(len(unit.tokens))
        alignment = align.pairs(result.attention, unit.text, unit.tokens.spans, decoded.text, decoded.spans)
        score = self.parameters.decoding_of(number).mean_score(result.score, len(result.pieces))
        flags = judge(unit.text, decoded.text, unit.tokens.pieces, result.pieces, limit)
        return Attempt(number, decoded.text, len(result.pieces), score, alignment, flags, rank)

    def _output(self, job: Job) -> EngineOutput:
        constraints = self.constraints(job.text)
        terms = self._placed(job, constraints) if constraints and job.units else {}
        text, score, alignment, flags = job.joined()
        tries = [(unit.start, unit.end, self._decoding(unit.best)) for unit in job.units]
        parameters: dict[str, Any] = {"procedure": self.parameters.canonical()["procedure"]}
        if len(tries) == 1:
            parameters |= tries[0][2]
        elif tries:
            parameters["pieces"] = [{"span": [start, end], **decoding} for start, end, decoding in tries]
        if constraints:
            parameters["terms"] = {"constraints": [c.canonical() for c in constraints], **terms}
            flags += tuple(flag for flag in (PLACED, NOT_PLACED) if flag in terms)
        return EngineOutput(text, score, alignment, flags, parameters)

    def _decoding(self, attempt: Attempt) -> dict[str, Any]:
        """How the attempt was made; ``hypothesis`` is its rank in the beam when it is not the first."""
        decoding = asdict(self.parameters.decoding_of(attempt.number))
        return {**decoding, "hypothesis": attempt.rank} if attempt.rank > 1 else decoding

    def _placed(self, job: Job, constraints: Sequence[Constraint]) -> dict[str, Any]:
        """Place the terms of each unit; what was placed, what could not be, and the text without it."""
        free = job.joined()[0]
        placer = Placer(self._translator, self._tokenizer, self.parameters)
        done: dict[str, list[list[int]]] = {PLACED: [], NOT_PLACED: []}
        for unit in job.units:
            inside = [c for c in constraints if unit.start <= c.start and c.end <= unit.end]
            shifted = [replace(c, start=c.start - unit.start, end=c.end - unit.start) for c in inside]
            placement = placer.place(unit, shifted)
            unit.placed = placement.attempt if placement.placed else None
            for name, found in ((PLACED, placement.placed), (NOT_PLACED, placement.missing)):
                done[name] += [[c.start + unit.start, c.end + unit.start] for c in found]
        done[NOT_PLACED] += [[c.start, c.end] for c in constraints if _between(c, job.units)]
        record: dict[str, Any] = {name: spans for name, spans in done.items() if spans}
        return {**record, "method": "prefix", "without": free} if PLACED in record else record


def _between(constraint: Constraint, units: Sequence[Unit]) -> bool:
    """Whether the input was split inside the term, so that no unit holds it."""
    return not any(unit.start <= constraint.start and constraint.end <= unit.end for unit in units)
