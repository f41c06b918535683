"""Which figure of the English answers which figure of the Chinese."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from reader.text.numerals import Bound, Kind, Quantity
from reader.text.quantity import UNITS, base_value


class Trouble(StrEnum):
    """What is wrong with a figure."""

    MAGNITUDE = "magnitude"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    PERCENT = "percent"
    CURRENCY = "currency"
    UNIT = "unit"
    BOUND_REVERSED = "bound reversed"
    BOUND_LOST = "bound lost"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One difference: the figure of the source, of the target, or both. ``power`` is
    log10(target / source) for :attr:`Trouble.MAGNITUDE`."""

    trouble: Trouble
    source: Quantity | None
    target: Quantity | None
    power: int = 0


@dataclass(slots=True)
class _Sides:
    """The figures of both sides and which of them have an answer."""

    source: list[Quantity]
    target: list[Quantity]
    pairs: list[tuple[int, int]] = field(default_factory=list)
    source_free: set[int] = field(default_factory=set)
    target_free: set[int] = field(default_factory=set)


def compare(source: list[Quantity], target: list[Quantity]) -> list[Discrepancy]:
    """Differences between the figures (those with a value) of both sides.

    A figure is missing only when its value stands nowhere in the English, and
    added only when it stands nowhere in the Chinese: writers join and repeat.
    """
    sides = _Sides(
        source,
        target,
        source_free={i for i, q in enumerate(source) if q.value is not None},
        target_free={i for i, q in enumerate(target) if q.value is not None},
    )
    _match(sides)
    found = [d for i, j in sides.pairs for d in _pair_troubles(source[i], target[j])]
    known_target = {v for q in target for v in q.values}
    known_source = {v for q in source for v in q.values}
    missing = [source[i] for i in sorted(sides.source_free) if source[i].figure and not _known(source[i], known_target)]
    added = [target[j] for j in sorted(sides.target_free) if target[j].figure and not _known(target[j], known_source)]
    loose = [
        target[j] for j in sorted(sides.target_free) if _spelled(target[j]) and not _known(target[j], known_source)
    ]
    return found + _explain(missing, added, loose)


def _known(q: Quantity, values: set[Fraction]) -> bool:
    return any(v in values for v in q.values)


def _spelled(q: Quantity) -> bool:
    """A small number in words: no addition by itself, but a likely wrong answer to a missing figure."""
    return not q.figure and q.kind is Kind.NUMBER and not q.indefinite and q.end - q.start > 2 and len(q.values) == 1


def _match(sides: _Sides) -> None:
    """Pair figures of equal value: first with the same unit, then by any reading, then converted."""
    where: dict[Fraction, list[int]] = {}
    for j in sorted(sides.target_free):
        for value in sides.target[j].values:
            where.setdefault(value, []).append(j)
    for same_unit, readings in ((True, False), (False, False), (False, True)):
        for i in sorted(sides.source_free):
            q = sides.source[i]
            values = q.values if readings else q.values[:1]
            options = [
                j
                for value in values
                for j in where.get(value, ())
                if j in sides.target_free
                and (readings or sides.target[j].values[0] == value)
                and (not same_unit or _same_unit(q, sides.target[j]))
            ]
            if options:
                _pair(sides, i, _best(q, options, sides))
    _match_converted(sides)


def _match_converted(sides: _Sides) -> None:
    """半年 and "six months", 1040 公里 and "646 miles": equal to within rounding."""
    for i in sorted(sides.source_free):
        q = sides.source[i]
        base = base_value(q.value, q.unit) if q.value is not None else None
        if base is None:
            continue
        for j in sorted(sides.target_free):
            t = sides.target[j]
            other = base_value(t.value, t.unit) if t.value is not None else None
            if other and other[0] == base[0] and abs(other[1] - base[1]) <= base[1] / 33:
                _pair(sides, i, j)
                break


def _pair(sides: _Sides, i: int, j: int) -> None:
    sides.pairs.append((i, j))
    sides.source_free.discard(i)
    sides.target_free.discard(j)


