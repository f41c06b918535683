"""Tables of Word files: a block per cell, with the labels it cannot be read without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from reader.formats import table_labels
from reader.formats.contract import BlockDraft, Event
from reader.formats.office_package import attribute, child, local
from reader.formats.table_labels import UNIT, GridCell
from reader.model import BlockKind, Locator

if TYPE_CHECKING:
    from reader.formats.docx_story import Paragraph, Story

_MAX_SPAN = 200


@dataclass(slots=True)
class _Cell:
    grid: GridCell
    paragraphs: list[Paragraph] = field(default_factory=list)
    rest: list[Event] = field(default_factory=list)
    changed: str = ""
    continued: bool = False


def events(story: Story, table: etree._Element, path: str) -> Iterator[Event]:
    """Cells of *table*, row by row; a table that only arranges the page gives paragraphs."""
    rows: list[list[_Cell]] = []
    layout = False
    above: dict[int, str] = {}
    for row, where in story.items(table, path):
        if local(row) == "tr":
            cells = list(_cells(story, row, where, len(rows)))
            _continue(cells, above)
            layout = layout or any(_has_table(cell) for cell in row.iter("{*}tc"))
            rows.append(cells)
    grid = [[cell.grid for cell in row] for row in rows]
    if layout or sum(len(row) >= 2 for row in grid) < 2:
        contexts: dict[GridCell, tuple[str, ...]] = {}
    else:
        contexts = _contexts(grid, story.unit)
    plain = not contexts
    for row_cells in rows:
        for cell in row_cells:
            if cell.continued and not cell.rest and not any(p.text or p.after for p in cell.paragraphs):
                continue
            yield from _told(story, cell, contexts.get(cell.grid, ()), plain)


def _contexts(grid: list[list[GridCell]], unit: str) -> dict[GridCell, tuple[str, ...]]:
    top = table_labels.header_rows(grid)
    unit = next((c.text for row in grid[: top + 1] for c in row if len(c.text) < 40 and UNIT.search(c.text)), unit)
    fixed = [unit] if unit else []
    return table_labels.contexts(grid, fixed, table_labels.column_labels(grid, top), top)


def _cells(story: Story, row: etree._Element, path: str, number: int) -> Iterator[_Cell]:
    column = _count(attribute(child(row, "trPr", "gridBefore"), "val"), 0)
    header = child(row, "trPr", "tblHeader") is not None
    changed = ""
    for kind, words in (("ins", "row inserted"), ("del", "row deleted")):
        mark = child(row, "trPr", kind)
        if mark is not None:
            who = ", ".join(filter(None, (attribute(mark, "author"), attribute(mark, "date"))))
            changed = f"tracked change: {words}" + (f" by {who}" if who else "")
    for element, where in story.items(row, path):
        if local(element) != "tc":
            continue
        properties = child(element, "tcPr")
        width = _count(attribute(child(properties, "gridSpan"), "val"), 1)
        merge = child(properties, "vMerge")
        continued = merge is not None and attribute(merge, "val") != "restart"
        cell = _Cell(GridCell("", number, range(column, column + width), header), [], [], changed, continued)
        column += width
        for item, spot in story.items(element, where):
            if local(item) == "p":
                cell.paragraphs.append(story.paragraph(item, spot))
            elif local(item) == "tbl":
                cell.rest.extend(events(story, item, spot))
        cell.grid.text = "\n".join(p.text for p in cell.paragraphs if p.text).strip()
        yield cell


def _continue(cells: list[_Cell], above: dict[int, str]) -> None:
    """Give a cell that is merged with the one over it that cell's words, so that they name its row too."""
    for cell in cells:
        if cell.continued and not cell.grid.text:
            cell.grid.text = above.get(cell.grid.columns.start, "")
        for column in cell.grid.columns:
            above[column] = cell.grid.text


def _told(story: Story, cell: _Cell, context: tuple[str, ...], plain: bool) -> Iterator[Event]:
    changed = (cell.changed,) if cell.changed else ()
    if plain:
        for paragraph in cell.paragraphs:
            if paragraph.text:
                kind = BlockKind.TABLE_CELL if paragraph.kind is BlockKind.PARAGRAPH else paragraph.kind
                yield story.block(
                    kind, paragraph.text, paragraph.place, *paragraph.context, *changed, level=paragraph.level
                )
            yield from paragraph.after
    else:
        filled = [p for p in cell.paragraphs if p.text]
        if filled:
            yield _joined(story, filled, (*context, *changed))
        elif numbers := [p for p in cell.paragraphs if p.kind is BlockKind.LIST_ITEM and p.context]:
            yield story.block(BlockKind.TABLE_CELL, numbers[0].context[-1], numbers[0].place, "automatic number")
        for paragraph in cell.paragraphs:
            yield from paragraph.after
    yield from cell.rest


def _joined(story: Story, paragraphs: list[Paragraph], context: tuple[str, ...]) -> BlockDraft:
    locators, position = [], 0
    for paragraph in paragraphs:
        locators.append(Locator(position, position + len(paragraph.text), paragraph.place))
        position += len(paragraph.text) + 1
    own = [label for paragraph in paragraphs for label in paragraph.context]
    block = story.block(BlockKind.TABLE_CELL, "\n".join(p.text for p in paragraphs), paragraphs[0].place)
    return BlockDraft(
        BlockKind.TABLE_CELL,
        block.text,
        tuple(locators),
        boilerplate=block.boilerplate,
        context=tuple(dict.fromkeys((*context, *own))),
    )


def _has_table(cell: etree._Element) -> bool:
    return next(cell.iterdescendants("{*}tbl"), None) is not None


def _count(text: str | None, default: int) -> int:
    return min(_MAX_SPAN, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 6 else default
