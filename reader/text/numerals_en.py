"""Figures in English text."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text import numerals_en_words as words
from reader.text import numerals_tokens as tokens
from reader.text.numerals_folding import fold_english
from reader.text.quantity import Bound, Kind, Quantity, exact

_CARDINAL = "|".join(sorted([*words.CARDINALS, *words.SCALES], key=len, reverse=True))
_SCALE = "|".join(sorted(words.SCALES, key=len, reverse=True))
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d,])|\d{1,24})(?:\.\d{1,24}(?!\.\d))?"
_SYMBOL = r"(?P<symbol>(?:us|hk|nt|rmb|cn|jp|a|c|s|usd|ntd|u\.s\.)?[$¥]|[€£]|(?<![a-z])(?:rmb|cny|usd|ntd|hkd|eur|gbp|jpy|mop|nt)(?= ?\d))"
_FIGURE = (
    rf"(?P<figure>(?:{_SYMBOL} ?)?(?<![\d])(?P<arabic>{_ARABIC})"
    rf"(?:(?P<nth>st|nd|rd|th)(?![a-z])|(?P<decade>'?s)(?![a-z])"
    rf"|(?P<scales>(?:[ \-]?(?:{_SCALE})(?![a-z]))+)|(?P<letter>[kmbt])(?![a-z0-9])|))"
)
_ORDINAL = "|".join(sorted(words.ORDINALS, key=len, reverse=True))
_SPELLED = (
    rf"(?P<spelled>(?<![a-z0-9])(?:(?:{_CARDINAL})(?![a-z])(?:(?:[ \-]| and |-and-)(?:a )?(?={_CARDINAL}|{_ORDINAL}))?)+"
    rf"(?P<ordinal>(?:{_ORDINAL}))?(?![a-z])|(?<![a-z])(?P<alone>{_ORDINAL})(?![a-z]))"
)
_DENOMINATOR = "|".join(sorted(words.DENOMINATORS, key=len, reverse=True))
_FRACTION = (
    rf"(?P<fraction>(?<![a-z0-9])(?P<above>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,3}})[ \-]"
    rf"(?P<below>{_DENOMINATOR})(?![a-z\-]))|(?P<ratio>(?<![\d/.])(?P<over>\d{{1,4}})/(?P<under>[1-9]\d{{0,3}})(?![\d/]|th))"
    r"|(?P<outof>(?<![a-z0-9])(?P<part>\d{1,3}|one|two|three|four|five|six|seven|eight|nine) (?:out of|in)(?: every)? "
    r"(?P<whole>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten)(?![a-z0-9,.]|\d))"
)
_WORD = r"(?P<word>(?<![a-z])(?:" + "|".join(sorted(words.WORDS, key=len, reverse=True)) + r")(?![a-z]))"
_MONTH = r"(?P<month>(?<![A-Za-z])(?:" + "|".join(sorted(words.MONTHS, key=len, reverse=True)) + r")(?![a-z]))"
_ROMAN = r"(?P<roman>(?<![A-Za-z\d])(?-i:(?=[IVXLC])(?:X{0,3}(?:IX|IV|V?I{0,3})|XL|L?X{0,3}(?:IX|IV|V?I{0,3})))(?![A-Za-z\d'.]))"
_CODE = (
    r"(?P<code>(?<![A-Za-z0-9])(?!(?:us|hk|nt|rmb|cny|usd|ntd|hkd|eur|gbp|jpy|mop)\d)"
    r"(?:[A-Za-z]{1,12}(?:-?[A-Za-z0-9]+){0,4}?-?\d[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
    r"|(?!\d+(?:st|nd|rd|th|s|k|m|b|t|bn|mn|tn|am|pm|km|kg|cm|mm|mg|g|ml|l|h|min|hrs?|ft)(?![a-z0-9]))\d+[A-Za-z]+[A-Za-z0-9]*))"
)
_SCAN = re.compile(
    "|".join(
        (
            tokens.DATE, tokens.CLOCK, tokens.PHONE, r"(?P<long>\d{25,})", _CODE, _FRACTION, _FIGURE, _SPELLED, _MONTH, _WORD,
            _ROMAN,
        )
    ),
    re.IGNORECASE,
)  # fmt: skip
_PERCENT = re.compile(
    r"(?: |-)?(?:%|percent(?:age)?(?: points?)?|per ?cent(?:age)?(?: points?)?|pct|basis|‰|per (?:mille|thousand)|points?(?= (?:percent)))",
    re.IGNORECASE,
)
_PER_THOUSAND = ("‰", "per mille", "per thousand")
_UNIT = re.compile(
    r"[ \-]?(?:(?P<square>sq(?:uare|\.)?)|(?P<cubic>cubic))?[ \-]?(?P<unit>°c|℃|°|[a-z][a-z²]*(?:-old)?\d?)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(
    r"[ \-]?(?P<currency>"
    + "|".join(re.escape(c) for c in sorted(words.CURRENCIES, key=len, reverse=True))
    + r")(?![a-z])",
    re.IGNORECASE,
)
_MERIDIEM = re.compile(
    r" ?(?P<half>[ap])\.?m\b\.?|(?P<sharp> ?o'clock)| (?:at|in the) (?P<part>noon|night|evening|afternoon|morning)",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?: [a-z]+)?(?: and)? (?:a|one)[ \-]half(?![a-z])| and half|½", re.IGNORECASE)
_RANGE = re.compile(
    r" ?(?:percent|per cent|%)? ?(?:[\-~–—―]|to|and|or|,) ?(?:us\$|hk\$|nt\$|rmb|[$¥€£])? ?", re.IGNORECASE
)
_SURE = re.compile(r" ?(?:[\-~–—―]|to) ?")


def parse_en(text: str) -> list[Quantity]:
    """Every figure in English *text*, in order; offsets are code points of *text*. Never raises.

    Words that carry a value in passing ("both", "May", "half") are there with ``figure`` false.
    """
    folded = fold_english(text)
    found: list[Quantity] = []
    scales: list[Fraction] = []
    at = 0
    while (m := _SCAN.search(folded, at)) is not None:
        quantities, stop, scale = _read(folded, m)
        for quantity in quantities:
            found.append(quantity)
            scales.append(scale)
            _inherit(folded, found, scales)
        at = max(stop, m.start() + 1)
    return found


_One = Fraction(1)
_Read = tuple[list[Quantity], int, Fraction]


def _read(text: str, m: re.Match[str]) -> _Read:
    """The quantities of one match, where to go on, and the scale word's factor."""
    start, end = m.span()
    if m["figure"] is not None:
        return _figure(text, m)
    if m["spelled"] is not None:
        return _spelled(text, m)
    if m["date"] is not None:
        return tokens.date_parts(m), end, _One
    if m["clock"] is not None:
        return _clock(text, m)
    if m["phone"] is not None:
        return [tokens.phone(m)], end, _One
    if m["long"] is not None or m["code"] is not None:
        return [Quantity(start, end, None, Kind.IDENTIFIER, digits=tokens.code(m.group()))], end, _One
    if m["fraction"] is not None or m["ratio"] is not None or m["outof"] is not None:
        return _fraction(text, m)
    if m["month"] is not None:
        month = Fraction(words.MONTHS[m["month"].lower()])
        return [Quantity(start, end, month, Kind.DATE_PART, "month", figure=False)], end, _One
    if m["word"] is not None:
        value, *readings = words.WORDS[m["word"].lower()]
        return [Quantity(start, end, value, readings=tuple(readings), figure=False)], end, _One
    return _roman(text, m)


