"""Dates and times of spreadsheets: day numbers displayed under a format code."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from reader.formats.docx_numbering import chinese
from reader.formats.xlsx_format_codes import Section, Token

_LAST_DAY = 2_958_465  # 9999-12-31
_LEAP_BUG = 60
"""Day 60 of the 1900 system is 29 February 1900, which never was (kept from Lotus 1-2-3)."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HAN_DAYS = "一二三四五六日"
_DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}


class _Moment(NamedTuple):
    year: int
    month: int
    day: int
    weekday: int
    seconds: Decimal  # of the day
    total: Decimal  # since day 0


def display(value: Decimal, section: Section, *, date1904: bool) -> str:
    """*value* days since the epoch as the section shows it; empty for a day no calendar of Excel has."""
    fraction = _fraction_places(section)
    exact = value * 86_400
    step = Decimal(1).scaleb(-fraction)
    shows_seconds = any(t.text[0] == "s" for t in section.tokens if t.kind in {"date", "elapsed"})
    seconds = exact.quantize(step, ROUND_HALF_UP) if shows_seconds else exact.quantize(Decimal(1), ROUND_HALF_UP)
    days, rest = divmod(seconds, 86_400)
    elapsed = any(t.kind == "elapsed" for t in section.tokens)
    if (value < 0 and not elapsed) or days > _LAST_DAY:
        return ""
    moment = _moment(int(days), rest, seconds, date1904)
    half = any(t.kind == "ampm" for t in section.tokens)
    return "".join(_written(t, index, section, moment, half, fraction) for index, t in enumerate(section.tokens))


def iso(value: str) -> str:
    """A date stored as ISO 8601 text (strict files) without its zero time."""
    return value.removesuffix("Z").removesuffix("T00:00:00").replace("T", " ")


def _moment(days: int, rest: Decimal, total: Decimal, date1904: bool) -> _Moment:
    if not date1904 and days == _LEAP_BUG:
        return _Moment(1900, 2, 29, 2, rest, total)
    if not date1904 and days == 0:
        return _Moment(1900, 1, 0, 5, rest, total)
    if date1904:
        day = date(1904, 1, 1) + timedelta(days=max(0, min(days, _LAST_DAY - 1462)))
    else:
        day = date(1899, 12, 31 if days < _LEAP_BUG else 30) + timedelta(days=max(0, days))
    return _Moment(day.year, day.month, day.day, day.weekday(), rest, total)


def _fraction_places(section: Section) -> int:
    """Digits after the point of the seconds (``ss.00``)."""
    kinds = section.tokens
    for index, token in enumerate(kinds):
        if token.kind == "point":
            places = 0
            for following in kinds[index + 1 :]:
                if following.kind != "digit":
                    break
                places += 1
            return min(places, 3)
    return 0


def _written(token: Token, index: int, section: Section, at: _Moment, half: bool, fraction: int) -> str:
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        whole = int((abs(at.total) / unit).to_integral_value(ROUND_FLOOR))
        return ("-" if at.total < 0 else "") + str(whole).zfill(len(token.text))
    if token.kind == "ampm":
        return _half(token.text, at)
    if token.kind == "digit":
        return ""
    if token.kind == "point":
        following = section.tokens[index + 1 : index + 2]
        if not (following and following[0].kind == "digit"):
            return token.text
        return "." + f"{at.seconds % 1:.{fraction}f}"[2:]
    if token.kind != "date":
        return token.text
    return _date(token.text, index, section, at, half)


def _half(text: str, at: _Moment) -> str:
    morning, afternoon = text.split("/", 1)
    return morning if at.seconds < 43_200 else afternoon


def _date(text: str, index: int, section: Section, at: _Moment, half: bool) -> str:
    letter, width = text[0], len(text)
    hours = int(at.seconds // 3600)
    if letter in "ye":
        return _figures(
            f"{at.year % 100:02d}" if letter == "y" and width <= 2 else f"{at.year:04d}", section, spelled=True
        )
    if letter == "m" and _is_minute(index, section.tokens):
        return _figures(str(int(at.seconds // 60 % 60)).zfill(min(width, 2)), section)
    if letter == "m":
        if width >= 3:
            name = _MONTHS[at.month - 1]
            return name[:3] if width == 3 else name[:1] if width == 5 else name
        return _figures(str(at.month).zfill(width), section)
    if letter == "d":
        if width >= 3:
            return _DAYS[at.weekday][: 3 if width == 3 else 20]
        return _figures(str(at.day).zfill(width), section)
    if letter == "a":
        return ("星期" if width == 4 else "周") + _HAN_DAYS[at.weekday]
    if letter == "h":
        shown = (hours % 12 or 12) if half else hours
        return _figures(str(shown).zfill(min(width, 2)), section)
    return _figures(str(int(at.seconds % 60)).zfill(min(width, 2)), section)


def _is_minute(index: int, tokens: tuple[Token, ...]) -> bool:
    """``m`` after an hour or before a second means minutes."""
    timed = [n for n, t in enumerate(tokens) if t.kind in {"date", "elapsed"}]
    at = timed.index(index)
    before = tokens[timed[at - 1]].text[0] if at else ""
    after = tokens[timed[at + 1]].text[0] if at + 1 < len(timed) else ""
    return before == "h" or after == "s"


def _figures(text: str, section: Section, *, spelled: bool = False) -> str:
    """Figures in the numerals of the section: years digit by digit, months and days as numbers (十二)."""
    if not section.numerals:
        return text
    digits = _DIGITS[section.numerals]
    if spelled or section.numerals == 3 or int(text) == 0:
        return "".join(digits[int(c)] for c in text)
    return chinese(int(text), digits, "十百千" if section.numerals == 1 else "拾佰仟")
