"""The ruled lines of a scanned table, found in its pixels."""

from __future__ import annotations

from typing import Any

from reader.formats.pdf_grid import Rule

_SHARE = 0.022
"""Of the longer side: shorter strokes across are parts of characters."""
_LETTERS = 1.5
"""Of the letter height: shorter strokes down are parts of characters."""
_THICK = 0.004


def find_rules(pixels: Any, scale: float, letter: float) -> tuple[list[Rule], list[Rule]]:
    """Rules across (y, x0, x1) and down (x, y0, y1) of *pixels*, both divided by *scale* (pixels per point);
    *letter* is the usual height of letters in pixels."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    length = max(20, round(_SHARE * max(grey.shape)))
    thick = max(4, round(_THICK * max(grey.shape)))
    tall = max(20, round(_LETTERS * letter))
    across = [
        ((y + h / 2) / scale, x / scale, (x + w) / scale) for x, y, w, h in _strokes(dark, (length, 1)) if h <= thick
    ]
    down = [((x + w / 2) / scale, y / scale, (y + h) / scale) for x, y, w, h in _strokes(dark, (1, tall)) if w <= thick]
    return across, down


def _strokes(dark: Any, shape: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    import cv2

    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
    gap = (9, 1) if shape[0] > shape[1] else (1, 3)  # a scan breaks its lines; strokes below each other stay apart
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel)
    _, _, found, _ = cv2.connectedComponentsWithStats(kept)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in found[1:3001]]  # the first is the background
