"""The sentences of a corrected text: those it leaves as they were, and new ones under the numbers of what they replace.

A sentence number names one place of a document for ever, so a corrected text never has more sentences than were
recognised there (further ones are joined to the one before); it may have fewer, and then numbers are skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from reader.model import Block, Segment, Span
from reader.services.compose import segment_of
from reader.text import segment
from reader.text.carry import Carrier
from reader.text.language import LanguageContext


@dataclass(slots=True)
class _Part:
    """A stretch of the corrected text: a sentence that is kept, or a new one."""

    start: int
    end: int
    kept: Segment | None = None


def resegmented(
    block: Block, text: str, here: Sequence[Segment], numbers: Sequence[int], context: LanguageContext
) -> list[Segment]:
    """Sentences that make up *text*, the corrected text of *block* (as it was extracted).

    *here* are the sentences the block has now, *numbers* those of the sentences that were extracted. New sentences have
    no id; ``n`` says what they replace, ``recognised`` what was recognised in their place.
    """
    parts = _kept(text, here, segment.segment(text, block.kind))
    while (crowded := _crowded(parts, numbers)) is not None:
        _join(parts, crowded)
    back = Carrier(text, block.text)
    made = []
    for part, n in zip(parts, _numbered(parts, numbers), strict=True):
        if part.kept is not None:
            made.append(replace(part.kept, start=part.start, end=part.end))
            continue
        start, end = back.span(part.start, part.end)
        fresh = segment_of(replace(block, text=text), n, part.start, part.end, context)
        made.append(replace(fresh, id="", recognised=block.text[start:end].strip()))
    return made


def _kept(text: str, here: Sequence[Segment], spans: Sequence[Span]) -> list[_Part]:
    """The stretches of the corrected text, with the sentences that stand in it unchanged."""
    olds, news = [row.text for row in here], [text[start:end] for start, end in spans]
    parts = [_Part(start, end) for start, end in spans]
    for i, j, size in SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks():
        for step in range(size):
            parts[j + step].kept = here[i + step]
    return parts


def _gaps(parts: Sequence[_Part], numbers: Sequence[int]) -> list[tuple[int, int, list[int]]]:
    """Runs of new stretches ``parts[a:b]``, each with the numbers between its kept neighbours."""
    found, a = [], 0
    while a < len(parts):
        b = a
        while b < len(parts) and parts[b].kept is None:
            b += 1
        if b > a:
            before = parts[a - 1].kept if a else None
            after = parts[b].kept if b < len(parts) else None
            free = [n for n in numbers if (not before or n > before.n) and (not after or n < after.n)]
            found.append((a, b, free))
        a = b + 1
    return found


def _crowded(parts: Sequence[_Part], numbers: Sequence[int]) -> tuple[int, int, int] | None:
    """The first run of new stretches that has more of them than numbers: where it is, and how many numbers."""
    return next(((a, b, len(free)) for a, b, free in _gaps(parts, numbers) if b - a > len(free)), None)


def _join(parts: list[_Part], crowded: tuple[int, int, int]) -> None:
    """Join the last two stretches of a crowded run; where it has no number at all, join it to a kept neighbour."""
    a, b, free = crowded
    if free:
        first, last = b - 2, b - 1
    else:
        first, last = (a - 1, a) if a else (b - 1, b)
    parts[first : last + 1] = [_Part(parts[first].start, parts[last].end)]


def _numbered(parts: Sequence[_Part], numbers: Sequence[int]) -> list[int]:
    assigned = [part.kept.n if part.kept else 0 for part in parts]
    for a, b, free in _gaps(parts, numbers):
        assigned[a:b] = free[: b - a]
    return assigned
