"""How a benchmark hands its figures to ``python -m benchmarks``: a line of JSON each, in a file it names."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "BENCHMARK_FIGURES"
"""Environment variable with the file's path; without it, figures are only printed."""


@dataclass(frozen=True)
class Figure:
    """``what`` was measured, ``measured`` with its unit, the ``target`` in words, and whether it was ``met``
    (``None``: there is no target)."""

    what: str
    measured: str
    target: str = ""
    met: bool | None = None


def hand_over(*figures: Figure) -> None:
    """Print the figures, and keep them where the caller asked for them."""
    for figure in figures:
        print(f"{figure.what}: {figure.measured}" + (f" (target: {figure.target})" if figure.target else ""))
    if path := os.environ.get(FILE):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(figure)) + "\n" for figure in figures)


def received(path: Path) -> list[Figure]:
    """What was handed over in *path*."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Figure(**json.loads(line)) for line in lines]
