"""Text layers that hold common characters in an order nobody writes: compared with the picture of a few lines.

A font whose character map is wrong, by accident or to keep text from being copied, may give everyday characters, one
for another. They make no words: on pages of real documents 63 to 85 % of the Chinese characters stand in words of the
dictionary, where one character is put for another 10 to 28 %. Only odd pages are looked at, a few lines of each, and
only what the picture clearly contradicts is not believed: names, old writing and other languages make no words either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pypdfium2

from reader.formats import ocr_engine, pdf_scans
from reader.formats.geometry import Box
from reader.formats.pdf_layout import PageLayout
from reader.formats.pdf_lines import Piece
from reader.text import dictionary
from reader.text.scripts import HAN, script

_JUDGED = 160
"""Chinese characters of a page that are looked up: its longest lines."""
_LEAST, _LINE = 30, 5
"""Fewer Chinese characters on a page, and in a line, prove nothing."""
_UNLIKELY = 0.45
_SAMPLE = 3
_SURE, _LIKE = 0.85, 0.5
"""Confidence from which a reading counts, and the share of characters it must share with the text layer."""
_MARGIN = 0.2
_PATIENCE = 3
"""Pages on which the picture confirmed an odd text layer before the rest of the document is believed."""


class Doubt:
    """Judges the pages of one document, in their order."""

    def __init__(self) -> None:
        self._confirmed = 0

    def is_contradicted(self, page: pypdfium2.PdfPage, layout: PageLayout) -> bool:
        """Whether the picture of *page* shows other characters than its text layer, on most of the lines compared.

        Raises PdfiumError.
        """
        if self._confirmed >= _PATIENCE:
            return False
        lines = _judged(layout)
        if not _is_odd(lines):
            return False
        pixels, scale = pdf_scans.drawn(page)
        oddest = sorted(lines, key=lambda line: line.in_words / line.han)[:_SAMPLE]
        verdicts = [_differs(pixels, scale, line.piece) for line in oddest]
        against, with_it = verdicts.count(True), verdicts.count(False)
        self._confirmed += with_it > against
        return against > 1 and against > with_it


def makes_words(layout: PageLayout) -> bool:
    """Whether the Chinese of a page stands in words as text does; also for pages with too little of it to tell."""
    return not _is_odd(_judged(layout))


@dataclass(slots=True)
class _Judged:
    """A line, its Chinese characters, and how many of them stand in words of more than one."""

    piece: Piece
    han: int
    in_words: int


def _is_odd(lines: Sequence[_Judged]) -> bool:
    han = sum(line.han for line in lines)
    return han >= _LEAST and sum(line.in_words for line in lines) < _UNLIKELY * han


def _judged(layout: PageLayout) -> list[_Judged]:
    """The lines with most Chinese, up to :data:`_JUDGED` characters of it."""
    counted = sorted(((len(_han(piece.text)), piece) for piece in pdf_scans.pieces(layout)), key=lambda item: -item[0])
    chosen: list[_Judged] = []
    total = 0
    for count, piece in counted:
        if count < _LINE or total >= _JUDGED:
            break
        chosen.append(_Judged(piece, count, _in_words(_han(piece.text))))
        total += count
    return chosen


def _in_words(text: str) -> int:
    words, at, found = dictionary.load(), 0, 0
    while at < len(text):
        end = max(words.longest(text, at), at + 1)
        found += end - at if end - at > 1 else 0
        at = end
    return found


def _differs(pixels: Any, scale: float, line: Piece) -> bool | None:
    """Whether the picture of *line* surely shows something else; ``None`` when it cannot be read well."""
    read = ocr_engine.read_at(pixels, _around(line.box, scale))
    said = _han(line.text)
    if read is None or read.confidence < _SURE or 2 * len(_han(read.text)) < len(said):
        return None
    matcher = SequenceMatcher(None, said, _han(read.text), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) < _LIKE * len(said)


def _around(box: Box, scale: float) -> Box:
    x0, y0, x1, y1 = box
    margin = _MARGIN * min(x1 - x0, y1 - y0)
    return (x0 - margin) * scale, (y0 - margin) * scale, (x1 + margin) * scale, (y1 + margin) * scale


def _han(text: str) -> str:
    return "".join(char for char in text if script(char) == HAN)
