"""What makes a Chinese numeral a percentage, fraction, multiple, ordinal or section.

Each rule looks at folded text around the numeral ``[start, end)`` and returns
where to read on with what it found, or ``None`` when it does not apply.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.numerals.chinese_bounds import bound_of
from reader.text.numerals.chinese_lookalikes import is_word
from reader.text.numerals.chinese_run import RUN_RE
from reader.text.numerals.chinese_value import RunValue, evaluate
from reader.text.numerals.chinese_words import SECTIONS
from reader.text.quantity import Bound, Kind, Quantity

Reading = tuple[int, list[Quantity]]

_PER = re.compile(r"(百|千|万)分之 ?")
_PLAN = re.compile(r"十[一二三四]五(?=规划|計劃|计划|时期|期间|末|以来|[”」\"'》。，,、;；)）]|$)")
_TENTHS = re.compile(
    r" ?成(?![为立功员本绩果长都熟年人名就效群分交品因型份语对套活])([一二三四五六七八九](?![成十百千万]))?"
)
_PERCENT = re.compile(r" ?(?:%|‰|个百分点|个?基点|bp(?![a-z]))", re.IGNORECASE)
_PARTS = {"‰": 1000, "基": 10_000, "b": 10_000, "B": 10_000}
_DISCOUNT = re.compile(r" ?折(?![磨射叠合算旧线])")
_NUMERAL_NEXT = re.compile(r" ?[\d一二三四五六七八九十百]+")
_INSERTED = re.compile(r"之([一二三四五六七八九十\d]{1,3})(?![\d分者])")
_LESS = re.compile(r"[低少不][于及足到][^，。；]{0,24}$")


def per_hundred(text: str, start: int) -> Reading | None:
    """百分之五点五, 千分之三, 万分之一."""
    per = _PER.match(text, start)
    m = RUN_RE.match(text, per.end()) if per else None
    number = evaluate(m["run"]) if m else None
    if per is None or m is None or number is None:
        return None
    base = {"百": 100, "千": 1000, "万": 10_000}[per[1]]
    found = _all(start, m.end(), text, number, Fraction(1, base))
    # 低于底价的百分之七十 is "30 percent less than the estimate" as well as "less than 70 percent of it"
    if base == 100 and text[start - 1 : start] in {"之", "的"} and _LESS.search(text[max(0, start - 30) : start]):
        found[0] = found[0]._replace(readings=(1 - number.value / 100,))
    return m.end(), found


def fraction(text: str, start: int, end: int, below: RunValue) -> Reading | None:
    """三分之二."""
    if not text.startswith("分之", end) or below.value == 0:
        return None
    m = RUN_RE.match(text, end + 2)
    above = evaluate(m["run"]) if m else None
    if m is None or above is None:
        return None
    bound = bound_of(text, start, m.end())
    return m.end(), [Quantity(start, m.end(), above.value / below.value, Kind.FRACTION, bound=bound)]


def plan(text: str, start: int) -> Reading | None:
    """十三五: the thirteenth five-year plan."""
    m = _PLAN.match(text, start)
    number = evaluate(m.group()[:2]) if m else None
    return None if number is None else (start + 3, [Quantity(start, start + 3, number.value, Kind.ORDINAL, "plan")])


def list_number(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """The number of a list item or heading that opens the text: 三、 (三) 3."""
    if start > 1 or text[:start] not in {"", "("} or number.value.denominator != 1 or not 0 < number.value < 100:
        return None
    closed = text[end : end + 1] == ")" if start else text[end : end + 1] in {"、", "."}
    if not closed or _NUMERAL_NEXT.match(text, end + 1) or (number.value.denominator != 1):
        return None
    return end, [Quantity(start, end, number.value, Kind.SECTION, "item")]


def ordinal(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """第三, 第三条."""
    at = start - 2 if text[start - 1 : start] == " " else start - 1
    if at < 0 or text[at] != "第":
        return None
    skip = end + 1 if text[end : end + 1] == " " else end
    section = next((s for s in SECTIONS if text.startswith(s, skip)), None)
    keep = (number.value >= 2 or section in {"条", "章", "款", "项"}) and not is_word(text, at, end)
    kind, unit = (Kind.SECTION, SECTIONS[section]) if section else (Kind.ORDINAL, "")
    found = [Quantity(at, end, v, kind, unit, figure=keep) for v in (number.value, number.more) if v is not None]
    inserted = _INSERTED.match(text, skip + len(section)) if section else None
    part = evaluate(inserted[1]) if inserted else None
    if inserted and part:  # 第二十三条之一 is Article 23-1
        found.append(Quantity(*inserted.span(1), part.value, figure=False))
        return inserted.end(), found
    return end, found


def percent(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """6.5%, 3.5‰, 5个百分点, 三成, 两成五, 八五折."""
    m = _PERCENT.match(text, end)
    if m:
        sign = m.group().strip().removeprefix("个")
        found = _all(start, m.end(), text, number, Fraction(1, _PARTS.get(sign[0], 100)))
        if sign[0] == "百":  # "10 points" is said of percentage points
            found = [q._replace(readings=(number.value,)) for q in found]
        return m.end(), found
    m = _TENTHS.match(text, end)
    if m and 0 < number.value <= 10:
        half = evaluate(m[1]) if m[1] else None
        if half:
            number = RunValue(number.value + half.value / 10, None, number.over)
        return m.end(), _all(start, m.end(), text, number, Fraction(1, 10))
    m = _DISCOUNT.match(text, end)
    if m:
        price = number.value / (10 if number.value < 10 else 100)
        return m.end(), [Quantity(start, m.end(), price, Kind.PERCENT, "%", readings=(abs(1 - price),))]
    return None


def multiple(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """三倍, 两倍半, 翻两番. "Grew twofold" and "grew to three times" may both be said of 增长两倍."""
    if text.startswith("倍", end):
        half = text.startswith("倍半", end)
        n = number.value + (Fraction(1, 2) if half else 0)
        stop = end + (2 if half else 1)
        bound = Bound.MORE_THAN if number.over else bound_of(text, start, stop)
        return stop, [Quantity(start, stop, n, Kind.MULTIPLE, "times", bound, _one_off(n))]
    if text.startswith("番", end) and text[max(0, start - 2) : start].removesuffix("了").endswith("翻"):
        n = Fraction(2 ** min(20, int(number.value)))
        return end + 1, [Quantity(start, end + 1, n, Kind.MULTIPLE, "times", readings=(number.value, n - 1))]
    return None


def _one_off(n: Fraction) -> tuple[Fraction, ...]:
    return (n + 1, abs(n - 1)) if n <= 5 else ()


def _all(start: int, end: int, text: str, number: RunValue, factor: Fraction) -> list[Quantity]:
    bound = Bound.MORE_THAN if number.over else bound_of(text, start, end)
    values = (number.value, number.more)
    return [Quantity(start, end, v * factor, Kind.PERCENT, "%", bound) for v in values if v is not None]
