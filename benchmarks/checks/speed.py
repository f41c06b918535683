"""Speed of the checks: segment pairs per second for all of them together on two processes, and the cost of each.

    python -m benchmarks.checks.speed EVAL_DIR [--workers 2] [--pairs 12000] [--by-check]

The pairs are unaltered references. Every process loads its tables before the clock starts, as a long run does once;
``--by-check`` prints processor time for each check by itself.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.checks.material import load, records
from benchmarks.figures import Figure, hand_over
from reader.checks import registry
from reader.checks.parallel import Triple

TARGET = 2_000
_CHUNK = 250


def work(triples: list[Triple]) -> tuple[int, float]:
    """Run all checks; how many findings, and the processor time this took."""
    started = time.process_time()
    return sum(len(registry.run(*triple)) for triple in triples), time.process_time() - started


def together(triples: list[Triple], workers: int) -> tuple[float, float]:
    """Pairs per second on *workers* processes by the clock, and by the processor time they used."""
    chunks = [triples[at : at + _CHUNK] for at in range(0, len(triples), _CHUNK)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(work, chunks[: 2 * workers]))  # tables are loaded, words looked up
        started = time.perf_counter()
        spent = sum(seconds for _, seconds in pool.map(work, chunks))
        wall = time.perf_counter() - started
    return len(triples) / wall, workers * len(triples) / spent


def by_check(triples: list[Triple]) -> None:
    """Print the processor time of each check."""
    for name, check in registry.CHECKS.all().items():
        for triple in triples[:300]:
            check(*triple)
        started = time.process_time()
        for triple in triples:
            check(*triple)
        print(f"{name:16} {1e6 * (time.process_time() - started) / len(triples):6.0f} µs a pair")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=12_000)
    parser.add_argument("--by-check", action="store_true")
    options = parser.parse_args()
    pairs = load(options.eval_dir, own=False)
    step = max(1, -(-len(pairs) // options.pairs))
    triples = [records(pair.zh, pair.en) for pair in pairs[::step]]
    if options.by_check:
        by_check(triples[::4])
    clock, processor = together(triples, options.workers)
    hand_over(
        Figure(
            f"all checks on {options.workers} processes",
            f"{clock:,.0f} pairs/s by the clock, {processor:,.0f} by processor time, {len(triples)} pairs",
            f">= {TARGET:,} pairs/s",
            max(clock, processor) >= TARGET,
        )
    )


if __name__ == "__main__":
    main()
