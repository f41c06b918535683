"""How far a package's output may be relied on, from the figures in its model card.

Figures and thresholds stand in ``models/manifest.toml``, per kind of text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["gist only", "usable as a lead", "not measured"]


@dataclass(frozen=True, slots=True)
class Quality:
    """Verdict on a package for a kind of text, with a sentence for readers and exhibits."""

    state: State
    explanation: str

    @property
    def gist_only(self) -> bool:
        """Whether pages and exports must carry the label."""
        return self.state == "gist only"


def assess(figures: Mapping[str, Any], thresholds: Mapping[str, float], kind: str | None = None) -> Quality:
    """Judge a package by its measured *figures* (kind of text → table with ``chrf``, 0..100).

    With *kind* unknown the package must reach the threshold for every measured kind. A kind without
    figures or without threshold is "not measured", which is no praise.
    """
    kinds = [kind] if kind is not None else list(figures)
    measured = [(k, float(figures[k]["chrf"]), thresholds[k]) for k in kinds if k in figures and k in thresholds]
    if not measured:
        return Quality("not measured", "The quality of this package has not been measured for this kind of text.")
    worst_kind, score, threshold = min(measured, key=lambda m: m[1] - m[2])
    figure = f"chrF {score:.1f} on {worst_kind} text, where {threshold:.0f} is needed to read more than the gist"
    if score < threshold:
        return Quality("gist only", f"Gist only: {figure}.")
    return Quality("usable as a lead", f"Measured: {figure}. A lead, not evidence; names and figures need checking.")
