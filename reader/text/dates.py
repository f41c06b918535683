"""Dates as a text gives them: which year, month, day or part of one is said, and which is not.

:mod:`reader.text.dates_zh` and :mod:`reader.text.dates_en` build these records from the figures of
:mod:`reader.text.numerals` and the words around them. Nothing is guessed: what a text leaves unsaid stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from reader.model import Span

MONTHS = ("January February March April May June July August September October November December").split()  # noqa: SIM905
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = {
    "early": "the beginning",
    "mid": "the middle",
    "late": "the end",
    **{f"Q{n}": f"the {name} quarter" for n, name in enumerate(("first", "second", "third", "fourth"), 1)},
    "H1": "the first half",
    "H2": "the second half",
}
"""Part of a month or a year → words. 上旬 and 月初 are ``early``, 第一季度 is ``Q1``, 下半年 is ``H2``."""
UNITS = ("year", "month", "day")
MANY = 500
"""Figures beyond which a text is a table: its dates are then compared as plain figures, by value."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date: text ``[start, end)``; ``years``, ``months``, ``days`` hold what each may stand for, empty when unsaid.

    More than one value: 民國113年 is 113 and 2024, 24年 is 24, 1924 and 2024, 03/05/2024 is two days.
    The first is the likeliest in the common calendar. ``implied`` is the month that a range shares (8月6日至8日).
    ``figures`` are the indices of the figures it is made of. ``weak`` marks a bare four-digit number.
    """

    start: int
    end: int
    years: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    part: str = ""
    implied: int | None = None
    lunar: bool = False
    weak: bool = False
    figures: tuple[int, ...] = ()

    def said(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Unit and values of every part that is said."""
        for unit, values in zip(UNITS, (self.years, self.months, self.days), strict=True):
            if values:
                yield unit, values


@dataclass(frozen=True, slots=True)
class DateWord:
    """A weekday (``unit`` "weekday", ``value`` 0 for Monday) or a relative date (``unit`` day, week, month or
    year, ``value`` -1 for the one before)."""

    start: int
    end: int
    unit: str
    value: int


@dataclass(frozen=True, slots=True)
class Dated:
    """What one text says of dates. ``lunar_said`` tells that it speaks of the lunar calendar or its feasts."""

    dates: list[DateMention] = field(default_factory=list)
    weekdays: list[DateWord] = field(default_factory=list)
    relatives: list[DateWord] = field(default_factory=list)
    lunar_said: Span | None = None


def date_text(mention: DateMention) -> str:
    """The date in words: "5 March 2024", "early March", "the first quarter of 2024", "5th of the 1st lunar month"."""
    year = str(western(mention.years)) if mention.years else ""
    if mention.lunar:
        day = f"day {mention.days[0]}" if mention.days else ""
        month = f"month {mention.months[0]}" if mention.months else ""
        return " ".join(filter(None, (day and f"{day} of", month, "of the lunar calendar", year)))
    named = mention.months[0] if mention.months else mention.implied or 0
    month = MONTHS[named - 1] if 1 <= named <= 12 else ""
    if mention.days and not month:
        return " ".join(filter(None, (f"day {mention.days[0]}", "of the month", year)))
    words = " ".join(filter(None, (str(mention.days[0]) if mention.days else "", month, year)))
    if mention.part:
        part = PARTS[mention.part]
        return f"{part} of {words}" if words else f"{part} of the year" if mention.part[0] in "QH" else part
    return words if month else f"the year {year}"


def western(years: tuple[int, ...]) -> int:
    """The year to show: the one of the common calendar where that is certain, else as written (98年 is 98)."""
    return years[1] if len(years) == 2 and years[0] < 200 else years[0]


def relative_text(word: DateWord) -> str:
    """ "the day before", "this year", "Wednesday"."""
    if word.unit == "weekday":
        return WEEKDAYS[word.value]
    if word.unit == "day":
        return {-2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow"}.get(
            word.value, "the day after tomorrow"
        )
    which = {-2: f"the {word.unit} before last", -1: f"last {word.unit}", 0: f"this {word.unit}"}
    return which.get(word.value, f"next {word.unit}" if word.value == 1 else f"the {word.unit} after next")


def resolve(word: DateWord, stated: date) -> DateMention:
    """The date a relative expression stands for, seen from the *stated* date; weeks resolve to nothing."""
    span = (word.start, word.end)
    if word.unit == "year":
        return DateMention(*span, years=(stated.year + word.value,))
    if word.unit == "month":
        count = stated.year * 12 + stated.month - 1 + word.value
        return DateMention(*span, years=(count // 12,), months=(count % 12 + 1,))
    if word.unit == "day":
        day = date.fromordinal(max(1, stated.toordinal() + word.value))
        return DateMention(*span, years=(day.year,), months=(day.month,), days=(day.day,))
    return DateMention(*span)
