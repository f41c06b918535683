"""Places in an original, in words."""

from __future__ import annotations

from reader.model import Block, Place


def places_for(block: Block, start: int, end: int) -> list[Place]:
    """Places of the block's locators that overlap ``[start, end)``, in order."""
    return [row.place for row in block.locators if row.start < end and row.end > start]


def label(place: Place | None) -> str:
    """A few words that let a person find the place: ``page 3``, ``line 12``, ``table cell B4``."""
    if place is None:
        return ""
    if place.kind == "page":
        return f"page {place.page}"
    if place.kind == "line":
        return f"line {place.line}"
    if place.kind == "cell":
        return f"cell {place.path}"
    if place.kind == "record":
        return f"record at byte {place.offset:,}" if place.offset is not None else "record"
    return place.path.rsplit(">", 1)[-1].strip() if place.path else ""
