"""The ruled lines of a PDF page: thin rectangles, strokes, frames."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from reader.formats.geometry import Box
from reader.formats.pdf_pages import Matrix

_THIN = 2.5
_SHORT = 6.0
_INTRICATE = 8
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 2_000
_MOST_RULES = 3_000
_DEPTH = 3
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Drawings:
    """``across`` are horizontal rules (y, x0, x1), ``down`` vertical ones (x, y0, y1), in
    points as displayed; ``images`` are boxes of pictures; ``outlines`` counts shapes too
    intricate for rules, such as letters drawn without a font."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    outlines: int = 0


def read_drawings(page: pypdfium2.PdfPage, matrix: Matrix) -> Drawings:
    """Rules and pictures of *page*; gives up on rules when there are implausibly many."""
    drawings = Drawings()
    for count, (raw, kind, outer) in enumerate(_objects(page.raw, matrix, 0)):
        if count > _MOST_OBJECTS or len(drawings.across) + len(drawings.down) > _MOST_RULES:
            drawings.across.clear()
            drawings.down.clear()
            break
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(raw, outer)
            if box:
                drawings.images.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawings.outlines += pdfium.FPDFPath_CountSegments(raw) > _INTRICATE
            for box in _strokes(raw, outer):
                _add(drawings, box)
    return drawings


def _objects(container: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    """Drawn objects of a page (depth 0) or of a form in it, each with the matrix to display it."""
    count = pdfium.FPDFFormObj_CountObjects if depth else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
    for index in range(count(container)):
        raw = get(container, index)
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < _DEPTH:
                yield from _objects(raw, _product(_own_matrix(raw), matrix), depth + 1)
        else:
            yield raw, kind, matrix


def _strokes(raw: Any, outer: Matrix) -> Iterator[Box]:
    """Boxes of the straight pieces of a path."""
    segments = pdfium.FPDFPath_CountSegments(raw)
    whole = _bounds(raw, outer)
    if whole is None:
        return
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= _THIN:
        yield whole
        return
    if segments > _MOST_SEGMENTS or not _is_visible_stroke(raw):
        return
    matrix = _product(_own_matrix(raw), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _apply(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield _span(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield _span(point, start)
        last = point


def _is_visible_stroke(raw: Any) -> bool:
    """Frames count when they are stroked: filled areas (shading of rows) are no rules."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _add(drawings: Drawings, box: Box) -> None:
    x0, y0, x1, y1 = box
    if y1 - y0 <= _THIN and x1 - x0 >= _SHORT:
        drawings.across.append(((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= _THIN and y1 - y0 >= _SHORT:
        drawings.down.append(((x0 + x1) / 2, y0, y1))


def _bounds(raw: Any, matrix: Matrix) -> Box | None:
    values = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(raw, *map(ctypes.byref, values)):
        return None
    left, bottom, right, top = (value.value for value in values)
    return _span(_apply(matrix, left, bottom), _apply(matrix, right, top))


def _own_matrix(raw: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies *first*, then *second*."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _span(first: tuple[float, float], second: tuple[float, float]) -> Box:
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[0], second[0]),
        max(first[1], second[1]),
    )
