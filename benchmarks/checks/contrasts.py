"""Where the weights of what a package says come from: estimated again, to be compared with what stands in the code.

    python -m benchmarks.checks.contrasts EVAL_DIR [--cache FILE] [--package NAME]

Only the tuned part of the references is used: as they are, and with one negation lost or added, one clause taken out
or put in. Prints the weights of ``polarity.contrast``, ``omission.weighing`` and ``addition.contrast`` in
:mod:`reader.checks`, with the recall at shares of references flagged, each half of the material judged by the weights
of the other.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.checks.asking import ask
from benchmarks.checks.coverage import regression
from benchmarks.checks.material import SETS, load, records
from benchmarks.checks.seeding import build
from reader.checks import registry
from reader.checks.addition import contrast as addition_contrast
from reader.checks.contract import Context
from reader.checks.omission import weighing
from reader.checks.polarity import contrast as polarity_contrast
from reader.checks.polarity.check import surplus, suspicion
from reader.checks.polarity.negation_en import negations
from reader.checks.polarity.negation_zh import denials
from reader.checks.signals import ModelSignals
from reader.model import Severity
from reader.text.hanzi import simplified as to_simplified

SHARES = (0.06, 0.03, 0.0275, 0.025, 0.0225, 0.02, 0.015, 0.01, 0.007, 0.005, 0.003)
ROUNDS = 8
SEEDS = (1, 2, 3)
"""More clauses than one are taken out of most references, one at a time: omissions are weighed by many features."""
Pair = tuple[str, str]
Row = tuple[float, ...]
Rows = Callable[[str, str], list[Row]]
Signals = Mapping[Pair, ModelSignals]


def main() -> None:
    """Estimate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--cache", type=Path, help="keeps what the package says for the next run")
    parser.add_argument("--package")
    parser.add_argument("--references", type=int, default=9_000, help="how many of the tuned part")
    options = parser.parse_args()
    every = load(options.eval_dir)
    tuned = [pair for pair in every if not pair.blind and pair.set in SETS]
    sound = [(p.zh, p.en) for p in random.Random(1).sample(tuned, min(options.references, len(tuned)))]
    spoilt: dict[str, list[Pair]] = {
        "negation lost": [],
        "negation added": [],
        "clause omitted": [],
        "clause added": [],
    }
    for seed in SEEDS:
        kinds = ("negation", "omission", "addition") if seed == SEEDS[0] else ("omission",)
        for one in build(every, per_kind=1_200, kinds=kinds, seed=seed):
            if not one.pair.blind:
                how = "clause added" if one.kind == "addition" else one.how
                spoilt[how].append((one.pair.zh, one.en))
    signals = ask([*sound, *(pair for pairs in spoilt.values() for pair in pairs)], options.cache, options.package)
    for how in ("lost", "added"):
        negation(how, sound, spoilt[f"negation {how}"], signals)
    left, whole = (
        [pair for pair in dict.fromkeys(pairs) if not _found_otherwise(signals, *pair)]
        for pairs in (spoilt["clause omitted"], sound)
    )
    print(f"\nomission: {len(left)} spoilt and {len(whole)} sound pairs that no other check flags")
    print("by rules")
    parts(whole, left, _by_rules, (0, 0.5))
    print("with the answer of a package")
    parts(whole, left, partial(_by_package, signals), (0, 0.5))
    print("\naddition")
    parts(sound, spoilt["clause added"], partial(_addition_rows, signals), (0, 0.3), (4, -1.0))


def negation(how: str, sound: Sequence[Pair], spoilt: Sequence[Pair], signals: Signals) -> None:
    """Weights and thresholds of :data:`reader.checks.polarity.contrast.WEIGHTS`."""
    rows, labels = [], []
    for label, pairs in ((0.0, sound), (1.0, spoilt)):
        for zh, en in pairs:
            strongest = polarity_contrast.strongest(signals[zh, en], polarity_contrast.CHANGES[how])
            simplified = to_simplified(zh)
            both = denials(simplified), negations(en)
            found = suspicion(simplified, en, *both)
            mine = found if found and found.how == how else None
            if strongest is None:
                continue
            rows.append([
                float(mine is not None and not mine.located), float(mine is not None and mine.located),
                max(strongest.gain, polarity_contrast.LEAST_GAIN), signals[zh, en].score or 0.0,
                float(surplus(*both)),
            ])  # fmt: skip
            labels.append(label)
    x, y = np.array(rows), np.array(labels)
    print(f"\nnegation {how}: {int(y.sum())} of {len(spoilt)} spoilt, {int((1 - y).sum())} of {len(sound)} sound "
          "pairs were asked about")  # fmt: skip
    odds = _crossed(x, y)
    factors = regression(x[y == 0], x[y == 1])
    print("counted, located, gain, score, surplus, constant:", np.round(factors, 3))
    _report(odds[y == 0], odds[y == 1], len(sound), len(spoilt))


