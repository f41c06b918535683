"""Which English numbers are days and years: a figure beside a month is a day, and after that comes a year."""

from __future__ import annotations

import re

from reader.text.quantity import Kind, Quantity

_BEFORE_MONTH = frozenset({" ", "-", " of ", " day of "})
_AFTER_MONTH = frozenset({" ", ". ", " the ", "-", "."})
_BEFORE_YEAR = frozenset({" ", ", ", " of ", ". ", ",", " in ", "-"})
_DAYS_TOGETHER = re.compile(r" ?(?:[\-–—―~]|to|and|or|&|,|, and|until|till|through) ?(?:the )?")
_RANGE_SIGN = re.compile(r" ?[\-–—―~] ?")
# After "March 5 and 6" or "March 5 to 8" the sentence must go on without a noun that the number could count.
_NO_NOUN = re.compile(r"$|[,.;:)\]!?]|,? ?(?:19|20)\d\d| (?:in|at|of|for|by|with|this|last|and|to|on|the|inclusive)\b")
_DATED = re.compile(
    r"(?:^|[ (])(?:in|of|since|until|till|by|during|early|late|mid|last|this|next|every|from|between|before|after"
    r"|through|late in|early in|beginning of|end of)[ \-]$"
)

_DATED_MAY = re.compile(r"(?:^|[ (])(?:in|since|until|by|during|early|late|mid|last|next)[ \-]$")
"""Before "may" only what cannot precede the verb."""


def join_date(text: str, found: list[Quantity]) -> None:
    """Look at the newest quantity of *found* and those before it; give days, months and years their unit in place.

    "5 May", "6 to 8 August", "May 5th", "August 6-8, 2024", "in May".
    """
    newest = found[-1]
    if newest.unit == "month" and newest.kind is Kind.DATE_PART and not newest.figure:
        _month(text, found)
    elif len(found) > 1 and newest.kind in {Kind.NUMBER, Kind.ORDINAL, Kind.SECTION}:
        _day_or_year(text, found)


def _month(text: str, found: list[Quantity]) -> None:
    month = found[-1]
    at = len(found) - 2
    while at >= 0 and is_day(found[at]) and (text[found[at].start].isdigit() or found[at].kind is Kind.ORDINAL):
        between = text[found[at].end : found[at + 1].start]
        nearest = at == len(found) - 2
        if not (between in _BEFORE_MONTH if nearest else _DAYS_TOGETHER.fullmatch(between)):
            break
        found[at] = found[at]._replace(kind=Kind.DATE_PART, unit="day", figure=True)
        found[-1] = month._replace(figure=True)
        at -= 1
    dated = _DATED_MAY if text.startswith("may", month.start) else _DATED
    if not found[-1].figure and dated.search(text[max(0, month.start - 14) : month.start]):
        found[-1] = month._replace(figure=True)


def _day_or_year(text: str, found: list[Quantity]) -> None:
    before, newest = found[-2], found[-1]
    if before.kind is not Kind.DATE_PART or before.end > newest.start:
        return
    between = text[before.end : newest.start]
    if before.unit in {"month", "day"} and between in _BEFORE_YEAR and is_year(newest):
        found[-1] = newest._replace(kind=Kind.DATE_PART, unit="year")
        if before.unit == "month":
            found[-2] = before._replace(figure=True)
    elif (
        before.unit == "month"
        and is_day(newest)
        and (between in _AFTER_MONTH or (between == ", " and _NO_NOUN.match(text, newest.end)))
    ):
        found[-1] = newest._replace(kind=Kind.DATE_PART, unit="day", figure=True)
        found[-2] = before._replace(figure=True)
    elif (
        before.unit == "day"
        and is_day(newest)
        and _DAYS_TOGETHER.fullmatch(between)
        and (_RANGE_SIGN.fullmatch(between) or _NO_NOUN.match(text, newest.end))
    ):
        found[-1] = newest._replace(kind=Kind.DATE_PART, unit="day", figure=True)


def is_year(q: Quantity) -> bool:
    """A whole number of four digits without a unit."""
    return q.kind is Kind.NUMBER and not q.unit and q.value is not None and 1000 <= q.value < 2200


def is_day(q: Quantity) -> bool:
    """A plain number or ordinal that can be a day of the month."""
    plain = q.kind in {Kind.NUMBER, Kind.ORDINAL} and not q.unit and not q.indefinite
    return plain and q.value is not None and q.value.denominator == 1 and 1 <= q.value <= 31
