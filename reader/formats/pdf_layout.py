"""One PDF page: its tables, its paragraphs, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2

from reader.formats import pdf_lines, pdf_order, pdf_vertical
from reader.formats.geometry import Box, union
from reader.formats.pdf_chars import Char, read_chars
from reader.formats.pdf_grid import Grid, GridBox, find_grids
from reader.formats.pdf_lines import Piece
from reader.formats.pdf_pages import to_display
from reader.formats.pdf_paragraphs import LooseTable, Paragraph, group
from reader.formats.pdf_rules import Drawings, read_drawings

_GARBAGE_SHARE = 0.3
_FEW = 50
_WRITING_SHARE = 0.03
"""Of the page: smaller pictures are emblems and logos."""
_SCAN_SHARE = 0.7


@dataclass(slots=True)
class RuledTable:
    """A grid and the lines of text in each of its cells (empty cells have none)."""

    grid: Grid
    cells: list[tuple[GridBox, list[Piece]]]

    @property
    def box(self) -> Box:
        """The outer box of the grid."""
        return self.grid.box

    @property
    def size(self) -> float:
        """Letter height of its text in points."""
        return next((lines[0].size for _, lines in self.cells if lines), 10.0)


Item = Paragraph | LooseTable | RuledTable


@dataclass(slots=True)
class PageLayout:
    """A page read: ``state`` is ``text``, ``blank``, ``image`` (a picture or drawn
    outlines instead of text) or ``garbage`` (characters without meaning). ``scan`` is
    set when one picture takes all of the page; ``pictures`` are the boxes of those large enough to hold writing.
    ``turn``: quarter turns anticlockwise by which a scan was turned to be read; sizes and boxes are those after it."""

    number: int
    width: float
    height: float
    items: list[Item] = field(default_factory=list)
    state: str = "text"
    scan: bool = False
    pictures: list[Box] = field(default_factory=list)
    turn: int = 0


def read_page(page: pypdfium2.PdfPage, number: int) -> PageLayout:
    """Layout of *page*, which is page *number* (1-based) of its document."""
    width, height = page.get_size()
    matrix = to_display(page)
    text = read_chars(page, matrix)
    drawings = read_drawings(page, matrix)
    layout = PageLayout(number, width, height)
    inked = sum(not char.space for char in text.chars)
    layout.pictures = [box for box in drawings.images if _area(box) > _WRITING_SHARE * width * height]
    layout.scan = any(_area(box) > _SCAN_SHARE * width * height for box in drawings.images)
    layout.state = _state(inked, text.unmapped, drawings, width * height)
    if layout.state in {"blank", "garbage"}:
        return layout
    grids = sorted(find_grids(drawings.across, drawings.down), key=lambda g: _area(g.box))
    tables, rest = _tables(grids, text.chars)
    columns, rest = pdf_vertical.columns(rest)
    loose = [piece for piece in pdf_lines.pieces(rest) if piece.text.strip()]
    parts: list[Piece | RuledTable] = [*loose, *tables]
    for region in pdf_order.regions(parts):
        layout.items.extend(items_of(region))
    insert(layout.items, pdf_vertical.paragraphs(columns))
    for item in layout.items:
        if isinstance(item, Paragraph):
            item.page = number
    return layout


def insert(items: list[Item], vertical: Sequence[Paragraph]) -> None:
    """Put *vertical* paragraphs, in their order, before the first of *items* that begins below the upper quarter
    of them all."""
    if not vertical:
        return
    _, y0, _, y1 = union(paragraph.box for paragraph in vertical)
    top = y0 + (y1 - y0) / 4
    index = next((n for n, item in enumerate(items) if _box(item)[1] > top), len(items))
    items[index:index] = vertical


def _box(item: Item) -> Box:
    if isinstance(item, Paragraph | RuledTable):
        return item.box
    return union(piece.box for row in item.rows for piece in row)


def _state(inked: int, unmapped: int, drawings: Drawings, area: float) -> str:
    pictured = sum(_area(box) for box in drawings.images) > 0.4 * area
    if inked and unmapped > inked * _GARBAGE_SHARE:
        return "garbage"
    if inked < _FEW and (pictured or (not inked and (drawings.images or drawings.outlines > 20))):
        return "image"
    return "text" if inked else "blank"


def _tables(grids: Sequence[Grid], chars: Sequence[Char]) -> tuple[list[RuledTable], list[Char]]:
    """Ruled tables with their text, and the characters outside of them."""
    owners = [{(r, c): cell for cell in grid.cells for r in cell.rows for c in cell.columns} for grid in grids]
    contents: list[dict[int, list[Char]]] = [{} for _ in grids]
    rest: list[Char] = []
    for char in chars:
        x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
        for number, grid in enumerate(grids):
            x0, y0, x1, y1 = grid.box
            if x0 <= x <= x1 and y0 <= y <= y1:
                cell = owners[number].get((bisect_right(grid.levels, y) - 1, bisect_right(grid.edges, x) - 1))
                if cell is not None:
                    contents[number].setdefault(id(cell), []).append(char)
                    break
        else:
            rest.append(char)
    tables = []
    for grid, content in zip(grids, contents, strict=True):
        filled = {key: members for key, members in content.items() if any(not c.space for c in members)}
        if len(filled) < 2:  # a frame around text, not a table
            rest.extend(char for members in content.values() for char in members)
            continue
        cells = [(cell, _cell_lines(filled.get(id(cell), []))) for cell in grid.cells]
        tables.append(RuledTable(grid, cells))
    return tables, rest


def _cell_lines(chars: Sequence[Char]) -> list[Piece]:
    if not chars:
        return []
    columns, rest = pdf_vertical.columns(chars)
    down = [line for paragraph in pdf_vertical.paragraphs(columns) for line in paragraph.lines]
    return [*down, *(piece for piece in pdf_lines.pieces(rest, gap=6.0) if piece.text.strip())]


def items_of(region: Sequence[Piece | RuledTable]) -> list[Item]:
    """Paragraphs between the tables of a region, all from top to bottom."""
    tables = sorted((i for i in region if isinstance(i, RuledTable)), key=lambda t: t.box[1])
    pieces = [i for i in region if isinstance(i, Piece)]
    result: list[Item] = []
    for table in tables:
        above = [p for p in pieces if (p.box[1] + p.box[3]) / 2 < table.box[1]]
        pieces = [p for p in pieces if (p.box[1] + p.box[3]) / 2 >= table.box[1]]
        if above:
            result.extend(group(above))
        result.append(table)
    if pieces:
        result.extend(group(pieces))
    return result


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
