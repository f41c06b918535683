"""Plain numbers and amounts of money in Chinese, with their units."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.numerals.chinese_bounds import bound_of
from reader.text.numerals.chinese_rules import Reading
from reader.text.numerals.chinese_value import RunValue, evaluate
from reader.text.numerals.chinese_words import COUNTS_ONE, CURRENCIES, MEASURES, PREFIX_ENDS, PREFIXES, UNITS
from reader.text.quantity import Bound, Kind, Quantity

_MONEY = frozenset(CURRENCIES.values())
_LOOSE_PAIRS = frozenset("个种字方面者大类项级国人边家组场队处省市县区地州")
_AFTER_KUAI = frozenset(
    [*"零一二三四五六七八九", "钱", "", " ", "，", "。", "、", ",", ".", "；", "！", "？", "的", "一", "多", "左"]
)
_VAGUE = frozenset({"多", "余", "来", "几", "大"})
# 千万 and its like stand for "very many" as often as for a number.
_ROUND = frozenset({"千万", "百万", "千百", "百千", "亿万", "万千"})
_LIMITS = frozenset({Bound.AT_LEAST, Bound.AT_MOST})
_COUNTRIES = frozenset("中美日韩朝俄英法德意印巴泰缅老越柬新马菲澳加欧蒙哈吉塔乌土伊以沙埃阿叙")
_CLAUSE_END = re.compile(r"[，。；：,;:!?！？]")
_LISTED = re.compile(r"、|以及|[和与及]")
_COINS = {"角": Fraction(1, 10), "毛": Fraction(1, 10), "分": Fraction(1, 100)}
_COIN = re.compile(r"([角毛分])(?:([一二三四五六七八九])(?=钱|$|[^一-鿿])|钱|(?<=角)(?=[，。,.；!！？]|$))")
_AND_A_HALF = re.compile("个半(?=小时|月|钟头|世纪|星期|学期)")
_TAIL = re.compile(r"(?:[零一二三四五六七八九]{1,2}|\d{1,2})(?=$|[，。、；,.;\s）)的高长宽深左多以至])")
_JIAO = re.compile(r"([0-9零一二三四五六七八九]{1,3})角(?!度|色|落|洲|形|逐)")
_FEN = re.compile(r"([0-9零一二三四五六七八九]{1,3})分(?![之钟])")


def amount(text: str, start: int, end: int, number: RunValue) -> Reading:
    """The number with the unit or currency beside it; 七八十人 gives two quantities."""
    unit_end, unit = unit_after(text, end)
    prefix = currency_before(text, start)
    money = bool(prefix) or unit in _MONEY
    if prefix and unit in {"", "元"}:
        unit = prefix
    value, stop = number.value, end
    coin = _COIN.match(text, end) if not money else None
    half = _AND_A_HALF.match(text, end)
    tail = (
        _TAIL.match(text, unit_end) if unit in {"m", "元"} and text[unit_end - 1 : unit_end] in {"米", "块"} else None
    )
    if coin:  # 五角钱, 八毛八
        more = evaluate(coin[2]) if coin[2] else None
        value = value * _COINS[coin[1]] + (more.value * _COINS[coin[1]] / 10 if more else 0)
        return coin.end(), [Quantity(start, coin.end(), value, Kind.MONEY, "元", bound_of(text, start, coin.end()))]
    if half:  # 十个半小时
        value, stop, (unit_end, unit) = value + Fraction(1, 2), half.end(), unit_after(text, half.end())
    elif tail and (more := evaluate(tail.group())):  # 一米六八, 三块五
        value, stop = value + more.value / 10 ** len(tail.group()), tail.end()
    elif money:
        change, stop = _small_change(text, unit_end, end)
        value += change
    elif (
        unit
        and text[unit_end : unit_end + 1] == "半"
        and text[unit_end + 1 : unit_end + 2] not in {"个", "年", "天", "月"}
    ):
        value, stop = value + Fraction(1, 2), unit_end + 1
    if _negative(text, start):
        value = -value
    exceeded = number.over or (unit and text[end : end + 1] in {"多", "余"})  # 五十多岁
    bound = Bound.MORE_THAN if exceeded else bound_of(text, start, _past_measure(text, max(stop, unit_end)))
    if bound is Bound.EXACT and text[end : end + 1] == "来":  # 十来个
        bound = Bound.ABOUT
    kind = Kind.MONEY if money else Kind.NUMBER
    # 十兆: ten megabytes on the mainland, ten million million in Taiwan
    mega = "兆" in text[start:end] and not money
    readings = (value / 10**6, value / 10**12) if mega else ()
    keep = is_figure(text, start, end, number, bound)
    found = [Quantity(start, stop, value, kind, unit, bound, readings, keep, number.indefinite)]
    if number.more is not None:
        found.append(Quantity(start, end, number.more, kind, unit, Bound.ABOUT, figure=False))  # "about 500" will do
    return max(stop, unit_end if len(unit) > 0 and unit_end > end + 1 else stop), found


def unit_after(text: str, end: int) -> tuple[int, str]:
    """(end of the unit word, unit or currency); (end, "") when none stands there."""
    at = end + 1 if text[end : end + 1] == " " else end
    if text[at : at + 1] in {"多", "余", "来", "几"}:
        at += 1
    if text[at : at + 1] == "块" and text[at + 1 : at + 2] in _AFTER_KUAI:
        return at + 1, "元"
    for length in (4, 3, 2, 1):
        word = text[at : at + length]
        unit = CURRENCIES.get(word) or UNITS.get(word)
        if unit is not None and not (
            word[-1].isascii()
            and word[-1].isalpha()
            and text[at + length : at + length + 1].isalpha()
            and text[at + length].isascii()
        ):
            return at + len(word), unit
    return end, ""


def currency_before(text: str, start: int) -> str:
    """Code of the currency sign or word just before *start*."""
    at = start - 1 if text[start - 1 : start] == " " else start
    if text[at - 1 : at] not in PREFIX_ENDS:
        return ""
    for length in (4, 3, 2, 1):
        code = PREFIXES.get(text[max(0, at - length) : at])
        if code:
            return code
    return ""


def is_figure(text: str, start: int, end: int, number: RunValue, bound: Bound) -> bool:
    """Whether a faithful translation must show the number."""
    if number.indefinite or (2 <= number.value <= 20 and bound is Bound.EXACT and _sums_up(text, start, end, number)):
        return False
    if text[start].isascii():
        return not (text[start:end] == "1" and text[end:].lstrip(" ")[:1] in COUNTS_ONE and bound is Bound.EXACT)
    at = end + 1 if text[end : end + 1] in _VAGUE else end
    measured = any(text[at : at + n] in MEASURES for n in (1, 2, 3))
    if end - start > 1:
        return text[start:end] not in _ROUND and (measured or not number.positional or end - start > 2)
    if abs(number.value) < 2:
        # 高于一个人的: a comparison, and no limit of one; 近一年: "the past year"
        sized = unit_after(text, end)[1] != ""
        return measured and (bound in _LIMITS or (bound is not Bound.EXACT and sized and text[start - 1] != "近"))
    # 两个市场 is as often "the domestic and foreign markets" as "the two markets"
    vague = text[start] == "两" and text[at : at + 1] in _LOOSE_PAIRS and bound is Bound.EXACT
    return number.value <= 10 and measured and not (vague and text[at : at + 2] != "个月")


def _sums_up(text: str, start: int, end: int, number: RunValue) -> bool:
    """甲、乙、丙三人: after a list of three names, "three" goes without saying."""
    if text[end : end + 1] not in MEASURES:
        return False
    if text[end] == "国":  # 中老缅泰四国, 二十国集团
        countries = text[max(0, start - int(number.value)) : start]
        if text.startswith("国集团", end) or (len(countries) == number.value and set(countries) <= _COUNTRIES):
            return True
    clause = _CLAUSE_END.split(text[max(0, start - 200) : start])[-1]
    return len(_LISTED.findall(clause)) + 1 == number.value


def _past_measure(text: str, at: int) -> int:
    """The limit may follow the measure word: 50人以上."""
    past = text[at : at + 1] in MEASURES and text[at : at + 1] not in _VAGUE
    return at + 1 if past and text[at + 1 : at + 2] not in {"多", "余"} else at  # 一座多层住宅楼


def _small_change(text: str, unit_end: int, end: int) -> tuple[Fraction, int]:
    """角 and 分 after 元: (their sum in yuan, end of what was read)."""
    change, at = Fraction(0), unit_end
    for pattern, size in ((_JIAO, Fraction(1, 10)), (_FEN, Fraction(1, 100))):
        m = pattern.match(text, at)
        part = evaluate(m[1]) if m else None
        if m and part:
            change, at = change + part.value * size, m.end()
    return change, at if at > unit_end else end


def _negative(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before == "负" or text[max(0, start - 2) : start] == "零下":
        return True
    return before in {"-", "−"} and (start < 2 or text[start - 2] in " (:,、")
