"""The reliability diagram as a PNG, drawn with Pillow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIDE, LEFT, TOP, PLOT = 900, 110, 90, 680
HIGHEST = 0.6
COLOURS = ("#3a5a78", "#b06a1b", "#4f7d4a")
INK, GRID = "#222222", "#d9d9d9"


def draw(tables: Mapping[str, Sequence[tuple[float, float, int]]], path: Path) -> None:
    """One line of points for each table of (predicted, observed, count), with 95 % intervals (Wilson)."""
    image = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(image)
    big, small = ImageFont.load_default(26), ImageFont.load_default(19)
    pen.text((LEFT, 22), "Predicted risk and marked errors, held-out talks", fill=INK, font=big)
    for tick in range(7):
        value = tick / 10
        x, y = _x(value), _y(value)
        pen.line((x, TOP, x, TOP + PLOT), fill=GRID)
        pen.line((LEFT, y, LEFT + PLOT, y), fill=GRID)
        pen.text((x, TOP + PLOT + 12), f"{value:.1f}", fill=INK, font=small, anchor="ma")
        pen.text((LEFT - 12, y), f"{value:.1f}", fill=INK, font=small, anchor="rm")
    pen.line((_x(0), _y(0), _x(HIGHEST), _y(HIGHEST)), fill="#888888", width=2)
    pen.text((LEFT + PLOT / 2, SIDE - 62), "risk given by the program", fill=INK, font=small, anchor="ma")
    pen.text((LEFT, TOP - 28), "share with a Major error of Accuracy", fill=INK, font=small)
    for n, ((label, table), colour) in enumerate(zip(tables.items(), COLOURS, strict=False)):
        points = [(_x(predicted), _y(observed)) for predicted, observed, _ in table]
        pen.line(points, fill=colour, width=3)
        for (_, observed, count), (x, y) in zip(table, points, strict=True):
            low, high = _wilson(observed, count)
            pen.line((x, _y(low), x, _y(high)), fill=colour, width=2)
            pen.ellipse((x - 6, y - 6, x + 6, y + 6), fill=colour)
        pen.rectangle((LEFT + 20, TOP + 22 + 32 * n, LEFT + 44, TOP + 36 + 32 * n), fill=colour)
        pen.text((LEFT + 56, TOP + 18 + 32 * n), label, fill=INK, font=small)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True)


def _x(value: float) -> float:
    return LEFT + PLOT * min(value, HIGHEST) / HIGHEST


def _y(value: float) -> float:
    return TOP + PLOT * (1 - min(value, HIGHEST) / HIGHEST)


def _wilson(share: float, count: int) -> tuple[float, float]:
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, middle - reach), min(1.0, middle + reach)
