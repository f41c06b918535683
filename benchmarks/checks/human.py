"""Does the risk rank translations as professionals judged them?

    python -m benchmarks.checks.human MQM_TED_ZHEN.tsv.xz [--wmt21 EVAL_DIR] [--cache FILE]

AUROC for "a professional marked a Major error of Accuracy" on the talks that the risk was not fitted on, with 95 %
bootstrap intervals (whole sentences drawn), for all fifteen translations of a sentence and for the thirteen engines
alone; beside baselines; per category of error; per check. With ``--wmt21`` also the published outputs of eight WMT21
systems on news, for which no marks are at hand: there the likeness (chrF) to the human reference stands in for a
judgement, between translations of one sentence and between systems.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.checks.annotated import FITTED, MOST_OTHERS, PEOPLE, Measured, measured
from benchmarks.checks.calibration import assessed as risks
from benchmarks.checks.calibration import fit
from benchmarks.checks.material import evaluation_set, records
from benchmarks.checks.statistics import auroc, interval
from benchmarks.figures import Figure, hand_over
from reader.checks import registry, risk
from reader.checks.lengths import surprise, units
from reader.checks.signals import ModelSignals
from reader.text.likeness import mean_likeness

SYSTEMS = ("HuaweiTSC", "NiuTrans", "Online-A", "Online-B", "Online-G", "Online-W", "Online-Y", "SMU")
CATEGORIES = ("Accuracy/Mistranslation", "Accuracy/Omission", "Accuracy/Addition", "Terminology", "Fluency", "Style")
TARGET = 0.70

Score = Callable[[Measured], float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mqm", type=Path)
    parser.add_argument("--wmt21", type=Path, metavar="EVAL_DIR")
    parser.add_argument("--cache", type=Path, help="keeps what was measured for the next run")
    options = parser.parse_args()
    everything = measured(options.mqm, options.cache)
    held_out = [one for one in everything if one.pair.talk not in FITTED]
    engines = [one for one in held_out if one.pair.system not in PEOPLE]
    print(f"{len(held_out)} held-out translations, {np.mean([o.pair.wrong for o in held_out]):.1%} marked")
    print("\n| ranked by | all fifteen | the thirteen engines | within one sentence |\n|---|---|---|---|")
    results = {}
    for name, score in scores().items():
        results[name] = row(name, score, held_out, engines)
    leave_one_out(everything)
    by_category(held_out)
    by_check(held_out)
    if options.wmt21:
        news(options.wmt21)
    hand_over(
        *(
            Figure(f"AUROC, {name}", f"{results[name]:.3f}", f"≥ {TARGET:.2f}", results[name] >= TARGET)
            for name in results
            if name.startswith("risk")
        )
    )


def scores() -> dict[str, Score]:
    """What the translations are ranked by: baselines, then the risk with more and more at hand."""
    chance = random.Random(1)
    return {
        "chance": lambda one: chance.random(),
        "length of the Chinese": lambda one: len(one.pair.source),
        "length of the English": lambda one: len(one.pair.target),
        "unusual length of the English": lambda one: abs(surprise(units(one.pair.source), len(one.pair.target), None)),
        "number of findings": lambda one: sum(1 + 2 * f.severity.is_serious for f in one.findings),
        "log-probability alone (forced decoding)": lambda one: -(one.signals.score or 0),
        "risk: checks only": assessed(model=False, others=0),
        "risk: and forced decoding": assessed(model=True, others=0),
        "risk: and one other translation": assessed(model=True, others=1),
        "risk: and five other translations": assessed(model=True, others=MOST_OTHERS),
    }


def assessed(*, model: bool, others: int) -> Score:
    """The risk as the program gives it."""

    def score(one: Measured) -> float:
        signals = one.seen_with(model=model, others=others)
        return risk.assess(one.pair.source, one.pair.target, one.found_with(model=model), signals=signals).value

    return score


def row(name: str, score: Score, held_out: Sequence[Measured], engines: Sequence[Measured]) -> float:
    """Print one line of the table; the AUROC over all translations."""
    cells = []
    first = 0.0
    for pairs in (held_out, engines):
        values, labels = [score(one) for one in pairs], [one.pair.wrong for one in pairs]
        low, high = interval(values, labels, [one.pair.n for one in pairs])
        found = auroc(values, labels)
        first = first or found
        cells.append(f"{found:.3f} ({low:.2f}–{high:.2f})")
    print(f"| {name} | {cells[0]} | {cells[1]} | {within(score, engines):.3f} |")
    return first


def within(score: Score, pairs: Sequence[Measured]) -> float:
    """Share of pairs of translations of one sentence, one marked and one not, that are ranked rightly."""
    right = total = 0.0
    sentences = defaultdict(list)
    for one in pairs:
        sentences[one.pair.n].append((score(one), one.pair.wrong))
    for judged in sentences.values():
        bad, good = [s for s, wrong in judged if wrong], [s for s, wrong in judged if not wrong]
        right += sum((b > g) + 0.5 * (b == g) for b in bad for g in good)
        total += len(bad) * len(good)
    return right / total


def leave_one_out(everything: Sequence[Measured]) -> None:
    """The same with the figures fitted anew for each talk on the four others: does the choice of talks matter?"""
    kinds = {"checks only": (False, 0), "and forced decoding": (True, 0), "and five others": (True, MOST_OTHERS)}
    ranked: dict[str, list[float]] = {name: [] for name in kinds}
    labels: list[bool] = []
    lengths: list[int] = []
    for talk in sorted({one.pair.talk for one in everything}):
        mine = [one for one in everything if one.pair.talk == talk]
        known = risk.parse(fit([one for one in everything if one.pair.talk != talk]))
        labels += [one.pair.wrong for one in mine]
        lengths += [len(one.pair.source) for one in mine]
        for name, (model, others) in kinds.items():
            ranked[name] += [found.value for found in risks(mine, known, model=model, others=others)]
    cells = ", ".join(f"{name} {auroc(values, labels):.3f}" for name, values in ranked.items())
    print(f"\neach talk judged by figures fitted on the four others: {cells}; length {auroc(lengths, labels):.3f}")


def by_category(pairs: Sequence[Measured]) -> None:
    """AUROC of the risk for a Major error of each category."""
    kinds = {"checks only": assessed(model=False, others=0), "all signals": assessed(model=True, others=MOST_OTHERS)}
    print("\n| a Major error of | marked | length of the Chinese | " + " | ".join(kinds) + " |\n|---|---|---|---|---|")
    ranked = [[len(one.pair.source) for one in pairs], *([score(one) for one in pairs] for score in kinds.values())]
    for category in CATEGORIES:
        labels = [one.pair.has(category) for one in pairs]
        cells = " | ".join(f"{auroc(values, labels):.3f}" for values in ranked)
        print(f"| {category} | {sum(labels)} | {cells} |")


def by_check(pairs: Sequence[Measured]) -> None:
    """How often what a check flagged was marked, whatever else was."""
    seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in pairs:
        for key in {(f.check, str(f.severity)) for f in one.findings}:
            seen[key].append(one.pair.wrong)
    base = np.mean([one.pair.wrong for one in pairs])
    print(f"\n| check, severity | flagged | marked (base {base:.0%}) |\n|---|---|---|")
    for (check, severity), labels in sorted(seen.items()):
        print(f"| {check}, {severity} | {len(labels)} | {np.mean(labels):.0%} |")


def news(folder: Path) -> None:
    """WMT21 news: the risk of eight published outputs against their likeness to the human reference."""
    from sacrebleu import sentence_chrf

    references = evaluation_set(folder, "wmt21_zhen")
    chosen = random.Random(1).sample(range(len(references)), min(400, len(references)))
    outputs = {system: lines(folder / f"wmt21_zhen.sys.{system}.en.xz") for system in SYSTEMS}
    rows: list[tuple[str, int, float, float, float]] = []
    for n in chosen:
        zh, reference = references[n].zh, references[n].en
        for system in SYSTEMS:
            en = outputs[system][n]
            findings = registry.run(*records(zh, en))
            others = [outputs[other][n] for other in SYSTEMS if other != system][:MOST_OTHERS]
            signals = ModelSignals(others=mean_likeness(en, others), n_others=len(others))
            alone, together = (risk.assess(zh, en, findings, signals=s).value for s in (None, signals))
            rows.append((system, n, alone, together, sentence_chrf(en, [reference]).score))
    print(f"\nWMT21 news, {len(chosen)} sentences × {len(SYSTEMS)} systems, judged by likeness to the reference (chrF)")
    print("\n| system | mean chrF | mean risk, checks only | and other translations |\n|---|---|---|---|")
    means = []
    for system in SYSTEMS:
        mine = np.array([r[2:] for r in rows if r[0] == system]).mean(0)
        means.append(mine)
        print(f"| {system} | {mine[2]:.1f} | {mine[0]:.3f} | {mine[1]:.3f} |")
    for name, column in (("checks only", 0), ("and other translations", 1)):
        order = -_rank_correlation([m[column] for m in means], [m[2] for m in means])
        print(f"{name}: rank correlation of the systems {order:.2f}; of two translations of one sentence the one less")
        print(f"  like the reference has the higher risk in {_concordance(rows, 2 + column):.1%} (chance 50 %)")


def _concordance(rows: Sequence[tuple[str, int, float, float, float]], column: int) -> float:
    sentences: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        sentences[row[1]].append((float(row[column]), row[4]))
    right = total = 0.0
    for judged in sentences.values():
        for (risk_a, chrf_a), (risk_b, chrf_b) in itertools.combinations(judged, 2):
            if chrf_a != chrf_b:
                total += 1
                right += 0.5 if risk_a == risk_b else (risk_a > risk_b) == (chrf_a < chrf_b)
    return right / total


def _rank_correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's, for values without ties."""
    a, b = (np.argsort(np.argsort(values)) for values in (one, other))
    return float(np.corrcoef(a, b)[0, 1])


def lines(path: Path) -> list[str]:
    """The lines of a compressed text file."""
    return lzma.decompress(path.read_bytes()).decode().rstrip("\n").split("\n")


if __name__ == "__main__":
    main()
