"""What is wrong between two figures, and which leftovers of the two sides belong together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reader.text.numerals import Bound, Kind, Quantity
from reader.text.quantity import base_value


class Trouble(StrEnum):
    """What is wrong with a figure."""

    MAGNITUDE = "magnitude"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    FEWER = "fewer"
    COMPLETED = "date completed"
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


def pair_troubles(s: Quantity, t: Quantity) -> list[Discrepancy]:
    """Other currency, other unit, limit lost or turned around between figures of equal value."""
    found = []
    if s.kind is Kind.MONEY and t.kind is Kind.MONEY and not _same_currency(s.unit, t.unit):
        found.append(Discrepancy(Trouble.CURRENCY, s, t))
    elif s.unit != t.unit and Kind.DATE_PART not in (s.kind, t.kind) and _unit_changed(s, t):
        found.append(Discrepancy(Trouble.UNIT, s, t))
    if s.bound.direction * t.bound.direction == -1:
        found.append(Discrepancy(Trouble.BOUND_REVERSED, s, t))
    elif s.bound.direction and t.bound is Bound.EXACT and t.figure and s.figure:
        found.append(Discrepancy(Trouble.BOUND_LOST, s, t))
    return found


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Figures without an answer. The ``repeated`` lists hold those whose value stands
    elsewhere on the other side; ``spelled`` holds small number words of the target,
    which answer a missing figure but are no addition by themselves; ``loose`` those of
    the source that may be left out but not be another number."""

    missing: list[Quantity]
    added: list[Quantity]
    missing_repeated: list[Quantity]
    added_repeated: list[Quantity]
    spelled: list[Quantity]
    loose: list[Quantity]


def explain(left: Leftovers) -> list[Discrepancy]:
    """Pair what is missing with what was added, likeliest first; then report the rest."""
    found: list[Discrepancy] = []
    missing, added = [*left.missing, *left.missing_repeated], [*left.added, *left.added_repeated]
    for test in (_percent_lost, _power_of_ten):
        _pair_by(test, missing, added, found)
    _pair_nearest(missing, added, found)
    repeated = {id(q) for q in left.missing_repeated}
    spelled = list(left.spelled)
    _pair_nearest(list(missing), spelled, found)
    answers = {id(d.target) for d in found}
    unanswered = [q for q in spelled if id(q) not in answers and (q.value or 0) >= 2]
    _pair_nearest(list(left.loose), unanswered, found)
    answered = {id(d.source) for d in found}
    rest = [q for q in missing if id(q) not in answered]
    found += [Discrepancy(Trouble.FEWER if id(q) in repeated else Trouble.MISSING, q, None) for q in rest]
    new = {id(q) for q in left.added}
    found += [Discrepancy(Trouble.ADDED, None, q) for q in added if id(q) in new]
    return found


def _pair_by(
    test: Callable[[Quantity, Quantity], Discrepancy | None],
    missing: list[Quantity],
    added: list[Quantity],
    found: list[Discrepancy],
) -> None:
    for s in list(missing):
        for t in added:
            discrepancy = test(s, t)
            if discrepancy:
                found.append(discrepancy)
                missing.remove(s)
                added.remove(t)
                break


def _pair_nearest(missing: list[Quantity], added: list[Quantity], found: list[Discrepancy]) -> None:
    for s in list(missing):
        likely = [t for t in added if _plausible(s, t)]
        if not likely:
            continue
        t = min(likely, key=lambda t: _distance(s, t))
        found.append(Discrepancy(Trouble.CHANGED, s, t))
        missing.remove(s)
        added.remove(t)


_PROVERBIAL = frozenset({100, 1000, 10_000})
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
    if (s.unit, t.unit) == ("li", "mile") and s.value in _PROVERBIAL:  # 千里之行
        return False
    one, two = base_value(s.value, s.unit), base_value(t.value, t.unit)
    return one is not None and two is not None and one[0] == two[0] and one[1] != two[1]


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
    while ratio >= 10 and power < 30:
        ratio, power = ratio / 10, power + 1
    while ratio < 1 and power > -30:
        ratio, power = ratio * 10, power - 1
    return Discrepancy(Trouble.MAGNITUDE, s, t, power) if ratio == 1 and power else None


def _plausible(s: Quantity, t: Quantity) -> bool:
    """Whether *t* can be a wrong rendering of *s* at all: no month for a sum of money."""
    if s.kind is Kind.DATE_PART or t.kind is Kind.DATE_PART:
        unit = s.unit if s.kind is Kind.DATE_PART else t.unit
        other = t if s.kind is Kind.DATE_PART else s
        if other.kind is Kind.DATE_PART:
            return s.unit == t.unit
        limit = {"month": 12, "day": 31}.get(unit)
        small = limit is None or abs(other.value or Fraction(0)) <= limit
        return small and other.kind in {Kind.NUMBER, Kind.ORDINAL} and other.unit in {"", unit}
    if s.kind is t.kind:
        return not (s.unit and t.unit) or s.unit == t.unit or s.kind is Kind.MONEY or s.kind is Kind.SECTION
    return Kind.NUMBER in (s.kind, t.kind) and not (s.unit and t.unit)


def _distance(s: Quantity, t: Quantity) -> tuple[bool, bool, float]:
    """How unlikely it is that *t* was meant for *s*: other unit, other kind, far value."""
    a, b = abs(s.value or Fraction(0)), abs(t.value or Fraction(0))
    top = max(a, b)
    return (s.unit != t.unit, s.kind is not t.kind, float(abs(a - b) / top) if top else 0.0)
