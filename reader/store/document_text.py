"""The promise that joined segments and the gaps between them are the block's text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from reader.errors import CaseError
from reader.model import Block, Segment


def check_text(blocks: Sequence[Block], segments: Sequence[Segment]) -> None:
    """Raise CaseError when the promise is broken, a block is named twice or a segment's block is missing."""
    by_block: dict[str, list[Segment]] = {block.id: [] for block in blocks}
    if len(by_block) != len(blocks):
        raise CaseError("Two blocks of the document have the same id.", hint="Please report this.")
    for segment in segments:
        if segment.block_id not in by_block:
            raise CaseError("A sentence belongs to no block of its document.", hint="Please report this.")
        by_block[segment.block_id].append(segment)
    for n, block in enumerate(blocks, start=1):
        if fault := text_fault(block.text, ((s.start, s.end, s.text) for s in by_block[block.id])):
            raise CaseError(f"The sentences of block {n} do not make up its text: {fault}.", hint="Please report this.")


def text_fault(text: str, segments: Iterable[tuple[int, int, str]]) -> str:
    """What is wrong with ``(start, end, text)`` segments of a block's *text* (no text quoted); empty when nothing."""
    at = 0
    for start, end, part in segments:
        if not at <= start < end <= len(text):
            return f"characters {start} to {end} are out of order or outside the block"
        if text[start:end] != part:
            return f"characters {start} to {end} differ"
        if not is_gap(text[at:start]):
            return f"characters {at} to {start} belong to no sentence"
        at = end
    return "" if is_gap(text[at:]) else f"characters {at} to {len(text)} belong to no sentence"


def is_gap(text: str) -> bool:
    """Whether *text* shows nothing: white space, control and format characters (zero-width space, BOM …)."""
    return not text or text.isspace() or all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in text)
