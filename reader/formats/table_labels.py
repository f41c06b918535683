"""Which labels a table cell cannot be read without: caption, unit line, headers.

Shared by all formats that have tables: they bring a grid of :class:`GridCell`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

UNIT = re.compile(
    r"(?:金额|计量|计价|货币)?单\s*位\s*[:：]\s*(?:人民币)?\s*[十百千万亿]*\s*(?:元|美元|人|户|个|公顷|平方米|吨|％|%)"
)
"""The line that says what the figures of a table are in, e.g. ``单位：万元``."""

_FIGURE = re.compile(r"^[\s¥￥$+-]*[\d０-９][\d０-９,，.．\s%％‰/:年月日-]*[万亿元倍]*$")
_YEAR = re.compile(r"^\s*(?:19|20)\d\d\s*年度?\s*$")
_BARE_YEAR = re.compile(r"^\s*(?:19|20)\d\d\s*[AE]?\s*$")
_NUMBERING = re.compile(r"^(?:栏\s*次|行\s*次|栏目|甲|乙)$")
_VALUE = re.compile(r"[A-Za-z]{2,}[^\n]*\d{3}|\d{5}|\d{4}年\d{1,2}月\d{1,2}日|@|://")
"""What stands in cells with values, not in headers: numbers of documents, dates, addresses."""

_CODE = re.compile(r"编码|代码|编号|序号|^(?:类|款|项|目)$")
"""Columns of codes, which are named by what stands to their right."""

_CODE_HEADS = {"类", "款", "项", "目"}
"""Heads of code columns, which budgets put into the row of the total."""

_FIELD = re.compile(r"^(?!其中).*[:：]")
_NAMED = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")  # a colon that is not one of a time
_LABEL_CHARS = 80


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell at ``row``, over ``columns``; ``header`` when the format says so (``th``)."""

    text: str
    row: int
    columns: range
    header: bool = False


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether *text* can head a row or column: short words, and no ``name: value`` of a form."""
    return 0 < len(text) <= _LABEL_CHARS and not UNIT.search(text) and not is_figure(text) and not _FIELD.search(text)


def is_figure(text: str) -> bool:
    """Whether *text* is a number, an amount or a date and nothing else; ``2031年`` heads a column."""
    return bool(_FIGURE.match(text)) and not _YEAR.match(text)


def header_rows(rows: Sequence[Sequence[GridCell]]) -> int:
    """How many rows at the top hold labels: rows of header cells, or rows above the first figures."""
    if rows and rows[0] and all(cell.header for cell in rows[0]):
        return next((n for n, row in enumerate(rows) if not row or not all(c.header for c in row)), len(rows))
    if _is_pairs(rows):
        return 0
    for number, row in enumerate(rows[:10]):
        if any(_NUMBERING.match(cell.text.strip()) for cell in row):
            return number + 1
        if any(is_figure(cell.text) for cell in row) and not _is_years(row):
            return number
    return 1 if len(rows) > 2 else 0


def column_labels(rows: Sequence[Sequence[GridCell]], top: int) -> dict[int, tuple[str, ...]]:
    """Header texts above each column, outermost first, from the first *top* rows."""
    labels: dict[int, list[str]] = {}
    for row in rows[:top]:
        for cell in row:
            text = one_line(cell.text)
            if is_label(text) or _BARE_YEAR.match(text):
                for column in cell.columns:
                    labels.setdefault(column, []).append(text)
    return {column: tuple(dict.fromkeys(texts)) for column, texts in labels.items()}


def contexts(
    rows: Sequence[Sequence[GridCell]], fixed: Sequence[str], above: Mapping[int, tuple[str, ...]], top: int
) -> dict[GridCell, tuple[str, ...]]:
    """Context of every cell: (*fixed*, row label, column labels); header cells get *fixed* only."""
    result: dict[GridCell, tuple[str, ...]] = {}
    pairs = _is_pairs(rows)
    if _is_form(rows):
        top = len(rows)
    for number, row in enumerate(rows):
        for cell in row:
            labels = [text for text in fixed if text != one_line(cell.text)]
            if number >= top:
                side = _name_in_pair(row, cell) if pairs else _row_label(row, cell, above)
                if side is not None:
                    labels.append(one_line(side.text))
                labels.extend(_above(cell, above))
            result[cell] = tuple(dict.fromkeys(labels))
    return result


@lru_cache(maxsize=4096)
def one_line(text: str) -> str:
    """*text* without its line breaks: none between Chinese characters, a space elsewhere."""
    joined = re.sub(r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])", "", text)
    return " ".join(joined.split())


def _name_of_half(row: Sequence[GridCell], cell: GridCell) -> GridCell | None:
    """The leftmost of the words next to the left of *cell*, other figures between them skipped:
    in ``income 5 | costs 3`` the figure 3 belongs to the costs."""
    name: GridCell | None = None
    for other in sorted((c for c in row if c.columns.start < cell.columns.start), key=lambda c: -c.columns.start):
        text = one_line(other.text)
        if name is not None and (not is_label(text) or text in _CODE_HEADS):
            break
        if is_label(text):
            name = other
    return name


def _is_years(row: Sequence[GridCell]) -> bool:
    """Whether the figures of the row are nothing but years, as in the header of a comparison."""
    figures = [cell.text for cell in row if is_figure(cell.text)]
    return len(figures) >= 2 and all(_BARE_YEAR.match(text) for text in figures)


def _is_pairs(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Names and values side by side from the first row on, no header."""
    return bool(rows) and len(rows[0]) % 2 == 0 and any(_VALUE.search(cell.text) for cell in rows[0][1::2])


def _name_in_pair(row: Sequence[GridCell], cell: GridCell) -> GridCell | None:
    index = row.index(cell)
    before = row[index - 1] if index % 2 else None
    return before if before is not None and is_label(one_line(before.text)) else None


def _is_form(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the cells name themselves (``name: value``), so that none labels another."""
    filled = [cell for row in rows for cell in row if cell.text.strip()]
    return sum(bool(_NAMED.search(cell.text)) for cell in filled) > 0.25 * len(filled)


def _above(cell: GridCell, above: Mapping[int, tuple[str, ...]]) -> list[str]:
    """Column labels that hold for all columns the cell spans."""
    return [
        label for label in above.get(cell.columns.start, ()) if all(label in above.get(c, ()) for c in cell.columns)
    ]


def _row_label(row: Sequence[GridCell], cell: GridCell, above: Mapping[int, tuple[str, ...]]) -> GridCell | None:
    """The cell that names what *cell* is about.

    For a figure the words that begin its half of the row, or the first words to its
    right (an item after its code); for words the first words of the row, unless both stand under
    the same label (tables with two halves side by side).
    """
    named = [other for other in row if other is not cell and is_label(one_line(other.text))]
    headers = [other for other in named if other.header]
    if headers:
        return None if cell.header else headers[0]
    left = [other for other in named if other.columns.start < cell.columns.start]
    own = _above(cell, above)
    if is_figure(cell.text):
        right = [other for other in named if other.columns.start > cell.columns.start]
        if right and (not left or any(_CODE.search(label) for label in own)):
            return right[0]
        return _name_of_half(row, cell) if left else None
    if not left:
        return None
    first = _above(left[0], above)
    return None if own and first and own[-1] == first[-1] else left[0]
