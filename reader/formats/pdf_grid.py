"""Ruled lines become table grids: which cells there are, merged ones included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.formats.geometry import Box, intervals, union

_SNAP = 3.0
_REACH = 4.0
_OPEN = 12.0
_MOST = 400
"""More rules than this in one grid is a drawing, not a table."""

Rule = tuple[float, float, float]


@dataclass(slots=True)
class GridBox:
    """A cell of a grid: its row and column ranges and its box in points."""

    rows: range
    columns: range
    box: Box


@dataclass(slots=True)
class Grid:
    """One ruled table: its outer box, the x of its column edges and the y of its row
    edges, its cells row by row."""

    box: Box
    edges: tuple[float, ...]
    levels: tuple[float, ...]
    cells: list[GridBox]


def find_grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """Tables drawn with *across* (y, x0, x1) and *down* (x, y0, y1) rules, at least two cells each."""
    horizontal, vertical = _joined(across), _joined(down)
    grids = []
    for rows, columns in _components(horizontal, vertical):
        if rows and columns and len(rows) <= _MOST and len(columns) <= _MOST:
            grid = _grid(rows, columns)
            if grid is not None and len(grid.cells) >= 2:
                grids.append(grid)
    return grids


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at the same place put on one line, touching pieces of it joined."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule[0] - groups[-1][0][0] <= _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    result: list[Rule] = []
    for group in groups:
        at = sum(rule[0] for rule in group) / len(group)
        spans = intervals((start - _SNAP / 2, end + _SNAP / 2) for _, start, end in group)
        result.extend((at, start, end) for start, end in spans)
    return result


def _components(across: Sequence[Rule], down: Sequence[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or touch each other."""
    if len(across) * len(down) > 2_000_000:
        return []
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - _REACH <= x <= x1 + _REACH and y0 - _REACH <= y <= y1 + _REACH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parent)):
        rows, columns = groups.setdefault(root(index), ([], []))
        if index < len(across):
            rows.append(across[index])
        else:
            columns.append(down[index - len(across)])
    return groups.values()


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    left, right = min(r[1] for r in across), max(r[2] for r in across)
    top, bottom = min(r[1] for r in down), max(r[2] for r in down)
    xs, ys = _places(down), _places(across)
    # tables are often open at their sides: the rules that reach beyond tell where they end
    if xs[0] - left > _OPEN:
        xs.insert(0, left)
        down = [*down, (left, top, bottom)]
    if right - xs[-1] > _OPEN:
        xs.append(right)
        down = [*down, (right, top, bottom)]
    if ys[0] - top > _OPEN:
        ys.insert(0, top)
    if bottom - ys[-1] > _OPEN:
        ys.append(bottom)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 50_000:
        return None
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), _cells(xs, ys, across, down))


def _places(rules: Sequence[Rule]) -> list[float]:
    result: list[float] = []
    for at in sorted(rule[0] for rule in rules):
        if not result or at - result[-1] > _SNAP:
            result.append(at)
    return result


def _cells(xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]) -> list[GridBox]:
    """Elementary cells, joined where no rule stands between them."""
    columns, rows = len(xs) - 1, len(ys) - 1
    walls, floors = _at(down, xs), _at(across, ys)
    owner = list(range(columns * rows))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns - 1):
            if not _stands_in(walls[column + 1], middle):
                owner[root(row * columns + column + 1)] = root(row * columns + column)
    for column in range(columns):
        middle = (xs[column] + xs[column + 1]) / 2
        for row in range(rows - 1):
            if not _stands_in(floors[row + 1], middle):
                owner[root((row + 1) * columns + column)] = root(row * columns + column)
    groups: dict[int, list[tuple[int, int]]] = {}
    for index in range(columns * rows):
        groups.setdefault(root(index), []).append(divmod(index, columns))
    result = []
    for members in groups.values():
        row_numbers, column_numbers = [m[0] for m in members], [m[1] for m in members]
        box = union((xs[c], ys[r], xs[c + 1], ys[r + 1]) for r, c in members)
        result.append(
            GridBox(
                range(min(row_numbers), max(row_numbers) + 1), range(min(column_numbers), max(column_numbers) + 1), box
            )
        )
    return sorted(result, key=lambda cell: (cell.rows.start, cell.columns.start))


def _at(rules: Sequence[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """For each place the rules that stand there."""
    return [[rule for rule in rules if abs(rule[0] - place) <= _SNAP] for place in places]


def _stands_in(rules: Sequence[Rule], position: float) -> bool:
    return any(start <= position <= end for _, start, end in rules)
