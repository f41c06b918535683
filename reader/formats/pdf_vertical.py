"""Columns of upright characters in a text layer (tategaki): found, ordered from right to left, made paragraphs.

A column is recognised by how it is drawn: each character straight below the one before it, closer to it than
to anything beside it. The columns are then laid on their side, where the rules for horizontal lines hold: what is
to the right comes first, an indent is a distance from the top, tiers one below the other are columns of prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reader.formats import pdf_order
from reader.formats.geometry import Box, laid, overlap, stood, union
from reader.formats.pdf_chars import Char
from reader.formats.pdf_lines import Piece
from reader.formats.pdf_paragraphs import Paragraph, group
from reader.text.scripts import HAN, KANA, script

_STEP = (0.7, 1.35)
"""Of the em: how far the middle of the next character of a column lies below the last; lines of text are farther."""
_ASIDE = 0.3
_LEAST = 3
"""Characters in a row that prove a column; shorter ones count beside a proven column."""
_BESIDE = 1.3
"""Of the em: a character whose neighbour on the same line is nearer than this stands in a line of text."""
_REACH = 2.6
"""Of the em: farthest from one proven column to a short one."""
_TOUCH, _GAP = 0.6, 1.2
"""Of the em: farthest from a column to what belongs to it; widest empty place inside one. Tiers are farther apart."""


@dataclass(slots=True)
class _Run:
    """Characters from top to bottom, the box around them, and the em of the first."""

    chars: list[Char]
    box: Box
    em: float

    def add(self, other: _Run) -> None:
        """Take in what stands in the same column."""
        self.chars.extend(other.chars)
        self.box = union((self.box, other.box))


def columns(chars: Sequence[Char]) -> tuple[list[Piece], list[Char]]:
    """Vertical pieces among *chars* (in the order they are drawn), one a column, and the characters of lines."""
    inked = [char for char in chars if not char.space]
    runs = _runs(inked)
    long = [run for run in runs if len(run.chars) >= _LEAST and _is_written(run)]
    if not long:
        return [], list(chars)
    lines = _Neighbours(inked)
    proven = [run for run in long if not _stands_in_lines(run, _members(long), lines)]
    if not proven:
        return [], list(chars)
    vertical, rest = _members(proven), [run for run in runs if all(run is not other for other in proven)]
    short = [
        run
        for run in rest  # the last words of a paragraph, alone in their column
        if len(run.chars) < _LEAST and all(char.text > "\u2e7f" for char in run.chars) and _is_beside(run, proven)
    ]
    short = [run for run in short if not _stands_in_lines(run, vertical, lines)]
    apart = {id(run) for run in short}
    found = _joined([*proven, *short], [run for run in rest if id(run) not in apart], lines)
    taken = _members(found)
    return [_piece(column.chars) for column in found], [char for char in chars if id(char) not in taken]


def _members(runs: Sequence[_Run]) -> set[int]:
    return {id(char) for run in runs for char in run.chars}


def paragraphs(pieces: Sequence[Piece]) -> list[Paragraph]:
    """Paragraphs of vertical *pieces* in reading order, their lines' boxes as on the page."""
    result: list[Paragraph] = []
    for region in pdf_order.regions([replace(piece, box=laid(piece.box)) for piece in pieces]):
        for item in group(region, vertical=True):
            parts = [item] if isinstance(item, Paragraph) else [_alone(piece) for row in item.rows for piece in row]
            for part in parts:
                lines = [replace(line, box=stood(line.box)) for line in part.lines]
                result.append(replace(part, lines=lines))
    return result


def _alone(piece: Piece) -> Paragraph:
    return Paragraph([piece], piece.box[2], piece.box[0], vertical=True)


def _runs(chars: Sequence[Char]) -> list[_Run]:
    """Stretches of characters that were each drawn right after and straight above the next, upright or lying."""
    result: list[list[Char]] = []
    for char in chars:
        if result and (_is_below(result[-1][-1], char) or _lies_on(result[-1][-1], char)):
            result[-1].append(char)
        else:
            result.append([char])
    return [_Run(run, union(char.box for char in run), run[0].size) for run in result]


def _is_below(upper: Char, lower: Char) -> bool:
    em = max(upper.size, lower.size)
    x, y = _middle(upper)
    other_x, other_y = _middle(lower)
    return (
        upper.angle == lower.angle == 0
        and min(upper.size, lower.size) > 0.85 * em
        and abs(other_x - x) < _ASIDE * em
        and _STEP[0] * em <= other_y - y <= _STEP[1] * em
    )


def _lies_on(upper: Char, lower: Char) -> bool:
    """Whether both lie on their right side, one behind the other: Latin words in a column."""
    return (
        upper.angle == lower.angle == 1
        and abs(_middle(upper)[0] - _middle(lower)[0]) < _ASIDE * upper.size
        and -0.3 * upper.size < lower.box[1] - upper.box[3] < 0.5 * upper.size
    )


