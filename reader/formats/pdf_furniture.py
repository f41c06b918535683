"""Page headers, footers and page numbers: lines that repeat at the same place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.formats.pdf_layout import PageLayout
from reader.formats.pdf_paragraphs import Paragraph
from reader.formats.table_labels import UNIT

WINDOW = 2
"""A line repeats when a page up to this many pages away has it too."""

_MARGIN = 0.13
"""Share of the page height at its top and foot where furniture stands."""
_NEAR = 6.0
_NUMBER = re.compile(
    r"^[-—–~·\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,4})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–~·\s]*$"
)
_DIGITS = re.compile(r"\d+")


def mark(page: PageLayout, neighbours: Sequence[PageLayout]) -> None:
    """Set ``furniture`` on the paragraphs of *page* that are no text of the document."""
    theirs = [_edge_lines(other) for other in neighbours]
    for paragraph, key, place in _edge_lines(page):
        if UNIT.search(paragraph.text):  # repeats above every table, and no figure can be read without it
            continue
        if _NUMBER.match(paragraph.text.strip()):
            paragraph.furniture = True
        else:
            paragraph.furniture = any(
                key == other_key and abs(place - other_place) < _NEAR
                for lines in theirs
                for _, other_key, other_place in lines
            )


def _edge_lines(page: PageLayout) -> list[tuple[Paragraph, str, float]]:
    """Short paragraphs in the margins: the paragraph, its text without figures, its distance to the page edge."""
    result = []
    lines = [line.box for item in page.items if isinstance(item, Paragraph) for line in item.lines]
    for item in page.items:
        if not isinstance(item, Paragraph) or len(item.lines) > 2:
            continue
        _, top, _, bottom = item.box
        middle = (top + bottom) / 2
        if len(item.lines) == 1 and sum(y0 < middle < y1 for _, y0, _, y1 in lines) > 3:  # a row of a table
            continue
        at_top = bottom <= page.height * _MARGIN
        if at_top or top >= page.height * (1 - _MARGIN):
            place = top if at_top else top - page.height
            result.append((item, _DIGITS.sub("#", "".join(item.text.split())), place))
    return result
