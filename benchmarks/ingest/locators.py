"""Does the box on the page hold the text? The picture of each box is recognised and compared with what we say of it.

    python -m benchmarks.ingest.locators FOLDER [--sample 40] [--list]

Of every PDF and picture below FOLDER up to ``--sample`` places are drawn by lot (always the same ones). The page is
drawn as the program shows it, cut out at the stated box with a margin of a fifth of the line, and read by the
recogniser of lines. A place *agrees* when at least 80 % of its characters are read there; white space, punctuation and
compatibility forms do not count. What does not agree is mostly misread, not misplaced: ``--list`` shows both texts.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from PIL import Image

from benchmarks.figures import Figure, hand_over
from reader.config import Limits
from reader.formats import contract as formats
from reader.formats import dispatch, image_open, ocr_engine, pdf_pages
from reader.model import Place

TARGET = 0.95
AGREES = 0.8
_MARGIN = 0.2
"""Of the shorter side of the box: lines are found with some ground around them."""
_PIXELS = 6_000_000
_SUFFIXES = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"}
_SEED = 7


@dataclass(frozen=True, slots=True)
class Sample:
    """What we say stands at a place, and what is read in its picture."""

    place: Place
    said: str
    read: str

    @property
    def agrees(self) -> bool:
        """Whether the box holds the text."""
        return likeness(self.said, self.read) >= AGREES


def main() -> int:
    """Print a row a file; exit code 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--list", action="store_true", help="show the places that do not agree")
    options = parser.parse_args()
    total = agreeing = 0
    for path in sorted(p for p in options.folder.rglob("*") if p.suffix.lower() in _SUFFIXES):
        samples = compared(path, options.sample)
        good = sum(sample.agrees for sample in samples)
        total, agreeing = total + len(samples), agreeing + good
        print(f"{path.relative_to(options.folder).as_posix():52} {good:4} of {len(samples):4} places agree", flush=True)
        for sample in samples if options.list else ():
            if not sample.agrees:
                print(f"    page {sample.place.page} {sample.place.box}: {sample.said!r} is read as {sample.read!r}")
    share = agreeing / max(1, total)
    hand_over(Figure(f"boxes that hold their text ({total:,} places)", f"{share:.1%}", "≥ 95 %", share >= TARGET))
    return 0 if share >= TARGET else 1


def compared(path: Path, most: int) -> list[Sample]:
    """Up to *most* places of the file at *path*, page by page."""
    found = list(places(path))
    chosen = found if len(found) <= most else random.Random(_SEED).sample(found, most)
    drawn: dict[int, Image.Image] = {}
    samples = []
    for place, text in sorted(chosen, key=lambda item: item[0].page or 0):
        page = place.page or 1
        if page not in drawn:
            drawn = {page: picture(path, page)}
        read = read_at(drawn[page], place)
        if place.confidence is not None and likeness(text, read) < AGREES:  # a short text on a page lying on its side
            readings = [read, *(read_at(drawn[page], place, turn) for turn in (1, 2, 3))]
            read = max(readings, key=lambda reading: likeness(text, reading))
        samples.append(Sample(place, text, read))
    return samples


def places(path: Path) -> Iterator[tuple[Place, str]]:
    """Every place on a page with two characters or more that can be read."""
    with tempfile.TemporaryDirectory() as folder:
        for event in dispatch.read(formats.Payload(path, path.name), Path(folder)):
            if not isinstance(event, formats.BlockDraft) or any("annotation" in label for label in event.context):
                continue
            for locator in event.locators:
                text = event.text[locator.start : locator.end]
                if locator.place.kind == "page" and locator.place.box and sum(map(str.isalnum, text)) > 1:
                    yield locator.place, text


def picture(path: Path, page: int) -> Image.Image:
    """The page as the program shows it; its resolution says how many pixels are a point."""
    if path.suffix.lower() == ".pdf":
        return Image.open(io.BytesIO(pdf_pages.render_page_within(path, page, _PIXELS)))
    return Image.open(io.BytesIO(image_open.render_page_within(path, page, _PIXELS, Limits())))


def read_at(page: Image.Image, place: Place, turn: int = 0) -> str:
    """What the recogniser reads in the picture of *place*, turned by so many quarters anticlockwise."""
    across, down = (value / 72 for value in page.info["dpi"])
    x0, y0, x1, y1 = place.box or (0, 0, 0, 0)
    margin = _MARGIN * min(x1 - x0, y1 - y0)
    left, top = max(0, round((x0 - margin) * across)), max(0, round((y0 - margin) * down))
    right, bottom = min(page.width, round((x1 + margin) * across)), min(page.height, round((y1 + margin) * down))
    cut = page.crop((left, top, right, bottom)).convert("RGB").rotate(90 * turn, expand=True)
    line = ocr_engine.read_at(image_open.array(cut), (0, 0, *cut.size))
    return line.text if line is not None else ""


def likeness(said: str, read: str) -> float:
    """Share of the characters of *said* that stand in *read* in the same order."""
    wanted, found = _plain(said), _plain(read)
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted) if wanted else 1.0


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


if __name__ == "__main__":
    sys.exit(main())
