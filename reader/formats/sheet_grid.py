"""Sheets of any spreadsheet format as blocks: a cell each, with the labels it cannot be read without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reader.errors import LimitExceeded
from reader.formats import table_labels
from reader.formats.contract import HIDDEN, BlockDraft, Event, Trouble
from reader.formats.table_labels import UNIT, GridCell
from reader.model import BlockKind, Locator, Place

_UNIT_CHARS = 40


@dataclass(slots=True)
class SheetCell:
    """A cell that holds something. ``row`` and ``column`` count from 0; ``width`` and ``height`` are those of a
    merged cell. ``notes`` are told in the context (formula, stored value, link); ``hidden`` says why it is not
    seen, or is empty; ``after`` follows it (comments, pictures)."""

    row: int
    column: int
    text: str
    width: int = 1
    height: int = 1
    notes: list[str] = field(default_factory=list)
    hidden: str = ""
    after: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """``header_rows`` counts rows at the top which the file itself repeats on every page; ``hidden`` says why the
    sheet is not seen, or is empty."""

    name: str
    cells: list[SheetCell] = field(default_factory=list)
    header_rows: int = 0
    hidden: str = ""


def reference(row: int, column: int) -> str:
    """``B3`` for row 2, column 1 (both from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def position(text: str) -> tuple[int, int] | None:
    """(row, column), from 0, of a reference such as ``$B$3``; ``None`` when it is none."""
    text = text.replace("$", "")
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha() and 0 < len(digits) <= 7):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def place(sheet: str, cell: SheetCell) -> Place:
    """``Sheet1!B3``, or ``Sheet1!B3:C4`` of a merged cell."""
    where = reference(cell.row, cell.column)
    if cell.width > 1 or cell.height > 1:
        where += f":{reference(cell.row + cell.height - 1, cell.column + cell.width - 1)}"
    return Place("cell", path=f"{sheet}!{where}")


def events(sheet: Sheet, *, heading: bool = True) -> Iterator[Event]:
    """The sheet's name as a heading, then its cells row by row."""
    covered = (HIDDEN, sheet.hidden) if sheet.hidden else ()
    if heading:
        where = Place("cell", path=sheet.name)
        yield BlockDraft(
            BlockKind.HEADING,
            sheet.name,
            (Locator(0, len(sheet.name), where),),
            level=1,
            context=("name of a sheet", *covered),
        )
    inherited: tuple[dict[int, tuple[str, ...]], str] = ({}, "")
    for region in _regions(sheet.cells):
        contexts, inherited = _contexts(region, sheet.header_rows, inherited)
        for cell, labels in zip(region, contexts, strict=True):
            hidden = (HIDDEN, cell.hidden) if cell.hidden and not covered else ()
            if cell.text.strip():
                yield BlockDraft(
                    BlockKind.TABLE_CELL,
                    cell.text,
                    (Locator(0, len(cell.text), place(sheet.name, cell)),),
                    context=(*labels, *cell.notes, *covered, *hidden),
                )
            for event in cell.after:
                yield replace(event, context=(*event.context, *covered)) if isinstance(event, BlockDraft) else event


def cut_off(what: str) -> Trouble:
    """What to say when the cells passed the limit on blocks. *what*: "The workbook"."""
    return Trouble(
        LimitExceeded("").code,
        f"{what} has more cells than are read; the rest was left out.",
        "Split the file and add the parts.",
    )


def _regions(cells: Sequence[SheetCell]) -> Iterator[list[SheetCell]]:
    """Tables of a sheet: runs of rows without an empty row between them."""
    region: list[SheetCell] = []
    bottom = -1
    for cell in cells:
        if region and cell.row > bottom + 1:
            yield region
            region = []
        region.append(cell)
        bottom = max(bottom, cell.row + min(cell.height, 1000) - 1)
    if region:
        yield region


def _contexts(
    region: list[SheetCell], header_rows: int, inherited: tuple[dict[int, tuple[str, ...]], str]
) -> tuple[list[tuple[str, ...]], tuple[dict[int, tuple[str, ...]], str]]:
    """Labels of every cell, and what a following region without headers of its own inherits."""
    rows: list[list[GridCell]] = []
    grid: list[GridCell] = []
    numbers: dict[int, list[GridCell]] = {}
    for cell in region:
        columns = range(cell.column, cell.column + min(cell.width, 16_384))
        own = GridCell(cell.text.strip(), cell.row, columns, cell.row < header_rows)
        grid.append(own)
        numbers.setdefault(cell.row, []).append(own)
        if 1 < cell.height <= 1000 and cell.row >= header_rows:  # a merged cell names all its rows
            for row in range(cell.row + 1, cell.row + cell.height):
                numbers.setdefault(row, []).append(GridCell(own.text, row, columns))
    rows = [sorted(numbers[row], key=lambda c: c.columns.start) for row in sorted(numbers)]
    above, unit = inherited
    top = _top(rows)
    if len(rows) > 1 and top:
        above = table_labels.column_labels(rows, top)
    said = [c.text for row in rows[: top + 1] for c in row if len(c.text) < _UNIT_CHARS and UNIT.search(c.text)]
    unit = said[0] if said else unit
    contexts = table_labels.contexts(rows, [unit] if unit else [], above, top)
    return [contexts[own] for own in grid], (above, unit)


def _top(rows: list[list[GridCell]]) -> int:
    """Rows of labels at the top of a region; rows the file repeats on every page count whatever they hold."""
    repeated = sum(bool(row) and all(cell.header for cell in row) for row in rows)
    for row in rows[:repeated]:
        for cell in row:
            cell.header = False
    return repeated if 0 < repeated < len(rows) else table_labels.header_rows(rows)
