"""WordprocessingML by hand: runs, paragraphs, cells, fields.

python-docx's own table API walks the whole table for every cell; exhibits have
thousands of rows. Every text goes into ``w:t`` and nowhere else, made harmless
first, so evidence can become neither a field nor a relationship.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reader.exporters.visible import visible

Element = Any

SERIF, SANS, MONO = "Times New Roman", "Arial", "Courier New"

EAST_ASIAN = {
    "zh-Hans": ("SimSun", "zh-CN"),
    "zh-Hant": ("PMingLiU", "zh-TW"),
    "zh": ("SimSun", "zh-CN"),
    "ja": ("MS Mincho", "ja-JP"),
    "ko": ("Batang", "ko-KR"),
}
"""Font and language of East-Asian characters, by BCP 47 tag."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run differs from its paragraph's style. ``size`` in half points; ``lang`` BCP 47."""

    bold: bool = False
    italic: bool = False
    color: str = ""
    fill: str = ""
    underline: str = ""
    underline_color: str = ""
    size: int = 0
    font: str = ""
    lang: str = ""


PLAIN = Look()


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """``<w:tag w:attribute="…">`` with *children*."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, look: Look = PLAIN) -> Element:
    """A run of harmless text."""
    made = element("r")
    properties = _run_properties(look)
    if len(properties):
        made.append(properties)
    made.append(_text(text))
    return made


def _text(text: str) -> Element:
    made = element("t")
    made.text = visible(text)
    made.set(qn("xml:space"), "preserve")
    return made


def _run_properties(look: Look) -> Element:
    """Children in the order the schema asks for."""
    made = element("rPr")
    if look.font or look.lang:
        made.append(_fonts(look))
    for wanted, tag in ((look.bold, "b"), (look.italic, "i")):
        if wanted:
            made.append(element(tag))
    if look.color:
        made.append(element("color", val=look.color))
    if look.size:
        made.extend((element("sz", val=look.size), element("szCs", val=look.size)))
    if look.underline:
        made.append(element("u", val=look.underline, color=look.underline_color or "auto"))
    if look.fill:
        made.append(element("shd", val="clear", color="auto", fill=look.fill))
    if look.lang in EAST_ASIAN:
        made.append(element("lang", eastAsia=EAST_ASIAN[look.lang][1]))
    return made


def _fonts(look: Look) -> Element:
    made = element("rFonts")
    if look.font:
        for name in ("ascii", "hAnsi", "cs"):
            made.set(qn(f"w:{name}"), look.font)
    if look.lang in EAST_ASIAN:
        made.set(qn("w:eastAsia"), EAST_ASIAN[look.lang][0])
        made.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes in the East-Asian face
    return made


def paragraph(
    style: str, *children: Element, keep_next: bool = False, new_page: bool = False, right: bool = False
) -> Element:
    """A paragraph in the style with id *style*; right-to-left when its text begins so."""
    properties = element("pPr", element("pStyle", val=style))
    if keep_next:
        properties.append(element("keepNext"))
    if new_page:
        properties.append(element("pageBreakBefore"))
    if _is_right_to_left(children):
        properties.append(element("bidi"))
    if right:
        properties.append(element("jc", val="right"))
    return element("p", properties, *children)


def _is_right_to_left(children: Iterable[Element]) -> bool:
    for child in children:
        for text in child.iter(qn("w:t")):
            for char in text.text or "":
                direction = unicodedata.bidirectional(char)
                if direction in {"L", "R", "AL"}:
                    return direction != "L"
    return False


def field(instruction: str, shown: str = "1") -> list[Element]:
    """A field of our own (``PAGE``, ``NUMPAGES``); *shown* stands until the program computes it."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        element("r", _text(shown)),
        element("r", element("fldChar", fldCharType="end")),
    ]


def bookmarked(target: Element, name: str, number: int) -> Element:
    """*target* (a paragraph) with a bookmark round its content."""
    first = 1 if target[0].tag == qn("w:pPr") else 0
    target.insert(first, element("bookmarkStart", id=number, name=name[:40]))
    target.append(element("bookmarkEnd", id=number))
    return target


def link(anchor: str, *children: Element) -> Element:
    """A link inside the document; links to anywhere else are never made."""
    return element("hyperlink", *children, anchor=anchor[:40], history=1)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell's frame: ``width`` in twentieths of a point, ``span`` columns, border lines as
    side → (style, eighths of a point, colour), ``fill`` colour, ``padding`` in twentieths of a point."""

    width: int
    span: int = 1
    borders: tuple[tuple[str, str, int, str], ...] = ()
    fill: str = ""
    padding: int = 0


def cell(box: Box, *paragraphs: Element) -> Element:
    """A table cell; at least one paragraph, as Word insists."""
    properties = element("tcPr", element("tcW", w=box.width, type="dxa"))
    if box.span > 1:
        properties.append(element("gridSpan", val=box.span))
    if box.borders:
        order = ("top", "left", "bottom", "right")
        lines = sorted(box.borders, key=lambda line: order.index(line[0]))
        properties.append(
            element(
                "tcBorders",
                *(element(side, val=kind, sz=size, space=0, color=color) for side, kind, size, color in lines),
            )
        )
    if box.fill:
        properties.append(element("shd", val="clear", color="auto", fill=box.fill))
    if box.padding:
        sides = (element(side, w=box.padding, type="dxa") for side in ("top", "left", "bottom", "right"))
        properties.append(element("tcMar", *sides))
    return element("tc", properties, *(paragraphs or (element("p"),)))


def row(*cells: Element, header: bool = False) -> Element:
    """A table row that is not torn over a page; *header* rows are repeated on each page."""
    properties = element("trPr", element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def table(widths: Iterable[int], rows: Iterable[Element], *, caption: str, flush: bool = False) -> Element:
    """A fixed table; *widths* in twentieths of a point, *caption* read by screen readers. The first
    column of a *flush* table stands exactly on the text's edge."""
    columns = tuple(widths)
    properties = element(
        "tblPr",
        element("tblW", w=sum(columns), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=space, type="dxa") for side, space in (_FLUSH if flush else _INSET))),
        element("tblCaption", val=visible(caption)),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in columns))
    return element("tbl", properties, grid, *rows)


_INSET = (("top", 45), ("left", 85), ("bottom", 45), ("right", 85))
_FLUSH = (("top", 45), ("left", 0), ("bottom", 45), ("right", 140))
