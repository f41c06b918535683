"""Dates in English text, built from its figures and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.text.dates import MANY, WEEKDAYS, Dated, DateMention, DateWord
from reader.text.lower_words import lower, word_set
from reader.text.numerals.english_dates import is_day, is_year
from reader.text.quantity import Kind, Quantity

_UNITS = frozenset({"year", "month", "day"})
_JOINED = re.compile(r"(?:,? (?:the )?|, ?| of |\. | day of |[\-/.]| in )")
_RANGE = re.compile(r" ?(?:[\-–—―~]|to|and|or|&|,|, and|until|till|through) ?(?:the )?")
_PART_BEFORE = re.compile(
    r"(?:(?P<early>early(?: in)?|(?:the )?(?:beginning|start) of|(?:the )?first (?:ten days|third) of)"
    r"|(?P<mid>mid|(?:the )?middle (?:ten days |third )?of|middle)"
    r"|(?P<late>late(?: in)?|(?:the )?(?:end|close) of|(?:the )?last (?:ten days|third) of)"
    r"|(?P<part>(?:first|second|1st|2nd) half"
    r"|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter|q[1-4]|h[12])(?: of)?)"
    r"(?: the year)?[ \-](?:of )?$"
)
_ALONE = re.compile(
    r"(?P<half>(?<![a-z])(?P<which>first|second|latter|1st|2nd) half(?= (?:of (?:the year|this|last|next|\d{4})|year)))"
    r"|(?P<quarter>(?<![a-z])(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)[ \-]quarter"
    r"(?!s| of an? |[ \-]final))"
    r"|(?P<short>(?<![a-z0-9])(?P<letter>[qh])(?P<n>[1-4])(?![a-z0-9]))"
)
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "third": 3, "3rd": 3}
_NTH |= {"fourth": 4, "4th": 4, "last": 4}
_A_YEAR = "(?: fiscal| financial)? year"
_WEEKDAY = re.compile(rf"(?<![a-z])(?:{'|'.join(w.lower() for w in WEEKDAYS)})s?(?![a-z])")
_RELATIVE = {
    ("day", -2): "day before yesterday",
    ("day", -1): "yesterday|last night|previous day|day before(?! yesterday)|day earlier",
    ("day", 0): "today|tonight|this morning|this afternoon|this evening|nowadays",
    ("day", 1): "tomorrow|next day|following day|day after(?! tomorrow)",
    ("day", 2): "day after tomorrow",
    ("week", -1): "last week|previous week|week ago|week earlier",
    ("week", 0): "this week|current week",
    ("week", 1): "next week|following week|coming week",
    ("month", -1): "last month|previous month|month ago|month earlier|month before",
    ("month", 0): "this month|current month",
    ("month", 1): "next month|following month|coming month",
    ("year", -2): "year before last|two years ago",
    ("year", -1): f"(?:last|previous|prior|preceding){_A_YEAR}|year ago|year earlier|year before(?! last)",
    ("year", 0): f"(?:this|current){_A_YEAR}",
    ("year", 1): f"(?:next|following|coming|subsequent){_A_YEAR}|year after",
}
_KEYS = list(_RELATIVE)
_RELATIVE_RE = re.compile(
    "(?<![a-z])(?:" + "|".join(f"(?P<k{i}>{_RELATIVE[key]})" for i, key in enumerate(_KEYS)) + ")(?![a-z])"
)
_HINTING = (
    "last previous prior preceding this current next following coming subsequent yesterday today tonight tomorrow"
    " nowadays two before after ago earlier"
)
_RELATIVE_HINTS = frozenset(_HINTING.split())
"""Words of which every relative date holds one, beside one of the following."""
_UNIT_HINTS = ("year", "day", "month", "week", "night", "morrow", "morning", "noon", "evening")
_PART_HINTS = ("half", "quarter")
_PART_LETTERS = frozenset("qh")
_LUNAR_HINTS = ("lunar", "new year", "festival", "mid-autumn", "dragon boat", "double ninth", "calendar", "qixi")
"""What every expression of the lunar calendar holds."""
_LUNAR_SAID = re.compile(
    r"lunar|chinese new year|spring festival|new year's eve|lantern festival|mid-autumn|dragon boat|double ninth"
    r"|traditional calendar|chinese calendar|agricultural calendar|qixi|new year"
)


def read_dates(text: str, figures: Sequence[Quantity]) -> Dated:
    """The dates of English *text*, whose figures are *figures* (:func:`~reader.text.numerals.parse_en`).

    A bare number such as 2018 is a weak date: it may answer a year and is none that must be answered.
    """
    if len(figures) > MANY or len(text) > 20 * MANY:
        return Dated()
    lowered, words = lower(text).replace("’", "'"), word_set(text)
    said = _LUNAR_SAID.search(lowered) if _holds(lowered, _LUNAR_HINTS) else None
    found = Dated(_grouped(lowered, figures) if figures else [], lunar_said=said.span() if said else None)
    if _holds(lowered, _PART_HINTS) or not words.isdisjoint(_PART_LETTERS):
        _parts_alone(lowered, figures, found)
    if "day" in lowered:
        for m in _WEEKDAY.finditer(lowered):
            name = m.group().removesuffix("s").capitalize()
            found.weekdays.append(DateWord(*m.span(), "weekday", WEEKDAYS.index(name)))
    if not words.isdisjoint(_RELATIVE_HINTS) and _holds(lowered, _UNIT_HINTS):
        for m in _RELATIVE_RE.finditer(lowered):
            assert m.lastgroup is not None
            unit, value = _KEYS[int(m.lastgroup[1:])]
            found.relatives.append(DateWord(*m.span(), unit, value))
    return found


def _holds(text: str, hints: Sequence[str]) -> bool:
    """Whether any of *hints* stands in *text*; a dozen such questions cost less than one search for a long pattern."""
    for hint in hints:  # noqa: SIM110 - twice as quick as any()
        if hint in text:
            return True
    return False


def _grouped(text: str, figures: Sequence[Quantity]) -> list[DateMention]:
    found: list[DateMention] = []
    i = 0
    while i < len(figures):
        q = figures[i]
        if q.kind is not Kind.DATE_PART or q.unit not in _UNITS:
            if is_year(q) and q.value is not None and text[q.start : q.end].isdigit():
                part, start = _part_before(text, q.start)
                found.append(DateMention(start, q.end, (int(q.value),), part=part, weak=True, figures=(i,)))
            elif q.kind is Kind.ORDINAL and is_day(q) and q.value is not None and text[q.start].isdigit():
                found.append(DateMention(q.start, q.end, days=(int(q.value),), weak=True, figures=(i,)))
            i += 1
            continue
        members = [i]
        while i + 1 < len(figures) and _continues(text, figures, members):
            i += 1
            members.append(i)
        i += 1
        found.append(_mention(text, figures, members))
    _share_month(text, found)
    return found


def _continues(text: str, figures: Sequence[Quantity], members: list[int]) -> bool:
    before, after = figures[members[-1]], figures[members[-1] + 1]
    if after.kind is not Kind.DATE_PART or after.unit not in _UNITS or after.start < before.end:
        return False
    units = {figures[i].unit for i in members}
    between = text[before.end : after.start]
    if after.unit in units or (after.unit == "month" and "year" in units and between not in "-/."):
        return False
    return _JOINED.fullmatch(between) is not None


def _mention(text: str, figures: Sequence[Quantity], members: list[int]) -> DateMention:
    values = {figures[i].unit: tuple(int(v) for v in figures[i].values) for i in members}
    start, end = figures[members[0]].start, figures[members[-1]].end
    part = ""
    if not values.get("day"):
        part, start = _part_before(text, start)
    weak = not any(figures[i].figure for i in members) and not part
    years, months, days = (values.get(unit, ()) for unit in ("year", "month", "day"))
    return DateMention(start, end, years, months, days, part, weak=weak, figures=tuple(members))


def _part_before(text: str, start: int) -> tuple[str, int]:
    m = _PART_BEFORE.search(text, max(0, start - 36), start)
    if m is None:
        return "", start
    for name in ("early", "mid", "late"):
        if m[name]:
            return name, m.start()
    return _named(m["part"]), m.start()


def _named(words: str) -> str:
    if words[-1].isdigit():
        return words.upper()
    which, _, what = words.partition(" ")
    return f"{'H' if what == 'half' else 'Q'}{_NTH[which]}"


def _share_month(text: str, found: list[DateMention]) -> None:
    """ "6 to 8 August", "August 6-8": the month belongs to both days."""
    for i in range(len(found) - 1):
        one, two = found[i], found[i + 1]
        if not (one.days and two.days) or not _RANGE.fullmatch(text, one.end, two.start):
            continue
        if not one.months and two.months:
            found[i] = replace(one, implied=two.months[0])
        elif not two.months and (one.months or one.implied):
            found[i + 1] = replace(two, implied=one.months[0] if one.months else one.implied)


def _parts_alone(text: str, figures: Sequence[Quantity], found: Dated) -> None:
    """The first quarter, Q1, the second half of the year, when no date of the list holds them already."""
    for m in _ALONE.finditer(text):
        if any(d.start <= m.start() < d.end for d in found.dates):
            continue
        if m["short"]:
            part = f"{m['letter'].upper()}{m['n']}"
            if part in {"H3", "H4"}:
                continue
        else:
            part = f"H{_NTH[m['which']]}" if m["half"] else f"Q{_NTH[m['nth']]}"
        inside = tuple(i for i, q in enumerate(figures) if m.start() <= q.start < m.end())
        found.dates.append(DateMention(*m.span(), part=part, weak=True, figures=inside))
