"""The original beside the translation: a page image with the place boxed, or a text snapshot."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from PIL import Image

from reader.errors import UnknownObject
from reader.formats.host import Extractor
from reader.services.locators import label, places_for
from reader.store.case import CaseStore

AROUND = 40
"""Blocks before and after the wanted one in a text snapshot."""

PAGE_PIXELS = 2_500_000
"""Pixels of a page image, 1330 × 1880 for A4: sharp on a laptop screen, some 300 KB."""


class OriginalService:
    """Shows where a sentence stands. Page images are rendered by the killable
    parser process and kept under ``derived/``, which may be deleted at any time."""

    def __init__(self, store: CaseStore, extractor: Callable[[], AbstractContextManager[Extractor]]) -> None:
        self._store = store
        self._extractor = extractor

    def original(self, document_id: str, *, n: int) -> dict[str, Any]:
        """``{"kind": "page", "page", "pages", "image", "width", "height", "boxes"}`` or
        ``{"kind": "text", "blocks": [{"id", "kind", "text", "boilerplate", "lit", "spans"}]}``.

        Sizes and boxes are in points, origin top left. Raises UnknownObject, UnreadableInput.
        """
        with self._store.read() as session:
            document = session.documents.get(document_id)
            segment = session.documents.segment_by_n(document_id, n)
            block = session.documents.block(segment.block_id)
            places = places_for(block, segment.start, segment.end)
            pages = [p for p in places if p.kind == "page" and p.page is not None]
            around = [] if pages else session.overview.blocks_around(document_id, block.n, AROUND)
        if pages:
            page = pages[0].page or 1
            width, height = self._points(document_id, page)
            return {
                "kind": "page",
                "page": page,
                "pages": document.pages,
                "image": f"/api/documents/{document_id}/pages/{page}.png",
                "width": width,
                "height": height,
                "boxes": [list(p.box) for p in pages if p.page == page and p.box],
                "label": label(pages[0]),
            }
        return {
            "kind": "text",
            "label": label(places[0]) if places else "",
            "path": places[0].path if places else "",
            "blocks": [
                {
                    "id": row.id,
                    "kind": str(row.kind),
                    "text": row.text,
                    "boilerplate": row.boilerplate,
                    "lit": row.id == block.id,
                    "spans": [[segment.start, segment.end]] if row.id == block.id else [],
                }
                for row in around
            ],
        }

    def page_image(self, document_id: str, page: int) -> Path:
        """A PNG of *page* (1-based). Raises UnknownObject for a page that is not there."""
        with self._store.read() as session:
            document = session.documents.get(document_id)
            source = session.sources.get(document.source_id)
        if document.pages is None or not 1 <= page <= document.pages:
            raise UnknownObject(f"Document {document_id} has no page {page}.")
        target = self._store.folder / "derived" / "pages" / source.sha256[:16] / f"{page}.png"
        if not target.exists():
            with self._extractor() as extractor:
                image = extractor.render_page(self._store.blobs.path(source.sha256), page, PAGE_PIXELS)
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".{uuid.uuid4().hex}.part")  # two readers may ask at once
            part.write_bytes(image)
            part.replace(target)
        return target

    def _points(self, document_id: str, page: int) -> tuple[float, float]:
        """Width and height of a page in points, from its image and the image's stated resolution."""
        with Image.open(self.page_image(document_id, page)) as image:
            across, down = image.info["dpi"]
            return round(image.width * 72 / across, 2), round(image.height * 72 / down, 2)
