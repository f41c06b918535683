"""What stands around an English number: percent, currency, unit, time of day, bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from reader.text.numerals import english_patterns as patterns
from reader.text.numerals import english_words as words
from reader.text.numerals.english_bounds import bound_of
from reader.text.numerals.tokens import clock_time
from reader.text.quantity import Kind, Quantity

EVENING = frozenset({"evening", "afternoon", "night"})
"""Parts of the day after noon."""
_DOTTED = re.compile(r"(1[0-2]|\d)\.([0-5]\d)")


@dataclass(slots=True)
class Reading:
    """What one match says, where to go on, and the scale word's factor (10⁶ for "5 million")."""

    stop: int
    found: list[Quantity]
    scale: Fraction = Fraction(1)


def amount(
    text: str,
    start: int,
    end: int,
    value: Fraction,
    *,
    scale: Fraction = Fraction(1),
    readings: tuple[Fraction, ...] = (),
    currency: str = "",
    figure: bool = True,
) -> Reading:
    """A cardinal with everything around it. *currency* is that of a sign before the figure."""
    half = patterns.AND_A_HALF.match(text, end)
    if half and value.denominator == 1:
        stop = half.end()
        return Reading(
            stop, [Quantity(start, stop, value + scale / 2, bound=bound_of(text, start, stop), figure=figure)], scale
        )
    percent = patterns.PERCENT.match(text, end)
    if percent:
        stop = percent.end()
        base = patterns.PARTS.get(percent.group().strip(" -"), 100)
        return Reading(stop, [Quantity(start, stop, value / base, Kind.PERCENT, "%", bound_of(text, start, stop))])
    clock = patterns.MERIDIEM.match(text, end)
    if clock and value.denominator == 1 and value <= 12 and not currency:
        told = clock["sharp"] is None
        late = clock["half"] == "p" or clock["part"] in EVENING
        hour = int(value) % 12 + 12 if late else int(value) % 12 if clock["half"] else int(value)
        return Reading(clock.end(), [clock_time(start, clock.end(), hour, 0, half_told=told)])
    dotted = _DOTTED.fullmatch(text, start, end) if clock and clock["half"] else None
    if clock and dotted:  # 10.42pm
        hour = int(dotted[1]) % 12 + (12 if clock["half"] == "p" else 0)
        return Reading(clock.end(), [clock_time(start, clock.end(), hour, int(dotted[2]), half_told=True)])
    named = patterns.CURRENCY.match(text, end) if not currency else None
    currency = currency or (words.CURRENCIES[named["currency"]] if named else "")
    unit = currency or unit_after(text, end)
    if text.startswith((" cent ", " cents", " fen", " jiao", " mao"), end):
        readings = (*readings, value / (10 if text[end + 1] in "jm" else 100))
    kind = Kind.MONEY if currency else Kind.MULTIPLE if unit == "times" else Kind.NUMBER
    if unit == "times" and abs(value) <= 5:
        readings = (*readings, abs(value - 1), value + 1)
    if kind is Kind.NUMBER and scale == 1 and text[start - 1 : start] == " ":
        section = patterns.SECTION_BEFORE.search(text[max(0, start - 16) : start])
        if section:
            kind, unit = Kind.SECTION, words.SECTIONS[section[1]]
            figure = figure and not (unit == "number" and value == 1)  # "No. 1" is said of what is best
    if _minus(text, start):
        value = -value
    return Reading(end, [Quantity(start, end, value, kind, unit, bound_of(text, start, end), readings, figure)], scale)


def unit_after(text: str, end: int) -> str:
    """The unit word that follows *end*; empty when none is known there."""
    m = patterns.UNIT.match(text, end)
    if m is None:
        return ""
    unit = words.UNITS.get(m["unit"], "")
    if m["square"]:
        return {"m": "m2", "km": "km2", "mm": "mm2", "cm": "cm2"}.get(unit, "")
    if m["cubic"]:
        return {"m": "m3"}.get(unit, "")
    return unit


def _minus(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start]
    return before == "minus " or (before[-1:] in {"-", "−"} and before[-2:-1] in {"", " ", "("})
