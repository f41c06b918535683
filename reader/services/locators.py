"""Places in an original, in words."""

from __future__ import annotations

import re

from reader.model import Block, Place
from reader.services.place_words import WORDS


def places_for(block: Block, start: int, end: int) -> list[Place]:
    """Places of the block's locators that overlap ``[start, end)``, in order."""
    return [row.place for row in block.locators if row.start < end and row.end > start]


def label(place: Place | None) -> str:
    """A few words that let a person find the place: ``page 3``, ``line 12``, ``table cell``, ``cell Sheet1!B4``."""
    if place is None:
        return ""
    if place.kind == "page":
        return f"page {place.page}"
    if place.kind == "line":
        return f"line {place.line}"
    if place.kind == "cell":
        return f"cell {place.path}" if "!" in place.path else f"sheet {place.path}"
    if place.kind == "record":
        return f"record at byte {place.offset:,}" if place.offset is not None else "record"
    if place.kind == "member":
        return f"member {place.path}"
    words = WORDS.get(place.kind)
    return words(place) if words else _element(place.path)


_ELEMENTS = {
    "a": "link",
    "blockquote": "quotation",
    "button": "button",
    "caption": "table caption",
    "dd": "definition",
    "dt": "term in a list",
    "figcaption": "picture caption",
    "form": "form",
    "img": "text of an image",
    "input": "form field",
    "label": "form label",
    "li": "list item",
    "meta": "page description",
    "option": "form choice",
    "p": "paragraph",
    "pre": "preformatted text",
    "summary": "summary line",
    "td": "table cell",
    "th": "table heading",
    "title": "page title",
} | {f"h{level}": "heading" for level in range(1, 7)}


def _element(path: str) -> str:
    """What the last step of a CSS path is called by people; elements without a name of their own are a passage."""
    step = path.rsplit(">", 1)[-1].strip()
    name = re.split(r"[:.#@\[\s]", step, maxsplit=1)[0].casefold()
    return _ELEMENTS.get(name, "passage") if step else ""