def _is_written(run: _Run) -> bool:
    """Whether most of it is Chinese or Japanese: stacked figures and letters are labels of drawings."""
    return 2 * sum(script(char.text[0]) in {HAN, KANA} for char in run.chars) >= len(run.chars)


class _Neighbours:
    """Characters by place, for what stands on the same line as a given one."""

    _CELL = 24.0

    def __init__(self, chars: Iterable[Char]) -> None:
        self._cells: dict[tuple[int, int], list[Char]] = {}
        for char in chars:
            x, y = _middle(char)
            self._cells.setdefault((int(x // self._CELL), int(y // self._CELL)), []).append(char)

    def beside(self, char: Char) -> list[tuple[float, Char]]:
        """Those whose middle is less than :data:`_BESIDE` em away on the same line, with the distance."""
        x, y = _middle(char)
        reach, height = _BESIDE * char.size, 0.4 * char.size
        found = []
        for column in range(int((x - reach) // self._CELL), int((x + reach) // self._CELL) + 1):
            for row in range(int((y - height) // self._CELL), int((y + height) // self._CELL) + 1):
                for other in self._cells.get((column, row), ()):
                    other_x, other_y = _middle(other)
                    if other is not char and 0 < abs(other_x - x) < reach and abs(other_y - y) < height:
                        found.append((abs(other_x - x), other))
        return found


def _stands_in_lines(run: _Run, vertical: set[int], lines: _Neighbours) -> bool:
    """Whether most characters have one beside them that belongs to no column, or is nearer than the next below."""
    steps = [_middle(below)[1] - _middle(above)[1] for above, below in pairwise(run.chars)]
    step = 0.98 * median(steps) if steps else 0.0
    held = sum(any(id(other) not in vertical or far < step for far, other in lines.beside(char)) for char in run.chars)
    return 3 * held > len(run.chars)


def _is_beside(run: _Run, proven: Sequence[_Run]) -> bool:
    """Whether a proven column of the same size stands on its right, at the height of *run*, or above it."""
    box, em = run.box, run.em
    for column in proven:
        other = column.box
        if not 0.85 < em / column.em < 1.18:
            continue
        if overlap(box[1], box[3], other[1], other[3]) > 0 and -0.2 * em <= other[0] - box[2] <= _REACH * em:
            return True
        if overlap(box[0], box[2], other[0], other[2]) > 0.7 * em and 0 <= box[1] - other[3] + 0.3 * em <= _REACH * em:
            return True
    return False


def _joined(found: Sequence[_Run], others: Sequence[_Run], lines: _Neighbours) -> list[_Run]:
    """Whole columns: runs one below the other, and what of *others* stands in their strips and touches them
    (figures set side by side, words lying on their side, marks off the middle)."""
    left = [run for run in others if len(run.chars) < _LEAST or run.chars[0].angle == 1]
    while True:
        still = []
        for run in left:
            column = next((column for column in found if _touch(column, run, _TOUCH)), None)
            if column is None or _leaves(run, column, lines):
                still.append(run)
            else:
                column.add(run)
        if len(still) == len(left):
            break
        left = still
    whole: list[_Run] = []
    for run in sorted(found, key=lambda run: run.box[1]):
        column = next((column for column in whole if _touch(column, run, _GAP)), None)
        if column is None:
            whole.append(run)
        else:
            column.add(run)
    return whole


def _touch(column: _Run, run: _Run, gap: float) -> bool:
    """Whether the narrower of both stands in the strip of the wider, less than *gap* em above, below or inside it."""
    box, other, em = column.box, run.box, max(column.em, run.em)
    if max(other[1] - box[3], box[1] - other[3]) >= gap * em:
        return False
    narrow, wide = (box, other) if box[2] - box[0] < other[2] - other[0] else (other, box)
    middle = (narrow[0] + narrow[2]) / 2
    return wide[0] - 0.1 * em <= middle <= wide[2] + 0.1 * em and wide[2] - wide[0] < 1.6 * em


def _leaves(run: _Run, column: _Run, lines: _Neighbours) -> bool:
    """Whether upright characters stand in a line that goes on outside of the column's strip."""
    x0, _, x1, _ = column.box
    return any(
        not x0 - 0.3 * column.em <= _middle(other)[0] <= x1 + 0.3 * column.em
        for char in run.chars
        if char.angle == 0
        for far, other in lines.beside(char)
        if far < 1.1 * char.size
    )


def _piece(column: Sequence[Char]) -> Piece:
    """The column's text from top to bottom; what stands side by side inside it from left to right."""
    rows = pdf_order.rows([char for char in column if char.angle == 0])
    rows += [[char] for char in column if char.angle]
    rows.sort(key=lambda row: _middle(row[0])[1])
    text = "".join(char.text for row in rows for char in row)
    return Piece(text, union(char.box for char in column), median(char.size for char in column))


def _middle(char: Char) -> tuple[float, float]:
    x0, y0, x1, y1 = char.box
    return (x0 + x1) / 2, (y0 + y1) / 2
