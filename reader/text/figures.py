"""What each figure of a Chinese text says, in words an English reader can use, and sums of money in another currency.

Pure functions: an exchange rate is given by the caller, with its date and source, and repeated in every conversion
made with it, because a sum without the day of its rate proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reader.text import dates_zh
from reader.text.dates import date_text
from reader.text.figure_words import number_text, value_text
from reader.text.numerals import Bound, Kind, Quantity, parse_zh
from reader.text.numerals.chinese_amounts import unit_after
from reader.text.numerals.folding import fold_chinese
from reader.text.quantity import CURRENCY_NAMES

_DIGITS = 4
"""Significant digits of a converted sum; more would pretend a precision that no rate has."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of ``currency`` costs ``price`` units of ``of`` (1 USD = 7.1 CNY), on ``date``, according to ``source``.

    Currencies are ISO 4217 codes; ``date`` is ISO 8601.
    """

    currency: str
    price: Fraction
    of: str
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: text ``[start, end)`` (code points, its unit included), its value in words, and, for money, the sum
    in another currency with the rate used; empty where none applies."""

    start: int
    end: int
    value: str
    converted: str = ""


def figures(text: str, rates: Sequence[Rate] = (), *, yuan: str = "CNY") -> list[Figure]:
    """The figures, dates and times of Chinese *text* in order. Never raises.

    *yuan* is the currency that a bare 元 stands for, empty where that is unknown: then it is not converted.
    """
    quantities = parse_zh(text)
    dates = dates_zh.read_dates(text, quantities).dates
    dated = {i for mention in dates for i in mention.figures}
    folded = fold_chinese(text)
    found = [Figure(d.start, d.end, date_text(d)) for d in dates]
    for i, q in enumerate(quantities):
        if i not in dated and (q.figure or q.indefinite):
            found.append(Figure(q.start, _end(folded, q), _value(q), "; ".join(_sums(q, rates, yuan))))
    return sorted(found, key=lambda figure: figure.start)


def convert(amount: Fraction, rate: Rate) -> str:
    """*amount* of ``rate.of`` in words: "about 22,960,000 US dollars (1 USD = 7.1 CNY on 2024-03-05, Bank of X)"."""
    price = number_text(rate.price)
    told = f"1 {rate.currency} = {price} {rate.of} on {rate.date}, {rate.source}"
    name = CURRENCY_NAMES.get(rate.currency, rate.currency)
    return f"about {number_text(_rounded(amount / rate.price))} {name} ({told})"


def _value(q: Quantity) -> str:
    if q.indefinite:
        return f"several times {value_text(q)}" if q.value and q.value > 10 else f"some {value_text(q)}"
    words = value_text(q)
    return words if q.bound is Bound.EXACT else f"{q.bound.value} {words}"


def _end(text: str, q: Quantity) -> int:
    if q.kind not in {Kind.NUMBER, Kind.MONEY} or not q.unit:
        return q.end
    return max(q.end, unit_after(text, q.end)[0])


def _sums(q: Quantity, rates: Sequence[Rate], yuan: str) -> list[str]:
    if q.kind is not Kind.MONEY or q.value is None:
        return []
    unit = yuan if q.unit == "元" else q.unit
    return [convert(q.value, rate) for rate in rates if rate.of == unit and rate.currency != unit]


def _rounded(value: Fraction) -> Fraction:
    size = Fraction(1)
    while abs(value) >= size * 10**_DIGITS:
        size *= 10
    while value and abs(value) < size * 10 ** (_DIGITS - 1) and size > Fraction(1, 100):
        size /= 10
    return Fraction(round(value / size)) * size
