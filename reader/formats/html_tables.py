"""Header labels of the cells of an HTML table, with any ``rowspan`` and ``colspan``."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reader.formats import table_labels
from reader.formats.table_labels import UNIT, GridCell

_MAX_SPAN = 1000
_MAX_CELLS = 200_000
_LAYOUT_CHARS = 400
_NESTED = ("table", "form", "h1", "h2", "ul")

Labels = dict[etree._Element, tuple[str, ...]]


def labels(table: etree._Element, unit: str) -> Labels | None:
    """Labels of every cell of *table*: (caption, unit line, row label, column labels).

    *unit* is the unit line read most recently above the table, or empty. ``None``
    means that the table only arranges the page.
    """
    if next(table.iterdescendants(*_NESTED), None) is not None:
        return None
    elements: dict[GridCell, etree._Element] = {}
    rows = list(_rows(table, elements))
    caption = next((text_of(child) for child in table if child.tag == "caption"), "")
    if not rows or _is_layout(table, rows, caption):
        return None
    top = table_labels.header_rows(rows)
    unit = next((c.text for row in rows[: top + 1] for c in row if len(c.text) < 40 and UNIT.search(c.text)), unit)
    fixed = list(filter(None, (caption, unit)))
    contexts = table_labels.contexts(rows, fixed, table_labels.column_labels(rows, top), top)
    return {elements[cell]: context for cell, context in contexts.items()}


def text_of(element: etree._Element) -> str:
    """The element's text in one line, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def _rows(table: etree._Element, elements: dict[GridCell, etree._Element]) -> Iterator[list[GridCell]]:
    taken: dict[int, int] = {}  # column -> row (exclusive) down to which a cell above reaches
    for number, row in enumerate(_row_elements(table)):
        column = 0
        line: list[GridCell] = []
        for element in row:
            if element.tag not in {"td", "th"}:
                continue
            while taken.get(column, 0) > number:
                column += 1
            width, height = _span(element, "colspan"), _span(element, "rowspan")
            cell = GridCell(text_of(element), number, range(column, column + width), element.tag == "th")
            if height > 1:
                for spanned in cell.columns:
                    taken[spanned] = number + height
            elements[cell] = element
            line.append(cell)
            column += width
        yield line
        if len(elements) > _MAX_CELLS:
            return


def _row_elements(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name, "1").strip()
    return max(1, min(_MAX_SPAN, int(value))) if value.isascii() and value.isdigit() and len(value) < 8 else 1


def _is_layout(table: etree._Element, rows: list[list[GridCell]], caption: str) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if len(rows) < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return not caption
    cells = [cell for row in rows for cell in row]
    if caption or any(cell.header for cell in cells):
        return False
    return max(len(cell.text) for cell in cells) > _LAYOUT_CHARS
