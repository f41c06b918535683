"""Segments per second of the starter package against a model of the official package's shape.

    python -m benchmarks.translate.against_official_shape                 the documents of the demo case
    python -m benchmarks.translate.against_official_shape --lines FILE    one segment per line (may be .xz)

The other model has 6+6 layers of width 512 and random weights (``official_shape.py``), once with the starter's own
vocabulary and once with the 65,001 pieces OPUS-MT has. Random weights never stop, so lengths are forced: the starter
translates freely first, then in every batch both models write exactly as many tokens as the starter's outputs had on
average. Both go through the engine's own way of asking (equal-length batches, attention, two workers), with the same
batches, in turn, round by round. A last row asks the official shape as ``argostranslate.translate`` does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, hand_over
from benchmarks.translate import official_shape, vs_argos
from models.training.shape import Shape
from reader import config
from reader.text.normalise import for_engine
from reader.translate import layout, search
from reader.translate.batching import Buckets, batch_size
from reader.translate.package import Package
from reader.translate.packages import PackageStore
from reader.translate.parameters import Decoding, Parameters
from reader.translate.pieces import Job, Unit
from reader.translate.tokens import Tokenizer

WANTED = 8.0
STARTER = Shape()
Pieces = tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Inputs of one length, and how many tokens each of their outputs is to have."""

    inputs: list[Pieces]
    length: int


@dataclass(frozen=True)
class Spent:
    """Seconds and processor seconds of one side in one round."""

    seconds: float
    processor: float


class Forced:
    """A translator whose every output has exactly the greatest length asked for."""

    def __init__(self, translator: Any) -> None:
        self._translator = translator

    def translate_batch(self, inputs: Any, *, max_decoding_length: int, **options: Any) -> Any:
        """As CTranslate2's."""
        return self._translator.translate_batch(
            inputs, max_decoding_length=max_decoding_length, min_decoding_length=max_decoding_length, **options
        )


class ForcedForArgos(Forced):
    """The same for Argos, which names no length: *lengths* knows each input's."""

    def __init__(self, translator: Any, lengths: dict[Pieces, int]) -> None:
        super().__init__(translator)
        self._lengths = lengths

    def translate_batch(self, inputs: Any, **options: Any) -> Any:
        """As CTranslate2's, all inputs of the call to the mean of their lengths."""
        mean = statistics.fmean(self._lengths[tuple(pieces)] for pieces in inputs)
        return super().translate_batch(inputs, max_decoding_length=max(1, round(mean)), **options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--limit", type=int, default=400, help="with --lines: at most so many")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    documents = (
        [[[line]] for line in vs_argos.lines_of(options.lines)[: options.limit]]
        if options.lines
        else vs_argos.demo_documents()
    )
    documents = [[[for_engine(s, to_simplified=True).text for s in p] for p in d] for d in documents]
    settings = config.load()
    starter = (
        PackageStore(settings.packages_dir, settings.bundled_models_dir).choose("zh-Hans", "zh_en-starter").package
    )
    with tempfile.TemporaryDirectory() as folder:
        same = official_shape.install(starter, Path(folder) / "same")
        opus = official_shape.install(starter, Path(folder) / "opus", official_shape.OPUS_PIECES)
        measure(documents, starter, {"the starter's 16,000 pieces": same, "OPUS-MT's 65,001 pieces": opus}, options)


def measure(
    documents: Sequence[vs_argos.Document], starter: Package, others: dict[str, Package], options: argparse.Namespace
) -> None:
    """Run all sides in turn and print a table for each beam."""
    segments = [s for d in documents for p in d for s in p]
    translators = {
        name: search.load(layout.model_folder(package.path), options.workers, package.label)
        for name, package in {"starter": starter, **others}.items()
    }
    tokenizer = Tokenizer(layout.tokenizer_file(starter.path))
    parameters = Parameters.of(starter)
    for beam in (1, 4):
        decoding = replace(parameters.decoding, beam_size=beam)
        batches, lengths = planned(segments, translators["starter"], tokenizer, parameters, decoding)
        sides: dict[str, Callable[[], object]] = {
            name: partial(run, Forced(translator), batches, decoding, options.workers)
            for name, translator in translators.items()
        }
        if beam == 4:
            name, package = list(others.items())[-1]
            sides[f"{name}, by argostranslate"] = by_argos(package, documents, tokenizer, lengths)
        spent: dict[str, list[Spent]] = {name: [] for name in sides}
        for _ in range(options.runs):  # in turn: what else the machine does hits all alike
            for name, side in sides.items():
                started, processor = time.perf_counter(), time.process_time()
                side()
                spent[name].append(Spent(time.perf_counter() - started, time.process_time() - processor))
        report(spent, len(segments), batches, beam)


