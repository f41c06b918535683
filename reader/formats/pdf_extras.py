"""What a PDF carries beside its pages: bookmarks, notes on the pages, attachments, scripts. Nothing is run."""

from __future__ import annotations

import ctypes
import mmap
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from reader.formats.contract import BlockDraft, Child, Payload, Trouble
from reader.formats.geometry import Box, rounded
from reader.formats.pdf_pages import Matrix
from reader.model import BlockKind, Locator, Place

_BOOKMARKS = 200
_BOOKMARK_CHARS = 80
_MOST_NOTES = 5_000
_KINDS = {
    pdfium.FPDF_ANNOT_TEXT: "note",
    pdfium.FPDF_ANNOT_FREETEXT: "text written on the page",
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "underline",
    pdfium.FPDF_ANNOT_STRIKEOUT: "strike-out",
    pdfium.FPDF_ANNOT_SQUIGGLY: "underline",
    pdfium.FPDF_ANNOT_STAMP: "stamp",
    pdfium.FPDF_ANNOT_CARET: "insertion mark",
    pdfium.FPDF_ANNOT_SQUARE: "frame",
    pdfium.FPDF_ANNOT_CIRCLE: "circle",
    pdfium.FPDF_ANNOT_LINE: "line",
    pdfium.FPDF_ANNOT_INK: "drawing",
    pdfium.FPDF_ANNOT_FILEATTACHMENT: "attached file",
}
_ACTIONS = re.compile(rb"/(Launch|OpenAction|JavaScript|JS|SubmitForm|ImportData|GoToR|RichMedia)\b")
_WORDS = {
    b"Launch": "starts a program",
    b"JavaScript": "script",
    b"JS": "script",
    b"SubmitForm": "sends form data",
    b"ImportData": "loads form data",
    b"GoToR": "opens another file",
    b"RichMedia": "embedded media",
    b"OpenAction": "acts on opening",
}


def bookmarks(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Metadata ``bookmarks`` (``1 总则 (page 3)`` …, indented by level, the first 200) and their number."""
    lines: list[str] = []
    count = 0
    try:
        for mark in document.get_toc(max_depth=8):
            count += 1
            if len(lines) < _BOOKMARKS:
                target = mark.get_dest()
                page = target.get_index() if target is not None else None
                title = " ".join(mark.get_title().split())[:_BOOKMARK_CHARS]
                lines.append("  " * mark.level + title + (f" (page {page + 1})" if page is not None else ""))
            if count > 10 * _BOOKMARKS:
                break
    except pypdfium2.PdfiumError:
        pass
    return {"bookmarks": "\n".join(lines), "bookmark_count": str(count)} if lines else {}


def active_parts(document: pypdfium2.PdfDocument, path: Path) -> dict[str, str]:
    """Metadata ``active_content``: what the file would do in a program that lets it, with counts.

    Read from the scripts PDFium lists and from the names of actions in the file's own bytes; actions inside
    compressed objects other than scripts are not seen.
    """
    found: Counter[str] = Counter()
    if path.stat().st_size:
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found.update(_WORDS[match.group(1)] for match in _ACTIONS.finditer(content))
    if scripts := pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw):
        found["script"] = max(found["script"], scripts)
    if not (found.keys() - {"acts on opening"}):
        return {}
    listed = ", ".join(f"{name} ({number})" for name, number in sorted(found.items()))
    return {"active_content": f"{listed}; none of it was run"}


def notes(page: pypdfium2.PdfPage, number: int, matrix: Matrix) -> Iterator[BlockDraft]:
    """Comments, stamps and other annotations with words of their own, each a block at its place on the page."""
    for index in range(min(_MOST_NOTES, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = _KINDS.get(pdfium.FPDFAnnot_GetSubtype(annotation))
            text = _string(annotation, b"Contents").replace("\r\n", "\n").replace("\r", "\n").strip()
            if kind is None or not text:
                continue
            author = " ".join(_string(annotation, b"T").split())[:80]
            label = f"annotation: {kind}" + (f", by {author}" if author else "")
            place = Place("page", page=number, box=_box(annotation, matrix))
            yield BlockDraft(BlockKind.OTHER, text, (Locator(0, len(text), place),), context=(label,))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def attachments(document: pypdfium2.PdfDocument, payload: Payload, staging: Path) -> Iterator[Child | Trouble]:
    """Embedded files, staged under numbers; a Trouble for each that cannot be taken out."""
    total = 0
    for index in range(min(document.count_attachments(), payload.limits.members)):
        attachment = document.get_attachment(index)
        name = _name(attachment.get_name()) or f"attachment {index + 1}"
        size = ctypes.c_ulong()
        pdfium.FPDFAttachment_GetFile(attachment.raw, None, 0, ctypes.byref(size))
        total += size.value
        if total > payload.limits.payload_bytes:
            yield Trouble(
                "limit-exceeded",
                f"The files embedded in the PDF hold more than {payload.limits.payload_bytes:,} bytes.",
                "Take them out with a PDF program and add those you need.",
            )
            return
        try:
            data = bytes(attachment.get_data())
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            yield Trouble("unreadable-input", f"Embedded file {index + 1} of the PDF is damaged.", "")
            continue
        if data:
            path = staging / f"attachment-{index + 1}"
            path.write_bytes(data)
            yield Child(path, name, metadata={"embedded_as": "PDF attachment"})


def _name(stated: str) -> str:
    """The name in one line; some programs write UTF-16 where PDFium expects bytes of one character each."""
    if stated.startswith("\u00fe\u00ff"):
        try:
            stated = stated.encode("latin-1").decode("utf-16")
        except UnicodeError:
            stated = stated[2:]
    return " ".join(stated.replace("\x00", "").split())[:200]


def _string(annotation: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "")


def _box(annotation: Any, matrix: Matrix) -> Box | None:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return None
    a, b, c, d, e, f = matrix
    xs = (a * rect.left + c * rect.bottom + e, a * rect.right + c * rect.top + e)
    ys = (b * rect.left + d * rect.bottom + f, b * rect.right + d * rect.top + f)
    return rounded((min(xs), min(ys), max(xs), max(ys)))
