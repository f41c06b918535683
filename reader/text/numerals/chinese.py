"""Figures in Chinese text."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.numerals import chinese_rules as rules
from reader.text.numerals import tokens
from reader.text.numerals.chinese_amounts import amount, unit_after
from reader.text.numerals.chinese_dates import date_part, time_of_day
from reader.text.numerals.chinese_lookalikes import is_word
from reader.text.numerals.chinese_run import CHARACTERS, RUN, scale_of
from reader.text.numerals.chinese_value import evaluate
from reader.text.numerals.chinese_words import UNITS
from reader.text.numerals.folding import fold_chinese
from reader.text.quantity import Kind, Quantity, exact

_HALF = r"(?P<half>半(?=个?(?:年|月|小时|钟头|天|日|世纪|公里|斤|数|米|吨|亩|分钟)))"
_SHARE = (
    r"(?P<share>(?<![\d/.])(?P<over>\d{1,3}(?:,\d{3})+|\d{1,4})"
    r"/(?P<under>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,3})(?![\d/]|[.,]\d))"
)
_CODE = (
    r"(?P<code>(?<![A-Za-z0-9])(?=[A-Za-z0-9\-]{0,24}\d)"
    r"(?:[A-Za-z]{1,12}(?:-?[A-Za-z0-9]+){1,6}|\d+[A-Za-z]+[\-A-Za-z0-9]*))"
)
_PAIR = r"(?P<pair>[俩仨]|双(?=[方边重双向胞])(?!边形))"
_SCAN = re.compile(
    "|".join((tokens.DATE, tokens.CLOCK, tokens.PHONE, _SHARE, _HALF, _PAIR, _CODE, r"(?P<long>\d{25,})", RUN))
)
# Where a figure can begin at all; everything else is skipped without trying the patterns above.
_BEGIN = re.compile(rf"[{CHARACTERS}半双俩仨+(]|[A-Za-z]+(?=-?[A-Za-z\-]{{0,12}}\d)")
_ANY = re.compile(
    "[0-9０-９〇○零一二三四五六七八九十百千万亿兆两几数廿卅萬億兩幾數壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟半双俩仨]"
)
_NAMED = {c: n for n, c in enumerate("二三四五六七八九", 2)} | {"两": 2}
"""Numerals inside words (两国, 三峡): often said in English too, never to be asked for."""
_KILO = frozenset("克米瓦伏卡")
_SHAPES = frozenset("形型星柱亭体梁钢帽")
_HOUR = re.compile(r"点(?:[钟半整]|[一三]刻|[零一二三四五\d]十?[一二三四五六七八九]?分)")
_DECIMALS = re.compile(r"点[零一二三四五六七八九]+")
_DAY_NAMES = frozenset("周期拜第")
_MEASURED = re.compile(r"(\d{1,24}(?:\.\d{1,24})?)([A-Za-z]{1,3}\d?)$")
_LETTERS_FIRST = re.compile(r"[A-Za-z]+(?=[\d.]+)")
_COUNTED = frozenset("元万亿%个名人户吨年")
_RANGE = re.compile(r" ?(?:[\-~～—–－―]{1,2}|至|到|或|、|,|，|和|及|与) ?")
_SURE_RANGE = frozenset({"-", "~", "～", "—", "–", "--", "——", "至", "到", "―"})
_BEFORE_RULED, _BEHIND_RULED = frozenset("第 "), frozenset(" 分%‰个基bB成折倍番点时旬年月日号世后")
"""What stands before or behind a numeral to which one of the rules below may apply (but for the head of a text)."""
_AFTER_NUMBER = (
    rules.list_number,
    rules.ordinal,
    rules.fraction,
    rules.percent,
    rules.multiple,
    time_of_day,
    date_part,
)


def parse_zh(text: str) -> list[Quantity]:
    """Every figure in Chinese *text*, in order; offsets are code points of *text*. Never raises."""
    if _ANY.search(text) is None:
        return []
    folded = fold_chinese(text)
    found: list[Quantity] = []
    at = 0
    while (begin := _BEGIN.search(folded, at)) is not None:
        m = _SCAN.match(folded, begin.start())
        if m is None:
            at = begin.end()
            continue
        stop, new = _read(folded, m, found)
        for quantity in new:
            found.append(quantity)
            _share_unit(folded, found)
        at = max(stop, m.start() + 1)
    return found


def _read(text: str, m: re.Match[str], found: list[Quantity]) -> rules.Reading:
    """Where to go on after one match, and what it says."""
    start, end = m.span()
    if m["run"] is not None:
        return _number(text, start, end, found)
    if m["date"] is not None:
        return end, tokens.date_parts(m)
    if m["clock"] is not None:
        return end, [tokens.clock(m)]
    if m["phone"] is not None:
        if m["phone"].isdigit() and text[end : end + 1] in _COUNTED:  # 13800138000元 is an amount
            return _number(text, start, end, found)
        return end, [tokens.phone(m)]
    if m["long"] is not None:
        return end, [Quantity(start, end, None, Kind.IDENTIFIER, digits=m["long"])]
    if m["share"] is not None:
        share = exact(m["over"]) / exact(m["under"])
        return end, [Quantity(start, end, share, Kind.FRACTION, digits=m["share"].replace(",", ""))]
    if m["pair"] is not None:
        return end, [Quantity(start, end, Fraction(3 if m["pair"] == "仨" else 2), figure=False)]
    if m["half"] is not None:
        unit_end, unit = unit_after(text, end + 1 if text.startswith("个", end) else end)
        kind = Kind.NUMBER if unit else Kind.FRACTION
        return max(end, unit_end), [Quantity(start, end, Fraction(1, 2), kind, unit, figure=False)]
    letters = _LETTERS_FIRST.match(text, start, end)
    if letters and text[end : end + 1] in _COUNTED:  # 占GDP80%, 约RMB300万
        return letters.end(), []
    measured = _MEASURED.match(m["code"])
    if measured and measured[2] in UNITS:
        return _number(text, start, start + len(measured[1]), found)
    return end, [Quantity(start, end, None, Kind.IDENTIFIER, digits=tokens.code(m["code"]))]


def _number(text: str, start: int, end: int, found: list[Quantity]) -> rules.Reading:
    named = rules.per_hundred(text, start) or rules.plan(text, start)
    if named:
        return named
    run = text[start:end]
    if end - start <= 4 and not run[0].isascii() and not text.startswith("分之", end) and _is_other(text, start, end):
        small = _NAMED.get(run) if text[start - 1 : start] not in _DAY_NAMES else None
        return end, [Quantity(start, end, Fraction(small), figure=False)] if small else []
    if run == "零" and text[end : end + 1].isdigit():  # 3个月零5天
        return end, []
    if _is_code_number(run) and text[end : end + 1] not in _COUNTED:
        return end, [Quantity(start, end, None, Kind.IDENTIFIER, digits=run)]
    if run[-1] == "千" and len(run) > 2 and text[end : end + 1] in _KILO:  # 五十五千克
        run, end = run[:-1], end - 1
    number = evaluate(run)
    if number is None:
        return end, []
    point = _DECIMALS.match(text, end) if number.value > 24 else None
    if point and (exact_number := evaluate(run + point.group())) is not None:  # 九十六点二分: no time of day
        number, end = exact_number, point.end()
    if run[-1] == "十" and text[end : end + 1] == "几":  # 十几, 二十几: ten or so and a few
        number, end = number.exceeded(), end + 1
    if start <= 1 or text[start - 1] in _BEFORE_RULED or text[end : end + 1] in _BEHIND_RULED:
        for rule in _AFTER_NUMBER:
            reading = rule(text, start, end, number)
            if reading:
                _date_the_decade(reading[1], found)
                return reading
    return amount(text, start, end, number)


def _is_code_number(run: str) -> bool:
    """备案号05018911, 网站标识码3300000020: long digits without separators are not counted in."""
    return run.isdigit() and run.isascii() and (len(run) >= 9 or (len(run) >= 5 and run[0] == "0"))


def _is_other(text: str, start: int, end: int) -> bool:
    """Part of a word, or a holiday: “十一” in quotation marks is the National Day, “五一” Labour Day."""
    if text.startswith(("分钟", "分之", "分左右"), end) or _HOUR.match(text, end):  # 十分 is "very" elsewhere
        return False
    if text[start - 1 : start] == "月" and text[end : end + 1] in {"日", "号"}:  # 三月一日
        return False
    if text[end : end + 1] == "角" and text[end + 1 : end + 2] in _SHAPES:  # 六角形
        return True
    quoted = text[start - 1 : start] in {"“", "'", '"'} and text[end : end + 1] in {"”", "'", '"'}
    return is_word(text, start, end) or (quoted and text[end - 1] == "一")


def _date_the_decade(new: list[Quantity], found: list[Quantity]) -> None:
    """20世纪90年代: the century before tells which nineties."""
    if not found or found[-1].unit != "century" or found[-1].value is None:
        return
    for i, q in enumerate(new):
        if q.unit == "decade" and q.value is not None and q.start - found[-1].end <= 5:
            year = (found[-1].value - 1) * 100 + q.value
            new[i] = Quantity(q.start, q.end, q.value, q.kind, q.unit, readings=(year,))


def _share_unit(text: str, found: list[Quantity]) -> None:
    """5—10万元: the first figure is in 万元 too; its bare value stays as a reading."""
    if len(found) < 2:
        return
    first, second = found[-2], found[-1]
    if first.value is None or first.kind is not Kind.NUMBER or first.unit or second.value is None:
        return
    if 1000 <= first.value < 2200 and second.unit == "year" and second.value < 100:
        # 2009-11年
        if _RANGE.fullmatch(text, first.end, second.start):
            found[-1] = second._replace(readings=(first.value - first.value % 100 + second.value,))
        return
    if second.unit in {"month", "day"} and second.kind is Kind.DATE_PART and 1 <= first.value <= 31:
        if _RANGE.fullmatch(text, first.end, second.start):  # 1-10月, 20至31日
            found[-2] = first._replace(kind=Kind.DATE_PART, unit=second.unit, figure=True)
        return
    if second.kind is Kind.TIME and _RANGE.fullmatch(text, first.end, second.start):
        found[-2] = first._replace(figure=False)  # 0—24时
    percent = second.kind is Kind.PERCENT
    factor = Fraction(1, 100) if percent else Fraction(scale_of(text[second.start : second.end]))
    if (factor == 1 and not second.unit) or scale_of(text[first.start : first.end]) != 1:
        return
    between = _RANGE.fullmatch(text, first.end, second.start)
    if between is None or second.kind not in {Kind.NUMBER, Kind.MONEY, Kind.PERCENT}:
        return
    bare, scaled = abs(first.value), abs(first.value) * factor
    sure = between.group().strip() in _SURE_RANGE
    found[-2] = first._replace(
        value=scaled if sure else bare,
        kind=second.kind if sure else first.kind,
        unit=second.unit if sure else "",
        readings=(bare if sure else scaled,),
        figure=first.figure or (sure and first.value >= 2),
    )
