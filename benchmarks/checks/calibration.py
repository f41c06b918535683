"""Fit the risk score and the levels of confidence; write ``reader/checks/data/risk.json`` and the reliability diagram.

    python -m benchmarks.checks.calibration MQM_TED_ZHEN.tsv.xz [--cache FILE] [--package NAME] [--write]

Fitted on three talks, the reliability table speaks of the other two. Without ``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.checks.annotated import FITTED, MOST_OTHERS, Measured, measured
from benchmarks.checks.diagram import draw
from benchmarks.checks.statistics import calibration_error, logistic, reliability
from reader import config
from reader.checks import risk
from reader.checks.confidence import Level, confidence
from reader.checks.risk_features import IMPROBABLE, TEXT, UNLIKE, model_features, text_features
from reader.services.packages import open_packages
from reader.text import normalise
from reader.translate.engine import Engine

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "reader" / "checks" / "data" / "risk.json"
IMAGE = ROOT / "docs" / "images" / "reliability.png"
PRIOR = {"critical": 0.8, "major": 0.5, "minor": 0.08}
PRIOR_COUNT = 100
"""A finding's weight is what was observed, drawn to the prior of its severity as by so many further cases; that of a
serious one never below half of it: the annotated sentences are talks, whose free renderings a professional lets pass;
in records a left-out clause counts."""
IN_THE_FEATURES = "improbable"
"""The check whose evidence, forced decoding, is among the features already: its findings add nothing."""
TWICE, GRAVE = 1.8, 2.3
LEAST_ABOVE = 60
"""``look_twice`` is the lowest evident risk above which errors are TWICE times as frequent as in all sentences,
``do_not_rely`` that above which they are GRAVE times as frequent, each with LEAST_ABOVE cases or more."""


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mqm", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--package")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    everything = measured(options.mqm, options.cache, options.package)
    fitted = [one for one in everything if one.pair.talk in FITTED]
    held_out = [one for one in everything if one.pair.talk not in FITTED]
    content = fit(fitted)
    for sha, own in own_norms(fitted, options.package).items():
        content["score_norms"].setdefault(sha, {}).update(own)
    known = risk.parse(content)
    print(f"fitted on {len(fitted)} translations of {sorted(FITTED)}; reported on {len(held_out)} others")
    for name, model in content["models"].items():
        weights = ", ".join(f"{key} {value:+.3f}" for key, value in model["weights"].items())
        print(f"{name or 'no model':20} intercept {model['intercept']:+.3f}; {weights}")
    print("finding weights:", content["finding_weights"])
    tables = {}
    for label, model, others in (("checks only", False, 0), ("with forced decoding", True, 0),
                                 ("with other translations", True, MOST_OTHERS)):  # fmt: skip
        risks = [one.value for one in assessed(held_out, known, model=model, others=others)]
        tables[label] = reliability(risks, [one.pair.wrong for one in held_out])
        print(f"\n{label}: calibration error {calibration_error(tables[label]):.3f}\n")
        print("| risk | marked | n |\n|---|---|---|")
        for predicted, observed, count in tables[label]:
            print(f"| {predicted:.2f} | {observed:.2f} | {count} |")
        levels(label, held_out, known, model=model, others=others)
    if options.write:
        TARGET.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
        draw(tables, IMAGE)
        print(f"written: {TARGET.relative_to(ROOT)}, {IMAGE.relative_to(ROOT)}")


def fit(pairs: list[Measured]) -> dict[str, Any]:
    """The content of risk.json."""
    score_norms = norms(pairs)
    rows = [text_features(one.pair.source, one.pair.target) for one in pairs]
    scores = [
        model_features(one.seen_with(model=True, others=1 + n % MOST_OTHERS), _elsewhere(score_norms, one))
        for n, one in enumerate(pairs)
    ]  # with one to five other translations at hand, in turn
    labels = np.array([one.pair.wrong for one in pairs], float)
    models = {}
    for extra in ((), (IMPROBABLE,), (UNLIKE,), (IMPROBABLE, UNLIKE)):
        names: tuple[str, ...] = (*TEXT, *extra)
        kept = [n for n, found in enumerate(scores) if all(name in found for name in extra)]
        while True:
            values = np.array([[{**rows[n], **scores[n]}[name] for name in names] for n in kept])
            centre, spread = values.mean(0), values.std(0)
            intercept, weights = logistic((values - centre) / spread, labels[kept])
            if weights.min() >= 0:
                break  # every feature is a sign of error by its meaning; one that comes out the other way is chance
            names = tuple(name for name, weight in zip(names, weights, strict=True) if weight > weights.min())
        models["+".join(extra)] = {
            "intercept": round(intercept, 4),
            "weights": {name: round(w / s, 4) for name, w, s in zip(names, weights, spread, strict=True)},
            "centre": {name: round(c, 4) for name, c in zip(names, centre, strict=True)},
        }
    content: dict[str, Any] = {
        "made_by": "python -m benchmarks.checks.calibration MQM_TED_ZHEN.tsv.xz --write",
        "made_from": "human error annotations of WMT21 TED zh-en (google/wmt-mqm-human-evaluation, Apache-2.0): "
        f"{len(pairs)} translations of {', '.join(sorted(FITTED))}",
        "models": models,
        "finding_weights": dict(PRIOR),
        "score_norms": score_norms,
        "levels": {"look_twice": 1.0, "do_not_rely": 1.0},
    }
    content["finding_weights"] = finding_weights(pairs, risk.parse(content))
    known = risk.parse(content)
    settings = ((False, 0), (True, 0), (True, MOST_OTHERS))
    evident = [one.evident for m, o in settings for one in assessed(pairs, known, model=m, others=o)]
    content["levels"] = thresholds(np.array(evident), np.tile(labels, len(settings)))
    return content


def assessed(pairs: Sequence[Measured], known: risk.Calibration, *, model: bool, others: int) -> list[risk.Risk]:
    """The risk of each pair as the program gives it."""
    return [
        risk.assess(one.pair.source, one.pair.target, one.found_with(model=model),
                    signals=one.seen_with(model=model, others=others), calibration=known)
        for one in pairs
    ]  # fmt: skip


def norms(pairs: list[Measured]) -> dict[str, dict[str, list[float]]]:
    """Mean and deviation of the package's scores of translations without a Major error of Accuracy."""
    sound: dict[str, list[float]] = defaultdict(list)
    for one in pairs:
        if one.signals.score is not None and not one.pair.wrong:
            sound[one.signals.package_sha256].append(one.signals.score)
    return {sha: {"elsewhere": _mean_and_deviation(s)} for sha, s in sound.items()}


