"""Numbers written in English words: twenty-three, two million five hundred thousand, hundreds of thousands."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.numerals import english_patterns as patterns
from reader.text.numerals import english_words as words
from reader.text.numerals.english_amounts import Reading, amount
from reader.text.quantity import Kind, Quantity

_SEPARATOR = re.compile(r"[ \-]+")
_ARTICLE = re.compile(r"(?<![a-z])an? $")


def scale_factor(text: str) -> Fraction:
    """Factor of scale words: " hundred million" is 10⁸."""
    factor = 1
    for word in _SEPARATOR.split(text.strip(" -")):
        factor *= words.SCALES[word]
    return Fraction(factor)


def spelled(text: str, m: re.Match[str]) -> Reading:
    """The quantities of one match of :data:`patterns.SPELLED`."""
    start, end = m.span("spelled")
    if m["alone"]:
        n = Fraction(words.ORDINALS[m["alone"]])
        return Reading(end, [Quantity(start, end, n, Kind.ORDINAL, figure=n > 10)])
    parts = [p for p in _SEPARATOR.split(m["spelled"]) if p not in {"and", "a"}]
    if m["ordinal"] and not (parts[-2] in words.SCALES or words.CARDINALS.get(parts[-2], 0) >= 20):
        # "nine second-level units", "two third parties": the ordinal belongs to what follows
        end -= len(m["ordinal"])
        end = start + len(text[start:end].rstrip(" -"))
        parts = parts[:-1]
        one_second = parts == ["one"] and m["ordinal"] == "second" and text[m.end() : m.end() + 1] not in {"-", " "}
        if one_second:
            return Reading(m.end(), [Quantity(start, end, Fraction(1), unit="second", figure=False)])
    elif m["ordinal"]:
        whole = cardinals(parts[:-1])[-1]
        last = words.ORDINALS[parts[-1]]
        return Reading(end, [Quantity(start, end, whole * last if last >= 100 else whole + last, Kind.ORDINAL)])
    if all(p in words.SCALES for p in parts):
        return _round_number(text, start, end, parts)
    numbers = cardinals(parts)
    if len(numbers) > 1:  # "one two three": read apart, none is sure
        return Reading(end, [Quantity(start, end, n, figure=False) for n in numbers])
    scale = Fraction(1)
    for part in reversed(parts):
        if part not in words.SCALES:
            break
        scale *= words.SCALES[part]
    dozens = (numbers[0] / 12 * 10,) if parts[-1] in {"dozen", "dozens"} else ()
    return amount(text, start, end, numbers[0], scale=scale, readings=dozens, figure=numbers[0] > 10)


def _round_number(text: str, start: int, end: int, parts: list[str]) -> Reading:
    """ "hundreds of thousands", "a million", "dozens": an order of magnitude, unless an article makes it one."""
    factor = scale_factor(" ".join(parts))
    more = patterns.TENS_OF.match(text, end)
    if more:
        factor, end = factor * words.SCALES[more[1]], more.end()
    dozen = (Fraction(10),) if factor == 12 else ()
    reading = amount(text, start, end, factor, scale=factor, readings=dozen, figure=False)
    if (parts[0].endswith("s") or more) and not _ARTICLE.search(text[max(0, start - 3) : start]):
        reading.found[:] = [q._replace(indefinite=True) for q in reading.found]
    return reading


def cardinals(parts: list[str]) -> list[Fraction]:
    """Values of a run of number words; more than one where they do not form one number."""
    numbers: list[Fraction] = []
    total = current = 0
    last = 0
    for part in parts:
        size = words.SCALES.get(part)
        if size is None:
            n = words.CARDINALS[part]
            if current and not (last in {100, 12} or (20 <= last < 100 and 0 < n < 10)):
                numbers.append(Fraction(total + current))
                total = current = 0
            current += n
            last = n
        elif size in {100, 12}:
            current = (current or 1) * size
            last = size
        else:
            if current == 0 and total:
                total *= size
            else:
                total, current = total + (current or 1) * size, 0
            last = size
    numbers.append(Fraction(total + current))
    return numbers
