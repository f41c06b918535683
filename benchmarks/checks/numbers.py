"""Numbers and dates: false alarms, recall on seeded errors and speed of the two checks together.

    python -m benchmarks.checks.numbers EVAL_DIR [--show N] [--misses N] [--sets a,b] [--seed 1]

EVAL_DIR holds line-aligned pairs ``NAME.zh.xz`` / ``NAME.en.xz``. Prints, per set, the share of unaltered human
references with a major or critical finding, and for each kind of seeded error (one per pair, see
``seeds_figures``) the share that is found, on pairs that are clean before. Two thirds of the pairs may be looked
at; the blind third (:attr:`~benchmarks.checks.material.Pair.blind`) is counted apart and never shown.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.checks import seeds_figures
from benchmarks.checks.material import SETS, Pair, evaluation_set, records
from reader.checks.dates.check import Dates
from reader.checks.figures_divided import divide
from reader.checks.numbers.check import Numbers
from reader.checks.registry import run
from reader.model import Finding, Severity

FIGURE = re.compile(r"(?<![\w.,\-/])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
CHECKS = (Numbers(), Dates())
THIRDS = ("seen", "blind")


def grave(zh: str, en: str) -> list[Finding]:
    """Major and critical findings of the two checks."""
    given = records(zh, en)
    return [f for check in CHECKS for f in check(*given) if f.severity.is_serious]


def dropped(zh: str, en: str, rng: random.Random) -> tuple[str, str] | None:
    """A figure in digits is gone from the English."""
    figures = list(FIGURE.finditer(en))
    if not figures:
        return None
    m = rng.choice(figures)
    before, after = en[: m.start()].rstrip("$¥£€"), re.sub(r"^\s*%", "", en[m.end() :])
    return "dropped", re.sub(r"\s{2,}", " ", before + after)


KINDS: dict[str, Callable[[str, str, random.Random], tuple[str, str] | None]] = {
    "number": seeds_figures.number,
    "magnitude": seeds_figures.magnitude,
    "dropped": dropped,
    "date": seeds_figures.date,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--show", type=int, default=0, help="print this many flagged references per set, none blind")
    parser.add_argument("--misses", type=int, default=0, help="print this many missed errors per kind, none blind")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pairs = [pair for name in given.sets.split(",") for pair in evaluation_set(given.eval_dir, name)]
    clean = _references(pairs, given.show, random.Random(given.seed))
    for kind in KINDS:
        _recall(kind, clean, given.misses, given.seed)
    _speed(pairs)


def _references(pairs: list[Pair], show: int, rng: random.Random) -> list[Pair]:
    """Print what is flagged of the unaltered references; the pairs that are not."""
    counts: dict[str, Counter[str]] = {}
    clean: list[Pair] = []
    shown: dict[str, list[tuple[Pair, list[Finding]]]] = {}
    for pair in pairs:
        found = grave(pair.zh, pair.en)
        third = THIRDS[pair.blind]
        for name in (pair.set, "all"):
            count = counts.setdefault(name, Counter())
            count[third] += 1
            count[f"{third} flagged"] += bool(found)
            count[f"{third} critical"] += any(f.severity is Severity.CRITICAL for f in found)
        if not found:
            clean.append(pair)
        elif not pair.blind:
            shown.setdefault(pair.set, []).append((pair, found))
    for name, count in counts.items():
        parts = [
            f"{third}: {count[f'{third} flagged']:3} of {count[third]:5} flagged = "
            f"{100 * count[f'{third} flagged'] / max(1, count[third]):.2f} %, critical {count[f'{third} critical']}"
            for third in THIRDS
        ]
        print(f"{name:20} {' · '.join(parts)}")
        for pair, found in rng.sample(shown.get(name, []), min(show, len(shown.get(name, [])))):
            print(f"  {pair.zh}\n  {pair.en}")
            for f in found:
                print(f"    -> {f.check} {f.severity}: {f.explanation}")
    return clean


def _recall(kind: str, clean: list[Pair], misses: int, seed: int) -> None:
    made: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    missed: list[tuple[Pair, str, str]] = []
    for pair in clean:
        rng = random.Random(f"{kind}\0{seed}\0{pair.zh}")
        altered = KINDS[kind](pair.zh, pair.en, rng)
        if altered is None or altered[1] == pair.en:
            continue
        third = THIRDS[pair.blind]
        found = bool(grave(pair.zh, altered[1]))
        for key in (third, f"{third}: {altered[0]}"):
            made[key] += 1
            hit[key] += found
        if not found and not pair.blind:
            missed.append((pair, *altered))
    for key in sorted(made):
        print(f"recall {kind}, {key}: {hit[key]} of {made[key]} = {100 * hit[key] / made[key]:.2f} %")
    for pair, how, en in random.Random(seed).sample(missed, min(misses, len(missed))):
        print(f"  MISSED {how}\n    {pair.zh}\n    {pair.en}\n    {en}")


def _speed(pairs: list[Pair]) -> None:
    prepared = [records(pair.zh, pair.en) for pair in pairs]
    divide.cache_clear()
    started = time.process_time()
    for given in prepared:
        for check in CHECKS:
            check(*given)
    print(f"speed, numbers and dates: {len(prepared) / (time.process_time() - started):,.0f} pairs/s on one core")
    divide.cache_clear()
    started = time.process_time()
    for given in prepared:
        run(*given)
    print(f"speed, all checks: {len(prepared) / (time.process_time() - started):,.0f} pairs/s on one core")


if __name__ == "__main__":
    main()
