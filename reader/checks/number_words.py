"""Figures and their differences in plain words."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.checks.number_matching import Discrepancy, Trouble
from reader.text.numerals import Bound, Kind, Quantity
from reader.text.numerals_zh_words import CURRENCIES
from reader.text.quantity import CURRENCY_NAMES

_PLAIN = re.compile(r"[\d.,]+")

_MONTHS = ("January February March April May June July August September October November December").split()  # noqa: SIM905
_UNIT_NAMES = {
    "celsius": "°C", "degree": "degrees", "m2": "square metres", "km2": "square kilometres", "m3": "cubic metres",
    "t": "tonnes", "m": "metres", "g": "grams", "l": "litres", "ha": "hectares", "ft": "feet", "mu": "mu",
    "jin": "jin (half a kilogram)", "li": "li (half a kilometre)", "times": "times", "quarter-year": "quarters",
    "mile": "miles", "acre": "acres", "inch": "inches", "century": "centuries",
}  # fmt: skip
_PLURAL = {"second", "minute", "hour", "day", "week", "month", "year", "decade"}
_FACTORS = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 5: "a hundred thousand", 6: "a million"}


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


def explanation(d: Discrepancy, source: str, target: str) -> str:
    """What is different, in a sentence or two, with both values. *source* and *target* are the full texts."""
    s = _shown(d.source, source) if d.source else ""
    t = _shown(d.target, target) if d.target else ""
    if d.trouble is Trouble.MISSING:
        return f"The Chinese says {s}; the English does not have it."
    if d.trouble is Trouble.FEWER:
        return f"The Chinese gives {s} more often than the English does."
    if d.trouble is Trouble.COMPLETED:
        return f"The English says {t}; the Chinese leaves this part of the date unsaid."
    if d.trouble is Trouble.ADDED:
        return f"The English says {t}; the Chinese has no such figure."
    if d.trouble is Trouble.MAGNITUDE:
        factor = _FACTORS.get(abs(d.power), f"10^{abs(d.power)}")
        return f"The Chinese says {s}; the English says {t}: {factor} times {'more' if d.power > 0 else 'less'}."
    if d.trouble is Trouble.PERCENT:
        what = (
            "the percent sign is lost" if d.source and d.source.kind is Kind.PERCENT else "the Chinese says no percent"
        )
        return f"The Chinese says {s}; the English says {t}: {what}."
    if d.trouble is Trouble.CURRENCY:
        return f"The Chinese says {s}; the English says {t}: another currency."
    if d.trouble is Trouble.UNIT:
        return f"The Chinese says {s}; the English says {t}: another unit."
    if d.trouble in {Trouble.BOUND_LOST, Trouble.BOUND_REVERSED}:
        return _bound(d, s, t)
    if d.source and d.source.kind is Kind.PHONE:
        return f"The Chinese gives the telephone number {s}; the English gives {t}. Trust only the Chinese."
    return f"The Chinese says {s}; the English says {t}."


def _bound(d: Discrepancy, s: str, t: str) -> str:
    own = d.source.bound if d.source else Bound.EXACT
    other = d.target.bound if d.target else Bound.EXACT
    if d.trouble is Trouble.BOUND_LOST:
        return f"The Chinese says {own.value} {s}; the English gives the figure without this limit."
    return f"The Chinese says {own.value} {s}; the English says {other.value} {t}: the limit is turned around."


def _shown(q: Quantity, text: str) -> str:
    """Normalised value, followed by the characters of the text where they say it in another way."""
    written = text[q.start : q.end].strip() + (_currency_word(text, q.end) if q.kind is Kind.MONEY else "")
    if len(written) > 40:
        written = written[:40] + "…"
    if q.kind in {Kind.IDENTIFIER, Kind.PHONE}:
        return written
    normal = value_text(q)
    return normal if _same_digits(normal, written) else f"{normal} ({written})"


def _same_digits(normal: str, written: str) -> bool:
    """Whether *written* is plain digits that the normalised form repeats: no need to show both."""
    digits = written.strip(" $¥€£%")
    return bool(_PLAIN.fullmatch(digits)) and digits.replace(",", "") in normal.replace(",", "").split()


def _currency_word(text: str, end: int) -> str:
    return next((word for n in (4, 3, 2, 1) if (word := text[end : end + n]) in CURRENCIES), "")


def _date_part(q: Quantity) -> str:
    n = int(q.value or 0)
    if q.unit == "month" and 1 <= n <= 12:
        return f"the month of {_MONTHS[n - 1]}"
    return {"year": f"the year {n}", "day": f"day {n}", "decade": f"the {n}s"}.get(q.unit, str(n))
