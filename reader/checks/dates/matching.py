"""Which date of the English answers which date of the Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from reader.text.dates import Dated, DateMention, DateWord
from reader.text.quantity import Kind, Quantity

_MANY = 60
"""Dates on one side beyond which they are compared part by part instead of one by one; and how many of the next
unanswered dates are looked at for one that was meant."""


Paired = list[tuple[DateMention, DateMention]]


class DateTrouble(StrEnum):
    """What is wrong with a date."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    COMPLETED = "date completed"
    PART = "part changed"
    PART_LOST = "part lost"
    UNRESOLVED = "said otherwise"


@dataclass(frozen=True, slots=True)
class DateDifference:
    """One difference. ``unit`` names the part that is missing or added when it is not the whole date."""

    trouble: DateTrouble
    source: DateMention | None
    target: DateMention | None
    unit: str = ""


@dataclass(slots=True)
class DatePairs:
    """The differences, and the figures of either side that dates have answered for. ``target_spare`` are those of
    English dates that answer no Chinese date: numbers may still call for them."""

    differences: list[DateDifference] = field(default_factory=list)
    source_figures: set[int] = field(default_factory=set)
    target_figures: set[int] = field(default_factory=set)
    target_spare: set[int] = field(default_factory=set)


def compare_dates(source: Dated, target: Dated, zh: list[Quantity], en: list[Quantity]) -> DatePairs:
    """Pair the dates of both sides and say what differs. *zh* and *en* are the figures of both texts."""
    result = DatePairs()
    if not source.dates and not target.dates:
        return result
    wanted = [d for d in source.dates if not d.lunar]
    for mention in source.dates:
        result.source_figures.update(mention.figures)
    offered = list(target.dates)
    pool = _Pool(offered, en)
    left, pairs = _pair(wanted, offered)
    used = {id(e) for _, e in pairs}
    known = _Pool(wanted, zh)
    for z, e in pairs:
        result.target_figures.update(e.figures)
        result.differences += _within(z, e, pool, result)
        result.differences += _beyond(z, e, known)
    rest = [e for e in offered if id(e) not in used]
    for z in left:
        near = rest[:_MANY]  # in the order of the text; those answered are gone from it
        other = _contradicting(z, near)
        changed = other is not None and not (other.weak and z.days) and _is_new(other, known)
        missing = [] if changed else _unanswered(z, pool, result) or _other_part(z, near)
        if other is not None and (changed or missing):
            rest.remove(other)
            result.target_figures.update(other.figures)
            result.differences.append(DateDifference(DateTrouble.CHANGED, z, other))
        elif missing:
            result.differences.append(_missing(z, missing, source, target))
    for e in rest:
        if not e.weak or any(en[i].kind is Kind.DATE_PART for i in e.figures):
            result.target_spare.update(e.figures)
        if not e.weak:
            result.differences += _added(e, known, source)
    return result


def agreement(z: DateMention, e: DateMention) -> int | None:
    """How many parts of two dates are equal; ``None`` when one is contradicted."""
    equal = 0
    for mine, other in ((z.years, e.years), (z.months, e.months), (z.days, e.days)):
        if mine and other:
            if not set(mine) & set(other):
                return None
            equal += 1
    one = z.months or ((z.implied,) if z.implied else ())
    two = e.months or ((e.implied,) if e.implied else ())
    if one and two and not set(one) & set(two):
        return None
    if z.part and e.part:
        if z.part != e.part:
            return None
        equal += 1
    return equal


def _pair(
    wanted: list[DateMention], offered: list[DateMention]
) -> tuple[list[DateMention], list[tuple[DateMention, DateMention]]]:
    """(dates without an answer, pairs), best agreement first, then the same order in the text."""
    options = []
    if max(len(wanted), len(offered)) <= _MANY:
        for i, z in enumerate(wanted):
            for j, e in enumerate(offered):
                equal = agreement(z, e)
                if equal:
                    unsaid = sum(1 for _ in z.said()) + sum(1 for _ in e.said()) - 2 * equal
                    options.append((-equal, unsaid, e.weak, abs(i - j), i, j))
        options.sort()
    taken_z: set[int] = set()
    taken_e: set[int] = set()
    pairs = []
    for *_, i, j in options:
        if i not in taken_z and j not in taken_e:
            taken_z.add(i)
            taken_e.add(j)
            pairs.append((wanted[i], offered[j]))
    return [z for i, z in enumerate(wanted) if i not in taken_z], pairs


class _Pool:
    """Every value one side says, by unit, with plain numbers that can stand for any."""

    def __init__(self, dates: Iterable[DateMention], figures: list[Quantity]) -> None:
        self.by_unit: dict[str, set[int]] = {"year": set(), "month": set(), "day": set(), "part": set()}
        self.parts = {d.part for d in dates if d.part}
        for mention in dates:
            for unit, values in mention.said():
                self.by_unit[unit].update(values)
        self._figures = figures

    @cached_property
    def numbers(self) -> dict[Fraction, list[int]]:
        """The figures that are no parts of dates, by each value they may stand for; seldom needed."""
        numbers: dict[Fraction, list[int]] = {}
        for i, q in enumerate(self._figures):
            if q.kind is not Kind.DATE_PART:
                for value in q.values:
                    numbers.setdefault(value, []).append(i)
        return numbers

    def holds(self, unit: str, values: tuple[int, ...]) -> bool:
        return not self.by_unit[unit].isdisjoint(values) or any(v in self.numbers for v in values)

    def figures(self, values: tuple[int, ...]) -> list[int]:
        return [i for v in values for i in self.numbers.get(Fraction(v), ())]


