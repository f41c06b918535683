"""The original beside the translation: a page image with the place boxed, a saved web page, or a text snapshot."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from PIL import Image

from reader.errors import EncryptedInput, FormatError, UnknownObject
from reader.formats.host import Extractor
from reader.model import Block, Document, Place, Source
from reader.services.intake import payload_of
from reader.services.locators import label, places_for
from reader.services.page_copy import PageCopies
from reader.services.passwords import Passwords
from reader.store.case import CaseStore

Box = tuple[float, float, float, float]

AROUND = 40
"""Blocks before and after the wanted one in a text snapshot."""

WEB_PAGE = "html"
"""Extractor of documents made of a web page, wherever the page lay: loose, in MHTML or a web archive."""

_GLANCE = 10_000
"""Pixels of an image made only to see whether a password opens the original."""

PAGE_PIXELS = 2_500_000
"""Pixels of a page image, 1330 × 1880 for A4: sharp on a laptop screen, some 300 KB."""


class OriginalService:
    """Shows where a sentence stands. Page images and copies of web pages are made by the
    killable parser process and kept under ``derived/``, which may be deleted at any time."""

    def __init__(
        self, store: CaseStore, extractor: Callable[[], AbstractContextManager[Extractor]], passwords: Passwords
    ) -> None:
        self._store = store
        self._extractor = extractor
        self._passwords = passwords
        self._copies = PageCopies(store.folder / "derived" / "snapshots", extractor)

    def original(self, document_id: str, *, n: int) -> dict[str, Any]:
        """``{"kind": "page", "page", "pages", "image", "width", "height", "boxes", "correctable"}`` or
        ``{"kind": "text", "blocks": [{"id", "kind", "text", "boilerplate", "lit", "spans"}], "trouble"}``; for a
        web page the latter with ``"kind": "snapshot", "page", "anchor"``: the address of its harmless copy and the
        id of the element in it, empty when the copy does not show it (the page's title).

        Sizes and boxes are in points, origin top left. ``trouble`` says why a web page has no copy. Raises
        UnknownObject, UnreadableInput.
        """
        with self._store.read() as session:
            document = session.documents.get(document_id)
            source = session.sources.get(document.source_id)
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
                "image": _address(document_id, page),
                "width": width,
                "height": height,
                "boxes": [list(p.box) for p in pages if p.page == page and p.box],
                "label": label(pages[0]),
                "correctable": block.is_recognised,
            }
        return {
            "kind": "text",
            **self._page(document, source, places, block.text, segment.start, segment.end),
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

    def lines(self, block: Block) -> list[dict[str, Any]]:
        """The pieces of page images that show the lines of a block, one for each page it stands on:
        ``{"page", "image", "width", "height", "box"}``, sizes and box in points. A page that cannot be drawn now (a
        password that is not known here) is left out."""
        boxes: dict[int, list[Box]] = {}
        for place in (row.place for row in block.locators):
            if place.kind == "page" and place.page is not None and place.box is not None:
                boxes.setdefault(place.page, []).append(place.box)
        found = []
        for page, mine in boxes.items():
            try:
                width, height = self._points(block.document_id, page)
            except FormatError:
                continue
            box = [*(min(b[at] for b in mine) for at in (0, 1)), *(max(b[at] for b in mine) for at in (2, 3))]
            image = _address(block.document_id, page)
            found.append({"page": page, "image": image, "width": width, "height": height, "box": box})
        return found

    def page_image(self, document_id: str, page: int) -> Path:
        """A PNG of *page* (1-based). Raises UnknownObject for a page that is not there, EncryptedInput when no
        password known here opens the original."""
        with self._store.read() as session:
            document = session.documents.get(document_id)
            source = session.sources.get(document.source_id)
        if document.pages is None or not 1 <= page <= document.pages:
            raise UnknownObject(f"Document {document_id} has no page {page}.")
        target = self._store.folder / "derived" / "pages" / source.sha256[:16] / f"{page}.png"
        if not target.exists():
            try:
                with self._extractor() as extractor:
                    path, known = self._store.blobs.path(source.sha256), self._passwords.known()
                    image = extractor.render_page(path, page, PAGE_PIXELS, known)
            except EncryptedInput:
                raise EncryptedInput(
                    "The original is protected by a password that is not known on this computer.",
                    hint="Enter it to see the page; it is not stored.",
                ) from None
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(f".{uuid.uuid4().hex}.part")  # two readers may ask at once
            part.write_bytes(image)
            part.replace(target)
        return target

    def unlock(self, document_id: str, password: str) -> None:
        """Use *password* for the page images of a protected original as long as this process runs.

        Nothing is stored. Raises EncryptedInput when it does not open the original of the document.
        """
        with self._store.read() as session:
            source = session.sources.get(session.documents.get(document_id).source_id)
        try:
            with self._extractor() as extractor:
                extractor.render_page(self._store.blobs.path(source.sha256), 1, _GLANCE, [password])
        except EncryptedInput:
            raise EncryptedInput("This password does not open the original.", hint="Check it and try again.") from None
        self._passwords.keep_for_now(password)

    def page_copy(self, document_id: str) -> Path:
        """The file with the harmless copy of a web page; to be shown under :data:`page_copy.POLICY`.

        Raises UnknownObject for a document that is no web page, and a FormatError when no copy can be made.
        """
        with self._store.read() as session:
            document = session.documents.get(document_id)
            source = session.sources.get(document.source_id)
        if document.extractor != WEB_PAGE:
            raise UnknownObject(f"Document {document_id} is no web page.")
        return self._copies.of(source.sha256, payload_of(source, self._store.blobs.path(source.sha256)))

    def _page(
        self, document: Document, source: Source, places: list[Place], text: str, start: int, end: int
    ) -> dict[str, Any]:
        """What the view of a sentence says of the page's copy."""
        if document.extractor != WEB_PAGE:
            return {"trouble": ""}
        payload = payload_of(source, self._store.blobs.path(source.sha256))
        try:
            path = places[0].path if places else ""
            anchor = self._copies.anchor(source.sha256, payload, path, text, start, end)
        except FormatError as error:
            return {"trouble": error.message}
        except OSError:  # a full disk, a case on a medium that cannot be written: the text needs no room
            return {"trouble": "A copy of the page cannot be stored in the case folder."}
        return {"kind": "snapshot", "page": f"/api/documents/{document.id}/snapshot", "anchor": anchor, "trouble": ""}

    def _points(self, document_id: str, page: int) -> tuple[float, float]:
        """Width and height of a page in points, from its image and the image's stated resolution."""
        with Image.open(self.page_image(document_id, page)) as image:
            across, down = image.info["dpi"]
            return round(image.width * 72 / across, 2), round(image.height * 72 / down, 2)


def _address(document_id: str, page: int) -> str:
    return f"/api/documents/{document_id}/pages/{page}.png"
