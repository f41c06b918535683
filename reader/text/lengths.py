"""How long a sentence is, in units a translation engine feels: Han characters, and words of other scripts."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.model import Span
from reader.text import clusters, scripts

LONGEST = 180
_SHORTEST_PIECE = 20
_CUTS = (re.compile(r"[；;]+[”’」』）)]*"), re.compile(r"[，,：:…。！？]+[”’」』）)]*"), re.compile(r"[、—\s]+"))
_UNIT = re.compile(r"[^\W\d_]+|\d+", re.ASCII)


def units(text: str) -> int:
    """Han characters, kana and Hangul syllables, plus words and numbers of other scripts."""
    syllables = sum(scripts.is_syllabic(char) for char in text)
    return syllables + len(_UNIT.findall(text))


def pieces(text: str, start: int, end: int) -> list[Span]:
    """``[start, end)`` of *text* cut into stretches of at most about :data:`LONGEST` units, joined without gap.

    Cuts come after ； if that is enough, else after ， and the like, else after 、 and blanks, else anywhere
    between two characters.
    """
    if end - start <= LONGEST or units(text[start:end]) <= LONGEST:
        return [(start, end)]
    for cut in _CUTS:
        place = _middlemost(text, start, end, cut)
        if place is not None:
            return [*pieces(text, start, place), *pieces(text, place, end)]
    return _chopped(text, start, end)


def _chopped(text: str, start: int, end: int) -> list[Span]:
    """Nothing to cut at: pieces of equal length, but for clusters that must stay whole."""
    edges = [start]
    while end - edges[-1] > LONGEST:
        edges.append(min(clusters.next_boundary(text, edges[-1] + LONGEST), end))
    if edges[-1] < end:
        edges.append(end)
    return list(pairwise(edges))


def _middlemost(text: str, start: int, end: int, cut: re.Pattern[str]) -> int | None:
    """The cut nearest the middle that leaves both sides a fair length."""
    middle = (start + end) // 2
    places = [clusters.next_boundary(text, m.end()) for m in cut.finditer(text, start, end)]
    fair = [p for p in places if p - start >= _SHORTEST_PIECE and end - p >= _SHORTEST_PIECE]
    return min(fair, key=lambda p: abs(p - middle), default=None)