def own_norms(pairs: list[Measured], package: str | None) -> dict[str, dict[str, list[float]]]:
    """Mean and deviation of the scores the package gives its own translations of the same sentences."""
    settings = config.load()
    route = open_packages(settings).choose("zh-Hans", package)
    sources = sorted({one.pair.source for one in pairs})
    with Engine(route.package, workers=settings.workers) as engine:
        outputs = engine.translate(normalise.for_engine(s, to_simplified=route.to_simplified).text for s in sources)
        scores = [output.score for _, output in outputs if output.score is not None]
    return {route.package.sha256: {"own": _mean_and_deviation(scores)}}


def _mean_and_deviation(values: list[float]) -> list[float]:
    return [round(float(np.mean(values)), 3), round(float(np.std(values)), 3)]


def finding_weights(pairs: list[Measured], known: risk.Calibration) -> dict[str, float]:
    """By check and severity: how far a finding raises the probability of a marked error above the base."""
    seen: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for one in pairs:
        seen_with = one.seen_with(model=True, others=0)
        base = risk.assess(one.pair.source, one.pair.target, (), signals=seen_with, calibration=known).base
        for key in {f"{f.check}/{f.severity}" for f in one.findings}:
            seen[key].append((one.pair.wrong, base))
    weights = dict(PRIOR)
    for key, cases in sorted(seen.items()):
        share, base = np.mean([wrong for wrong, _ in cases]), np.mean([b for _, b in cases])
        observed = max(0.0, 1 - (1 - share) / (1 - base))
        prior = PRIOR[key.rpartition("/")[2]]
        drawn = (len(cases) * observed + PRIOR_COUNT * prior) / (len(cases) + PRIOR_COUNT)
        least = 0.0 if key.endswith("/minor") else prior / 2
        weights[key] = round(float(max(drawn, least)), 3)
    return weights | {f"{IN_THE_FEATURES}/minor": 0.0}


def thresholds(evident: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """The evident risks at which the second and the third level begin."""
    order = np.argsort(evident)
    r, y = evident[order], labels[order]
    above = np.cumsum(y[::-1])[::-1] / np.arange(len(y), 0, -1)
    allowed = np.arange(len(y)) <= len(y) - LEAST_ABOVE
    first = [r[np.flatnonzero(allowed & (above >= times * y.mean()))[0]] for times in (TWICE, GRAVE)]
    return {"look_twice": round(float(first[0]), 3), "do_not_rely": round(float(first[1]), 3)}


def levels(label: str, pairs: list[Measured], known: risk.Calibration, *, model: bool, others: int) -> None:
    """Print how many sentences each level holds and how many of them have a marked error."""
    held: dict[Level, list[bool]] = defaultdict(list)
    for one in pairs:
        found = confidence(one.pair.source, one.pair.target, one.found_with(model=model),
                           signals=one.seen_with(model=model, others=others), calibration=known)  # fmt: skip
        held[found.level].append(one.pair.wrong)
    for level in Level:
        share = len(held[level]) / len(pairs)
        print(f"{label}, {level.words}: {share:.0%} of the sentences, {np.mean(held[level]):.0%} with a marked error")


def _elsewhere(score_norms: dict[str, dict[str, list[float]]], one: Measured) -> tuple[float, float] | None:
    pair = score_norms.get(one.signals.package_sha256, {}).get("elsewhere")
    return (pair[0], pair[1]) if pair else None


if __name__ == "__main__":
    main()
