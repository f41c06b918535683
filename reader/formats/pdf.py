"""PDF documents, born digital or scanned: paragraphs, headings, table cells, each with page and box."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2

from reader.errors import LimitExceeded, TruncatedInput, UnreadableInput
from reader.formats import ocr_engine, ocr_turn, pdf_doubt, pdf_extras, pdf_furniture, pdf_scans
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe, Trouble, Working
from reader.formats.pdf_blocks import BlockMaker
from reader.formats.pdf_layout import PageLayout, read_page
from reader.formats.pdf_pages import has_end, open_document, to_display
from reader.formats.sniff import PDF, sniff
from reader.model import Place

_JUNK_TITLE = re.compile(
    r"^(?:Microsoft|untitled|无标题|文档\d*$|Document\d*$|.*\.(?:docx?|xlsx?|wps|pdf|indd|cdr)$)", re.I
)
_METADATA = {
    "Author": "author",
    "Subject": "description",
    "Keywords": "keywords",
    "Creator": "creator",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}
_VALUE_CHARS = 500


_LOOK = "Look at the pages here; a sharper scan may be readable."

_ODD_PAGES = {
    "image": ("page-image-only", "pictures in which no writing was recognised.", _LOOK),
    "garbage": (
        "text-layer-garbage",
        "the text layer has no meaning (fonts with a missing or wrong character map), and no writing was recognised "
        "in the picture of the page.",
        _LOOK,
    ),
    "implausible": (
        "text-layer-doubtful",
        "the text layer is hardly writing (fonts with a wrong character map?); the picture of the page gave nothing "
        "better, so it was kept.",
        "Compare each sentence with the page.",
    ),
    "contradicted": (
        "text-layer-contradicted",
        "the text layer says something else than the page shows (a font with a wrong character map); the picture of "
        "the page was read instead.",
        "Compare what matters with the page.",
    ),
    "hidden": (
        "hidden-text-layer",
        "scans with a text layer that some other program recognised; it was kept as it is and may hold errors.",
        "Compare what matters with the page.",
    ),
    "damaged": (
        UnreadableInput("").code,
        "damaged, could not be read.",
        "Compare with another copy of the file if there is one.",
    ),
}
"""What can be wrong with single pages: code, words after the pages' numbers, hint; in the order they are told."""


