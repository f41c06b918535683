"""Reading order on a page: columns from left to right, otherwise from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

from reader.formats.geometry import Box, intervals, overlap, union

_GUTTER = 9.0
_COLUMN_PIECES = 4
_PROSE_WIDTH = 6.0
"""Columns of text are wider than this many times their letter height; columns of figures are not."""
_DEPTH = 40


class Boxed(Protocol):
    """Anything with a place and a letter height."""

    @property
    def box(self) -> Box: ...
    @property
    def size(self) -> float: ...


T = TypeVar("T", bound=Boxed)


def regions(items: Sequence[T]) -> list[list[T]]:
    """*items* split into columns and bands, in reading order; each region has one column."""
    return _merge(_cut(list(items), 0))


def rows(items: Sequence[T]) -> list[list[T]]:
    """Items of one region grouped by the line they share, top to bottom, left to right."""
    result: list[list[T]] = []
    for item in sorted(items, key=lambda i: (i.box[1] + i.box[3], i.box[0])):
        if result:
            last = result[-1][-1].box
            height = min(last[3] - last[1], item.box[3] - item.box[1])
            if overlap(last[1], last[3], item.box[1], item.box[3]) > 0.5 * height:
                result[-1].append(item)
                continue
        result.append([item])
    return [sorted(row, key=lambda i: i.box[0]) for row in result]


def _cut(items: list[T], depth: int) -> list[list[T]]:
    if len(items) < 2 * _COLUMN_PIECES or depth > _DEPTH:
        return [items] if items else []
    split = _columns(items)
    if split is not None:
        left, right = split
        return [*_cut(left, depth + 1), [], *_cut(right, depth + 1)]
    bands = _bands(items)
    if bands is None:
        return [items]
    upper, lower = bands
    return [*_cut(upper, depth + 1), *_cut(lower, depth + 1)]


def _columns(items: list[T]) -> tuple[list[T], list[T]] | None:
    """The items left and right of a gutter that runs through all of them, if both sides are prose."""
    covered = intervals((i.box[0], i.box[2]) for i in items)
    for (_, left_end), (right_start, _) in pairwise(covered):
        if right_start - left_end < _GUTTER:
            continue
        left = [i for i in items if i.box[2] <= left_end + 0.01]
        right = [i for i in items if i.box[2] > left_end + 0.01]
        if _is_prose(left) and _is_prose(right) and _side_by_side(left, right):
            return left, right
    return None


def _is_prose(items: list[T]) -> bool:
    if len(items) < _COLUMN_PIECES:
        return False
    return median((i.box[2] - i.box[0]) / max(1.0, i.size) for i in items) >= _PROSE_WIDTH


def _side_by_side(left: list[T], right: list[T]) -> bool:
    _, left_top, _, left_bottom = union(i.box for i in left)
    _, right_top, _, right_bottom = union(i.box for i in right)
    shared = overlap(left_top, left_bottom, right_top, right_bottom)
    return shared > 0.5 * min(left_bottom - left_top, right_bottom - right_top)


def _bands(items: list[T]) -> tuple[list[T], list[T]] | None:
    """The items above and below the widest white band."""
    covered = intervals((i.box[1], i.box[3]) for i in items)
    if len(covered) < 2:
        return None
    gaps = [(after[0] - before[1], before[1]) for before, after in pairwise(covered)]
    _, edge = max(gaps)
    return [i for i in items if i.box[3] <= edge + 0.01], [i for i in items if i.box[3] > edge + 0.01]


def _merge(parts: list[list[T]]) -> list[list[T]]:
    """Bands of one column put together again; an empty part marks a change of column."""
    result: list[list[T]] = []
    fresh = True
    for part in parts:
        if not part:
            fresh = True
        elif fresh:
            result.append(list(part))
            fresh = False
        else:
            result[-1].extend(part)
    return result
