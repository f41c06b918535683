"""The characters of a PDF page with their boxes, as displayed."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from reader.formats.geometry import Box
from reader.formats.pdf_pages import Matrix


@dataclass(slots=True)
class Char:
    """One character; ``box`` spans its advance width and the height of its font.
    ``space`` marks white space, ``angle`` is its turn on the page in whole quarter turns."""

    text: str
    box: Box
    space: bool = False
    angle: int = 0


@dataclass(slots=True)
class PageText:
    """``unmapped`` counts characters whose meaning the PDF does not tell."""

    chars: list[Char]
    unmapped: int


def read_chars(page: pypdfium2.PdfPage, matrix: Matrix) -> PageText:
    """Characters drawn on *page* in the order of its content, duplicates (fake bold) once."""
    textpage = page.get_textpage()
    raw = textpage.raw
    chars: list[Char] = []
    seen: set[tuple[str, int, int]] = set()
    unmapped = 0
    high = 0
    quarter = _page_turn(matrix)
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:  # a pair comes as two characters
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        text = chr(code)
        space = text.isspace() or code == 0
        if pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1 or _is_unmapped(code):
            unmapped += 1
        if code < 32 and not space:
            continue
        box = _box(raw, index, matrix)
        if box is None:
            continue
        key = (text, round(box[0] / 1.5), round(box[1] / 1.5))
        if not space and key in seen:
            continue
        seen.add(key)
        turn = pdfium.FPDFText_GetCharAngle(raw, index)
        chars.append(Char(" " if space else text, box, space, (round(turn / (math.pi / 2)) - quarter) % 4))
    textpage.close()
    return PageText(chars, unmapped)


_RECT = pdfium.FS_RECTF()
_TIGHT = [ctypes.c_double() for _ in range(4)]


def _box(raw: Any, index: int, matrix: Matrix) -> Box | None:
    rect = _RECT
    if not pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(rect)):
        return None
    left, right, bottom, top = rect.left, rect.right, rect.bottom, rect.top
    if not (right > left and top > bottom) or not math.isfinite(left + right + top + bottom):
        pdfium.FPDFText_GetCharBox(raw, index, *map(ctypes.byref, _TIGHT))
        left, right, bottom, top = (value.value for value in _TIGHT)
        if not math.isfinite(left + right + top + bottom):
            return None
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom + e, a * right + c * top + e)
    ys = (b * left + d * bottom + f, b * right + d * top + f)
    return min(xs), min(ys), max(xs), max(ys)


def _is_unmapped(code: int) -> bool:
    """Private use (Wingdings bullets aside), unassigned, or the replacement character."""
    if code < 0x3000:
        return False
    if code == 0xFFFD or 0xE000 <= code < 0xF000 or 0xF100 <= code < 0xF900 or code >= 0xF0000:
        return True
    return unicodedata.category(chr(code)) == "Cn"


def _page_turn(matrix: Matrix) -> int:
    """Quarter turns the page itself is displayed with, in the sense of character angles."""
    return round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4
