"""Risk: how likely a professional would mark a grave error of accuracy in this translation, 0..1.

A logistic model over :mod:`reader.checks.risk_features` gives the risk a pair has without findings; each finding
raises it by how often findings of its check and severity were right (noisy or). All figures stand in
``data/risk.json``, fitted by ``python -m benchmarks.checks.calibration`` on annotated translations; it says on which.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader.checks.contract import PackageNorms
from reader.checks.risk_features import IMPROBABLE, NOT_EVIDENCE, UNLIKE, model_features, text_features
from reader.checks.signals import ModelSignals
from reader.model import Finding, Severity

_FILE = Path(__file__).with_name("data") / "risk.json"


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Log-odds = ``intercept`` + Σ ``weights[name]`` · (value − ``centre[name]``)."""

    intercept: float
    weights: Mapping[str, float]
    centre: Mapping[str, float]

    def contributions(self, values: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds."""
        return {name: weight * (values[name] - self.centre[name]) for name, weight in self.weights.items()}

    def probability(self, contributions: Mapping[str, float]) -> float:
        """The modelled probability, 0..1."""
        return 1 / (1 + math.exp(-self.intercept - sum(contributions.values())))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The contents of ``risk.json``.

    ``models`` by the optional features they use (``""``, ``"improbable"``, ``"unlike"``, ``"improbable+unlike"``);
    ``weights`` of findings by ``check/severity`` and ``severity``; ``score_norms``: mean and deviation of a
    package's scores by SHA-256, of translations made elsewhere and of its own; ``look_twice`` and ``do_not_rely`` are
    the evident risks at which the levels begin.
    """

    models: Mapping[str, LogisticModel]
    weights: Mapping[str, float]
    score_norms: Mapping[str, Mapping[str, tuple[float, float]]]
    look_twice: float
    do_not_rely: float


@dataclass(frozen=True, slots=True)
class Risk:
    """``value`` 0..1; ``evident`` the part of it that rests on evidence in the pair itself, not on how hard the
    sentence is or how little a package knows; ``base`` the part of ``value`` the findings have no share in;
    ``contributions`` of the features to its log-odds, ``values`` of the features."""

    value: float
    evident: float
    base: float
    contributions: Mapping[str, float]
    values: Mapping[str, float]


def assess(
    source: str,
    target: str,
    findings: Sequence[Finding],
    *,
    signals: ModelSignals | None = None,
    norms: PackageNorms | None = None,
    calibration: Calibration | None = None,
) -> Risk:
    """Risk of the pair. Dismissed findings do not count. Any two strings will do."""
    known = calibration or load()
    values = text_features(source, target, norms)
    values |= model_features(signals, _score_norms(signals, known))
    used = "+".join(name for name in (IMPROBABLE, UNLIKE) if name in values)
    model = known.models[used]
    adds = model.contributions(values)
    base = model.probability(adds)
    plain = model.probability({name: min(odds, 0.0) if name in NOT_EVIDENCE else odds for name, odds in adds.items()})
    value, evident = (combined(part, findings, known.weights) for part in (base, plain))
    return Risk(value, evident, base, adds, values)


def combined(base: float, findings: Sequence[Finding], weights: Mapping[str, float]) -> float:
    """*base* raised by findings: 1 − (1 − base) · Π (1 − weight), the heaviest finding of each check only.

    One check that reports five figures does not speak five times.
    """
    heaviest: dict[str, float] = {}
    for finding in findings:
        if finding.dismissal is None:
            weight = weights.get(f"{finding.check}/{finding.severity}", weights[str(finding.severity)])
            heaviest[finding.check] = max(weight, heaviest.get(finding.check, 0.0))
    sound = (1 - base) * math.prod(1 - weight for weight in heaviest.values())
    return min(1.0, max(0.0, 1 - sound))


@cache
def load() -> Calibration:
    """The fitted figures, read once."""
    return parse(json.loads(_FILE.read_text("utf-8")))


def parse(content: Mapping[str, Any]) -> Calibration:
    """A :class:`Calibration` from the JSON of ``risk.json``. Raises KeyError when a part is missing."""
    models = {
        name: LogisticModel(model["intercept"], dict(model["weights"]), dict(model["centre"]))
        for name, model in content["models"].items()
    }
    weights = {**content["finding_weights"]}
    missing = {str(severity) for severity in Severity} - weights.keys()
    if missing:
        raise KeyError(*missing)
    norms = {
        sha: {kind: (pair[0], pair[1]) for kind, pair in kinds.items()} for sha, kinds in content["score_norms"].items()
    }
    levels = content["levels"]
    return Calibration(models, weights, norms, levels["look_twice"], levels["do_not_rely"])


def _score_norms(signals: ModelSignals | None, known: Calibration) -> tuple[float, float] | None:
    if signals is None:
        return None
    return known.score_norms.get(signals.package_sha256, {}).get("own" if signals.own else "elsewhere")
