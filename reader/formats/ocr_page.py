"""A picture of a page becomes the same layout a page with a text layer has."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from reader.formats import pdf_order
from reader.formats.geometry import Box, overlap, union
from reader.formats.ocr_lines import OcrLine
from reader.formats.ocr_rules import find_rules
from reader.formats.pdf_grid import Grid, find_grids
from reader.formats.pdf_layout import PageLayout, RuledTable, insert, items_of
from reader.formats.pdf_lines import Piece
from reader.formats.pdf_paragraphs import Paragraph

_COLUMN_GAP = 1.8
_BODY = 10.5
"""Size of body text in points, to which pictures without a known resolution are brought for the layout."""


def points_per_pixel(lines: Sequence[OcrLine]) -> float:
    """Scale at which the usual line of a picture has the size of body text in print."""
    sizes = [line.size for line in lines]
    return _BODY / median(sizes) if sizes else 1.0


def page_of(pixels: Any, number: int, scale: float, lines: list[OcrLine]) -> PageLayout:
    """Layout of the page shown by *pixels* (RGB), *scale* pixels to a point, in which *lines* were recognised."""
    height, width = pixels.shape[:2]
    layout = PageLayout(number, width / scale, height / scale)
    if not lines:
        layout.state = "blank"
        return layout
    across, down = find_rules(pixels, scale, median(line.size for line in lines))
    grids = sorted(find_grids(across, down), key=lambda g: _area(g.box))
    upright = [line for line in lines if not line.vertical]
    tables, loose = _tables(grids, upright, scale)
    parts: list[Piece | RuledTable] = [*loose, *tables]
    for region in pdf_order.regions(parts):
        layout.items.extend(items_of(region))
    for columns in _columns([line for line in lines if line.vertical]):
        insert(layout.items, [_paragraph(columns, scale)])
    for item in layout.items:
        if isinstance(item, Paragraph):
            item.page = number
    return layout


def piece_of(line: OcrLine, scale: float) -> Piece:
    """The line in points."""
    x0, y0, x1, y1 = (value / scale for value in line.box)
    return Piece(line.text, (x0, y0, x1, y1), line.size / scale, line.confidence)


def _tables(grids: Sequence[Grid], lines: Sequence[OcrLine], scale: float) -> tuple[list[RuledTable], list[Piece]]:
    """Ruled tables with the lines in their cells, a line over several cells cut at their edges; and the rest."""
    rest = list(lines)
    tables = []
    for grid in grids:
        inside = [line for line in rest if _within(piece_of(line, scale).box, grid.box)]
        cells: list[list[Piece]] = [[] for _ in grid.cells]
        for line in inside:
            for piece in _cut(line, grid, scale):
                middle = (piece.box[0] + piece.box[2]) / 2, (piece.box[1] + piece.box[3]) / 2
                for index, cell in enumerate(grid.cells):
                    x0, y0, x1, y1 = cell.box
                    if x0 <= middle[0] <= x1 and y0 <= middle[1] <= y1:
                        cells[index].append(piece)
                        break
        if sum(map(bool, cells)) < 2:  # a frame around text, not a table
            continue
        rest = [line for line in rest if line not in inside]
        ordered = [[piece for row in pdf_order.rows(cell) for piece in row] if cell else [] for cell in cells]
        tables.append(RuledTable(grid, list(zip(grid.cells, ordered, strict=True))))
    return tables, [piece_of(line, scale) for line in rest]


def _cut(line: OcrLine, grid: Grid, scale: float) -> list[Piece]:
    """The line in pieces that do not reach over the edge of a cell by more than half a letter."""
    whole = piece_of(line, scale)
    x0, y0, x1, y1 = whole.box
    middle = (y0 + y1) / 2
    edges = {cell.box[0] for cell in grid.cells if cell.box[1] <= middle <= cell.box[3]}
    walls = [edge for edge in sorted(edges) if x0 + whole.size / 2 < edge < x1 - whole.size / 2]
    if not walls or not line.text:
        return [whole]
    places = [x0 + at * (x1 - x0) for at in line.at]
    result = []
    for left, right in zip([x0, *walls], [*walls, x1 + 1], strict=True):
        text = "".join(c for c, x in zip(line.text, places, strict=True) if left <= x < right).strip()
        if text:
            result.append(Piece(text, (max(x0, left), y0, min(x1, right), y1), whole.size, line.confidence))
    return result


def _columns(lines: Sequence[OcrLine]) -> list[list[OcrLine]]:
    """Columns of writing that stand beside each other, each group from right to left."""
    groups: list[list[OcrLine]] = []
    for line in sorted(lines, key=lambda c: -c.box[2]):
        width = line.box[2] - line.box[0]
        for group in groups:
            last = group[-1].box
            if last[0] - line.box[2] < _COLUMN_GAP * width and overlap(last[1], last[3], line.box[1], line.box[3]) > 0:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _paragraph(columns: Sequence[OcrLine], scale: float) -> Paragraph:
    pieces = [piece_of(line, scale) for line in columns]
    box = union(piece.box for piece in pieces)
    return Paragraph(pieces, box[2], box[0])


def _within(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
