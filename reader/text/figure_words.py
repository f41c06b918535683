"""Figures in plain words: "163,000,000 yuan", "6.5 %", "the year 2018", "20:30"."""

from __future__ import annotations

from fractions import Fraction

from reader.text.dates import MONTHS
from reader.text.numerals import Kind, Quantity
from reader.text.quantity import CURRENCY_NAMES

_UNIT_NAMES = {
    "celsius": "°C", "degree": "degrees", "m2": "square metres", "km2": "square kilometres", "m3": "cubic metres",
    "t": "tonnes", "m": "metres", "g": "grams", "l": "litres", "ha": "hectares", "ft": "feet", "mu": "mu",
    "jin": "jin (half a kilogram)", "li": "li (half a kilometre)", "times": "times", "quarter-year": "quarters",
    "mile": "miles", "acre": "acres", "inch": "inches", "century": "centuries",
}  # fmt: skip
_PLURAL = {"second", "minute", "hour", "day", "week", "month", "year", "decade"}


def value_text(q: Quantity) -> str:
    """The normalised figure: "163,000,000 yuan", "6.5 %", "the year 2018", "20:30"."""
    if q.value is None:
        return q.digits
    if q.kind is Kind.TIME:
        minutes = int(q.value * 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if q.kind is Kind.DATE_PART:
        return _date_part(q)
    if q.kind is Kind.PERCENT:
        return f"{number_text(q.value * 100)} %"
    number = number_text(q.value)
    if q.kind is Kind.NUMBER and not q.unit and 1000 <= q.value < 2200 and q.value.denominator == 1:
        return str(q.value)  # most likely a year: 2022, not 2,022
    if q.kind is Kind.MONEY:
        return f"{number} {CURRENCY_NAMES.get(q.unit, q.unit)}"
    if q.kind is Kind.SECTION:
        return f"{q.unit} {number}".strip()
    if q.kind is Kind.ORDINAL:
        return f"{_nth(int(q.value))} century" if q.unit == "century" else _nth(int(q.value))
    if q.unit in _PLURAL:
        return f"{number} {q.unit}{'' if q.value == 1 else 's'}"
    return f"{number} {_UNIT_NAMES.get(q.unit, q.unit)}".strip()


def _nth(n: int) -> str:
    """1st, 2nd, 13th."""
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"the {n:,}{ending}"


def number_text(value: Fraction) -> str:
    """Digits with thousands separators; an exact fraction where decimals would not end."""
    if value.denominator == 1:
        return f"{int(value):,}"
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator:,}/{value.denominator:,}"
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    whole = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{int(whole[:-places]):,}.{whole[-places:]}"


def _date_part(q: Quantity) -> str:
    n = int(q.value or 0)
    if q.unit == "month" and 1 <= n <= 12:
        return f"the month of {MONTHS[n - 1]}"
    return {"year": f"the year {n}", "day": f"day {n}", "decade": f"the {n}s"}.get(q.unit, str(n))
