"""Screenshots of chats: which lines share a speech bubble, and on which side it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.formats.geometry import Box, overlap, union
from reader.formats.ocr_lines import OcrLine

LEFT, RIGHT = "bubble on the left (the other side)", "bubble on the right (the telephone's user)"
"""Context labels; which side is whose is the custom of every Chinese messenger, not knowledge."""

_DIFFERENT = 9
_NEAR = 1.1
_LEAST_BUBBLES = 3
_MARGIN = 0.09


@dataclass(slots=True)
class Utterance:
    """Lines of one bubble (``side`` is LEFT or RIGHT), or lines between bubbles (no side).
    ``sender`` is the name written above a bubble on the left, where there is one."""

    lines: list[OcrLine]
    side: str = ""
    sender: str = ""

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return union(line.box for line in self.lines)


def read_chat(pixels: Any, lines: Sequence[OcrLine]) -> list[Utterance]:
    """Utterances from top to bottom; empty when *pixels* (RGB) show no chat: fewer than three bubbles, or a
    page without a plain ground around them."""
    import numpy as np

    ground = _ground(pixels, np)
    if ground is None:
        return []
    found: list[Utterance] = []
    for line in sorted(lines, key=lambda item: (item.box[1] + item.box[3], item.box[0])):
        side = _side(pixels, line, ground, np)
        last = found[-1] if found else None
        if last is not None and side and last.side == side and _goes_on(pixels, last.lines[-1], line, ground, np):
            last.lines.append(line)
        else:
            found.append(Utterance([line], side))
    if sum(bool(item.side) for item in found) < _LEAST_BUBBLES:
        return []
    return _named(found, pixels.shape[1])


def _ground(pixels: Any, np: Any) -> Any:
    """The colour of the page at its sides, when most of it has one colour."""
    width = pixels.shape[1]
    edge = max(2, round(width * 0.012))
    strips = np.concatenate([pixels[:, :edge].reshape(-1, 3), pixels[:, -edge:].reshape(-1, 3)])
    colour = np.median(strips, axis=0)
    plain = (np.abs(strips.astype(int) - colour).max(axis=1) <= _DIFFERENT).mean()
    return colour if plain > 0.7 else None


def _side(pixels: Any, line: OcrLine, ground: Any, np: Any) -> str:
    """Where the bubble around *line* stands; empty when the line lies on the ground itself."""
    width = pixels.shape[1]
    around = _around(pixels, line, np)
    if np.abs(around - ground).max() <= _DIFFERENT:
        return ""
    y = min(pixels.shape[0] - 1, max(0, round(line.box[1]) - max(1, round(line.size * 0.12))))
    row = np.abs(pixels[y].astype(int) - around).max(axis=1) <= _DIFFERENT
    left = _reach(row, round(line.box[0]), -1)
    right = _reach(row, round(line.box[2]), 1)
    before, after = left / width, 1 - right / width
    if max(before, after) < _MARGIN or (before < 0.02 and after < 0.02):  # a bar over the whole width
        return ""
    return LEFT if before < after else RIGHT


def _around(pixels: Any, line: OcrLine, np: Any) -> Any:
    """The usual colour in a thin frame around the line."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = (round(value) for value in line.box)
    y0, y1 = max(0, y0), min(height - 1, y1)
    rows = [pixels[y, max(0, x0) : min(width, x1)] for y in {max(0, y0 - 1), y0, y1}]
    return np.median(np.concatenate(rows).astype(int), axis=0)


def _reach(row: Any, start: int, step: int) -> int:
    """How far the bubble's colour goes, small gaps (the parts of a letter) jumped over."""
    position, gap = min(len(row) - 1, max(0, start)), 0
    last = position
    while 0 <= position < len(row) and gap < 12:
        if row[position]:
            last, gap = position, 0
        else:
            gap += 1
        position += step
    return last


def _goes_on(pixels: Any, above: OcrLine, below: OcrLine, ground: Any, np: Any) -> bool:
    """Whether no strip of the page's ground lies between two lines."""
    if overlap(above.box[0], above.box[2], below.box[0], below.box[2]) <= 0:
        return False
    if below.box[1] - above.box[3] > _NEAR * max(above.size, below.size):
        return False
    x = round(max(above.box[0], below.box[0])) + 2
    y0, y1 = sorted((round(above.box[3]) - 2, round(below.box[1]) + 2))
    strip = pixels[max(0, y0) : y1 + 1, min(x, pixels.shape[1] - 1)].astype(int)
    return not strip.size or not (np.abs(strip - ground).max(axis=1) <= _DIFFERENT).any()


def _named(found: Sequence[Utterance], width: int) -> list[Utterance]:
    """Names of senders taken from the small lines directly above bubbles on the left."""
    result: list[Utterance] = []
    for item in found:
        above = result[-1] if result else None
        if item.side == LEFT and above is not None and not above.side and _is_name(above.lines[0], item, width):
            item.sender = above.lines[0].text
        result.append(item)
    return result


def _is_name(line: OcrLine, bubble: Utterance, width: int) -> bool:
    distance = bubble.box[1] - line.box[3]
    return (
        -line.size < distance < 2.5 * line.size
        and line.box[0] < bubble.box[0] + bubble.lines[0].size
        and line.box[2] < 0.6 * width
        and line.size < 1.15 * bubble.lines[0].size  # the detector's boxes are generous around short lines
        and len(line.text) <= 20
    )
