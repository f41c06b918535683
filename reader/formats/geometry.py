"""Boxes in points, origin top left: ``(x0, y0, x1, y1)``."""

from __future__ import annotations

from collections.abc import Iterable

Box = tuple[float, float, float, float]


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all *boxes* (at least one)."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length the intervals share, zero or less when they do not meet."""
    return min(a1, b1) - max(a0, b0)


def rounded(box: Box) -> Box:
    """The box to a hundredth of a point, as stored."""
    x0, y0, x1, y1 = box
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def intervals(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The union of *spans* as sorted, disjoint intervals."""
    result: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def laid(box: Box) -> Box:
    """The box on a page laid on its side, so that columns read from right to left become lines read downwards."""
    x0, y0, x1, y1 = box
    return y0, -x1, y1, -x0


def stood(box: Box) -> Box:
    """What :func:`laid` did, undone."""
    x0, y0, x1, y1 = box
    return -y1, x0, -y0, x1
