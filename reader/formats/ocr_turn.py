"""Pages scanned sideways or on their head: found by how their lines had to be turned to be read, and set upright.

Nothing is read twice on an upright page. Every line is read in the direction in which it makes sense anyway; where most
of the Chinese of a page made sense only after the same turn, the page itself is turned and read again. Columns of
upright characters also make sense only when turned; they are told from lying lines by reading their characters
one beside the other, as they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reader.formats import ocr_engine
from reader.formats.contract import BlockDraft
from reader.formats.geometry import Box, rounded
from reader.formats.ocr_lines import OcrLine
from reader.text.scripts import HAN, script

_LEAST = 8
"""Chinese characters that must agree on a turn."""
_SHARE = 0.7
_TRIED, _CELLS = 3, 8
"""Columns, and characters of each, that are read as they stand."""


@dataclass(frozen=True, slots=True)
class Upright:
    """Pixels as they can be read, the lines in them, and by how many quarter turns anticlockwise the picture was turned
    for that (0 for almost every picture)."""

    pixels: Any
    lines: list[OcrLine]
    turn: int = 0


def recognise(pixels: Any) -> Upright:
    """The writing in *pixels* (RGB), turned when it lies on its side or stands on its head."""
    import numpy as np

    lines = ocr_engine.recognise(pixels)
    turn = _turn(pixels, lines)
    if turn:
        turned = np.ascontiguousarray(np.rot90(pixels, turn))
        again = ocr_engine.recognise(turned)
        if _worth(again) > _worth(lines):
            return Upright(turned, again, turn)
    return Upright(pixels, lines)


def turned_back(box: Box, turn: int, width: float, height: float) -> Box:
    """*box* on a page that was turned by *turn* and is now *width* × *height*: its place on the page as it was."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return height - y1, x0, height - y0, x1
    if turn == 2:
        return width - x1, height - y1, width - x0, height - y0
    if turn == 3:
        return y0, width - x1, y1, width - x0
    return box


def block_turned_back(block: BlockDraft, page: int | None, turn: int, width: float, height: float) -> BlockDraft:
    """*block* with its boxes on *page* as :func:`turned_back` puts them; those on other pages stay."""
    if not turn:
        return block
    places = []
    for locator in block.locators:
        box = locator.place.box
        if locator.place.page == page and box is not None:
            back = rounded(turned_back(box, turn, width, height))
            locator = replace(locator, place=replace(locator.place, box=back))
        places.append(locator)
    return replace(block, locators=tuple(places))


def _turn(pixels: Any, lines: Sequence[OcrLine]) -> int:
    votes: Counter[int] = Counter()
    for line in lines:
        votes[line.turn] += _han(line.text)
    if not votes:
        return 0
    turn, count = votes.most_common(1)[0]
    if not turn or count < _LEAST or count < _SHARE * votes.total():
        return 0
    return 0 if turn == 1 and _are_columns(pixels, lines) else turn


def _worth(lines: Sequence[OcrLine]) -> float:
    """Chinese characters that were read as they stand, by the confidence in them; those of turned lines count half."""
    return sum(line.confidence * _han(line.text) * (0.5 if line.turn else 1.0) for line in lines)


def _are_columns(pixels: Any, lines: Sequence[OcrLine]) -> bool:
    """Whether the characters of tall lines stand upright below each other."""
    import numpy as np

    tall = sorted((line for line in lines if line.turn == 1), key=lambda line: -_han(line.text))
    wanted = right = 0
    for line in tall[:_TRIED]:
        x0, y0, x1, y1 = line.box
        half = (x1 - x0) / 2
        cells, text = [], ""
        for char, at in zip(line.text, line.at, strict=True):
            middle = y0 + at * (y1 - y0)
            cell = pixels[max(0, round(middle - half)) : round(middle + half), round(x0) : round(x1)]
            if script(char) == HAN and cell.shape[0] == round(middle + half) - round(middle - half):
                cells.append(cell[: int(2 * half)])
                text += char
        height = min((cell.shape[0] for cell in cells[:_CELLS]), default=0)
        if height < 4:
            continue
        read, _ = ocr_engine.read_line(np.hstack([cell[:height] for cell in cells[:_CELLS]]))
        wanted += len(text[:_CELLS])
        right += (Counter(text[:_CELLS]) & Counter(read)).total()
    return 2 * right >= wanted


def _han(text: str) -> int:
    return sum(script(char) == HAN for char in text)
