"""Opening PDF files and drawing their pages (PDFium)."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from reader.errors import EncryptedInput, FormatError, LimitExceeded, TruncatedInput, UnreadableInput

_TAIL = 64 * 1024
_PASSWORD = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}

Matrix = tuple[float, float, float, float, float, float]


def open_document(path: Path, passwords: Sequence[str] = ()) -> pypdfium2.PdfDocument:
    """The document at *path*, opened with the first of *passwords* that fits when it is protected.

    Raises :class:`EncryptedInput`, :class:`TruncatedInput` (the end is missing and nothing
    could be rebuilt) or :class:`UnreadableInput`.
    """
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) in _PASSWORD or "assword" in str(error):
                continue
            if not has_end(path):
                raise TruncatedInput(
                    "The PDF is cut off: its end is missing.", hint="Fetch or copy the file again."
                ) from None
            raise UnreadableInput(
                "The PDF is damaged and cannot be opened.", hint="Try to open it in a PDF program and save it anew."
            ) from None
    raise EncryptedInput(
        "The PDF is protected by a password." if not passwords else "None of the given passwords opens the PDF.",
        hint="Add it again with its password, or save a copy without one and add that.",
    )


def has_end(path: Path) -> bool:
    """Whether the last 64 KiB hold the end mark every PDF has."""
    with path.open("rb") as stream:
        stream.seek(0, io.SEEK_END)
        stream.seek(max(0, stream.tell() - _TAIL))
        return b"%%EOF" in stream.read()


def to_display(page: pypdfium2.PdfPage) -> Matrix:
    """Matrix (a, b, c, d, e, f) from page space to points as displayed, origin top left:
    ``x' = a·x + c·y + e``, ``y' = b·x + d·y + f`` (rotation and crop box applied)."""
    width, height = page.get_size()
    zoom = 1000.0  # PDFium answers in whole device pixels
    size = (round(width * zoom), round(height * zoom))

    def device(x: float, y: float) -> tuple[float, float]:
        out_x, out_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, ctypes.byref(out_x), ctypes.byref(out_y))
        return out_x.value / zoom, out_y.value / zoom

    e, f = device(0, 0)
    ax, ay = device(100, 0)
    cx, cy = device(0, 100)
    return (ax - e) / 100, (ay - f) / 100, (cx - e) / 100, (cy - f) / 100, e, f


def render_page(path: Path, page: int, scale: float) -> bytes:
    """PNG of page *page* (1-based) at *scale* pixels per point.

    Raises :class:`UnreadableInput` for a page that is not there, or what
    :func:`open_document` raises. Annotations are drawn; scripts and links do nothing.
    """
    document = open_document(path)
    try:
        return _png(_page(document, page), scale)
    finally:
        document.close()


def render_page_within(path: Path, page: int, max_pixels: int, passwords: Sequence[str] = ()) -> bytes:
    """PNG of the page, as large as *max_pixels* allows but at most four pixels per point."""
    document = open_document(path, passwords)
    try:
        loaded = _page(document, page)
        width, height = loaded.get_size()
        scale = min(4.0, (max_pixels / max(1.0, width * height)) ** 0.5)
        if min(width, height) * scale < 1 or max(width, height) * scale > 30_000:
            raise LimitExceeded("The page has impossible proportions and cannot be drawn.", hint="")
        return _png(loaded, scale)
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    if not 1 <= number <= len(document):
        raise UnreadableInput(f"The PDF has {len(document)} pages; page {number} is not there.", hint="")
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError:
        raise _damaged(number) from None


def _png(page: pypdfium2.PdfPage, scale: float) -> bytes:
    try:
        image = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ValueError):
        raise UnreadableInput("The page is damaged and cannot be drawn.", hint="") from None
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=3, dpi=(72 * scale, 72 * scale))  # so that points can be found in it
    return target.getvalue()


def _damaged(number: int) -> FormatError:
    return UnreadableInput(f"Page {number} of the PDF is damaged.", hint="The other pages are not affected.")
