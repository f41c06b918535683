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

_ASCENT, _DESCENT = 0.9, 0.2


@dataclass(slots=True)
class Char:
    """One character. ``box`` spans its advance width and, upright, its em height around the
    base line; ``size`` is the em in points; ``space`` marks white space; ``angle`` is its
    turn on the page in whole quarter turns."""

    text: str
    box: Box
    size: float
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
        shape = _shape(raw, index, matrix)
        if shape is None:
            continue
        box, size, angle = shape
        key = (text, round(box[0] / 1.5), round(box[1] / 1.5))
        if not space and key in seen:
            continue
        seen.add(key)
        chars.append(Char(" " if space else text, box, size, space, angle))
    textpage.close()
    return PageText(chars, unmapped)


def _shape(raw: Any, index: int, matrix: Matrix) -> tuple[Box, float, int] | None:
    """(box, em size, quarter turns) of a character as displayed."""
    rect, turn = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(rect)):
        return None
    if not pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(turn)):
        turn.a = turn.d = 1.0
    a, b, c, d, e, f = matrix
    size = abs(pdfium.FPDFText_GetFontSize(raw, index)) * math.hypot(turn.c, turn.d)
    left, right, bottom, top = rect.left, rect.right, rect.bottom, rect.top
    if not (right > left and top > bottom):
        left, right, bottom, top = _tight(raw, index)
    xs = (a * left + c * bottom + e, a * right + c * top + e)
    ys = (b * left + d * bottom + f, b * right + d * top + f)
    if not all(map(math.isfinite, (*xs, *ys, size))):
        return None
    # direction of the base line on the displayed page (y grows downwards)
    angle = round(math.atan2(b * turn.a + d * turn.b, a * turn.a + c * turn.b) / (math.pi / 2)) % 4
    box = min(xs), min(ys), max(xs), max(ys)
    if size < 0.5:
        return box, max(0.5, box[3] - box[1]), angle
    x, y = ctypes.c_double(), ctypes.c_double()
    if angle == 0 and pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y)):
        # fonts lie about their ascent; the base line and the em do not
        base = b * x.value + d * y.value + f
        box = box[0], base - _ASCENT * size, box[2], base + _DESCENT * size
    return box, size, angle


def _tight(raw: Any, index: int) -> tuple[float, float, float, float]:
    values = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(raw, index, *map(ctypes.byref, values))
    left, right, bottom, top = (value.value for value in values)
    return left, right, bottom, top


def _is_unmapped(code: int) -> bool:
    """Private use (Wingdings bullets aside), unassigned, or the replacement character."""
    if code < 0x3000:
        return False
    if code == 0xFFFD or 0xE000 <= code < 0xF000 or 0xF100 <= code < 0xF900 or code >= 0xF0000:
        return True
    return unicodedata.category(chr(code)) == "Cn"