def planned(
    segments: Sequence[str], translator: Any, tokenizer: Tokenizer, parameters: Parameters, decoding: Decoding
) -> tuple[list[Batch], dict[Pieces, int]]:
    """The engine's batches with the starter's own output lengths; and the length of each whole segment's output."""
    buckets: Buckets[Unit] = Buckets(len(segments) * 50)
    jobs = [Job.plan(n, s, tokenizer.encode, parameters.max_input_tokens) for n, s in enumerate(segments)]
    groups = []
    for unit in (unit for job in jobs for unit in job.units):
        full = buckets.add(len(unit.tokens), unit, batch_size(len(unit.tokens)))
        groups += [full] if full else []
    while rest := buckets.pop():
        groups.append(rest)
    written: dict[int, int] = dict.fromkeys(range(len(segments)), 0)
    batches = []
    running = [
        (g, search.start(translator, [u.tokens.pieces for u in g], decoding, parameters.output_limit(len(g[0].tokens))))
        for g in groups
    ]
    for group, pending in running:
        sizes = [len(result.pieces) for result in pending.results()]
        batches.append(Batch([unit.tokens.pieces for unit in group], max(1, round(statistics.fmean(sizes)))))
        for unit, size in zip(group, sizes, strict=True):
            written[unit.job.index] += size
    return batches, {tokenizer.encode(s).pieces: max(1, written[n]) for n, s in enumerate(segments)}


def run(translator: Any, batches: Sequence[Batch], decoding: Decoding, workers: int) -> None:
    """Everything once, as many batches under way as the engine keeps."""
    running: deque[search.Pending] = deque()
    for batch in batches:
        if len(running) >= 2 * workers:
            running.popleft().results()
        running.append(search.start(translator, batch.inputs, decoding, batch.length))
    for pending in running:
        pending.results()


def by_argos(
    package: Package, documents: Sequence[vs_argos.Document], tokenizer: Tokenizer, lengths: dict[Pieces, int]
) -> Callable[[], object]:
    """Argos as its users call it, outputs forced to the same lengths."""
    lengths = {tokenizer.encode(vs_argos.FIRST).pieces: 1, **lengths}
    translate = vs_argos.argos(package, wrapped=lambda translator: ForcedForArgos(translator, lengths))
    return partial(translate, list(documents))


def report(spent: dict[str, list[Spent]], segments: int, batches: Sequence[Batch], beam: int) -> None:
    """One table, the ratio in every round, and what the multiplications alone would give."""
    inputs = sum(len(batch.inputs) for batch in batches)
    source = sum(len(pieces) for batch in batches for pieces in batch.inputs) / segments
    target = sum(len(batch.inputs) * batch.length for batch in batches) / segments
    print(
        f"\nbeam {beam}: {segments} segments in {inputs} inputs, {source:.1f} tokens in and {target:.1f} out each\n"
        f"{'':41} segments/s  ratio  (least-most)  processor time  multiplications"
    )
    own, figures = official_shape.multiplications(STARTER, source, target, beam), []
    for name, rounds in spent.items():
        pairs = list(zip(rounds, spent["starter"], strict=True))
        ratios = [other.seconds / mine.seconds for other, mine in pairs]
        processor = statistics.median(other.processor / mine.processor for other, mine in pairs)
        wanted = STARTER if name == "starter" else official_shape.shape(65_001 if "65,001" in name else 16_000)
        more = official_shape.multiplications(wanted, source, target, beam) / own
        speed = segments / statistics.median(one.seconds for one in rounds)
        print(
            f"{name:41} {speed:10.1f} {statistics.median(ratios):6.2f}"
            f"  ({min(ratios):.2f}-{max(ratios):.2f})  {processor:8.2f} times  {more:9.2f} times"
        )
        if name != "starter":
            ratio, target_of = statistics.median(ratios), beam == 4
            figures.append(
                Figure(
                    f"starter against 6+6 layers of width 512, {name}, beam {beam}",
                    f"{ratio:.2f}x, {processor:.2f}x less processor time",
                    f">= {WANTED:.0f}x" if target_of else "",
                    ratio >= WANTED if target_of else None,
                )
            )
    print("load average:", *(f"{load:.1f}" for load in os.getloadavg()))
    hand_over(*figures)


if __name__ == "__main__":
    main()
