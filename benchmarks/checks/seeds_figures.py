"""Errors in figures and dates: one digit, one word, one power of ten, one part of a date.

Each function takes the pair and a random generator and returns ``(what was done, the altered English)``, or ``None``
when the sentence offers no place for such an error. An English figure is altered only when the Chinese has figures.
"""

from __future__ import annotations

import calendar
import random
import re

_ZH_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两半双俩壹贰叁]")
_FIGURE = re.compile(r"(?<![\w.,\-/:])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/:\-]|[.,]\d| [ap]\.?m\b)")
_NAMED = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty"
_WORDS = _NAMED.split()
_WORD = re.compile(rf"(?<![\w\-])(?:{'|'.join(_WORDS)})(?![\w\-])", re.IGNORECASE)
_SCALE = re.compile(r"(?<=\d) (thousand|million|billion|trillion)\b")
_MONTHS = tuple(calendar.month_name)[1:]
_DAYS = tuple(calendar.day_name)
_A_MONTH = "|".join(_MONTHS)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b(?! be\b)")
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_YEAR = re.compile(r"(?<![\w.,\-/$£€¥])(?:1[89]|20)\d\d(?![\w%,]|\.\d| (?:yuan|people|million|tons))")
_DAY_OF_MONTH = re.compile(
    rf"\b(?:{_A_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)|\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?:{_A_MONTH})\b"
)

Seed = tuple[str, str] | None


def number(zh: str, en: str, rng: random.Random) -> Seed:
    """One figure says something else: a digit changed, digits exchanged, another number word, the figure gone."""
    figures = [m for m in _FIGURE.finditer(en) if not _in_date(en, m.span())]
    words = list(_WORD.finditer(en))
    if not _ZH_FIGURE.search(zh) or not (figures or words):
        return None
    m = rng.choice(figures or words) if rng.random() < 0.75 else rng.choice(words or figures)
    said = m.group()
    if said[0].isalpha():
        new = rng.choice([w for w in _WORDS if w != said.lower()])
        return "another word", _replaced(en, m.span(), new.capitalize() if said[0].isupper() else new)
    digits = [i for i, c in enumerate(said) if c.isdigit()]
    pairs = [i for i in digits if i + 1 in digits and said[i] != said[i + 1] and (i or said[1] != "0")]
    if pairs and rng.random() < 0.3:
        i = rng.choice(pairs)
        return "digits exchanged", _replaced(en, m.span(), said[:i] + said[i + 1] + said[i] + said[i + 2 :])
    i = rng.choice(digits)
    digit = rng.choice([d for d in "123456789" if d != said[i]])
    return "digit changed", _replaced(en, m.span(), said[:i] + digit + said[i + 1 :])


def magnitude(zh: str, en: str, rng: random.Random) -> Seed:
    """A power of ten is wrong: ten times, a tenth, another scale word, or 万 read as 亿 (ten thousand times)."""
    if not _ZH_FIGURE.search(zh):
        return None
    scales = list(_SCALE.finditer(en))
    if scales and rng.random() < 0.6:
        m = rng.choice(scales)
        new = rng.choice([w for w in ("thousand", "million", "billion", "trillion") if w != m.group(1)])
        return "another scale word", _replaced(en, m.span(1), new)
    figures = [m for m in _FIGURE.finditer(en) if not _in_date(en, m.span()) and float(m.group().replace(",", ""))]
    if not figures:
        return None
    m = rng.choice(figures)
    plain = m.group().replace(",", "")
    choices = [("ten times", 1)]
    if plain.endswith("0") or "." in plain or scales or len(plain) > 3:
        choices.append(("a tenth", -1))  # “0.3 people” is nothing an engine writes
    if re.search("[万亿]", zh) and len(plain) > 4:
        choices.append(("万 as 亿", 4) if rng.random() < 0.5 else ("亿 as 万", -4))
    how, shift = rng.choice(choices)
    return how, _replaced(en, m.span(), _shifted(plain, shift, grouped="," in m.group()))


def date(zh: str, en: str, rng: random.Random) -> Seed:
    """One part of a date is another: the year, the month, the day of the month or the weekday."""
    places: list[tuple[str, tuple[int, int], str]] = []
    if re.search("年|[12][0-9]{3}", zh):
        for m in _YEAR.finditer(en):
            i = rng.randrange(2, 4)
            digit = rng.choice([d for d in "0123456789" if d != m.group()[i]])
            places.append(("year", m.span(), m.group()[:i] + digit + m.group()[i + 1 :]))
    if "月" in zh:
        for m in _MONTH.finditer(en):
            places.append(("month", m.span(), rng.choice([w for w in _MONTHS if w != m.group()])))
        for m in _DAY_OF_MONTH.finditer(en):
            group = 1 if m.group(1) else 2
            day = int(m.group(group))
            other = rng.choice(
                [d for d in (day - 1, day + 1, day - 10, day + 10, day + 2) if 1 <= d <= 28 and d != day] or [1]
            )
            end = m.end(group)
            suffix = m.string[end : end + 2] if m.string[end : end + 2] in ("st", "nd", "rd", "th") else ""
            places.append(("day", (m.start(group), end + len(suffix)), f"{other}{_ordinal(other) if suffix else ''}"))
    if re.search("周[一二三四五六日天]|星期|礼拜", zh):
        for m in _DAY.finditer(en):
            places.append(("weekday", m.span(), rng.choice([w for w in _DAYS if w != m.group()])))
    if not places:
        return None
    how, span, new = rng.choice(places)
    return how, _replaced(en, span, new)


def _in_date(en: str, span: tuple[int, int]) -> bool:
    """Whether the figure is a part of a date: a year, or beside the name of a month."""
    dates = [m.span() for pattern in (_YEAR, _DAY_OF_MONTH) for m in pattern.finditer(en)]
    return any(start < span[1] and span[0] < end for start, end in dates)


def _shifted(plain: str, shift: int, *, grouped: bool) -> str:
    """*plain* times ten to the *shift*, written without an exponent."""
    whole, _, fraction = plain.partition(".")
    digits, point = whole + fraction, len(whole) + shift
    if point <= 0:
        digits, point = "0" * (1 - point) + digits, 1
    digits = digits.ljust(point, "0")
    left, right = digits[:point].lstrip("0") or "0", digits[point:].rstrip("0")
    shown = f"{int(left):,}" if grouped else left
    return shown + ("." + right if right else "")


def _ordinal(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _replaced(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]
