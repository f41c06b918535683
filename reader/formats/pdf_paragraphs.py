"""Lines of one column become paragraphs, headings and rows of unruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from reader.formats import pdf_order
from reader.formats.geometry import Box, laid, overlap, union
from reader.formats.pdf_lines import Piece

_MARKER = re.compile(
    r"^(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:[.．、）)](?!\d)|[.]\d{1,3}(?!\d)\s)"
    r"|第[一二三四五六七八九十百\d]{1,4}(?:部分|[章节条编款])|[●■◆○□▪•·※★☆①-⑳\uf000-\uf0ff]|附件\s*\d*[:：])"
)
_CLOSED = re.compile(r"[。！？!?；;：:][”’」』）)]*$")
_INDENT, _INDENT_DOWN = 1.2, 0.7
"""Of the em: a line set in by more begins a paragraph; columns of vertical text stand exactly, and one em is custom."""
_SHORTFALL = 2.0
_UNBREAKABLE = re.compile(
    r"[（(《“]*[A-Za-z0-9.,%:/_-]+(?:[万亿]?元|[％%])?[）)》”，。；、]*|[（(《“][^）)》”]{1,6}[）)》”]"
)
_LEADERS = re.compile(r"[.…·．]{4,}\s*\d*\s*$")
_TABLE_ROWS = 3
_DISPLAY = 16.0
"""Letters of this many points are headlines whatever else stands on the page."""


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``right`` is the right edge of the column they stand in. ``vertical`` paragraphs
    are read from top to bottom, their ``left`` and ``right`` are those of the page laid on its side (pdf_vertical)."""

    lines: list[Piece]
    right: float
    left: float
    page: int = 0
    furniture: bool = False
    vertical: bool = False

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return union(line.box for line in self.lines)

    @property
    def size(self) -> float:
        """Letter height in points."""
        return median(line.size for line in self.lines)

    @property
    def text(self) -> str:
        """The lines, line ends kept."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class LooseTable:
    """Rows of pieces that stand below each other without ruled lines."""

    rows: list[list[Piece]]
    edges: list[tuple[float, float]] = field(default_factory=list)

    def column(self, piece: Piece) -> int:
        """Number of the column *piece* stands in."""
        shares = [overlap(piece.box[0], piece.box[2], *edge) for edge in self.edges]
        return max(range(len(shares)), key=shares.__getitem__)


def group(region: Sequence[Piece], *, vertical: bool = False) -> Iterator[Paragraph | LooseTable]:
    """Paragraphs and unruled tables of a one-column region, top to bottom; *vertical* text lies on its side."""
    rows = pdf_order.rows(region)
    left = min(p.box[0] for p in region)
    right = max(p.box[2] for p in region)
    body = median(p.size for p in region)
    leading = _leading([row[0] for row in rows])
    current: Paragraph | None = None
    index = 0
    while index < len(rows):
        table = _table_at(rows, index)
        if table is not None:
            if current is not None:
                yield current
                current = None
            yield table
            index += len(table.rows)
            continue
        row = rows[index]
        index += 1
        for piece in row:
            if current is not None and len(row) == 1 and _continues(current, piece, leading, body):
                current.lines.append(piece)
                continue
            if current is not None:
                yield current
            current = Paragraph([piece], right, left, vertical=vertical)
        if len(row) > 1 and current is not None:
            yield current
            current = None
    if current is not None:
        yield current


def joins_over_page(last: Paragraph, first: Paragraph) -> bool:
    """Whether *first*, at the top of a page, goes on with *last*, at the foot of the page before."""
    if last.vertical != first.vertical:
        return False
    if last.vertical:
        last, first = _laid(last), _laid(first)
    return _alike(last, first.lines[0]) and _goes_on(last, first.lines[0], first.left)


def _laid(paragraph: Paragraph) -> Paragraph:
    """A vertical paragraph on its side."""
    return replace(paragraph, lines=[replace(line, box=laid(line.box)) for line in paragraph.lines])


def _continues(paragraph: Paragraph, piece: Piece, leading: float, body: float) -> bool:
    last = paragraph.lines[-1]
    distance = piece.box[1] - last.box[1]
    if not 0 < distance <= max(leading * 1.35, last.size * 1.2) or not _alike(paragraph, piece):
        return False
    if _is_centred(piece, paragraph) and (
        last.size > 1.1 * body or last.size >= _DISPLAY
    ):  # headlines broken over two lines
        before, after = last.box[0] - paragraph.left, paragraph.right - last.box[2]
        return abs(before - after) < 1.5 * last.size and last.box[2] - last.box[0] > 8 * last.size
    return _goes_on(paragraph, piece, paragraph.left)


def _goes_on(paragraph: Paragraph, piece: Piece, left: float) -> bool:
    """Whether *piece*, in a column that begins at *left*, is the next line of *paragraph*."""
    last = paragraph.lines[-1]
    if _MARKER.match(piece.text) or _LEADERS.search(last.text):
        return False
    indent = piece.box[0] - left
    space = paragraph.right - last.box[2]
    first_indent = paragraph.lines[0].box[0] - paragraph.left
    least = _INDENT_DOWN if paragraph.vertical else _INDENT
    if first_indent > least * piece.size and indent < 0.8 * piece.size:
        # the first line was indented and this one is not: only a closed, short line ends the paragraph
        return not (_CLOSED.search(last.text) and space > 4 * last.size)
    if len(paragraph.lines) > 1:
        indent = piece.box[0] - paragraph.lines[-1].box[0]
    if indent > least * piece.size or last.box[2] - last.box[0] <= 6 * last.size:
        return False
    return space <= _SHORTFALL * last.size + _first_word(piece)


def _first_word(piece: Piece) -> float:
    """Width of what a typesetter would not have torn from the start of *piece* (figures, Latin words)."""
    word = _UNBREAKABLE.match(piece.text)
    return (piece.box[2] - piece.box[0]) * _columns(word.group()) / max(1, _columns(piece.text)) if word else 0.0


def _columns(text: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def _alike(paragraph: Paragraph, piece: Piece) -> bool:
    return 0.85 <= piece.size / max(0.1, paragraph.lines[-1].size) <= 1.18


def _is_centred(piece: Piece, paragraph: Paragraph) -> bool:
    before, after = piece.box[0] - paragraph.left, paragraph.right - piece.box[2]
    return abs(before - after) < 1.5 * piece.size and before > 3 * piece.size


def _leading(lines: Sequence[Piece]) -> float:
    steps = [b.box[1] - a.box[1] for a, b in pairwise(lines)]
    near = [s for s, line in zip(steps, lines, strict=False) if 0 < s < 2.8 * line.size]
    return median(near) if near else median(line.size for line in lines) * 1.6


def _table_at(rows: Sequence[Sequence[Piece]], start: int) -> LooseTable | None:
    """Three or more rows of two or more pieces whose columns line up."""
    end = start
    while end < len(rows) and len(rows[end]) >= 2:
        end += 1
    if end - start < _TABLE_ROWS:
        return None
    table = LooseTable([list(row) for row in rows[start:end]])
    widest = max(table.rows, key=len)
    table.edges = [(p.box[0], p.box[2]) for p in widest]
    for row in table.rows:  # grow the columns of the fullest row by what stands under them
        for piece in row:
            column = table.column(piece)
            x0, x1 = table.edges[column]
            if overlap(piece.box[0], piece.box[2], x0, x1) > 0:
                table.edges[column] = (min(x0, piece.box[0]), max(x1, piece.box[2]))
    used = [{table.column(piece) for piece in row} for row in table.rows]
    aligned = sum(len(columns) == len(row) for columns, row in zip(used, table.rows, strict=True))
    return table if aligned >= 0.7 * len(table.rows) else None
