"""What makes a Chinese numeral part of a date or a time of day."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.numerals_tokens import clock_time
from reader.text.numerals_zh_bounds import bound_of
from reader.text.numerals_zh_rules import Reading
from reader.text.numerals_zh_value import RunValue, evaluate
from reader.text.quantity import Bound, Kind, Quantity

_CLOCK = re.compile(
    r" ?[点时]钟? ?(?![零一二三四五六七八九十\d]*[点个名人])(?:(?P<half>半)|(?P<sharp>整)|(?P<quarter>[一三])刻"
    r"|(?P<minute>[0-5]?\d|[零一二三四五]?十?[一二三四五六七八九]?十?) ?分(?!之))?(?![间候期代任常而刻子评建见要])"
)
_DAYTIME = re.compile(
    r"(上午|下午|中午|早上|早晨|清晨|晚上|傍晚|凌晨|夜间|深夜|午后|当晚|今晚|昨晚|晚间|晨|晚|[日号天]) ?$"
)
_AFTERNOON = ("下午", "晚", "傍晚", "午后", "夜", "深夜", "当晚", "今晚", "昨晚")
_MONTH_NEXT = re.compile(r" ?(?:\d{1,2}|十?[一二三四五六七八九十]) ?月")
_DECADE_NEXT = re.compile(r" ?[初中末]? ?(?:\d0|[一二三四五六七八九]十) ?年代")
_GENERATIONS = frozenset(Fraction(n) for n in (50, 60, 70, 80, 85, 90, 95))


def time_of_day(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """20时30分, 晚上8点半, 三点一刻. A bare 三点 may be three points of an argument, and is left alone."""
    if number.value.denominator != 1 or not 0 <= number.value <= 24:
        return None
    m = _CLOCK.match(text, end)
    if m is None:
        return None
    before = _DAYTIME.search(text[max(0, start - 3) : start])
    minute_told = m["half"] or m["sharp"] or m["quarter"] or m["minute"]
    if not before and not minute_told and "时" not in m.group() and "钟" not in m.group():
        return None
    minute = 30 if m["half"] else 15 if m["quarter"] == "一" else 45 if m["quarter"] else 0
    told = evaluate(m["minute"]) if m["minute"] else None
    if told:
        minute = min(59, int(told.value))
    hour = int(number.value)
    if before and hour < 12 and before[1].startswith(_AFTERNOON):
        hour += 12
    return m.end(), [clock_time(start, m.end(), hour, minute)]


def date_part(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """2018年, 一百年(民国), 9 月, 28日, 90年代, 20世纪, 90后."""
    at = end + 1 if text[end : end + 1] == " " else end
    rule = _BY_SIGN.get(text[at : at + 1])
    if rule is None or number.value.denominator != 1:
        return None
    return rule(text, start, end, at, number)


def _year(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    n = number.value
    if text.startswith("年代", at):
        readings: tuple[Fraction, ...] = (1900 + n, 1800 + n, 2000 + n) if n < 100 else (n % 100,)
        return at + 2, [Quantity(start, at, n, Kind.DATE_PART, "decade", readings=readings)]
    dated = _MONTH_NEXT.match(text, at + 1) is not None
    if not (number.positional or 1000 <= n < 2200 or dated or 50 < n < 100):
        return None
    # two digits are a year of the last century or of the Republic (民国), or simply a number of years
    readings = tuple(n + era for era in (1911, 1900, 2000)) if n < 200 else ()
    unit = "year"
    kind = Kind.DATE_PART if number.positional or n >= 1000 or dated else Kind.NUMBER
    return at + 1, [Quantity(start, end, n, kind, unit, bound_of(text, start, at + 1), readings)]


def _month(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    if not 1 <= number.value <= 12:
        return None
    values = [v for v in (number.value, number.more) if v is not None]
    return at + 1, [Quantity(start, end, v, Kind.DATE_PART, "month") for v in values]


def _day(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    if not 1 <= number.value <= 31:
        return None
    # 5月10日起 is "from May 10", no lower limit
    bound = Bound.EXACT if text[at + 1 : at + 2] in {"起", "前"} else bound_of(text, start, at + 1)
    values = [v for v in (number.value, number.more) if v is not None]
    return at + 1, [Quantity(start, end, v, Kind.DATE_PART, "day", bound) for v in values]


def _century(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    if not text.startswith("世纪", at):
        return None
    # 20世纪90年代 is "the 1990s": the century may go unsaid
    said = _DECADE_NEXT.match(text, at + 2) is None
    return at + 2, [Quantity(start, end, number.value, Kind.ORDINAL, "century", figure=said)]


def _generation(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    n = number.value
    if n not in _GENERATIONS or text[at + 1 : at + 2] in {"来", "期", "续", "面", "卫"}:
        return None
    return at + 1, [Quantity(start, end, n, Kind.DATE_PART, "decade", readings=(1900 + n, 2000 + n))]


_BY_SIGN = {"年": _year, "月": _month, "日": _day, "号": _day, "世": _century, "后": _generation}