def _best(q: Quantity, options: list[int], sides: _Sides) -> int:
    """Of equal values: a figure before a passing word, an equal bound before another, then the first."""
    return min(
        options, key=lambda j: (not sides.target[j].figure, sides.target[j].bound.direction != q.bound.direction, j)
    )


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit and (bool(a.unit) or a.kind is b.kind)


def _pair_troubles(s: Quantity, t: Quantity) -> list[Discrepancy]:
    found = []
    if s.kind is Kind.MONEY and t.kind is Kind.MONEY and not _same_currency(s.unit, t.unit):
        found.append(Discrepancy(Trouble.CURRENCY, s, t))
    elif s.unit != t.unit and s.unit in UNITS and t.unit in UNITS and _unit_changed(s, t):
        found.append(Discrepancy(Trouble.UNIT, s, t))
    if s.bound.direction * t.bound.direction == -1:
        found.append(Discrepancy(Trouble.BOUND_REVERSED, s, t))
    elif s.bound.direction and t.bound is Bound.EXACT and t.figure and s.figure:
        found.append(Discrepancy(Trouble.BOUND_LOST, s, t))
    return found


_YUAN = frozenset({"元", "CNY", "HKD", "TWD", "MOP", "SGD", "$"})
_DOLLARS = frozenset({"$", "USD", "HKD", "TWD", "AUD", "CAD", "SGD", "元"})


def _same_currency(a: str, b: str) -> bool:
    return (
        a == b
        or (a == "元" and b in _YUAN)
        or ("$" in (a, b) and {a, b} <= _DOLLARS)
        or (b == "元" and a in {"CNY", "JPY"})
    )


def _unit_changed(s: Quantity, t: Quantity) -> bool:
    """Equal figures with different units of one dimension (5 公里, "5 miles")."""
    if s.value is None or t.value is None or abs(s.value) != abs(t.value):
        return False
    one, two = base_value(s.value, s.unit), base_value(t.value, t.unit)
    return one is not None and two is not None and one[0] == two[0] and one[1] != two[1]


def _explain(missing: list[Quantity], added: list[Quantity], loose: list[Quantity]) -> list[Discrepancy]:
    """Pair what is missing with what was added: percent sign lost, powers of ten, any change; then the rest."""
    found: list[Discrepancy] = []
    for test in (_percent_lost, _power_of_ten):
        for s in list(missing):
            for t in list(added):
                discrepancy = test(s, t)
                if discrepancy:
                    found.append(discrepancy)
                    missing.remove(s)
                    added.remove(t)
                    break
    for s in list(missing):
        candidates = added or loose
        if not candidates:
            break
        t = min(candidates, key=lambda t: _distance(s, t))
        found.append(Discrepancy(Trouble.CHANGED, s, t))
        missing.remove(s)
        candidates.remove(t)
    found += [Discrepancy(Trouble.MISSING, s, None) for s in missing]
    found += [Discrepancy(Trouble.ADDED, None, t) for t in added]
    return found


def _percent_lost(s: Quantity, t: Quantity) -> Discrepancy | None:
    if s.value is None or t.value is None or (s.kind is Kind.PERCENT) == (t.kind is Kind.PERCENT):
        return None
    one, two = (s.value * 100, t.value) if s.kind is Kind.PERCENT else (s.value, t.value * 100)
    return Discrepancy(Trouble.PERCENT, s, t) if abs(one) == abs(two) else None


def _power_of_ten(s: Quantity, t: Quantity) -> Discrepancy | None:
    if not s.value or not t.value or s.kind in {Kind.DATE_PART, Kind.TIME}:
        return None
    ratio = abs(t.value / s.value)
    power = 0
    while ratio >= 10 and power < 16:
        ratio, power = ratio / 10, power + 1
    while ratio < 1 and power > -16:
        ratio, power = ratio * 10, power - 1
    return Discrepancy(Trouble.MAGNITUDE, s, t, power) if ratio == 1 and power else None


def _distance(s: Quantity, t: Quantity) -> tuple[bool, bool, float]:
    """How unlikely it is that *t* was meant for *s*: other unit, other kind, far value."""
    a, b = abs(s.value or 0), abs(t.value or 0)
    far = float(abs(a - b) / max(a, b)) if max(a, b) else 0.0
    return (s.unit != t.unit, s.kind is not t.kind, far)
