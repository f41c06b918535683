"""Dates and times to one check, all other figures to the other: nothing is reported twice, nothing falls between.

The dates check owns years, months, days, parts of them and times of day; the numbers check owns the rest,
decades and centuries included. A date of the English that answers no Chinese date is still offered to the
numbers, which may call for it (3·15 as "March 15"), but is no added number.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from typing import NamedTuple

from reader.checks.dates.matching import DateDifference, compare_dates
from reader.text import dates_en, dates_zh
from reader.text.dates import Dated
from reader.text.numerals import Kind, Quantity, parse_en, parse_zh


@dataclass(frozen=True, slots=True)
class TimeDifference:
    """A time of day that is missing (``target`` is ``None``), added (``source`` is ``None``) or changed."""

    source: Quantity | None
    target: Quantity | None


class Divided(NamedTuple):
    """What each check looks at. ``source`` and ``target`` are the figures left for the numbers check, ``dated`` the
    values that the dates of both sides hold."""

    source: list[Quantity]
    target: list[Quantity]
    dated: tuple[frozenset[Fraction], frozenset[Fraction]]
    source_dates: Dated
    target_dates: Dated
    dates: list[DateDifference]
    times: list[TimeDifference]


@lru_cache(maxsize=4)
def divide(source: str, target: str) -> Divided:
    """The figures and dates of one pair, read once for both checks, which are run one after the other."""
    zh, en = parse_zh(source), parse_en(target)
    source_dates, target_dates = dates_zh.read_dates(source, zh), dates_en.read_dates(target, en)
    pairs = compare_dates(source_dates, target_dates, zh, en)
    times = _times(zh, en, pairs.source_figures, pairs.target_figures)
    left = [q for i, q in enumerate(zh) if i not in pairs.source_figures]
    offered = [
        q._replace(figure=False) if i in pairs.target_spare else q
        for i, q in enumerate(en)
        if i not in pairs.target_figures and (i not in pairs.target_spare or q.figure)
    ]
    dated = (_values(source_dates), _values(target_dates))
    return Divided(left, offered, dated, source_dates, target_dates, pairs.differences, times)


def _values(dated: Dated) -> frozenset[Fraction]:
    """Years, with what they are called in an era, and the numbers of lunar dates; other days and months are too
    common among other figures."""
    found: set[int] = set()
    for mention in dated.dates:
        if not mention.weak:
            found.update(mention.years if len(mention.years) <= 2 else ())
            found.update((*mention.months, *mention.days) if mention.lunar else ())
    return frozenset(map(Fraction, found))


def _times(zh: list[Quantity], en: list[Quantity], used_zh: set[int], used_en: set[int]) -> list[TimeDifference]:
    """Pair times of day by value; those that answer nothing are differences, and all are used up."""
    ours = [i for i, q in enumerate(zh) if q.kind is Kind.TIME]
    theirs = [j for j, q in enumerate(en) if q.kind is Kind.TIME]
    if not ours and not theirs:
        return []
    used_zh.update(ours)
    used_en.update(theirs)
    found: list[TimeDifference] = []
    for exactly in (True, False):
        for i in list(ours):
            match = next((j for j in theirs if _same_time(zh[i], en[j], exactly)), None)
            if match is not None:
                ours.remove(i)
                theirs.remove(match)
    for i in list(ours):
        if _said_in_numbers(zh[i], en, used_en):
            ours.remove(i)
    for j in list(theirs):
        if _said_in_numbers(en[j], zh, used_zh):
            theirs.remove(j)
    for i in ours:
        nearest = min(theirs, key=partial(_apart, zh[i], en), default=None)
        found.append(TimeDifference(zh[i], None if nearest is None else en[nearest]))
        if nearest is not None:
            theirs.remove(nearest)
    found += [TimeDifference(None, en[j]) for j in theirs]
    return found


def _apart(q: Quantity, others: list[Quantity], i: int) -> Fraction:
    return abs((others[i].value or Fraction(0)) - (q.value or Fraction(0)))


def _same_time(s: Quantity, t: Quantity, exactly: bool) -> bool:
    return s.value == t.value if exactly else not set(s.values).isdisjoint(t.values)


def _said_in_numbers(q: Quantity, others: list[Quantity], used: set[int]) -> bool:
    """8时 or 20时 as "at eight", 20时 as "2000 hours"; 12:10 was a score, "12-10"; noon and midnight are words."""
    assert q.value is not None
    hour, minute = divmod(q.value * 60, 60)
    military = Fraction(hour * 100 + minute)
    wanted = [int(n) for n in q.digits.split(":")] if q.digits else []
    free = [i for i, o in enumerate(others) if i not in used and o.value is not None]
    for i in free:
        if set(others[i].values) & {*q.values, q.value - 12, q.value + 12, military} and (
            minute == 0 or others[i].value == military
        ):
            used.add(i)
            return True
    first = next((i for i in free if wanted and others[i].value == wanted[0]), None)
    second = next((i for i in free if i != first and len(wanted) > 1 and others[i].value == wanted[1]), None)
    if first is None or second is None:
        return False
    used.update((first, second))
    return True
