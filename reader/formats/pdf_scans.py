"""PDF pages whose text layer is missing, meaningless or beside pictures: read from the drawn page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pypdfium2

from reader.formats import ocr_engine, ocr_page, ocr_turn, pdf_order
from reader.formats.geometry import Box, overlap
from reader.formats.ocr_lines import OcrLine
from reader.formats.pdf_layout import PageLayout, RuledTable, items_of
from reader.formats.pdf_lines import Piece
from reader.formats.pdf_paragraphs import LooseTable, Paragraph
from reader.text import plausibility
from reader.text.scripts import HAN, script

DPI = 200
"""At this resolution 9-point Chinese is 25 pixels high; 300 reads no better here and takes twice the time."""

_PIXELS = 12_000_000
_JUDGED = 30
_IMPLAUSIBLE = 0.2
"""Mean weight of Chinese characters (see text.plausibility): everyday prose has 0.8, lists of rare names 0.5, the
characters a wrong map gives about 0."""

_MOJIBAKE = 0.5


def is_implausible(layout: PageLayout) -> bool:
    """Whether the text layer maps to real characters that nobody wrote in this order (a font with a wrong map)."""
    text = "".join(piece.text for piece in pieces(layout))
    inked = sum(not char.isspace() for char in text)
    accented = sum("\x80" <= char <= "\xff" for char in text)
    if accented >= _JUDGED and accented > _MOJIBAKE * inked:
        return True
    han = "".join(char for char in text if script(char) == HAN)
    return len(han) >= _JUDGED and plausibility.score(han, "utf-8") < _IMPLAUSIBLE


def recognised(page: pypdfium2.PdfPage, number: int) -> PageLayout:
    """Layout of the whole page as recognised, upright whichever way it was scanned (``turn``); ``blank`` when no
    writing is found. Raises PdfiumError."""
    pixels, scale = drawn(page)
    upright = ocr_turn.recognise(pixels)
    layout = ocr_page.page_of(upright.pixels, number, scale, upright.lines)
    layout.turn = upright.turn
    return layout


def with_pictures(page: pypdfium2.PdfPage, layout: PageLayout) -> PageLayout:
    """*layout* with the writing inside its pictures that no text layer covers, at the end. Raises PdfiumError."""
    pixels, scale = drawn(page)
    covered = [piece.box for piece in pieces(layout)]
    found: list[OcrLine] = []
    for x0, y0, x1, y1 in layout.pictures:
        left, top = max(0, int(x0 * scale)), max(0, int(y0 * scale))
        part = pixels[top : int(y1 * scale) + 1, left : int(x1 * scale) + 1]
        if min(part.shape[:2], default=0) < 16:
            continue
        for line in ocr_engine.recognise(part):
            a, b, c, d = line.box
            line.box = (a + left, b + top, c + left, d + top)
            if not _is_covered(ocr_page.piece_of(line, scale).box, covered):
                found.append(line)
    new: list[Paragraph | LooseTable | RuledTable] = []
    for region in pdf_order.regions([ocr_page.piece_of(line, scale) for line in found]):
        new.extend(items_of(region))
    for item in new:
        if isinstance(item, Paragraph):
            item.page = layout.number
    return replace(layout, items=[*layout.items, *new]) if new else layout


def drawn(page: pypdfium2.PdfPage) -> tuple[Any, float]:
    """The page as RGB pixels, and pixels per point. Raises PdfiumError."""
    width, height = page.get_size()
    scale = min(DPI / 72, (_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3], scale


def pieces(layout: PageLayout) -> Iterable[Piece]:
    for item in layout.items:
        if isinstance(item, Paragraph):
            yield from item.lines
        elif isinstance(item, LooseTable):
            for row in item.rows:
                yield from row
        else:
            for _, lines in item.cells:
                yield from lines


def _is_covered(box: Box, covered: list[Box]) -> bool:
    area = max(0.1, (box[2] - box[0]) * (box[3] - box[1]))
    shared = sum(
        max(0.0, overlap(box[0], box[2], other[0], other[2])) * max(0.0, overlap(box[1], box[3], other[1], other[3]))
        for other in covered
    )
    return shared > 0.3 * area
