"""Which words of the translation belong to which characters of the source.

The engine's attention (a row per output piece, weights over input pieces) becomes
pairs of code-point ranges, pruned to those a reader can trust enough to light up.
``docs/performance.md`` says how good they are on marked sentences.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reader.model import AlignedPair, Span

_SHARE_OF_BEST = 0.5
_LEAST = 0.12
_LEAST_ATTENTION = 0.1
_WEIGHT_DIGITS = 3
_INSIDE_WORDS = frozenset("'’-%‰")


@dataclass(slots=True)
class _Unit:
    """Pieces that are aligned together: text ``[start, end)``."""

    start: int
    end: int
    pieces: list[int]


def pairs(
    attention: Sequence[Sequence[float]], source: str, source_spans: Sequence[Span], text: str, spans: Sequence[Span]
) -> tuple[AlignedPair, ...]:
    """Aligned ranges of *source* and *text*, sorted by target, then source.

    *attention* has a row per output piece over input pieces; *source_spans* and *spans* are the pieces' ranges.
    Output pieces are joined to words, digits of the source to figures; punctuation is left out. A source unit
    counts for a word by its attention times its share among all words that look at it: so
    "the" and "of" do not win what belongs to the noun. Neighbours kept for one word are merged.
    """
    figures = _units(source, source_spans, _is_figure)
    words = [w for w in _units(text, spans, _is_word) if w.pieces[-1] < len(attention)]
    if not figures or not words:
        return ()
    matrix = np.asarray(attention, dtype=np.float32)
    by_unit = np.stack([matrix[:, unit.pieces].sum(axis=1) for unit in figures], axis=1)
    weights = np.stack([by_unit[word.pieces].mean(axis=0) for word in words])
    contested = weights * weights / np.maximum(weights.sum(axis=0), 1e-9)
    contested /= np.maximum(contested.sum(axis=1, keepdims=True), 1e-9)
    enough = np.maximum(_LEAST, _SHARE_OF_BEST * contested.max(axis=1, keepdims=True))
    keep = (contested >= enough) & (weights >= _LEAST_ATTENTION)
    found: list[AlignedPair] = []
    for number, word in enumerate(words):
        found += _merged(word, figures, weights[number], np.flatnonzero(keep[number]).tolist())
    return tuple(found)


def shifted(found: Sequence[AlignedPair], source_by: int, target_by: int) -> tuple[AlignedPair, ...]:
    """The same pairs in a longer text, *source_by* and *target_by* code points further on."""
    return tuple(
        AlignedPair(p.s0 + source_by, p.s1 + source_by, p.t0 + target_by, p.t1 + target_by, p.weight) for p in found
    )


def entropy(attention: Sequence[Sequence[float]]) -> float | None:
    """How widely the output looks over the input: mean entropy of the rows, 0 (one place each) .. 1 (everywhere).

    ``None`` for an input of one piece, which leaves no choice.
    """
    if not attention or len(attention[0]) < 2:
        return None
    matrix = np.asarray(attention, dtype=np.float64)
    matrix = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1e-12)
    rows = -(matrix * np.log(np.maximum(matrix, 1e-12))).sum(axis=1)
    return float(np.clip(rows.mean() / np.log(matrix.shape[1]), 0.0, 1.0))


def _units(text: str, spans: Sequence[Span], joins: Callable[[str, int, int], bool]) -> list[_Unit]:
    """Pieces that touch and both satisfy *joins* become one unit; those without letter or digit are left out."""
    units: list[_Unit] = []
    open_end = -1
    for index, (start, end) in enumerate(spans):
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            continue
        joining = joins(text, start, end)
        if joining and open_end == start:
            units[-1].end = end
            units[-1].pieces.append(index)
        else:
            units.append(_Unit(start, end, [index]))
        open_end = end if joining else -1
    return [unit for unit in units if any(c.isalnum() for c in text[unit.start : unit.end])]


def _is_figure(text: str, start: int, end: int) -> bool:
    return all(c.isdecimal() or c in "%‰" for c in text[start:end]) or _is_separator(text, start, end)


def _is_word(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    plain = all(c in _INSIDE_WORDS or unicodedata.category(c)[0] != "P" for c in piece)
    return plain or _is_separator(text, start, end)


def _is_separator(text: str, start: int, end: int) -> bool:
    """A point or comma between two digits."""
    return text[start:end] in (".", ",") and text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()


def _merged(word: _Unit, sources: Sequence[_Unit], weights: np.ndarray, kept: Sequence[int]) -> list[AlignedPair]:
    merged: list[AlignedPair] = []
    for index in kept:
        unit, weight = sources[index], float(weights[index])
        start = unit.start
        if merged and merged[-1].s1 == start:
            last = merged.pop()
            start, weight = last.s0, last.weight + weight
        merged.append(AlignedPair(start, unit.end, word.start, word.end, min(1.0, round(weight, _WEIGHT_DIGITS))))
    return merged