def _unanswered(z: DateMention, pool: _Pool, result: DatePairs) -> list[str]:
    """Parts of *z* that stand nowhere in the English; the plain numbers that answer the others are used up."""
    missing = []
    for unit, values in z.said():
        if not pool.holds(unit, values):
            missing.append(unit)
    if not missing:
        for unit, values in z.said():
            if pool.by_unit[unit].isdisjoint(values):
                result.target_figures.update(pool.figures(values)[:1])
    if z.part and not missing and z.part not in pool.parts and not any(z.said()):
        return ["part"]
    return missing


def _other_part(z: DateMention, rest: list[DateMention]) -> list[str]:
    """10月中旬 as "early October": every number is there, and the part is another one."""
    for e in rest:
        if z.part and e.part and z.part != e.part and agreement(replace(z, part=""), replace(e, part="")) is not None:
            return ["part"]
    return []


def _within(z: DateMention, e: DateMention, pool: _Pool, result: DatePairs) -> list[DateDifference]:
    """What one side of a pair says and the other does not, unless it stands elsewhere."""
    found = []
    told = {unit for unit, _ in e.said()}
    for unit, values in z.said():
        if unit not in told:
            if not pool.holds(unit, values):
                found.append(DateDifference(DateTrouble.MISSING, z, e, unit))
            elif pool.by_unit[unit].isdisjoint(values):
                result.target_figures.update(pool.figures(values)[:1])
    if z.part and not e.part and z.part not in pool.parts:
        found.append(DateDifference(DateTrouble.PART_LOST, z, e))
    return found


def _beyond(z: DateMention, e: DateMention, known: _Pool) -> list[DateDifference]:
    """What the English says of a date that the Chinese leaves unsaid: a month or year from elsewhere is usual."""
    mine = {unit for unit, _ in z.said()} | ({"month"} if z.implied else set())
    found = []
    for unit, values in e.said():
        if unit not in mine and not known.holds(unit, values):
            otherwise = unit == "day" or (unit == "year" and bool(known.by_unit["year"]))
            trouble = DateTrouble.ADDED if otherwise else DateTrouble.COMPLETED
            found.append(DateDifference(trouble, z, e, unit))
    return found


def _contradicting(z: DateMention, rest: list[DateMention]) -> DateMention | None:
    """The date of the English that was most likely meant for *z*: the same parts said, one of them otherwise."""
    best: tuple[tuple[int, int], DateMention] | None = None
    mine = dict(z.said())
    for e in rest:
        other = dict(e.said())
        common = mine.keys() & other.keys()
        if not common and not (z.part and e.part):
            continue
        if e.weak and (mine.keys() != other.keys() or bool(z.part) != bool(e.part)):
            continue
        equal = sum(bool(set(mine[u]) & set(other[u])) for u in common)
        rank = (-equal, abs(len(mine) - len(other)))
        if best is None or rank < best[0]:
            best = rank, e
    return best[1] if best else None


def _is_new(e: DateMention, known: _Pool) -> bool:
    """Whether the date says something the other side says nowhere."""
    return any(not known.holds(unit, values) for unit, values in e.said())


def _missing(z: DateMention, missing: list[str], source: Dated, target: Dated) -> DateDifference:
    unit = missing[0] if len(missing) < sum(1 for _ in z.said()) else ""
    if missing == ["part"]:
        return DateDifference(DateTrouble.PART_LOST, z, None)
    # 14日 as "on Monday", 2018年 as "last year": said in another way, which cannot be judged here
    other = {"day": ("weekday", "day"), "year": ("year",), "month": ("month",)}[missing[-1]]
    own = {w.unit for w in (*source.weekdays, *source.relatives)}
    words = [w for w in (*target.weekdays, *target.relatives) if w.unit in other and w.unit not in own]
    if words and len(missing) == 1:
        return DateDifference(DateTrouble.UNRESOLVED, z, None, unit)
    return DateDifference(DateTrouble.MISSING, z, None, unit)


def _added(e: DateMention, known: _Pool, source: Dated) -> list[DateDifference]:
    new = [unit for unit, values in e.said() if not known.holds(unit, values)]
    if not new or any(d.lunar and set(d.months) & set(e.months) for d in source.dates):
        return []  # a lunar date is reported as such
    relative = {w.unit for w in (*source.relatives, *source.weekdays)} or any(d.lunar for d in source.dates)
    told = bool(e.days) and "day" not in new  # 今（27）日: the day is there as a number
    if relative or told:
        return [DateDifference(DateTrouble.COMPLETED, None, e)]
    return [DateDifference(DateTrouble.ADDED, None, e, new[0] if len(new) < sum(1 for _ in e.said()) else "")]


def changed_words(source: list[DateWord], target: list[DateWord]) -> list[tuple[DateWord, DateWord | None]]:
    """Weekdays or relative dates of the Chinese with the other one the English has instead (``None``: it has none)."""
    found: list[tuple[DateWord, DateWord | None]] = []
    theirs = {(w.unit, w.value) for w in target}
    ours = {(w.unit, w.value) for w in source}
    spare = [w for w in target if (w.unit, w.value) not in ours]
    for word in source:
        if word.unit == "same" or (word.unit, word.value) in theirs:
            continue
        other = next((w for w in spare if w.unit == word.unit), None)
        if other is not None:
            spare.remove(other)
        found.append((word, other))
    return found
