"""Step 10: what is usual for a package's output, for the checks that compare lengths.

``python -m models.training.norms PACKAGE --evaluation DIR`` translates an even sample of our own test sentences and of
the sets of ``--evaluation``, leaves out output the engine itself was not content with, and prints the table
``[package.norms]`` for ``models/manifest.toml``. Middle and spread are the median and the scaled median deviation
(1.4826 · MAD): a few bad translations do not move them.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from models.training import folders
from models.training.evaluate import load_sets
from reader.checks.lengths import expected, short_deviation, units

_LEAST_UNITS = 8.0  # shorter sentences say little about what is usual
_LEAST_SENTENCES = 50
_LEAST_DEVIATION = 0.05


class Norms(NamedTuple):
    """``[package.norms]``: the band of 98 %, and where the logarithms of its lengths lie."""

    sentences: int
    length_ratio: tuple[float, float]
    length_shift: float
    length_deviation: float

    def toml(self) -> str:
        """The table as it stands in the manifest."""
        low, high = self.length_ratio
        return (
            f"[package.norms] # {self.sentences} sentences, models/training/norms.py\n"
            f"length_ratio = [{low:.2f}, {high:.2f}]\n"
            f"length_shift = {self.length_shift:.3f}\n"
            f"length_deviation = {self.length_deviation:.3f}\n"
        )


def measure(sources: Sequence[str], outputs: Sequence[str]) -> Norms:
    """The norms of *outputs*; raises ``ValueError`` for fewer than fifty usable sentences."""
    pairs = [(units(zh), len(en.strip())) for zh, en in zip(sources, outputs, strict=True)]
    pairs = [(size, length) for size, length in pairs if size >= _LEAST_UNITS and length]
    if len(pairs) < _LEAST_SENTENCES:
        raise ValueError(f"{len(pairs)} usable sentences are too few; {_LEAST_SENTENCES} are needed")
    away = [math.log(length + 4) - expected(size) for size, length in pairs]
    shift = statistics.median(away)
    # What short sentences add to the spread is the same for every package.
    spread = [abs(value - shift) - 0.6745 * short_deviation(size) for value, (size, _) in zip(away, pairs, strict=True)]
    deviation = max(_LEAST_DEVIATION, 1.4826 * statistics.median(spread))
    ratios = sorted(length / size for size, length in pairs)
    band = ratios[len(ratios) // 100], ratios[-1 - len(ratios) // 100]
    return Norms(len(pairs), band, shift, deviation)


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("package", type=Path)
    parser.add_argument("--evaluation", type=Path, help="folder of further sets")
    parser.add_argument("--sets", nargs="*", default=["moj_tw_law_gov", "newstest2019_zhen", "wmt21_zhen"])
    parser.add_argument("--limit", type=int, default=150, help="the most sentences taken from each set")
    options = parser.parse_args(arguments)
    sources: list[str] = []
    for test in load_sets(options.evaluation, options.sets, options.limit):
        sources += test.zh[:: max(1, -(-len(test.zh) // options.limit))]
    kept = _translated(options.package, options.work, sources)
    try:
        norms = measure([zh for zh, _ in kept], [en for _, en in kept])
    except ValueError as error:
        raise SystemExit(f"no norms: {error} ({len(kept)} of {len(sources)} outputs were plausible)") from None
    sys.stdout.write(norms.toml())


def _translated(package: Path, work: folders.Work, lines: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of the lines the engine had no doubts about and their translation."""
    from reader.text.normalise import for_engine
    from reader.translate.engine import Engine
    from reader.translate.packages import PackageStore

    work.root.mkdir(parents=True, exist_ok=True)
    store = PackageStore(work.root / "installed", work.root / "bundled")
    kept = []
    with Engine(store.import_file(package), workers=2) as engine:
        for index, result in engine.translate(for_engine(line, to_simplified=True).text for line in lines):
            if not set(result.flags) & {"loop", "copied", "empty", "retried"}:
                kept.append((lines[index], result.text))
    return kept


if __name__ == "__main__":
    main()