def parts(sound: Sequence[Pair], spoilt: Sequence[Pair], rows_of: Rows, *first: tuple[int, float]) -> None:
    """Factors, constant and thresholds of :mod:`reader.checks.omission.weighing` or ``addition_contrast``.

    Which part of a spoilt pair is the one that is missing or too much is not known: the likeliest is taken for it, by
    the weights so far, round after round, to begin with by those of *first* (column, weight).
    """
    rows, groups, labels = [], [], []
    for label, pairs in ((0, sound), (1, spoilt)):
        for zh, en in pairs:
            for row in rows_of(zh, en):
                rows.append(row)
                groups.append(len(labels))
            labels.append(label)
    x, group, label_of = np.array(rows), np.array(groups), np.array(labels)
    y = label_of[group]
    half = np.random.default_rng(1).integers(0, 2, len(labels))[group]
    best = np.full(len(labels), -99.0)
    for part in (0, 1):
        factors = _likeliest(x[half == part], group[half == part], y[half == part], first)
        odds = x @ factors[:-1] + factors[-1]
        for g, value in zip(group[half != part], odds[half != part], strict=True):
            best[g] = max(best[g], value)
    factors = _likeliest(x, group, y, first)
    print(f"{len(np.unique(group[y == 1]))} of {len(spoilt)} spoilt, {len(np.unique(group[y == 0]))} of {len(sound)} "
          "sound pairs were asked about")  # fmt: skip
    print("factors and constant:", np.round(factors, 3).tolist())
    _report(best[label_of == 0], best[label_of == 1], len(sound), len(spoilt))


def _by_rules(zh: str, en: str) -> list[Row]:
    return [part.row for part in weighing.by_rules(zh, Context(en), thorough=True)]


def _by_package(signals: Signals, zh: str, en: str) -> list[Row]:
    context = Context(en, signals=signals[zh, en])
    return [row for _, _, row in weighing.answered(context, weighing.by_rules(zh, context, thorough=True))]


def _found_otherwise(signals: Signals, zh: str, en: str) -> bool:
    """Whether another check than *omission* flags the pair."""
    segment, made, context = records(zh, en)
    found = registry.run(segment, made, replace(context, signals=signals[zh, en]))
    return any(one.check != "omission" and one.severity.gravity >= Severity.MAJOR.gravity for one in found)


def _addition_rows(signals: Signals, zh: str, en: str) -> list[Row]:
    return [row for _, row in addition_contrast.features(zh, Context(en, signals=signals[zh, en]))]


def _likeliest(x: np.ndarray, group: np.ndarray, y: np.ndarray, first: Sequence[tuple[int, float]]) -> np.ndarray:
    odds = sum((x[:, column] * weight for column, weight in first), np.zeros(len(x)))
    factors = np.zeros(x.shape[1] + 1)
    for _ in range(ROUNDS):
        best: dict[int, int] = {}
        for i in np.flatnonzero(y == 1):
            g = int(group[i])
            if g not in best or odds[i] > odds[best[g]]:
                best[g] = i
        factors = regression(x[y == 0], x[sorted(best.values())])
        odds = x @ factors[:-1] + factors[-1]
    return factors


def _crossed(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Log-odds of each row by weights fitted on the half it is not in."""
    half = np.random.default_rng(1).integers(0, 2, len(y))
    odds = np.zeros(len(y))
    for part in (0, 1):
        mine, label = x[half == part], y[half == part]
        factors = regression(mine[label == 0], mine[label == 1])
        odds[half != part] = x[half != part] @ factors[:-1] + factors[-1]
    return odds


def _report(sound: np.ndarray, spoilt: np.ndarray, n_sound: int, n_spoilt: int) -> None:
    """Recall at shares of references flagged; pairs that were not asked about are flagged by nothing here."""
    ranked = np.sort(sound)[::-1]
    for share in SHARES:
        threshold = ranked[min(len(ranked) - 1, int(share * n_sound))]
        found = (spoilt > threshold).sum() / n_spoilt
        print(f"  {share:.1%} of references: threshold {threshold:+.2f}, found {found:.1%}")


if __name__ == "__main__":
    main()
