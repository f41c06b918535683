"""Which figure of the English answers which figure of the Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reader.checks.numbers.troubles import Discrepancy as Discrepancy
from reader.checks.numbers.troubles import Leftovers, explain, pair_troubles
from reader.checks.numbers.troubles import Trouble as Trouble
from reader.text.numerals import Kind, Quantity
from reader.text.quantity import base_value

_NONE: tuple[frozenset[Fraction], frozenset[Fraction]] = (frozenset(), frozenset())
_MANY = 200
"""Figures on one side beyond which they are no longer paired one by one."""
_METRIC_AND_OTHER = Fraction(1, 33)
"""How far a converted length or weight may be off: "646 miles" for 1040 公里."""


@dataclass(slots=True)
class _Sides:
    """The figures of both sides, those still without an answer, and the pairs made."""

    source: list[Quantity]
    target: list[Quantity]
    source_free: dict[int, None]
    target_free: dict[int, None]
    pairs: list[tuple[int, int]]


def compare(
    source: list[Quantity], target: list[Quantity], *, dated: tuple[frozenset[Fraction], frozenset[Fraction]] = _NONE
) -> list[Discrepancy]:
    """Differences between the figures (those with a value) of both sides. *dated* are the values that the dates of
    either side hold: the Olympics of 2008 may be named twice.

    Writers join and repeat: a figure whose value stands elsewhere on the other
    side is reported as minor (:attr:`Trouble.FEWER`), or together with a figure
    left over on the other side.
    """
    if max(len(source), len(target)) > _MANY:
        return _compare_values(source, target)
    sides = _Sides(source, target, _valued(source), _valued(target), [])
    _match(sides)
    found = [d for i, j in sides.pairs for d in pair_troubles(source[i], target[j])]
    if not sides.source_free and not sides.target_free:
        return found
    known_target, known_source = _values(target) | dated[1], _values(source) | dated[0]
    in_target, in_source = _inside_codes(target), _inside_codes(source)
    missing = [source[i] for i in sides.source_free if source[i].figure and not _known(source[i], in_target)]
    added = [target[j] for j in sides.target_free if target[j].figure and not _known(target[j], in_source)]
    added = [q for q in added if not _converted(q, source)]
    told = {q.unit for q in source if q.kind is Kind.DATE_PART}
    completed = [q for q in added if q.kind is Kind.DATE_PART and q.unit in {"month", "year"} and q.unit not in told]
    if completed and told:
        added = [q for q in added if q not in completed]
        found += [Discrepancy(Trouble.COMPLETED, None, q) for q in completed if not _known(q, known_source)]
    spelled = [target[j] for j in sides.target_free if _spelled(target[j]) and not _known(target[j], known_source)]
    leftovers = Leftovers(
        [q for q in missing if not _known(q, known_target)],
        [q for q in added if not _known(q, known_source)],
        [q for q in missing if _known(q, known_target)],
        [q for q in added if _known(q, known_source)],
        spelled,
        [source[i] for i in sides.source_free if _loose(source[i])],
    )
    return found + explain(leftovers)


def _compare_values(source: list[Quantity], target: list[Quantity]) -> list[Discrepancy]:
    """For texts with hundreds of figures: only which values are missing on the other side, each once."""
    found: list[Discrepancy] = []
    for quantities, others, trouble in ((source, target, Trouble.MISSING), (target, source, Trouble.ADDED)):
        seen = _values(others) | _inside_codes(others)
        for q in quantities:
            if q.figure and q.value is not None and not _known(q, seen):
                seen.update(q.values)
                missing = trouble is Trouble.MISSING
                found.append(Discrepancy(trouble, q if missing else None, None if missing else q))
    return found


def _values(quantities: list[Quantity]) -> set[Fraction]:
    return {v for q in quantities for v in q.values}


def _valued(quantities: list[Quantity]) -> dict[int, None]:
    return {i: None for i, q in enumerate(quantities) if q.value is not None}


def _known(q: Quantity, values: set[Fraction]) -> bool:
    return any(v in values for v in q.values)


def _inside_codes(quantities: list[Quantity]) -> set[Fraction]:
    """Numbers within codes and written shares: 伊尔-76 is fairly Il-76, 358/457 is "358 of 457"."""
    found: set[Fraction] = set()
    for q in quantities:
        if q.kind in {Kind.IDENTIFIER, Kind.FRACTION} and len(q.digits) <= 24:
            digits = "".join(c if c.isdigit() else " " for c in q.digits).split()
            found.update(Fraction(int(d)) for d in digits)
    return found


def _converted(q: Quantity, others: list[Quantity]) -> bool:
    """Whether *q* restates one of the others in its own unit: "6,000 mu (400 hectares)"."""
    base = base_value(q.value, q.unit) if q.value is not None else None
    if base is None:
        return False
    for other in others:
        known = base_value(other.value, other.unit) if other.value is not None else None
        if known and known[0] == base[0] and abs(known[1] - base[1]) <= base[1] * _METRIC_AND_OTHER:
            return True
    return False


def _loose(q: Quantity) -> bool:
    """A small Chinese number that is often left out (两地, 三列): another number in its place is an error still."""
    plain = not q.figure and q.kind is Kind.NUMBER and not q.indefinite and not q.readings
    return plain and q.value is not None and 2 <= q.value <= 10 and q.value.denominator == 1


def _spelled(q: Quantity) -> bool:
    """A small number in words: no addition by itself, but a likely wrong answer to a missing figure."""
    counted = q.kind in {Kind.NUMBER, Kind.MULTIPLE} and not q.figure and not q.indefinite
    return counted and q.end - q.start > 2 and (len(q.values) == 1 or q.kind is Kind.MULTIPLE)


def _match(sides: _Sides) -> None:
    """Pair figures of equal value: first with the same unit, then by any reading, then converted."""
    ours = {i: [_quick(value) for value in sides.source[i].values] for i in sides.source_free}
    theirs = {j: [_quick(value) for value in sides.target[j].values] for j in sides.target_free}
    where: dict[Fraction | int, list[int]] = {}
    for j, values in theirs.items():
        for value in values:
            where.setdefault(value, []).append(j)
    for same_unit, readings in ((True, False), (False, False), (False, True)):
        if not sides.target_free:
            break
        for i in list(sides.source_free):
            q = sides.source[i]
            options = [
                j
                for value in (ours[i] if readings else ours[i][:1])
                for j in where.get(value, ())
                if j in sides.target_free
                and _compatible(q, sides.target[j], value)
                and (readings or theirs[j][0] == value)
                and (not same_unit or _same_unit(q, sides.target[j]))
            ]
            if options:
                _pair(sides, i, _best(q, options, sides))
    if sides.source_free and sides.target_free:
        _match_converted(sides)
        _match_scores(sides)


def _quick(value: Fraction) -> Fraction | int:
    """The same number, an ``int`` where it is whole: that is compared and looked up ten times as fast."""
    return value.numerator if value.denominator == 1 else value


def _match_converted(sides: _Sides) -> None:
    """半年 and "six months" exactly; lengths, weights and areas in other units to within rounding."""
    for i in list(sides.source_free):
        q = sides.source[i]
        base = base_value(q.value, q.unit) if q.value is not None else None
        if base is None:
            continue
        tolerance = Fraction(0) if base[0] in {"time", "months"} else base[1] * _METRIC_AND_OTHER
        for j in list(sides.target_free):
            t = sides.target[j]
            other = base_value(t.value, t.unit) if t.value is not None and t.unit != q.unit else None
            if other and other[0] == base[0] and abs(other[1] - base[1]) <= tolerance:
                _pair(sides, i, j)
                break


def _match_scores(sides: _Sides) -> None:
    """12:10 was no time of day but a score, "12-10": both numbers are there."""
    for i in [i for i in sides.source_free if sides.source[i].kind is Kind.TIME and sides.source[i].digits]:
        wanted = [Fraction(int(n)) for n in sides.source[i].digits.split(":")]
        first = [j for j in sides.target_free if sides.target[j].value == wanted[0]]
        second = [j for j in sides.target_free if sides.target[j].value == wanted[1] and j not in first[:1]]
        if first and second:
            _pair(sides, i, first[0])
            del sides.target_free[second[0]]


def _pair(sides: _Sides, i: int, j: int) -> None:
    sides.pairs.append((i, j))
    del sides.source_free[i]
    del sides.target_free[j]


def _best(q: Quantity, options: list[int], sides: _Sides) -> int:
    """Of equal values: a figure before a passing word, an equal bound before another, then the first."""
    if len(options) == 1:
        return options[0]
    return min(
        options, key=lambda j: (not sides.target[j].figure, sides.target[j].bound.direction != q.bound.direction, j)
    )


def _compatible(s: Quantity, t: Quantity, value: Fraction | int) -> bool:
    """ "First" in words is no day of the month; "four times" is five only where growth is spoken of (倍)."""
    if t.kind is Kind.MULTIPLE and t.value != value and s.kind is not Kind.MULTIPLE:
        return False
    if t.kind is Kind.PERCENT and t.indefinite and s.kind is not Kind.PERCENT:  # "all" is 100 %, and no other one
        return False
    return not (s.kind is Kind.DATE_PART and t.kind is Kind.ORDINAL and not t.figure)


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit and (bool(a.unit) or a.kind is b.kind)
