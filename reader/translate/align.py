"""Which words of the translation belong to which characters of the source.

The engine's attention (a row per output piece, weights over input pieces) becomes
pairs of code-point ranges, pruned to those a reader can trust enough to light up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.model import AlignedPair, Span

_SHARE_OF_BEST = 0.5
_LEAST = 0.12
_WEIGHT_DIGITS = 3


def pairs(attention: Sequence[Sequence[float]], source: Sequence[Span], text: str, target: Sequence[Span]) -> tuple[
    AlignedPair, ...
]:  # fmt: skip
    """Aligned ranges, sorted by target then source.

    *attention*: one row per output piece (extra rows are ignored) over input pieces; *source* and
    *target*: code-point ranges of the pieces; *text*: the output. Output pieces are joined to
    words; for each word the input pieces that hold most of its attention are kept, neighbours merged.
    """
    words = _words(text, target)
    rows = min(len(attention), len(target))
    if not words or not rows or not source:
        return ()
    matrix = np.asarray(attention[:rows], dtype=np.float32)[:, : len(source)]
    found = []
    for t0, t1, pieces in words:
        inside = [p for p in pieces if p < rows]
        if not inside:
            continue
        weights = matrix[inside].mean(axis=0)
        keep = weights >= max(_LEAST, _SHARE_OF_BEST * float(weights.max()))
        found += [AlignedPair(s0, s1, t0, t1, w) for s0, s1, w in _merged(source, weights, keep)]
    return tuple(sorted(found, key=lambda p: (p.t0, p.s0)))


def shifted(found: Sequence[AlignedPair], source_by: int, target_by: int) -> tuple[AlignedPair, ...]:
    """The same pairs in a longer text, *source_by* and *target_by* code points further on."""
    return tuple(AlignedPair(p.s0 + source_by, p.s1 + source_by, p.t0 + target_by, p.t1 + target_by, p.weight)
                 for p in found)  # fmt: skip


def map_alignment(found: Sequence[AlignedPair], origins: Sequence[Span]) -> tuple[AlignedPair, ...]:
    """Pairs over engine input as pairs over the original text.

    ``origins[i]`` is the original range of engine-input code point ``i``
    (``MappedText.origins``). Pairs outside *origins* are dropped.
    """
    mapped = []
    for pair in found:
        inside = [origins[i] for i in range(pair.s0, min(pair.s1, len(origins)))]
        if inside:
            s0, s1 = min(a for a, _ in inside), max(b for _, b in inside)
            mapped.append(AlignedPair(s0, s1, pair.t0, pair.t1, pair.weight))
    return tuple(mapped)


def _words(text: str, target: Sequence[Span]) -> list[tuple[int, int, list[int]]]:
    """Words (runs without white space) of the output and the pieces that make them."""
    words: list[tuple[int, int, list[int]]] = []
    for index, (start, end) in enumerate(target):
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            continue
        if words and words[-1][1] == start:
            words[-1] = (words[-1][0], end, [*words[-1][2], index])
        else:
            words.append((start, end, [index]))
    return words


def _merged(source: Sequence[Span], weights: np.ndarray, keep: np.ndarray) -> list[tuple[int, int, float]]:
    merged: list[tuple[int, int, float]] = []
    for index in np.flatnonzero(keep).tolist():
        s0, s1 = source[index]
        if s0 >= s1:
            continue
        weight = min(1.0, round(float(weights[index]), _WEIGHT_DIGITS))
        if merged and merged[-1][1] == s0:
            total = min(1.0, round(merged[-1][2] + weight, _WEIGHT_DIGITS))
            merged[-1] = (merged[-1][0], s1, total)
        else:
            merged.append((s0, s1, weight))
    return merged
