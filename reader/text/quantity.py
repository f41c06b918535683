"""What a figure in a text means: exact value, unit, kind, bound."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of figure it is."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    SECTION = "section"
    DATE_PART = "date-part"
    TIME = "time"
    PHONE = "phone"
    IDENTIFIER = "identifier"


class Bound(StrEnum):
    """How the figure limits what it speaks of."""

    EXACT = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"

    @property
    def direction(self) -> int:
        """1 for a lower limit, -1 for an upper limit, 0 for neither."""
        return {Bound.AT_LEAST: 1, Bound.MORE_THAN: 1, Bound.AT_MOST: -1, Bound.LESS_THAN: -1}.get(self, 0)


class Quantity(NamedTuple):
    """One figure: text ``[start, end)`` (code points; unit and bound words are outside unless they carry the value).

    ``value`` is exact: percentages are hundredths (6.5 % is 13/200), a clock time
    is hours, ``None`` for identifiers, whose characters stand in ``digits``.
    ``unit`` is a key of :data:`UNITS`, a currency code, the part of a date
    (``year`` …) or empty. ``readings`` are other values the same words can fairly
    stand for (98年 is 98 and 1998). ``figure`` is false for words a faithful
    translation may render without a number (一个 as "a"). ``indefinite`` marks
    orders of magnitude (数百 "hundreds").
    """

    start: int
    end: int
    value: Fraction | None
    kind: Kind = Kind.NUMBER
    unit: str = ""
    bound: Bound = Bound.EXACT
    readings: tuple[Fraction, ...] = ()
    figure: bool = True
    indefinite: bool = False
    digits: str = ""

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Every value it may stand for, the literal one first; empty for identifiers."""
        value = self.value
        if value is None:
            return ()
        return (value if value.numerator >= 0 else -value, *self.readings)


UNITS: dict[str, tuple[str, Fraction]] = {
    "mm": ("length", Fraction(1, 1000)),
    "cm": ("length", Fraction(1, 100)),
    "dm": ("length", Fraction(1, 10)),
    "m": ("length", Fraction(1)),
    "li": ("length", Fraction(500)),
    "km": ("length", Fraction(1000)),
    "inch": ("length", Fraction(254, 10000)),
    "ft": ("length", Fraction(3048, 10000)),
    "mile": ("length", Fraction(1609344, 1000)),
    "nmi": ("length", Fraction(1852)),
    "mg": ("mass", Fraction(1, 1_000_000)),
    "g": ("mass", Fraction(1, 1000)),
    "liang": ("mass", Fraction(1, 20)),
    "jin": ("mass", Fraction(1, 2)),
    "lb": ("mass", Fraction(45359237, 100_000_000)),
    "kg": ("mass", Fraction(1)),
    "t": ("mass", Fraction(1000)),
    "m2": ("area", Fraction(1)),
    "mm2": ("area", Fraction(1, 1_000_000)),
    "cm2": ("area", Fraction(1, 10_000)),
    "mu": ("area", Fraction(2000, 3)),
    "acre": ("area", Fraction(40468564224, 10_000_000)),
    "ha": ("area", Fraction(10_000)),
    "km2": ("area", Fraction(1_000_000)),
    "m3": ("volume", Fraction(1000)),
    "l": ("volume", Fraction(1)),
    "ml": ("volume", Fraction(1, 1000)),
    "second": ("time", Fraction(1)),
    "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86_400)),
    "week": ("time", Fraction(604_800)),
    "month": ("months", Fraction(1)),
    "quarter-year": ("months", Fraction(3)),
    "year": ("months", Fraction(12)),
    "decade": ("months", Fraction(120)),
    "century": ("months", Fraction(1200)),
    "degree": ("angle", Fraction(1)),
    "celsius": ("temperature", Fraction(1)),
}
"""Unit → dimension and factor to the dimension's base (metre, kilogram, square metre, litre, second, month)."""

CURRENCY_NAMES: dict[str, str] = {
    "CNY": "yuan",
    "USD": "US dollars",
    "HKD": "Hong Kong dollars",
    "TWD": "Taiwan dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "JPY": "yen",
    "KRW": "won",
    "RUB": "roubles",
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars",
    "SGD": "Singapore dollars",
    "CHF": "francs",
    "INR": "rupees",
    "THB": "baht",
    "MYR": "ringgit",
    "VND": "dong",
    "KZT": "tenge",
    "MOP": "patacas",
    "TRY": "lira",
    "$": "dollars",
    "元": "yuan",
}
"""Currency → English name. ``$`` and ``元`` are written without saying which country's."""


_SEPARATORS = dict.fromkeys(map(ord, ", '"))


@lru_cache(maxsize=4096)
def exact(digits: str) -> Fraction:
    """Exact value of ASCII digits with at most one decimal point and any commas, spaces or apostrophes."""
    return Fraction(digits.translate(_SEPARATORS))


def base_value(value: Fraction, unit: str) -> tuple[str, Fraction] | None:
    """(dimension, value in its base unit), or ``None`` for units without a dimension."""
    known = UNITS.get(unit)
    return None if known is None else (known[0], abs(value) * known[1])