def _figure(text: str, m: re.Match[str]) -> _Read:
    start, end = m.span("figure")
    value = exact(m["arabic"])
    scale = _One
    readings: tuple[Fraction, ...] = ()
    if m["nth"]:
        return [Quantity(start, end, value, Kind.ORDINAL)], end, _One
    if m["decade"]:
        readings = (value % 100,) if value >= 1000 else (1900 + value, 2000 + value)
        if value >= 1000 and value % 100 == 0:
            readings += (value / 100 + 1,)  # the 1800s: the nineteenth century
        return [Quantity(start, end, value, Kind.DATE_PART, "decade", readings=readings)], end, _One
    if m["scales"]:
        scale = _scale(m["scales"])
        end_of_scale = end
        end = end_of_scale
    elif m["letter"]:
        letter = m["letter"].lower()
        if m["symbol"] or letter in "kb" or m["letter"].isupper():
            scale, readings = Fraction(words.LETTER_SCALES[letter]), (value,)
        else:
            end -= 1  # 5m: metres; the unit is read below
            readings = (value * words.LETTER_SCALES[letter],)
    value *= scale
    symbol = (m["symbol"] or "").lower()
    return _finish(text, start, end, value, scale, readings, words.SYMBOLS.get(symbol, ""), True)


def _finish(
    text: str,
    start: int,
    end: int,
    value: Fraction,
    scale: Fraction,
    readings: tuple[Fraction, ...],
    currency: str,
    figure: bool,
) -> _Read:
    """Percent, unit, currency, clock and bound around a cardinal."""
    m = _HALF.match(text, end)
    if m and value.denominator == 1:
        stop = m.end()
        return (
            [Quantity(start, stop, value + scale / 2, bound=words.bound(text, start, stop), figure=figure)],
            stop,
            scale,
        )
    percent = _PERCENT.match(text, end)
    if percent and percent.group().strip(" -").lower() != "basis":
        base = 1000 if percent.group().strip(" -").lower() in _PER_THOUSAND else 100
        quantity = Quantity(
            start, percent.end(), value / base, Kind.PERCENT, "%", words.bound(text, start, percent.end())
        )
        return [quantity], percent.end(), _One
    clock = _MERIDIEM.match(text, end)
    if clock and value.denominator == 1 and value <= 12 and not currency:
        late = (clock["half"] or "").lower() == "p" or (clock["part"] or "").lower() in {
            "evening",
            "afternoon",
            "night",
        }
        hour = int(value) % 12 + 12 if late else int(value)
        told = tokens.clock_time(start, clock.end(), hour, 0)
        return [told], clock.end(), _One
    named = _CURRENCY.match(text, end)
    if named and not currency:
        currency = words.CURRENCIES[named["currency"].lower()]
    unit = currency or _unit(text, end)
    kind = Kind.MONEY if currency else Kind.MULTIPLE if unit == "times" else Kind.NUMBER
    if unit == "times":
        readings = (*readings, abs(value - 1), value + 1)
    if _minus(text, start):
        value = -value
    bound = words.bound(text, start, end)
    return [Quantity(start, end, value, kind, unit, bound, readings, figure)], end, scale


