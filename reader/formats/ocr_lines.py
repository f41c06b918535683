"""A line of writing found in a picture, and the small repairs its text needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.formats.geometry import Box, overlap

LOW_CONFIDENCE = 0.85
"""Below this mean probability of its characters a line is marked: on rendered and scanned pages correct lines
stay above it, and a line under it mostly has a wrong character."""

_LEAST_CONFIDENCE = 0.5
"""Readings below this are taken for ornament, not writing (the recogniser's own default)."""

_HAN_SPACE = re.compile(r"(?<=[\u2e80-\u9fff\uf900-\uffef])\s+(?=[\u2e80-\u9fff\uf900-\uffef])")
_DOUBLE_COLON = re.compile(r":：|：:")
_FULL_OPEN = re.compile(r"\((?=[^()（）]*）)")
_FULL_CLOSE = re.compile(r"(（[^()（）]*)\)")


@dataclass(slots=True)
class OcrLine:
    """``box`` in pixels; ``vertical`` for a column of writing; ``at`` holds, for each character
    of ``text``, how far along the line its middle lies (0..1). ``turn`` says by how many quarter turns,
    anticlockwise, its pixels were turned to be read: 0, 2 for what stands on its head, 1 or 3 for tall boxes."""

    text: str
    box: Box
    confidence: float
    vertical: bool = False
    at: tuple[float, ...] = ()
    turn: int = 0

    @property
    def size(self) -> float:
        """Letter height in pixels: the detector's boxes are about a quarter larger than the em."""
        x0, y0, x1, y1 = self.box
        return 0.8 * (x1 - x0 if self.vertical else y1 - y0)


def is_writing(text: str, confidence: float) -> bool:
    """Whether a reading is worth keeping."""
    return bool(text.strip()) and confidence >= _LEAST_CONFIDENCE


def repaired(text: str) -> str:
    """*text* without spaces between Chinese characters, and with brackets whose two halves are of one width.

    Both are artefacts of recognition: a recogniser has no notion of pairs.
    """
    text = _DOUBLE_COLON.sub("：", _HAN_SPACE.sub("", text.strip()))
    return _FULL_CLOSE.sub(r"\1）", _FULL_OPEN.sub("（", text))


def without_doubles(boxes: Sequence[tuple[Box, float]]) -> list[Box]:
    """*boxes* (with the detector's scores) of overlapping strips, each line once: of two that cover each
    other by more than half the larger stays; pieces of one column cut by a strip's edge are joined."""
    kept: list[Box] = []
    for box, _ in sorted(boxes, key=lambda item: -_area(item[0])):
        for index, other in enumerate(kept):
            across = overlap(box[0], box[2], other[0], other[2])
            down = overlap(box[1], box[3], other[1], other[3])
            if across <= 0 or down <= 0:
                continue
            if across * down > 0.5 * _area(box):
                break
            tall = box[3] - box[1] > 2 * (box[2] - box[0])
            if tall and across > 0.7 * min(box[2] - box[0], other[2] - other[0]):
                kept[index] = (
                    min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]),
                )  # fmt: skip
                break
        else:
            kept.append(box)
    return kept


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
