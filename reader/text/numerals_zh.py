"""Figures in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from reader.text import numerals_tokens as tokens
from reader.text import numerals_zh_words as words
from reader.text.numerals_folding import fold_chinese
from reader.text.numerals_zh_value import DIGITS, SCALES, RunValue, evaluate
from reader.text.quantity import Bound, Kind, Quantity, exact

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# 百货, 百姓, 千瓦, 万科 …: the scale character opens the next word.
_SCALE = r"(?:[万亿兆](?![科达一事物])|[百千](?![货度姓年科合分瓦克米家禧卡赫]))"
_RUN = (
    rf"(?P<run>{_ARABIC}(?: ?[多余来几]?{_SCALE}+(?:{_ARABIC}(?! ?[年月])|[{DIGITS}]+(?=[{SCALES}]))?){{0,6}}"
    rf"|[几数](?=[{SCALES}])[{SCALES}]{{1,4}}"
    rf"|[{DIGITS}{SCALES}廿卅](?:[{DIGITS}{SCALES}]|[多余来几](?=[百千万亿兆])|点(?=[{DIGITS}]+(?![{DIGITS}十分刻时钟]))){{0,40}})"
)
_RUN_ONLY = re.compile(_RUN)
_CODE = r"(?P<code>(?<![A-Za-z0-9])(?=[A-Za-z0-9\-]{0,24}\d)(?:[A-Za-z]{1,12}(?:[\-]?[A-Za-z0-9]+){1,6}|\d+[A-Za-z]+[\-A-Za-z0-9]*))"
_SCAN = re.compile("|".join((tokens.DATE, tokens.CLOCK, tokens.PHONE, _CODE, r"(?P<long>\d{25,})", _RUN)))
_ANY = re.compile("[0-9０-９〇○零一二三四五六七八九十百千万亿兆两几数廿卅萬億兩幾數壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟半]")
_UNIT_CODE = re.compile(r"(\d+(?:\.\d+)?)(km|cm|mm|kg|mg|ml|mL|KM|KG|[mghtL]|min|h)$")
_PER = re.compile(r"(百|千|万)分之")
_CLOCK = re.compile(
    r" ?[点时](?![\d,，]*[零一二三四五六七八九十\d]*[点个名人])(?:(?P<half>半)|(?P<sharp>整|钟)|(?P<quarter>[一三])刻"
    r"|(?P<minute>[0-5]?\d|[零一二三四五]?十?[一二三四五六七八九]?十?)分)?(?![间候期代任常而刻子评建见要])"
)
_DAYTIME = re.compile(
    r"(上午|下午|中午|早上|早晨|清晨|晚上|傍晚|凌晨|夜间|深夜|午后|当晚|今晚|昨晚|晚间|晨|晚|[日号天] ?)$"
)
_AFTERNOON = ("下午", "晚", "傍晚", "午后", "夜", "深夜")
_RANGE = re.compile(r" ?(?:[\-~～—–－―]{1,2}|至|到|或|、|,|，|和|及|与) ?")


def parse_zh(text: str) -> list[Quantity]:
    """Every figure in Chinese *text*, in order; offsets are code points of *text*. Never raises."""
    if _ANY.search(text) is None:
        return []
    return _Scanner(text).run()


class _Scanner:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = fold_chinese(text)
        self.found: list[Quantity] = []
        self.scaled: list[Fraction] = []  # for each found figure the scale and unit factor it was written with

    def run(self) -> list[Quantity]:
        at = 0
        while (m := _SCAN.search(self.text, at)) is not None:
            at = max(self._take(m), m.start() + 1)
        return self.found

    def _add(self, *quantities: Quantity, scale: Fraction = Fraction(1)) -> None:
        self.found.extend(quantities)
        self.scaled.extend(scale for _ in quantities)

    def _take(self, m: re.Match[str]) -> int:
        """Handle one match; returns where to go on."""
        if m["run"] is not None:
            return self._number(m.start("run"), m.end("run"))
        if m["date"] is not None:
            self._add(*tokens.date_parts(m))
        elif m["clock"] is not None:
            self._add(tokens.clock(m))
        elif m["phone"] is not None:
            return self._phone(m)
        elif m["long"] is not None:
            self._add(Quantity(m.start(), m.end(), None, Kind.IDENTIFIER, digits=m["long"]))
        else:
            return self._code(m)
        return m.end()

    def _phone(self, m: re.Match[str]) -> int:
        start, end = m.span("phone")
        # 13800138000元 is an amount
        if self.text[end : end + 1] in _COUNTED and m["phone"].isdigit():
            return self._number(start, end)
        self._add(tokens.phone(m))
        return end

    def _code(self, m: re.Match[str]) -> int:
        start, end = m.span("code")
        unit = _UNIT_CODE.match(m["code"])
        if unit:
            self._emit(start, start + len(unit[1]), RunValue(exact(unit[1])), end, words.UNITS[unit[2]])
        else:
            self._add(Quantity(start, end, None, Kind.IDENTIFIER, digits=tokens.code(m["code"])))
        return end

    def _number(self, start: int, end: int) -> int:
        text = self.text
        plan = words.NUMERAL_NAMES.match(text, start)
        if plan:
            number = evaluate(plan.group()[:2])
            assert number is not None
            self._add(Quantity(start, start + 3, number.value, Kind.ORDINAL, "plan"))
            return start + 3
        per = _PER.match(text, start)
        if per:
            return self._per(start, per)
        run = text[start:end]
        if end - start <= 4 and not run[0].isascii() and words.is_word(text, start, end):
            return end
        number = evaluate(run)
        if number is None:
            return end
        if text.startswith("分之", end):
            return self._fraction(start, end, number)
        return self._after(start, end, number)

    def _per(self, start: int, per: re.Match[str]) -> int:
        """百分之五点五 and its kin."""
        base = {"百": 100, "千": 1000, "万": 10_000}[per[1]]
        at = per.end() + (1 if self.text[per.end() : per.end() + 1] == " " else 0)
        m = _RUN_ONLY.match(self.text, at)
        number = evaluate(m["run"]) if m else None
        if m is None or number is None:
            return per.end()
        self._pair(start, m.end(), number, Kind.PERCENT, "%", Fraction(1, base))
        return m.end()

    def _fraction(self, start: int, end: int, below: RunValue) -> int:
        m = _RUN_ONLY.match(self.text, end + 2)
        above = evaluate(m["run"]) if m else None
        if m is None or above is None or below.value == 0:
            return end
        self._add(Quantity(start, m.end(), above.value / below.value, Kind.FRACTION, bound=self._bound(start, m.end())))
        return m.end()

    def _after(self, start: int, end: int, number: RunValue) -> int:
        """Kind and unit from what follows the numeral and what stands before it."""
        for rule in _RULES:
            went = rule(self, start, end, number)
            if went:
                return went
        unit_end, unit = self._unit(end)
        self._emit(start, end, number, unit_end, unit)
        return max(end, unit_end if unit_end > end + 1 else end)

    def _ordinal(self, start: int, end: int, number: RunValue) -> int:
        text = self.text
        at = start - 1 if text[start - 1 : start] != " " else start - 2
        if at < 0 or text[at] != "第":
            return 0
        skip = end + (1 if text[end : end + 1] == " " else 0)
        section = next((s for s in words.SECTIONS if text.startswith(s, skip)), None)
        kind = Kind.SECTION if section else Kind.ORDINAL
        unit = words.SECTIONS[section] if section else ""
        keep = number.value >= 2 or section in {"条", "章", "款", "项"}
        if words.is_word(text, at, end):
            keep = False
        for value in (number.value, number.more):
            if value is not None:
                self._add(Quantity(at, end, value, kind, unit, figure=keep))
        return end

    def _percent(self, start: int, end: int, number: RunValue) -> int:
        text = self.text
        at = end + (1 if text[end : end + 1] == " " else 0)
        if text.startswith(("%", "‰"), at):
            base, stop = (100 if text[at] == "%" else 1000), at + 1
        elif text.startswith("个百分点", at):
            base, stop = 100, at + 4
        elif text.startswith("成", at) and text[at + 1 : at + 2] not in _NOT_TENTHS and 0 < number.value <= 10:
            half = _RUN_ONLY.match(text, at + 1)
            if half and len(half["run"]) == 1 and not half["run"].isascii():
                extra = evaluate(half["run"])
                number = RunValue(number.value + (extra.value / 10 if extra else 0))
                at += 1
            base, stop = 10, at + 1
        elif text.startswith("折", at) and text[at + 1 : at + 2] not in "磨射叠合算旧线":
            price = number.value / (10 if number.value < 10 else 100)
            self._add(Quantity(start, at + 1, price, Kind.PERCENT, "%", readings=(abs(1 - price),)))
            return at + 1
        else:
            return 0
        self._pair(start, stop, number, Kind.PERCENT, "%", Fraction(1, base))
        self._inherit(Fraction(1, base), Kind.PERCENT, "%")
        return stop

    def _multiple(self, start: int, end: int, number: RunValue) -> int:
        text = self.text
        if text.startswith("倍", end):
            n = number.value + (Fraction(1, 2) if text.startswith("倍半", end) else 0)
            self._add(
                Quantity(start, end + 1, n, Kind.MULTIPLE, "times", self._bound(start, end + 1), (n + 1, abs(n - 1)))
            )
            return end + 1
        if text.startswith("番", end) and text[max(0, start - 2) : start].rstrip("了").endswith("翻"):
            n = Fraction(2) ** min(20, int(number.value))
            self._add(Quantity(start, end + 1, n, Kind.MULTIPLE, "times", readings=(number.value, n - 1)))
            return end + 1
        return 0

    def _time(self, start: int, end: int, number: RunValue) -> int:
        if number.value.denominator != 1 or not 0 <= number.value <= 24 or self.text[end : end + 1] == "":
            return 0
        m = _CLOCK.match(self.text, end)
        if m is None:
            return 0
        before = _DAYTIME.search(self.text[max(0, start - 3) : start])
        told = m["half"] or m["sharp"] or m["quarter"] or m["minute"]
        if not before and not told and self.text[m.start() : m.end()].strip() != "时":
            return 0
        minute = 30 if m["half"] else 15 if m["quarter"] == "一" else 45 if m["quarter"] else 0
        if m["minute"]:
            minutes = evaluate(m["minute"])
            minute = int(minutes.value) if minutes else 0
        hour = int(number.value)
        if before and hour < 12 and before[1].startswith(_AFTERNOON):
            hour += 12
        self._add(tokens.clock_time(start, m.end(), hour, min(minute, 59)))
        return m.end()

    def _date(self, start: int, end: int, number: RunValue) -> int:
        text = self.text
        at = end + (1 if text[end : end + 1] == " " else 0)
        sign = text[at : at + 1]
        n = number.value
        if sign not in "年月日号世后" or not sign or n.denominator != 1:
            return 0
        if text.startswith("年代", at):
            return self._decade(start, at, n)
        if text.startswith("世纪", at):
            # 20世纪90年代 is "the 1990s": the century may go unsaid
            self._add(Quantity(start, end, n, Kind.ORDINAL, "century", figure=_DECADE.match(text, at + 2) is None))
            return at + 2
        if sign == "后" and n in _GENERATIONS and text[at + 1 : at + 2] not in "来期续面":
            self._add(Quantity(start, end, n, Kind.DATE_PART, "decade", readings=(1900 + n, 2000 + n)))
            return at + 1
        if sign == "年" and (number.positional or 1000 <= n < 2200 or _month_follows(text, at + 1)):
            readings = tuple(n + era for era in (1911, 1900, 2000) if n < 200)
            if n < 30 and not _month_follows(text, at + 1):
                return 0
            self._add(Quantity(start, end, n, Kind.DATE_PART, "year", readings=readings))
            return at + 1
        if sign == "月" and 1 <= n <= 12:
            self._add(Quantity(start, end, n, Kind.DATE_PART, "month"))
            return at + 1
        if sign in "日号" and 1 <= n <= 31:
            self._add(Quantity(start, end, n, Kind.DATE_PART, "day"))
            return at + 1
        return 0

    def _decade(self, start: int, at: int, n: Fraction) -> int:
        century = self.found[-1] if self.found and self.found[-1].unit == "century" else None
        if century is not None and century.value is not None and start - century.end <= 4:
            readings: tuple[Fraction, ...] = ((century.value - 1) * 100 + n,)
        else:
            readings = (1900 + n, 1800 + n, 2000 + n) if n < 100 else (n % 100,)
        self._add(Quantity(start, at, n, Kind.DATE_PART, "decade", readings=readings))
        return at + 2

    def _unit(self, end: int) -> tuple[int, str]:
        """(end of the unit word, unit or currency); (end, "") when none is known there."""
        text = self.text
        at = end + (1 if text[end : end + 1] == " " else 0)
        at += 1 if text[at : at + 1] in {"多", "余", "来", "几"} else 0
        for length in (4, 3, 2, 1):
            word = text[at : at + length]
            if len(word) == length:
                unit = words.CURRENCIES.get(word) or words.UNITS.get(word)
                if unit is not None:
                    return at + length, unit
        if text[at : at + 2] in {"钱"}:
            return at + 1, "元"
        return end, ""

    def _emit(self, start: int, end: int, number: RunValue, unit_end: int, unit: str) -> None:
        text = self.text
        prefix = next((p for p in words.CURRENCY_PREFIXES if text.endswith(p, 0, start)), "") if start else ""
        money = unit in _MONEY or bool(prefix)
        value, more = number.value, number.more
        if money:
            unit = words.CURRENCY_PREFIXES[prefix] if prefix and unit in {"", "元"} else unit
        end = self._small_change(end, unit_end) if money else end
        if money and end > unit_end:
            value += self._change
        elif unit and text[unit_end : unit_end + 1] == "半" and unit not in {"day"}:
            value += Fraction(1, 2)
            end = unit_end + 1
        if _negative(text, start):
            value = -value
        bound = Bound.MORE_THAN if number.over else self._bound(start, max(end, unit_end))
        kind = Kind.MONEY if money else Kind.NUMBER
        keep = self._is_figure(start, end, value, number)
        self._add(
            Quantity(start, end, value, kind, unit, bound, figure=keep, indefinite=number.indefinite),
            scale=_scale_of(text[start:end]),
        )
        if more is not None:
            self._add(Quantity(start, end, more, kind, unit, Bound.ABOUT, figure=keep))
        self._inherit(_scale_of(text[start:end]), kind, unit)

    _change = Fraction(0)

    def _small_change(self, end: int, unit_end: int) -> int:
        """5元3角2分: adds 角 and 分 to the amount; returns the end of what was read."""
        self._change = Fraction(0)
        at = unit_end
        for sign, size in (("角", Fraction(1, 10)), ("分", Fraction(1, 100))):
            m = _CHANGE.match(self.text, at)
            if m and m[2] == sign:
                part = evaluate(m[1])
                self._change += (part.value if part else 0) * size
                at = m.end()
        return at if at > unit_end else end

    def _is_figure(self, start: int, end: int, value: Fraction, number: RunValue) -> bool:
        if number.indefinite:
            return False
        text = self.text
        if text[start].isascii():
            return True
        if end - start > 1:
            return text[start:end] not in _ROUND
        if abs(value) < 2:
            return False
        at = end + (1 if text[end : end + 1] in {"多", "余", "来", "几", "大"} else 0)
        return value <= 10 and any(text[at : at + n] in words.MEASURES for n in (1, 2, 3))

    def _bound(self, start: int, end: int) -> Bound:
        before = words.bound_before(self.text, start)
        after = words.bound_after(self.text, end)
        return before if before is not Bound.EXACT else after

    def _pair(self, start: int, end: int, number: RunValue, kind: Kind, unit: str, factor: Fraction) -> None:
        bound = Bound.MORE_THAN if number.over else self._bound(start, end)
        for value in (number.value, number.more):
            if value is not None:
                self._add(Quantity(start, end, value * factor, kind, unit, bound), scale=factor)

    def _inherit(self, scale: Fraction, kind: Kind, unit: str) -> None:
        """5—10万元: the first figure is in 万元 too; its bare value stays as a reading."""
        if len(self.found) < 2:
            return
        first, second = self.found[-2], self.found[-1]
        if first.value is None or first.kind is not Kind.NUMBER or first.unit or self.scaled[-2] != 1:
            return
        between = _RANGE.fullmatch(self.text, first.end, second.start)
        if between is None or (scale == 1 and kind is Kind.NUMBER and not unit):
            return
        bare = abs(first.value)
        sure = between.group().strip() in _SURE_RANGE
        value, reading = (bare * scale, bare) if sure else (bare, bare * scale)
        self.found[-2] = Quantity(
            first.start,
            first.end,
            value,
            kind if sure else first.kind,
            unit if sure else "",
            first.bound,
            (reading,),
            first.figure,
        )


_Rule = Callable[[_Scanner, int, int, RunValue], int]
_RULES: tuple[_Rule, ...] = (
    _Scanner._ordinal, _Scanner._percent, _Scanner._multiple, _Scanner._time, _Scanner._date,
)  # fmt: skip
_MONEY = frozenset(words.CURRENCIES.values())
_COUNTED = frozenset("元万亿%个名人户吨")
_NOT_TENTHS = frozenset("为立功员本绩果长都熟年人名就效群分交品因型份语对套活")
_GENERATIONS = frozenset(Fraction(n) for n in (50, 60, 70, 80, 90, 95))
_DECADE = re.compile(r"[初中末]?(?:\d0|[一二三四五六七八九]十)年代")
_ROUND = frozenset({"千万", "百万", "千百", "百千", "亿万"})
_CHANGE = re.compile(r"([0-9零一二三四五六七八九]+)([角分])(?![之钟])")
_SURE_RANGE = frozenset({"-", "~", "—", "–", "--", "——", "至", "到", "―"})


def _month_follows(text: str, at: int) -> bool:
    return _MONTH.match(text, at) is not None


_MONTH = re.compile(r" ?(?:\d{1,2}|十?[一二三四五六七八九十]) ?月")


def _scale_of(run: str) -> Fraction:
    """The scale characters a figure ends with: 10000 for 5万, 1 for 50."""
    scale = Fraction(1)
    for c in reversed(run):
        if c not in "百千万亿兆":
            break
        scale *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}[c]
    return scale


def _negative(text: str, start: int) -> bool:
    if text.endswith(("负", "零下"), 0, start):
        return True
    return text[start - 1 : start] in {"-", "−"} and (start < 2 or text[start - 2] in " (（:：,，、")