def _unit(text: str, end: int) -> str:
    m = _UNIT.match(text, end)
    if m is None:
        return ""
    unit = words.UNITS.get(m["unit"].lower(), "")
    if m["square"]:
        return {"m": "m2", "km": "km2"}.get(unit, "")
    if m["cubic"]:
        return {"m": "m3"}.get(unit, "")
    return unit


def _scale(text: str) -> Fraction:
    """Factor of scale words: " hundred million" is 10⁸."""
    factor = _One
    for word in re.split(r"[ \-]+", text.strip(" -").lower()):
        factor *= words.SCALES[word]
    return factor


def _minus(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].lower()
    return before == "minus " or (before[-1:] in {"-", "−"} and before[-2:-1] in {"", " ", "("})


def _spelled(text: str, m: re.Match[str]) -> _Read:
    start, end = m.span("spelled")
    if m["alone"]:
        n = Fraction(words.ORDINALS[m["alone"].lower()])
        return [Quantity(start, end, n, Kind.ORDINAL, figure=n > 10)], end, _One
    parts = [p for p in re.split(r"[ \-]+", m["spelled"].lower()) if p not in {"and", "a"}]
    if m["ordinal"]:
        whole = _cardinal(parts[:-1])[-1]
        last = words.ORDINALS[parts[-1]]
        n = whole * last if last >= 100 else whole + last
        return [Quantity(start, end, n, Kind.ORDINAL)], end, _One
    if all(p in words.SCALES for p in parts):
        # "hundreds of thousands", "a million", "dozens": an order of magnitude
        factor = _One
        for p in parts:
            factor *= words.SCALES[p]
        more = re.compile(rf" of ({_SCALE})(?![a-z])", re.IGNORECASE).match(text, end)
        if more:
            factor *= words.SCALES[more[1].lower()]
            end = more.end()
        plural = parts[0].endswith("s") or more is not None
        a = re.search(r"(?<![a-z])an? $", text[max(0, start - 3) : start], re.IGNORECASE)
        quantities, stop, scale = _finish(text, start, end, factor, factor, (), "", False)
        return [_with(q, indefinite=plural and not a) for q in quantities], stop, scale
    numbers = _cardinal(parts)
    if len(numbers) > 1:  # "one two three": read apart, none is sure
        return [Quantity(start, end, n, figure=False) for n in numbers], end, _One
    value = numbers[0]
    trailing = [p for p in parts if p in words.SCALES]
    scale = _One
    for p in reversed(parts):
        if p not in words.SCALES:
            break
        scale *= words.SCALES[p]
    return _finish(text, start, end, value, scale if trailing else _One, (), "", value > 10)


