"""Telephone numbers, codes and written dates: the same shapes in Chinese and in English."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.quantity import Kind, Quantity

PHONE = (
    r"(?P<phone>(?<![\d.,A-Za-z])(?:"
    r"\+\d{1,3}[ \-.]?(?:\(\d{1,4}\)[ \-.]?)?\d{1,5}(?:[ \-.]\d{2,8}){0,4}"  # +44 20 7946 0123
    r"|\(0\d{1,4}\)[ \-]?\d{3,4}[ \-]?\d{4}"  # (0991) 1234567
    r"|0\d{2,4}[ \-]\d{3,4}[ \-]?\d{3,4}"  # 0991-1234567, 020 7946 0123
    r"|0\d{1,4}(?: \d{2,4}){2,4}"  # 021 644 83 46
    r"|1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}"  # 138 0013 8000
    r"|[48]00-\d{3,4}-?\d{3,4}"  # 400-123-4567
    r"|(?:\([2-9]\d\d\) ?|[2-9]\d\d-)\d{3}-\d{4}"  # (212) 555-0123
    r")(?![\d]|[.,]\d))"
)
"""Shapes of telephone numbers, as a named group ``phone``."""

DATE = (
    r"(?P<date>(?<![\d.\-/])(?P<y>(?:19|20)\d\d)(?P<sep>[\-./])(?P<mo>0?[1-9]|1[0-2])"
    r"(?:(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])|(?! ?(?:[万亿千百%‰元美港欧人吨米公平亩倍个多余年]|[a-z]|[$¥€£])))"
    r"(?![\d]|[.\-/]\d))"
)
"""2022-01-05, 2022/1/5, 2022.01.05, 1999.05, as a named group ``date``.

Without a day it is none before a unit or a word: 2019.5万元 and 2019.5 million are amounts."""

DAY_FIRST = (
    r"(?P<slashed>(?<![\d.\-/])(?P<s1>0?[1-9]|[12]\d|3[01])(?P<ssep>[/.\-])(?P<s2>0?[1-9]|[12]\d|3[01])"
    r"(?P=ssep)(?P<sy>(?:19|20)\d\d)(?![\d]|[.\-/]\d))"
)
"""03/05/2024 and 5.3.2024, as a named group ``slashed``; which of the two is the day is not always told."""

CLOCK = r"(?P<clock>(?<![\d:.])(?P<h>[01]?\d|2[0-4]): ?(?P<mi>[0-5]\d)(?::[0-5]\d)?(?![\d:]))"
"""20:30 and 8:30:00, as a named group ``clock``."""

_NOT_DIGIT = re.compile(r"[^0-9]")
_NOT_CODE = re.compile(r"[^0-9A-Z]")


def only_digits(text: str) -> str:
    """The ASCII digits of *text*."""
    return _NOT_DIGIT.sub("", text)


def code(text: str) -> str:
    """Canonical form of a code: its ASCII letters in upper case and digits."""
    return _NOT_CODE.sub("", text.upper())


def phone(m: re.Match[str]) -> Quantity:
    """The telephone number matched by :data:`PHONE`."""
    start, end = m.span("phone")
    return Quantity(start, end, None, Kind.PHONE, digits=only_digits(m["phone"]))


def date_parts(m: re.Match[str]) -> list[Quantity]:
    """Year, month and, if written, day matched by :data:`DATE`.

    Without a day, 2001.09 might be a decimal or a version number: the parts are then no figures one must keep.
    """
    full = m["d"] is not None
    parts = [("y", "year"), ("mo", "month"), *([("d", "day")] if full else [])]
    return [
        Quantity(*m.span(group), Fraction(int(m[group])), Kind.DATE_PART, unit, figure=full or unit == "year")
        for group, unit in parts
    ]


def slashed_parts(m: re.Match[str]) -> list[Quantity]:
    """Day, month and year matched by :data:`DAY_FIRST`.

    03/05/2024 is 5 March in one country and 3 May in another: each part has the other as a second reading.
    """
    one, two = int(m["s1"]), int(m["s2"])
    if one > 12 and two > 12:
        return [Quantity(*m.span(g), Fraction(int(m[g]))) for g in ("s1", "s2", "sy")]
    month, day = ("s2", "s1") if one > 12 or (two <= 12 and m["ssep"] == ".") else ("s1", "s2")
    open_ = max(one, two) <= 12 and one != two and m["ssep"] == "/"
    parts = []
    for group, other, unit in ((month, day, "month"), (day, month, "day")):
        readings = (Fraction(int(m[other])),) if open_ else ()
        parts.append(Quantity(*m.span(group), Fraction(int(m[group])), Kind.DATE_PART, unit, readings=readings))
    parts.sort(key=lambda q: q.start)
    return [*parts, Quantity(*m.span("sy"), Fraction(int(m["sy"])), Kind.DATE_PART, "year")]


def clock(m: re.Match[str]) -> Quantity:
    """The clock time matched by :data:`CLOCK`, in hours; the other half of the day is a reading.

    ``digits`` keeps what was written: 12:10 may also be a score.
    """
    start, end = m.span("clock")
    return clock_time(start, end, int(m["h"]), int(m["mi"]))._replace(digits=m["clock"])


def clock_time(start: int, end: int, hour: int, minute: int, *, half_told: bool = False) -> Quantity:
    """A time of day in hours: 20:30 is 41/2. 8:30 may be said of the evening too and has 41/2 as a reading,
    unless *half_told* (8:30 a.m.). Twelve and nought o'clock have all their names as readings."""
    value = Fraction(hour * 60 + minute, 60)
    readings: tuple[Fraction, ...] = ()
    if hour in (0, 12, 24):
        rest = Fraction(minute, 60)
        readings = tuple(v for h in (0, 12, 24) if (v := h + rest) != value)
    elif hour < 12 and not half_told:
        readings = (value + 12,)
    return Quantity(start, end, value, Kind.TIME, "clock", readings=readings)