class Pdf:
    """PDF: the text layer where there is one, text recognition where there is none or it has no meaning."""

    name = "pdf"
    version = "3"

    def score(self, probe: Probe) -> float:
        """Bytes with a PDF header."""
        return 1.0 if sniff(probe) == PDF else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, blocks page by page, then what could not be read."""
        document = open_document(payload.path, payload.passwords)
        try:
            yield from _Reading(document, payload, self).events()
            yield from pdf_extras.attachments(document, payload, staging)
        finally:
            document.close()


class _Reading:
    def __init__(self, document: pypdfium2.PdfDocument, payload: Payload, fmt: Pdf) -> None:
        self._document = document
        self._payload = payload
        self._format = fmt
        self._maker = BlockMaker()
        self._doubt = pdf_doubt.Doubt()
        self._pages = len(document)
        self._odd: dict[str, list[int]] = {name: [] for name in (*_ODD_PAGES, "blank")}
        self._recognised: list[int] = []
        self._turned: dict[int | None, tuple[int, float, float]] = {}
        self._notes: dict[int, list[BlockDraft]] = {}

    def events(self) -> Iterator[Event]:
        """Pages go through a window: furniture is what neighbouring pages repeat."""
        behind: deque[PageLayout] = deque(maxlen=pdf_furniture.WINDOW)
        ahead: deque[PageLayout] = deque()
        head_sent = False
        for number in range(1, min(self._pages, self._payload.limits.pages) + 1):
            read_before = len(self._recognised)
            ahead.append(self._layout(number))
            if len(self._recognised) > read_before:
                yield Working()
            if len(ahead) <= pdf_furniture.WINDOW:
                continue
            if not head_sent:
                yield self._head(list(ahead))
                head_sent = True
            yield from self._release(ahead, behind)
        if not head_sent:
            yield self._head(list(ahead))
        while ahead:
            yield from self._release(ahead, behind)
        yield from self._in_place(self._maker.finish())
        for notes in self._notes.values():  # those of the last page wait for a paragraph held back
            yield from notes
        yield from self._troubles()

    def _release(self, ahead: deque[PageLayout], behind: deque[PageLayout]) -> Iterator[Event]:
        page = ahead.popleft()
        pdf_furniture.mark(page, [*behind, *ahead])
        yield from self._in_place(self._maker.page(page))
        for number in [n for n in self._notes if n < page.number]:
            yield from self._notes.pop(number)
        behind.append(page)

    def _in_place(self, blocks: Iterable[BlockDraft]) -> Iterator[BlockDraft]:
        """Boxes on pages that were turned to be read, put where they are on the page as it is displayed."""
        for block in blocks:
            for number in {locator.place.page for locator in block.locators} & self._turned.keys():
                block = ocr_turn.block_turned_back(block, number, *self._turned[number])
            yield block

    def _layout(self, number: int) -> PageLayout:
        try:
            page = self._document[number - 1]
            try:
                layout = self._improved(page, read_page(page, number))
                if notes := list(pdf_extras.notes(page, number, to_display(page))):
                    self._notes[number] = notes
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            layout = PageLayout(number, 0, 0, state="damaged")
        self._maker.see(layout)
        if layout.turn:
            self._turned[number] = layout.turn, layout.width, layout.height
        if layout.state != "text":
            self._odd[layout.state].append(number)
        return layout

    def _improved(self, page: pypdfium2.PdfPage, layout: PageLayout) -> PageLayout:
        """*layout*, or what text recognition makes of a page without a usable text layer."""
        number = layout.number
        implausible = layout.state == "text" and pdf_scans.is_implausible(layout)
        readable = layout.state == "text" and not implausible and not layout.scan
        contradicted = readable and self._doubt.is_contradicted(page, layout)
        if layout.state in {"image", "garbage"} or implausible or contradicted:
            self._recognised.append(number)
            found = pdf_scans.recognised(page, number)
            better = found.state == "text" and not pdf_scans.is_implausible(found)
            if better and not (contradicted and not pdf_doubt.makes_words(found)):
                if contradicted:
                    self._odd["contradicted"].append(number)
                return found
            if implausible or contradicted:
                self._odd["implausible"].append(number)
        elif layout.state == "text" and layout.scan:
            self._odd["hidden"].append(number)
        elif layout.state == "text" and layout.pictures:
            self._recognised.append(number)
            return pdf_scans.with_pictures(page, layout)
        return layout

    def _head(self, first: Sequence[PageLayout]) -> Head:
        stated = self._document.get_metadata_dict(skip_empty=True)
        title = stated.get("Title", "").strip()
        if not title or _JUNK_TITLE.match(title):
            title = ""
        metadata = {key: stated[name][:_VALUE_CHARS] for name, key in _METADATA.items() if stated.get(name)}
        if stated.get("Title"):
            metadata["stated_title"] = stated["Title"][:_VALUE_CHARS]
        version = self._document.get_version()
        if version:
            metadata["pdf_version"] = f"{version / 10:.1f}"
        metadata.update(pdf_extras.bookmarks(self._document))
        metadata.update(pdf_extras.active_parts(self._document, self._payload.path))
        if self._recognised:
            metadata["text"] = "recognised in pictures of pages (OCR) where there is no usable text layer"
        return Head(
            title=self._maker.title(first) or title,
            media_type=PDF,
            charset=None,
            charset_how=None,
            pages=self._pages,
            extractor=self._format.name,
            extractor_version=f"{self._format.version} (PDFium {pypdfium2.PYPDFIUM_INFO}"
            + (f", {ocr_engine.engine_version()})" if self._recognised else ")"),
            metadata=metadata,
        )

    def _troubles(self) -> Iterator[Trouble]:
        if self._pages > self._payload.limits.pages:
            yield Trouble(
                LimitExceeded("").code,
                f"The PDF has {self._pages:,} pages; the first {self._payload.limits.pages:,} were read.",
                "Split the file and add the parts.",
            )
        for key, (code, words, hint) in _ODD_PAGES.items():
            if pages := self._odd[key]:
                yield Trouble(code, f"{_name(pages)}: {words}", hint, place=Place("page", page=pages[0]))
        if not has_end(self._payload.path):
            yield Trouble(
                TruncatedInput("").code,
                "The PDF is cut off: its end is missing. Pages may be missing or incomplete.",
                "Fetch or copy the file again.",
            )


def _name(pages: Sequence[int]) -> str:
    """``Page 3`` or ``Pages 1–4, 7``."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    listed = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges)
    return f"{'Page' if len(pages) == 1 else 'Pages'} {listed}"
