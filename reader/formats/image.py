"""Pictures: the writing in them by text recognition (OCR), each line with its box and confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.errors import LimitExceeded
from reader.formats import image_open, ocr_engine, ocr_page, ocr_turn
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe, Trouble, Working, probe_file
from reader.formats.geometry import rounded
from reader.formats.image_chat import Utterance, read_chat
from reader.formats.image_facts import facts
from reader.formats.ocr_lines import LOW_CONFIDENCE, OcrLine
from reader.formats.pdf_blocks import BlockMaker, doubts
from reader.formats.sniff import sniff
from reader.model import BlockKind, Locator, Place

_READ = {
    "image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/webp", "image/heic", "image/avif",
}  # fmt: skip


class Image:
    """PNG, JPEG, WebP, TIFF (all pages), BMP, GIF (first picture), AVIF, and HEIC where its decoder is installed."""

    name = "image"
    version = "2"

    def score(self, probe: Probe) -> float:
        """Bytes with the header of a picture it can open."""
        return 1.0 if sniff(probe) in _READ else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then the writing of each page in reading order, then what is doubtful."""
        media_type = sniff(probe_file(payload.path, payload.name))
        with image_open.opened(payload.path, payload.limits) as image:
            pages = image_open.page_count(image)
            head = Head(
                title="",
                media_type=media_type,
                charset=None,
                charset_how=None,
                pages=pages,
                extractor=self.name,
                extractor_version=f"{self.version} ({ocr_engine.engine_version()})",
                metadata={**facts(image), "text": "recognised in the picture (OCR)"},
            )
            yield head
            doubtful = lines_found = 0
            for number, frame in enumerate(image_open.frames(image, payload.limits), 1):
                upright = ocr_turn.recognise(image_open.array(frame))
                yield Working()
                lines_found += len(upright.lines)
                doubtful += sum(line.confidence < LOW_CONFIDENCE for line in upright.lines)
                height, width = upright.pixels.shape[:2]
                for block in _blocks(upright.pixels, upright.lines, number):
                    yield ocr_turn.block_turned_back(block, number, upright.turn, width, height)
        yield from _troubles(lines_found, doubtful, pages, payload.limits.pages)


def _blocks(pixels: Any, lines: list[OcrLine], number: int) -> Iterator[BlockDraft]:
    chat = read_chat(pixels, lines)
    if chat:
        for item in chat:
            yield _message(item, number)
        return
    scale = 1 / ocr_page.points_per_pixel(lines)
    layout = ocr_page.page_of(pixels, number, scale, lines)
    maker = BlockMaker()
    maker.see(layout)
    maker.title([layout])
    for block in (*maker.page(layout), *maker.finish()):
        kind = BlockKind.IMAGE_TEXT if block.kind is BlockKind.PARAGRAPH and "\n" not in block.text else block.kind
        yield replace(block, kind=kind, locators=tuple(_in_pixels(locator, scale) for locator in block.locators))


def _message(item: Utterance, number: int) -> BlockDraft:
    locators, texts, position = [], [], 0
    for line in item.lines:
        end = position + len(line.text)
        place = Place("page", page=number, box=rounded(line.box), confidence=line.confidence)
        locators.append(Locator(position, end, place))
        texts.append(line.text)
        position = end + 1
    context = [f"from {item.sender}"] if item.sender else []
    context += [item.side] if item.side else []
    context += doubts([ocr_page.piece_of(line, 1) for line in item.lines])
    kind = BlockKind.MESSAGE if item.side else BlockKind.IMAGE_TEXT
    return BlockDraft(kind, "\n".join(texts), tuple(locators), context=tuple(context))


def _in_pixels(locator: Locator, scale: float) -> Locator:
    box = locator.place.box
    if box is None:
        return locator
    x0, y0, x1, y1 = (value * scale for value in box)
    return replace(locator, place=replace(locator.place, box=rounded((x0, y0, x1, y1))))


def _troubles(lines: int, doubtful: int, pages: int, limit: int) -> Iterator[Trouble]:
    if pages > limit:
        yield Trouble(
            LimitExceeded("").code,
            f"The picture has {pages:,} pages; the first {limit:,} were read.",
            "Split the file and add the parts.",
        )
    if not lines:
        yield Trouble("no-writing", "No writing was recognised in the picture.", "Look at it; describe it in a note.")
    elif doubtful * 3 > lines:
        yield Trouble(
            "recognition-doubtful",
            f"Much of the writing was recognised with low confidence ({doubtful} of {lines} lines).",
            "Compare each line with the picture; a sharper copy may help.",
        )
