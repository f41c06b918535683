"""Characters become runs, runs become the pieces of lines a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from reader.formats.geometry import Box, overlap, union
from reader.formats.pdf_chars import Char

_WORD_GAP = 0.22
"""Of the letter height: a gap this wide between letters of words is a space."""
_HAN_GAP = 0.8
_PIECE_GAP = 2.2
"""Of the height: a gap this wide separates columns or fields."""
_FIGURE_GAP = 0.9


@dataclass(slots=True)
class Piece:
    """Text on one line without a wide gap. ``size`` is the em of its letters in points;
    ``confidence`` (0..1) is set when it was recognised in a picture."""

    text: str
    box: Box
    size: float
    confidence: float | None = None


def pieces(chars: Sequence[Char], *, gap: float = _PIECE_GAP) -> list[Piece]:
    """Pieces of all lines, top to bottom and left to right; upright text only matters for order."""
    result: list[Piece] = []
    for angle in sorted({char.angle for char in chars}):
        turned = [char for char in chars if char.angle == angle]
        if angle == 0:
            for line in _lines(turned):
                result.extend(_split(line, gap))
        else:
            result.extend(_turned(turned))
    return result


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters grouped by the line they stand on, each sorted from left to right."""
    ordered = sorted((c for c in chars if not c.space), key=lambda c: (c.box[1] + c.box[3], c.box[0]))
    lines: list[tuple[float, float, list[Char]]] = []
    for char in ordered:
        top, bottom = char.box[1], char.box[3]
        height = bottom - top
        for index in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            line_top, line_bottom, members = lines[index]
            shared = overlap(top, bottom, line_top, line_bottom)
            if shared > 0.55 * max(0.1, min(height, line_bottom - line_top)):
                members.append(char)
                # the line's own extent is that of its largest characters' middle, not of every accent
                if height > line_bottom - line_top:
                    lines[index] = (top, bottom, members)
                break
        else:
            lines.append((top, bottom, [char]))
    spaces = [c for c in chars if c.space]
    result = []
    for top, bottom, members in lines:
        middle = (top + bottom) / 2
        near = [c for c in spaces if c.box[1] <= middle <= c.box[3]] if len(spaces) < 2000 else []
        result.append(sorted([*members, *near], key=lambda c: (c.box[0] + c.box[2], c.space)))
    return result


def _split(line: Sequence[Char], gap: float) -> list[Piece]:
    result: list[Piece] = []
    current: list[Char] = []
    last: Char | None = None
    height = median([c.size for c in line if not c.space])
    for char in line:
        if char.space:
            if current:
                current.append(char)
            continue
        if last is not None and char.box[0] - last.box[2] > (_FIGURE_GAP if _are_figures(last, char) else gap) * height:
            result.append(_piece(current))
            current = []
        current.append(char)
        last = char
    if current:
        result.append(_piece(current))
    return result


def _are_figures(left: Char, right: Char) -> bool:
    """Whether one figure ends and another begins: columns of figures stand close together."""
    return left.text in "0123456789%)-" and right.text in "0123456789(-"


def _piece(chars: Sequence[Char]) -> Piece:
    inked = [c for c in chars if not c.space]
    text: list[str] = []
    previous: Char | None = None
    pending = False
    for char in chars:
        if char.space:
            pending = True
            continue
        if previous is not None and _is_space(previous, char, pending):
            text.append(" ")
        text.append(char.text)
        previous, pending = char, False
    return Piece("".join(text), union(c.box for c in inked), median([c.size for c in inked]))


def _is_space(left: Char, right: Char, written: bool) -> bool:
    gap = right.box[0] - left.box[2]
    height = max(0.1, min(left.size, right.size))
    if left.text > "\u2e7f" and right.text > "\u2e7f":
        return gap > (_HAN_GAP / 2 if written else _HAN_GAP) * height
    if written and gap > 0.05 * height:
        return True
    return gap > _WORD_GAP * height and left.text.isalnum() and right.text.isalnum()


def _turned(chars: Sequence[Char]) -> Iterable[Piece]:
    """Sideways text in the order it was drawn, a piece for each unbroken stretch."""
    current: list[Char] = []
    for char in chars:
        if current and not _adjacent(current[-1], char):
            yield _sideways(current)
            current = []
        current.append(char)
    if current:
        yield _sideways(current)


def _sideways(chars: Sequence[Char]) -> Piece:
    box = union(c.box for c in chars)
    return Piece("".join(c.text for c in chars).strip(), box, min(box[2] - box[0], box[3] - box[1]))


def _adjacent(first: Char, second: Char) -> bool:
    reach = max(second.box[2] - second.box[0], second.box[3] - second.box[1]) * 1.5
    return all(
        abs((first.box[i] + first.box[i + 2]) - (second.box[i] + second.box[i + 2])) / 2 <= reach for i in (0, 1)
    )