def _cardinal(parts: list[str]) -> list[Fraction]:
    """Values of a run of number words; more than one where they do not form one number."""
    numbers: list[Fraction] = []
    total = current = Fraction(0)
    last = 0
    for part in parts:
        if part in words.SCALES:
            size = words.SCALES[part]
            if size in (100, 12):
                current = (current or 1) * size
            elif current == 0 and total:
                total *= size
            else:
                total += (current or 1) * size
                current = Fraction(0)
            last = size
        else:
            n = words.CARDINALS[part]
            if current and not (last >= 100 or (last >= 20 and n < 10 and current % 10 == 0)):
                numbers.append(total + current)
                total = current = Fraction(0)
            current += n
            last = n
    numbers.append(total + current)
    return numbers


def _with(q: Quantity, *, indefinite: bool) -> Quantity:
    return Quantity(q.start, q.end, q.value, q.kind, q.unit, q.bound, q.readings, q.figure, indefinite, q.digits)


def _fraction(text: str, m: re.Match[str]) -> _Read:
    start, end = m.span()
    if m["fraction"] is not None:
        above = m["above"].lower()
        n = Fraction(1) if above in {"a", "an"} else Fraction(words.CARDINALS.get(above) or int(above))
        below = words.DENOMINATORS[m["below"].lower()]
        plain = above in {"a", "an", "one"} and not m["below"].lower().endswith("s") and below > 4
        readings = (Fraction(below),) if plain else ()
        bound = words.bound(text, start, end)
        return [Quantity(start, end, n / below, Kind.FRACTION, bound=bound, readings=readings, figure=False)], end, _One
    if m["ratio"] is not None:
        over, under = int(m["over"]), int(m["under"])
        parts = [
            Quantity(*m.span("over"), Fraction(over), readings=(Fraction(over, under),), figure=False),
            Quantity(*m.span("under"), Fraction(under), readings=(Fraction(over, under),), figure=False),
        ]
        return parts, end, _One
    part, whole = (
        Fraction(words.CARDINALS[g]) if (g := m[k].lower()) in words.CARDINALS else Fraction(int(g))
        for k in ("part", "whole")
    )
    readings = (part / whole,) if whole else ()
    return (
        [
            Quantity(*m.span("part"), part, readings=readings, figure=m["part"].isdigit()),
            Quantity(*m.span("whole"), whole, readings=readings, figure=m["whole"].isdigit()),
        ],
        end,
        _One,
    )


def _clock(text: str, m: re.Match[str]) -> _Read:
    quantity = tokens.clock(m)
    half = _MERIDIEM.match(text, m.end())
    if half and (half["half"] or "").lower() == "p" and quantity.value is not None and quantity.value < 12:
        quantity = tokens.clock_time(m.start(), half.end(), int(m["h"]) + 12, int(m["mi"]))
    return [quantity], half.end() if half else m.end(), _One


def _roman(text: str, m: re.Match[str]) -> _Read:
    start, end = m.span()
    numeral = m.group().upper()
    if not numeral:
        return [], start + 1, _One
    before = re.search(r"([A-Za-z]+\.?) $", text[max(0, start - 14) : start])
    named = before is not None and (before[1].lower() in words.SECTIONS)
    if len(numeral) == 1 and not named:
        return [], end, _One
    value = total = 0
    for c in reversed(numeral):
        n = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c]
        total, value = (total - n, value) if n < value else (total + n, n)
    return [Quantity(start, end, Fraction(total), Kind.SECTION if named else Kind.ORDINAL, figure=False)], end, _One


def _inherit(text: str, found: list[Quantity], scales: list[Fraction]) -> None:
    """ "5 to 10 million", "60 and 70 percent": the first figure shares the second one's scale and sign."""
    if len(found) < 2:
        return
    first, second = found[-2], found[-1]
    if first.value is None or second.value is None or first.kind is not Kind.NUMBER or scales[-2] != 1:
        return
    factor = Fraction(1, 100) if second.kind is Kind.PERCENT else scales[-1]
    if factor == 1 or first.unit:
        return
    between = _RANGE.fullmatch(text, first.end, second.start)
    if between is None:
        return
    sure = _SURE.fullmatch(text, first.end, second.start) is not None
    bare = abs(first.value)
    value, reading = (bare * factor, bare) if sure else (bare, bare * factor)
    kind, unit = (second.kind, second.unit) if sure else (first.kind, first.unit)
    found[-2] = Quantity(
        first.start, first.end, value, kind, unit, first.bound, (*first.readings, reading), first.figure
    )


_EXACT = Bound.EXACT
