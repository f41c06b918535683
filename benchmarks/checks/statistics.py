"""AUROC, its uncertainty, logistic regression, reliability: small and without a library of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Probability that a random positive has a higher score than a random negative (ties count half)."""
    s, y = np.asarray(scores, float), np.asarray(labels, bool)
    _, inverse, counts = np.unique(s, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive = int(y.sum())
    negative = len(y) - positive
    if not positive or not negative:
        return float("nan")
    return float((ranks[y].sum() - positive * (positive + 1) / 2) / (positive * negative))


def interval(
    scores: Sequence[float], labels: Sequence[bool], groups: Sequence[str], rounds: int = 200, seed: int = 1
) -> tuple[float, float]:
    """95 % bootstrap interval of the AUROC; whole *groups* (sentences with all their translations) are drawn."""
    s, y = np.asarray(scores, float), np.asarray(labels, bool)
    names, member = np.unique(np.asarray(groups), return_inverse=True)
    places = [np.flatnonzero(member == g) for g in range(len(names))]
    random = np.random.default_rng(seed)
    found = []
    for _ in range(rounds):
        drawn = np.concatenate([places[g] for g in random.integers(0, len(names), len(names))])
        found.append(auroc(s[drawn], y[drawn]))
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


def logistic(values: np.ndarray, labels: np.ndarray, penalty: float = 5.0) -> tuple[float, np.ndarray]:
    """Intercept and weights of a logistic regression on standardised *values* (L2 *penalty*), by Newton's method."""
    design = np.c_[np.ones(len(values)), values]
    weights = np.zeros(design.shape[1])
    ridge = np.diag(np.r_[1e-9, np.full(values.shape[1], penalty)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (p - labels) + ridge @ weights
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + ridge, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), weights[1:]


def reliability(risks: Sequence[float], labels: Sequence[bool], bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean predicted, observed share, count) in *bins* of equal size, lowest first."""
    order = np.argsort(np.asarray(risks), kind="stable")
    r, y = np.asarray(risks)[order], np.asarray(labels, float)[order]
    return [
        (float(a.mean()), float(b.mean()), len(a))
        for a, b in zip(np.array_split(r, bins), np.array_split(y, bins), strict=True)
    ]


def calibration_error(table: Sequence[tuple[float, float, int]]) -> float:
    """Mean distance between predicted and observed, weighted by the bins' sizes."""
    return sum(abs(p - o) * n for p, o, n in table) / sum(n for *_, n in table)
