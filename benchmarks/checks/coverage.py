"""Where the weights of *omission* and *addition* come from: estimated again, to be compared with what stands in them.

    python -m benchmarks.checks.coverage EVAL_DIR [--write]

Only the tuned part of the references is used. Prints the weights of :mod:`reader.checks.coverage` and
:mod:`reader.checks.support` (each sentence with its own English, and with the English of another), the line of
:mod:`reader.checks.lengths` and the regression of :mod:`reader.checks.omission.undivided` (references against the same
with one clause taken out). ``--write`` replaces the weights of :mod:`reader.checks.omission.nearness`, which are too
many to print.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.checks.material import Pair, load
from benchmarks.checks.seeding import build
from reader.checks.contract import Context
from reader.checks.coverage import CLASSES, evidence, knowledge, second_look, simplified_beginning, target_view
from reader.checks.lengths import units
from reader.checks.omission import nearness, undivided
from reader.checks.support import UNSUPPORTED, support
from reader.text import lexicon

_LEANS = 30
_BOUNDS = (-4.0, 3.5)
_NEAR = 150  # another sentence is at most this many lines away: the same kind of text


def coverage_weights(pairs: Sequence[Pair], other: Sequence[Pair]) -> np.ndarray:
    """``ln(P(outcome | another English) / P(outcome | own English))`` by row and outcome."""
    counts = np.ones((2, 2 * CLASSES, 3))
    for pair, stranger in zip(pairs, other, strict=True):
        views = [target_view(pair.en), target_view(stranger.en)]
        simplified = simplified_beginning(pair.zh)
        for start, end in lexicon.load().words(simplified):
            if known := knowledge(simplified[start:end]):
                for side, (said, letters, _) in enumerate(views):
                    counts[side, known.row, known.outcome(said, letters)] += 1
    shares = counts / counts.sum(axis=2, keepdims=True)
    return np.log(shares[1] / shares[0])


def nearness_weights(pairs: Sequence[Pair], other: Sequence[Pair]) -> np.ndarray:
    """The same by row, outcome and step of likeness.

    A cell that hardly occurs leans on what outcome and step say by themselves, as if it had been seen
    :data:`_LEANS` times so.
    """
    counts = np.zeros((2, 2 * CLASSES, 3, len(nearness.STEPS) + 1))
    for pair, stranger in zip(pairs, other, strict=True):
        for side, english in enumerate((pair.en, stranger.en)):
            words = nearness.compared(pair.zh, english)
            if len(words.starts):
                np.add.at(counts[side], (words.rows, words.outcomes, nearness.step(words.likeness.max(axis=1))), 1)
    own, strange = counts
    by_outcome = np.log((strange.sum(axis=2, keepdims=True) + 1) / (own.sum(axis=2, keepdims=True) + 1))
    every = own.sum(axis=0), strange.sum(axis=0)
    by_step = np.log((every[1] + 2) / (every[0] + 2))
    by_step -= np.log((every[1].sum(axis=1, keepdims=True) + 2) / (every[0].sum(axis=1, keepdims=True) + 2))
    seen = own + strange
    weights = (seen * np.log((strange + 0.5) / (own + 0.5)) + _LEANS * (by_outcome + by_step)) / (seen + _LEANS)
    return np.clip(weights, *_BOUNDS)


def support_weights(pairs: Sequence[Pair], other: Sequence[Pair]) -> dict[str, float]:
    """The same for words of the English that are supported, not supported, and names."""
    own, strange = Counter(), Counter()
    for pair, stranger in zip(pairs, other, strict=True):
        own.update(_kind(word.weight) for word in support(pair.zh, pair.en))
        strange.update(_kind(word.weight) for word in support(pair.zh, stranger.en))
    return {k: math.log((strange[k] / strange.total()) / (own[k] / own.total())) for k in own}


def _kind(weight: float) -> str:
    return "supported" if weight < 0 else "unsupported" if weight == UNSUPPORTED else "name"


def length_line(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Slope and intercept of ``ln(characters + 4)`` over ``ln(units + 1)``."""
    x = np.log([units(pair.zh) + 1 for pair in pairs])
    slope, intercept = np.polyfit(x, np.log([len(pair.en) + 4 for pair in pairs]), 1)
    return float(slope), float(intercept)


def regression(sound: np.ndarray, spoilt: np.ndarray) -> np.ndarray:
    """Factors and constant of the logistic regression that tells *spoilt* from *sound* (Newton's method)."""
    x = np.concatenate([sound, spoilt])
    x = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    y = np.concatenate([np.zeros(len(sound)), np.ones(len(spoilt))])
    factors = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ factors))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + 1e-3 * np.eye(x.shape[1])
        factors += np.linalg.solve(hessian, x.T @ (y - p) - 1e-3 * factors)
    return factors


def features(pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """What the regression of undivided sentences weighs, of the pairs that have a stretch to weigh."""
    rows = []
    for zh, en in pairs:
        if found := undivided.gap(zh, Context(en), least_odds=-math.inf):
            words = second_look(evidence(zh, en), zh, en)
            rows.append(undivided.features(found.stretch, words, support(zh, en)))
    return np.array(rows)


def main() -> None:
    """Estimate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--pairs", type=int, default=9_000, help="references used for each estimate")
    parser.add_argument("--write", action="store_true", help=f"replace {nearness.FILE.name}")
    options = parser.parse_args()
    every = load(options.eval_dir)
    rng = random.Random(1)
    tuned = [i for i, pair in enumerate(every) if not pair.blind]
    chosen = sorted(rng.sample(tuned, min(options.pairs, len(tuned))))
    pairs = [every[i] for i in chosen]
    other = [every[(i + rng.randrange(50, _NEAR)) % len(every)] for i in chosen]
    print("coverage weights (nothing, a rare rendering, a usual one):")
    print(np.round(coverage_weights(pairs, other), 2))
    near = nearness_weights(pairs, other)
    print("nearness weights, words of two characters with much content:")
    print(np.round(near[-1], 2))
    if options.write:
        content = json.dumps({"weights": np.round(near, 3).tolist()}, indent=1)
        nearness.FILE.write_text(content + "\n", "utf-8")
    print("support weights:", {k: round(v, 2) for k, v in support_weights(pairs, other).items()})
    print("length line: slope {:.3f}, intercept {:.3f}".format(*length_line(pairs)))
    seeded = [one for one in build(every, per_kind=1_500, kinds=["omission"]) if not one.pair.blind]
    factors = regression(
        features([(pair.zh, pair.en) for pair in pairs]), features([(one.pair.zh, one.en) for one in seeded])
    )
    print("omission of undivided sentences, factors and constant:", np.round(factors, 2))


if __name__ == "__main__":
    main()
