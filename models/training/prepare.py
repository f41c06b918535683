"""Step 1: clean, filter, deduplicate and decontaminate the public text.

``python -m models.training.prepare --corpora DIR --evaluation DIR`` reads ``NAME.tsv.xz`` of every source from
``--corpora`` and writes ``WORK/pairs/NAME.tsv`` and ``WORK/pairs/report.json`` (how many pairs each rule dropped). One
pair in 1,200 goes to ``WORK/pairs/validation.tsv`` instead: what training measures itself by.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.training import cleaning, folders
from models.training.decontaminate import EvaluationText, gather
from models.training.pairs import Pair, read_pairs, write_pairs
from models.training.sources import SOURCES, Source


class Preparation:
    """One pass over all sources; a pair already taken from one source is not taken from another."""

    def __init__(self, evaluation: EvaluationText) -> None:
        self._evaluation = evaluation
        self._seen: set[int] = set()
        self._english: Counter[int] = Counter()

    def run(self, source: Source, file: Path, dropped: Counter[str]) -> list[Pair]:
        """The pairs of *file* worth learning from, at most ``source.cap``; *dropped* counts reasons."""
        kept = list(self._kept(source, file, dropped))
        if source.cap is None or len(kept) <= source.cap:
            return kept
        dropped["over the cap"] += len(kept) - source.cap
        step = len(kept) / source.cap
        return [kept[int(i * step)] for i in range(source.cap)]

    def _kept(self, source: Source, file: Path, dropped: Counter[str]) -> Iterator[Pair]:
        for raw in read_pairs(file):
            pair = source.rewrite(Pair(cleaning.simplified(cleaning.normal(raw.zh)), cleaning.normal(raw.en)))
            reason = "rewrite" if pair is None else self._reason(source, pair)
            if pair is not None and reason is None:
                yield pair
            else:
                dropped[reason or "rewrite"] += 1

    def _reason(self, source: Source, pair: Pair) -> str | None:
        if not (pair.zh and pair.en) or not cleaning.is_sound(pair):
            return "general rules"
        if not source.accepts(pair):
            return "rules of the source"
        chinese, english = hash(pair.zh), hash(pair.en.casefold())
        if chinese in self._seen or self._english[english] >= 3:
            return "repeated"
        if self._evaluation.touches(pair):
            return "evaluation text"
        self._seen.add(chinese)
        self._english[english] += 1
        return None


def is_held_out(pair: Pair) -> bool:
    """Whether *pair* belongs to the validation set: decided by its Chinese alone, so it never changes."""
    return zlib.crc32(pair.zh.encode("utf-8")) % 1_200 == 0


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with NAME.tsv.xz of every source")
    parser.add_argument("--evaluation", type=Path, action="append", default=[], help="folder of evaluation sets")
    folders.add_work_argument(parser)
    options = parser.parse_args(arguments)
    preparation = Preparation(gather([folders.TEST_SETS, *options.evaluation]))
    report = {}
    validation: list[Pair] = []
    for source in SOURCES:
        dropped: Counter[str] = Counter()
        pairs = preparation.run(source, options.corpora / f"{source.name}.tsv.xz", dropped)
        validation += [pair for pair in pairs if is_held_out(pair)]
        kept = write_pairs(options.work.pairs / f"{source.name}.tsv", (pair for pair in pairs if not is_held_out(pair)))
        report[source.name] = {"kept": kept, "dropped": dict(dropped)}
        sys.stdout.write(f"{source.name}: {kept} kept, {dict(dropped)}\n")
        sys.stdout.flush()
    write_pairs(options.work.pairs / "validation.tsv", validation)
    (options.work.pairs / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
