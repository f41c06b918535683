"""Speed of the checks: segment pairs per second for all of them together on two processes, and the cost of each.

    python -m benchmarks.checks.speed EVAL_DIR [--workers 2] [--pairs 12000] [--rounds 3]

The pairs are unaltered references; the glossary goes with them as in a case. First each check is timed by itself, in
the order in which they run on a sentence (what two of them need is counted where it is first asked for), then all of
them on several processes as cases are checked (:mod:`reader.checks.parallel`), tables loaded beforehand. Processor time
on shared machines rises when others work: of the times of each hundred pairs the least of the rounds counts, and a
yardstick taken between them (a pass of two patterns over both sides) makes runs comparable.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.checks.material import load, records
from benchmarks.figures import Figure, hand_over
from reader.checks import registry
from reader.checks.contract import TermContext
from reader.checks.parallel import LEAST, Checker, Triple
from reader.text.terms.bundled import bundled

TARGET = 2_000
_BATCH = 100
_HAN, _LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]+|[0-9]+")


def yardstick(triple: Triple) -> int:
    """A fixed piece of work on one pair: the characters of the Chinese, the words of the English, and how many of
    these are different."""
    segment, _, context = triple
    words = [word.lower() for word in _LATIN.findall(context.text)]
    return len(set(_HAN.findall(segment.text))) + len(set(words))


def by_check(triples: Sequence[Triple], rounds: int) -> dict[str, float]:
    """Microseconds of processor time a pair, by check; last the yardstick."""
    steps: dict[str, Callable[[Triple], object]] = {
        name: (lambda triple, check=check: check(*triple)) for name, check in registry.CHECKS.all().items()
    }
    steps["(yardstick)"] = yardstick
    for triple in triples[:500]:
        registry.run(*triple)  # tables are loaded
    total = dict.fromkeys(steps, 0)
    for at in range(0, len(triples), _BATCH):
        least: dict[str, int] = {}
        for _ in range(rounds):
            spent = dict.fromkeys(steps, 0)
            for triple in triples[at : at + _BATCH]:
                for name, step in steps.items():
                    started = time.thread_time_ns()
                    step(triple)
                    spent[name] += time.thread_time_ns() - started
            least = {name: min(spent[name], least.get(name, spent[name])) for name in steps}
        for name in steps:
            total[name] += least[name]
    return {name: nanoseconds / len(triples) / 1000 for name, nanoseconds in total.items()}


def together(triples: list[Triple], workers: int, rounds: int) -> list[tuple[float, float]]:
    """Pairs per second on *workers* processes by the clock, and by the processor time they used, for each round. Every
    round has processes of its own: most words are new to them."""
    before = _children()
    with Checker(LEAST, workers) as checker:
        checker.run(triples[: 500 * workers])  # tables are loaded
    starting = _children() - before
    found = []
    for _ in range(rounds):
        before = _children()
        with Checker(LEAST, workers) as checker:
            checker.run(triples[: 500 * workers])
            started = time.perf_counter()
            checker.run(triples)
            wall = time.perf_counter() - started
        spent = _children() - before - starting
        found.append((len(triples) / wall, workers * len(triples) / spent))
    return found


def _children() -> float:
    """Processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show(costs: dict[str, float]) -> None:
    """Print the cost of each check, its share, and how many yardsticks it is long."""
    whole = sum(cost for name, cost in costs.items() if name != "(yardstick)")
    print(f"{'check':16} {'µs a pair':>10} {'share':>6} {'yardsticks':>11}")
    for name, cost in sorted({**costs, "all": whole}.items(), key=lambda entry: -entry[1]):
        print(f"{name:16} {cost:10.1f} {cost / whole:6.1%} {cost / costs['(yardstick)']:11.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=12_000)
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each check is timed on every sixth pair, and all"
    )
    options = parser.parse_args()
    pairs = load(options.eval_dir, own=False)
    step = max(1, -(-len(pairs) // options.pairs))
    terms = TermContext(bundled())
    chosen = [records(pair.zh, pair.en) for pair in pairs[::step]]
    triples: list[Triple] = [(segment, made, replace(context, terms=terms)) for segment, made, context in chosen]
    costs = by_check(triples[::6], options.rounds)
    show(costs)
    measured = together(triples, options.workers, options.rounds)
    for number, (clock, processor) in enumerate(measured, 1):
        print(f"round {number}: {clock:,.0f} pairs/s by the clock, {processor:,.0f} by processor time")
    clock, processor = max(measured)
    yard = costs.pop("(yardstick)")
    whole = sum(costs.values())
    hand_over(
        Figure(
            f"all checks on {options.workers} processes",
            f"{clock:,.0f} pairs/s by the clock, {processor:,.0f} by processor time, {len(triples)} pairs",
            f">= {TARGET:,} pairs/s",
            clock >= TARGET,
        ),
        Figure(
            "all checks on one process",
            f"{whole:,.0f} µs a pair, {whole / yard:.0f} yardsticks",
        ),
    )


if __name__ == "__main__":
    main()
