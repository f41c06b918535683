"""Figures in English text."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.lower_words import lower, word_set
from reader.text.numerals import english_patterns as patterns
from reader.text.numerals import english_words as words
from reader.text.numerals import tokens
from reader.text.numerals.english_amounts import EVENING, Reading, amount, unit_after
from reader.text.numerals.english_bounds import bound_of
from reader.text.numerals.english_dates import join_date
from reader.text.numerals.english_spelled import scale_factor, spelled
from reader.text.numerals.folding import fold_english
from reader.text.quantity import Bound, Kind, Quantity, exact

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_DIGIT = re.compile(r"\d")


def parse_en(text: str) -> list[Quantity]:
    """Every figure in English *text*, in order; offsets are code points of *text*. Never raises.

    Words that carry a value in passing ("both", "May", "half") are there with ``figure`` false.
    """
    folded = fold_english(text)
    words_said = word_set(folded)
    passed = words_said - patterns.STARTERS
    if len(passed) == len(words_said) and _DIGIT.search(folded) is None:
        return []
    lowered = lower(folded)
    found: list[Quantity] = []
    scales: list[Fraction] = []
    at = 0
    while (m := _next(lowered, folded, at, passed)) is not None:
        reading = _read(lowered, folded, m)
        for quantity in reading.found:
            found.append(quantity)
            scales.append(reading.scale)
            _share_scale(lowered, found, scales)
            join_date(lowered, found)
        at = max(reading.stop, m.start() + 1)
    return found


def _next(lowered: str, folded: str, at: int, passed: frozenset[str]) -> re.Match[str] | None:
    """The first match of :data:`patterns.SCAN` from *at* on. *passed* are words of the text it cannot begin with."""
    for begin in patterns.BEGIN.finditer(lowered, at):
        word = begin.group()
        if word in passed and begin.lastindex is None:
            continue
        start = begin.start()
        if start < at:  # inside a code that was tried
            continue
        code = patterns.CODE_BEGIN.match(lowered, start) if begin.lastindex else None
        if code is not None:
            at = code.end()
        elif word in passed or (word in _CONDITIONS and not _CONDITIONS[word](lowered, folded, begin)):
            continue
        m = patterns.SCAN.match(lowered, start)
        if m is not None and m.end() > start:
            return m
    return None


def _in_capitals(lowered: str, folded: str, begin: re.Match[str]) -> bool:
    return folded[begin.start() : begin.end()].isupper()


def _before_unit(lowered: str, folded: str, begin: re.Match[str]) -> bool:
    return patterns.AFTER_ARTICLE.match(lowered, begin.end()) is not None


def _before_decimals(lowered: str, folded: str, begin: re.Match[str]) -> bool:
    return patterns.POINT_BEGIN.match(lowered, begin.start()) is not None


_CONDITIONS = (
    dict.fromkeys(patterns.ROMANS, _in_capitals)
    | dict.fromkeys(patterns.ARTICLES, _before_unit)
    | {".": _before_decimals}
)
"""What else must hold for a figure to begin with the word or sign."""


def _read(text: str, folded: str, m: re.Match[str]) -> Reading:
    """What one match of :data:`patterns.SCAN` says."""
    start, end = m.span()
    if m["figure"] is not None:
        return _figure(text, folded, m)
    if m["spelled"] is not None:
        return spelled(text, m)
    if m["month"] is not None:
        return Reading(
            end, [Quantity(start, end, Fraction(words.MONTHS[m["month"]]), Kind.DATE_PART, "month", figure=False)]
        )
    if m["a"] is not None:
        bound = bound_of(text, start, end)
        return Reading(
            end, [Quantity(start, end, Fraction(1), Kind.NUMBER, unit_after(text, end - 1), bound, figure=False)]
        )
    if m["half"] is not None:
        scale = Fraction(words.SCALES.get(m["halved"], 1))
        unit = words.UNITS.get(m["halved"], "")
        return Reading(end, [Quantity(start, end, scale / 2, Kind.NUMBER, unit, figure=False)])
    if m["word"] is not None:
        return _word(text, m)
    if m["date"] is not None:
        return Reading(end, list(tokens.date_parts(m)))
    if m["slashed"] is not None:
        return Reading(end, tokens.slashed_parts(m))
    if m["continental"] is not None:
        whole, _, decimals = m["continental"].partition(",")
        digits = whole.replace(".", "") + (f".{decimals}" if decimals else "")
        return amount(text, start, end, exact(digits))
    if m["past"] is not None:
        return Reading(end, [_past(m)])
    if m["clock"] is not None:
        return _clock(text, m)
    if m["phone"] is not None:
        return Reading(end, [tokens.phone(m)])
    if m["code"] is not None:
        return _code(folded, m)
    if m["long"] is not None:
        return Reading(end, [Quantity(start, end, None, Kind.IDENTIFIER, digits=m["long"])])
    if m["roman"] is not None:
        return _roman(text, m)
    return _fraction(text, m)


def _figure(text: str, folded: str, m: re.Match[str]) -> Reading:
    start, end = m.span("figure")
    value = exact(m["arabic"])
    if m["nth"]:
        return Reading(end, [Quantity(start, end, value, Kind.ORDINAL, figure=value != 1)])
    if m["decade"]:
        readings: tuple[Fraction, ...] = (value % 100,) if value >= 1000 else (1900 + value, 2000 + value)
        if value >= 1000 and value % 100 == 0:
            readings += (value / 100 + 1,)  # the 1800s: the nineteenth century
        return Reading(end, [Quantity(start, end, value, Kind.DATE_PART, "decade", readings=readings)])
    scale = scale_factor(m["scales"]) if m["scales"] else Fraction(1)
    glued: tuple[Fraction, ...] = ()
    letter = m["letter"]
    if letter:
        size = words.LETTER_SCALES[letter]
        if m["sign"] or letter in "kb" or folded[end - 1].isupper():
            scale, glued = Fraction(size), (value,)
        else:
            end, glued = end - 1, (value * size,)  # 5m: metres, most likely
    currency = words.SIGNS.get(m["sign"] or "", "")
    return amount(text, start, end, value * scale, scale=scale, readings=glued, currency=currency)


def _code(folded: str, m: re.Match[str]) -> Reading:
    """A code, if it is written like one: COVID-19, H1N1, b2b; not post-90s or mid-1990s."""
    start, end = m.span("code")
    written = folded[start:end]
    hyphen = written.find("-")
    if hyphen > 0 and written[:hyphen].islower() and written[hyphen + 1 : hyphen + 2].isdigit():
        return Reading(start + hyphen + 1, [])
    return Reading(end, [Quantity(start, end, None, Kind.IDENTIFIER, digits=tokens.code(written))])


def _word(text: str, m: re.Match[str]) -> Reading:
    start, end = m.span("word")
    value, *readings = words.VALUE_WORDS[m["word"]]
    more = patterns.TENS_OF.match(text, end) if m["word"] == "tens" else None
    if more:
        value, end = value * words.SCALES[more[1]], more.end()
    kind = Kind.PERCENT if m["word"] in words.WHOLE else Kind.NUMBER
    return Reading(end, [Quantity(start, end, value, kind, readings=tuple(readings), figure=False, indefinite=True)])


def _fraction(text: str, m: re.Match[str]) -> Reading:
    start, end = m.span()
    if m["fraction"] is not None:
        above, below = _small(m["above"]), words.DENOMINATORS[m["below"]]
        # "a fifth time" is the fifth; "the first three quarters" are three
        readings = (Fraction(below),) if above == 1 and below > 2 and m["below"] != "quarter" else (above,)
        bound = bound_of(text, start, end)
        size = patterns.TENS_OF.match(text, end)  # a quarter of a million
        scale = words.SCALES[size[1]] if size and not size[1].endswith("s") else 1
        stop, kind = (size.end(), Kind.NUMBER) if size and scale > 1 else (end, Kind.FRACTION)
        return Reading(stop, [Quantity(start, stop, scale * above / below, kind, "", bound, readings, False)])
    over, under = ("over", "under") if m["ratio"] is not None else ("part", "whole")
    one, two = _small(m[over]), _small(m[under])
    share = (one / two,) if two else ()
    found = [
        Quantity(*m.span(group), n, readings=share, figure=group in {"part", "whole"} and m[group].isdigit())
        for group, n in ((over, one), (under, two))
    ]
    return Reading(end, found)


def _small(word: str) -> Fraction:
    return (
        Fraction(1)
        if word in {"a", "an"}
        else Fraction(words.CARDINALS[word] if word in words.CARDINALS else int(word.replace(",", "")))
    )


def _clock(text: str, m: re.Match[str]) -> Reading:
    half = patterns.MERIDIEM.match(text, m.end())
    if half is None:
        return Reading(m.end(), [tokens.clock(m)])
    hour = int(m["h"])
    late = (half["half"] == "p" or half["part"] in EVENING) and hour < 12
    hour = 0 if half["half"] == "a" and hour == 12 else hour + 12 if late else hour
    time = tokens.clock_time(m.start(), half.end(), hour, int(m["mi"]), half_told=half["sharp"] is None)
    return Reading(half.end(), [time])


def _past(m: re.Match[str]) -> Quantity:
    """Half past eight, a quarter to nine."""
    off = {"half": 30, "quarter": 15}.get(m["off"]) or int(_small(m["off"]))
    hour = int(_small(m["whole_hour"]))
    if m["to"]:
        hour, off = hour - 1 or 12, 60 - off
    return tokens.clock_time(*m.span(), hour, min(off, 59))


def _roman(text: str, m: re.Match[str]) -> Reading:
    start, end = m.span("roman")
    named = patterns.SECTION_BEFORE.search(text[max(0, start - 16) : start])
    heads = not text[:start].strip(" (") and text[end : end + 1] in {".", ")", ",", ":"}
    if end - start == 1 and not (named or heads):
        return Reading(end, [])
    value = total = 0
    for c in reversed(m["roman"]):
        n = _ROMAN[c]
        total, value = (total - n, value) if n < value else (total + n, n)
    kind, unit = (Kind.SECTION, words.SECTIONS[named[1]]) if named else (Kind.ORDINAL, "")
    return Reading(end, [Quantity(start, end, Fraction(total), kind, unit, figure=False)])


def _share_scale(text: str, found: list[Quantity], scales: list[Fraction]) -> None:
    """ "5 to 10 million", "60 and 70 percent": the first figure shares the second one's scale or sign; 1957–58."""
    if len(found) < 2:
        return
    first, second = found[-2], found[-1]
    if first.value is None or second.value is None or first.kind not in {Kind.NUMBER, Kind.MONEY} or scales[-2] != 1:
        return
    if second.start - first.end > 14 or (first.unit and first.kind is Kind.NUMBER):
        return
    low, high, between = first.value, second.value, text[first.end : second.start]
    sure = patterns.SURE_RANGE.fullmatch(text, first.end, second.start) is not None
    percent = second.kind is Kind.PERCENT
    factor = Fraction(1, 100) if percent else scales[-1]
    if text.startswith("between ", max(0, first.start - 8)) and patterns.BETWEEN.fullmatch(between):
        found[-2:] = [first._replace(bound=Bound.AT_LEAST), second._replace(bound=Bound.AT_MOST)]
    if factor == 1:
        if sure and 1000 <= low < 2200 and high < 100 and second.kind is Kind.NUMBER:
            found[-1] = found[-1]._replace(readings=(*second.readings, low - low % 100 + high))
        return
    if not sure and patterns.RANGE.fullmatch(text, first.end, second.start) is None:
        return
    first = found[-2]
    bare, scaled = abs(low), abs(low) * factor
    if sure and not (percent and first.kind is Kind.MONEY):
        unit, kind = (first.unit, first.kind) if first.unit else (second.unit, second.kind)
        found[-2] = first._replace(value=scaled, kind=kind, unit=unit, readings=(*first.readings, bare))
    elif first.kind is Kind.NUMBER:
        found[-2] = first._replace(readings=(*first.readings, scaled))
