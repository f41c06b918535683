"""False alarms, recall on seeded errors and speed of the number check.

    python benchmarks/checks/numbers.py EVAL_DIR [--show N] [--sets a,b] [--seed 1]

EVAL_DIR holds line-aligned pairs ``NAME.zh.xz`` / ``NAME.en.xz``. Prints, per set: the
share of unaltered human references with a major or critical finding, and the share of
seeded errors (one per pair, on pairs that are clean before) that are found.
"""

from __future__ import annotations

import sys

if sys.path[0].endswith("checks"):
    del sys.path[0]  # this folder: its numbers.py would hide the standard library's

import argparse
import lzma
import random
import re
import time
from collections import Counter
from pathlib import Path

from reader.checks.contract import Context
from reader.checks.numbers import Numbers
from reader.checks.registry import run
from reader.model import Finding, Segment, Severity, Translation

SETS = ("newstest2019_zhen", "tico19_all", "moj_tw_law_gov", "flores200_dev")
FIGURE = re.compile(r"(?<![\w.,\-/])\d[\d,]*(?:\.\d+)?(?![\w]|[.,]\d)")
CHECK = Numbers()


def read(folder: Path, name: str) -> list[tuple[str, str]]:
    """The pairs of one set."""
    sides = [lzma.decompress((folder / f"{name}.{lang}.xz").read_bytes()).decode() for lang in ("zh", "en")]
    return list(zip(*(side.rstrip("\n").split("\n") for side in sides), strict=True))


def records(zh: str, en: str) -> tuple[Segment, Translation, Context]:
    """The records a check is called with."""
    segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh")
    return segment, Translation("T", zh, en, "x", "1", "x", "1", "", {}, ""), Context(en)


def grave(zh: str, en: str) -> list[Finding]:
    """Major and critical findings of the number check."""
    return [f for f in CHECK(*records(zh, en)) if f.severity.is_serious]


def seeded(en: str, rng: random.Random) -> dict[str, str]:
    """The English with one error of each kind in one randomly chosen figure; empty when there is none."""
    figures = list(FIGURE.finditer(en))
    if not figures:
        return {}
    m = rng.choice(figures)
    number = m.group()
    before, after = en[: m.start()], en[m.end() :]
    places = [i for i, c in enumerate(number) if c.isdigit()]
    i = rng.choice(places)
    digit = rng.choice([d for d in "123456789" if d != number[i]])
    out = {"digit changed": before + number[:i] + digit + number[i + 1 :] + after}
    if "." not in number and number != "0":
        plain = int(number.replace(",", "")) * 10
        out["ten times"] = before + (f"{plain:,}" if "," in number else str(plain)) + after
    out["dropped"] = re.sub(r"\s{2,}", " ", before.rstrip("$¥£€") + re.sub(r"^\s*%", "", after))
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--show", type=int, default=0, help="print this many flagged references and misses per set")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    total, flagged, critical = 0, 0, 0
    made: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    everything: list[tuple[str, str]] = []
    for name in arguments.sets.split(","):
        pairs = read(arguments.eval_dir, name)
        everything += pairs
        alarms = [(n, zh, en, found) for n, (zh, en) in enumerate(pairs) if (found := grave(zh, en))]
        total, flagged = total + len(pairs), flagged + len(alarms)
        critical += sum(any(f.severity is Severity.CRITICAL for f in found) for *_, found in alarms)
        print(f"{name:20} {len(pairs):5} references, {len(alarms):4} flagged = {100 * len(alarms) / len(pairs):.2f} %")
        for n, zh, en, found in rng.sample(alarms, min(arguments.show, len(alarms))):
            print(f"  [{n}] {zh}\n       {en}")
            for f in found:
                print(f"       -> {f.severity}: {f.explanation}")
        known = {n for n, *_ in alarms}
        missed = []
        for n, (zh, en) in enumerate(pairs):
            for kind, text in seeded(en, rng).items() if n not in known else ():
                made[kind] += 1
                if grave(zh, text):
                    hit[kind] += 1
                else:
                    missed.append((n, kind, zh, en, text))
        for n, kind, zh, en, text in rng.sample(missed, min(arguments.show // 2, len(missed))):
            print(f"  MISSED [{n}] {kind}: {zh}\n       {en}\n       {text}")
    share = 100 * flagged / total
    print(f"all references: {total}, flagged {flagged} = {share:.2f} %, critical {100 * critical / total:.2f} %")
    for kind in sorted(made):
        print(f"recall, {kind}: {hit[kind]} of {made[kind]} = {100 * hit[kind] / made[kind]:.2f} %")
    print(f"recall, all: {100 * sum(hit.values()) / max(1, sum(made.values())):.2f} %")
    prepared = [records(zh, en) for zh, en in everything]
    for name, function in (("number check", CHECK), ("all checks", run)):
        started = time.process_time()
        for one in prepared:
            function(*one)
        print(f"speed, {name}: {len(prepared) / (time.process_time() - started):,.0f} pairs/s on one core")


if __name__ == "__main__":
    main()
