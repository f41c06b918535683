"""Which labels a table cell cannot be read without: caption, unit line, headers.

Works on HTML tables with any ``rowspan`` and ``colspan``. A table without header
cells, caption or rows of figures is taken for layout and gets no labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

UNIT = re.compile(r"(?:金额|计量|计价)?单\s*位\s*[:：]\s*\S{1,12}")
"""The line that says what the figures of a table are in, e.g. ``单位：万元``."""

_FIGURE = re.compile(r"^[\s¥￥$-]*[\d０-９][\d０-９,，.．\s%％‰/:年月日-]*[万亿元倍]*$")
_MAX_SPAN = 1000
_MAX_CELLS = 200_000
_LABEL_CHARS = 120

Labels = dict[etree._Element, tuple[str, ...]]


class _Cell:
    __slots__ = ("columns", "element", "header", "row", "rows", "text")

    def __init__(self, element: etree._Element, row: int, rows: int, columns: range) -> None:
        self.element = element
        self.row = row
        self.rows = rows
        self.columns = columns
        self.header = element.tag == "th"
        self.text = text_of(element)


def labels(table: etree._Element, unit: str) -> Labels | None:
    """Labels of every cell of *table*: (caption, unit line, row header, column headers).

    *unit* is the unit line read most recently above the table, or empty. ``None``
    means that the table only arranges the page.
    """
    if next(table.iterdescendants("table", "form", "h1", "h2", "ul"), None) is not None:
        return None
    rows = list(_rows(table))
    caption = next((text_of(child) for child in table if child.tag == "caption"), "")
    if not rows or _is_layout(table, rows, caption):
        return None
    top = _header_rows(rows)
    unit = next((c.text for row in rows[: top + 1] for c in row if len(c.text) < 40 and UNIT.search(c.text)), unit)
    fixed = tuple(dict.fromkeys(filter(None, (caption, unit))))
    columns: dict[int, list[str]] = {}
    result: Labels = {}
    for number, row in enumerate(rows):
        if number < top:
            for cell in row:
                result[cell.element] = fixed if cell.text not in fixed else ()
                if cell.text and not UNIT.search(cell.text):
                    for column in cell.columns:
                        columns.setdefault(column, []).append(cell.text[:_LABEL_CHARS])
            continue
        side = _row_header(row)
        for cell in row:
            above = columns.get(cell.columns.start, ()) if cell is not side else ()
            beside = (side.text[:_LABEL_CHARS],) if side is not None and cell is not side else ()
            result[cell.element] = tuple(dict.fromkeys((*fixed, *beside, *above)))
    return result


def _rows(table: etree._Element) -> Iterator[list[_Cell]]:
    taken: dict[int, int] = {}  # column -> row (exclusive) down to which a cell above reaches
    cells = 0
    for number, row in enumerate(_row_elements(table)):
        column = 0
        line: list[_Cell] = []
        for element in row:
            if element.tag not in {"td", "th"}:
                continue
            while taken.get(column, 0) > number:
                column += 1
            width, height = _span(element, "colspan"), _span(element, "rowspan")
            cell = _Cell(element, number, height, range(column, column + width))
            if height > 1:
                for spanned in cell.columns:
                    taken[spanned] = number + height
            line.append(cell)
            column += width
            cells += 1
        yield line
        if cells > _MAX_CELLS:
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


def _is_layout(table: etree._Element, rows: list[list[_Cell]], caption: str) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return not caption
    if caption or any(cell.header for cell in cells):
        return False
    return max(len(cell.text) for cell in cells) > 400


def _header_rows(rows: list[list[_Cell]]) -> int:
    """How many rows at the top hold labels: rows of ``th``, or rows without figures above rows with figures."""
    if all(cell.header for cell in rows[0]) and rows[0]:
        return next((n for n, row in enumerate(rows) if not all(cell.header for cell in row)), 1)
    body = next((n for n, row in enumerate(rows[:8]) if any(_FIGURE.match(cell.text) for cell in row[1:])), None)
    if body is None:
        return 1 if len(rows) > 2 else 0
    return body


def _row_header(row: list[_Cell]) -> _Cell | None:
    """The first cell that names the row: a ``th``, or words beside figures."""
    first = next((cell for cell in row if cell.text), None)
    if first is None or len(row) < 2:
        return None
    if first.header or not _FIGURE.match(first.text):
        return first
    second = next((cell for cell in row[1:] if cell.text), None)
    return second if second is not None and not _FIGURE.match(second.text) else None


def text_of(element: etree._Element) -> str:
    """The element's text in one line, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())
