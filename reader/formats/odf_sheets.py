"""Sheets of OpenDocument spreadsheets: values as displayed when the file was saved."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reader.formats import sheet_grid
from reader.formats.contract import BlockDraft, Event
from reader.formats.odf_text import Story
from reader.formats.office_package import attribute, child, local
from reader.formats.sheet_grid import Sheet, SheetCell
from reader.model import Locator

_REPEATED = 100
"""Equal cells or rows with text are repeated at most so often; programs fill the rest of a sheet with empty ones."""

_FORMULA_CHARS = 500


def events(tables: list[etree._Element], story: Story, room: int) -> Iterator[Event]:
    """Every sheet: its name, its cells with their comments, what floats over it."""
    for table in tables:
        sheet = Sheet(attribute(table, "name") or "sheet")
        if attribute(table, "display") == "false" or _is_hidden_by_style(table):
            sheet.hidden = "hidden sheet"
        _fill(sheet, table, story, room)
        room -= len(sheet.cells)
        yield from sheet_grid.events(sheet)
        shapes = child(table, "shapes")
        if shapes is not None:
            yield from story.events(shapes, f"{sheet.name}/shapes")
        if room <= 0:
            yield sheet_grid.cut_off("The workbook")
            return


def _fill(sheet: Sheet, table: etree._Element, story: Story, room: int) -> None:
    hidden_columns = _hidden_columns(table)
    number = 0
    for row in table.iter("{*}table-row"):
        repeat = _count(attribute(row, "number-rows-repeated"))
        hidden = "hidden row" if attribute(row, "visibility") in {"collapse", "filter"} else ""
        cells = list(_cells(row, number, story))
        for again in range(min(repeat, _REPEATED) if cells else 0):
            for cell in cells:
                if len(sheet.cells) >= room:
                    return
                column_hidden = "hidden column" if cell.column in hidden_columns else ""
                own = SheetCell(
                    cell.row + again,
                    cell.column,
                    cell.text,
                    cell.width,
                    cell.height,
                    list(cell.notes),
                    hidden or column_hidden,
                )
                for event in cell.after if not again else ():
                    if isinstance(event, BlockDraft):
                        place = sheet_grid.place(sheet.name, SheetCell(own.row, own.column, ""))
                        event = BlockDraft(
                            event.kind, event.text, (Locator(0, len(event.text), place),), context=event.context
                        )
                    own.after.append(event)
                sheet.cells.append(own)
        number += repeat
        parent = row.getparent()
        if parent is not None and local(parent) == "table-header-rows":
            sheet.header_rows = number


def _cells(row: etree._Element, number: int, story: Story) -> Iterator[SheetCell]:
    column = 0
    for element in row:
        if local(element) not in {"table-cell", "covered-table-cell"}:
            continue
        repeat = _count(attribute(element, "number-columns-repeated"))
        text = "\n".join(story.text(p) for p in element if local(p) == "p")
        notes = []
        formula = attribute(element, "formula")
        if formula:
            notes.append(f"formula: {formula.partition(':')[2] or formula}"[:_FORMULA_CHARS])
        stored = (
            attribute(element, "date-value") or attribute(element, "time-value") or attribute(element, "value") or ""
        )
        if stored and stored != text and stored not in text.replace(",", ""):
            notes.append(f"stored value: {stored}")
        inner = [e for e in element if local(e) in {"annotation", "frame", "custom-shape"}]
        after = [event for item in inner for event in story.item(item, "cell")]
        links = [link for a in element.iter("{*}a") if (link := attribute(a, "href") or "")]
        notes.extend(f"link to {link[:300]}" for link in links)
        if text.strip() or after:
            width = _count(attribute(element, "number-columns-spanned"))
            height = _count(attribute(element, "number-rows-spanned"))
            for again in range(min(repeat, _REPEATED)):
                yield SheetCell(number, column + again, text, width, height, notes, "", after if not again else [])
        column += repeat


def _hidden_columns(table: etree._Element) -> set[int]:
    found: set[int] = set()
    column = 0
    for element in table.iter("{*}table-column"):
        repeat = _count(attribute(element, "number-columns-repeated"))
        if attribute(element, "visibility") in {"collapse", "filter"}:
            found.update(range(column, column + min(repeat, 16_384)))
        column += repeat
    return found


def _is_hidden_by_style(table: etree._Element) -> bool:
    """Whether the sheet's style takes it off the screen (that is where LibreOffice writes it)."""
    wanted = attribute(table, "style-name")
    for style in table.getroottree().getroot().iter("{*}style"):
        if attribute(style, "name") == wanted and attribute(style, "family") == "table":
            return attribute(child(style, "table-properties"), "display") == "false"
    return False


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 9 else 1
