"""What makes a Chinese numeral part of a date or a time of day."""

from __future__ import annotations

import re
from fractions import Fraction

from reader.text.numerals.chinese_bounds import bound_of
from reader.text.numerals.chinese_rules import Reading
from reader.text.numerals.chinese_value import RunValue, evaluate
from reader.text.numerals.tokens import clock_time
from reader.text.quantity import Bound, Kind, Quantity

_CLOCK = re.compile(
    r" ?[点时]钟? ?(?![零一二三四五六七八九十\d]*[点个名人])(?:(?P<half>半)|(?P<sharp>整)|(?P<quarter>[一三])刻"
    r"|(?P<minute>[0-5]?\d|[零一二三四五]?十?[一二三四五六七八九]?十?) ?分(?!之))?(?![间候期代任常而刻子评建见要])"
)
_DAYTIME = re.compile(
    r"(上午|下午|中午|早上|早晨|清晨|晚上|傍晚|凌晨|夜间|深夜|午后|当晚|今晚|昨晚|晚间|晨|晚|[日号天]) ?$"
)
_AFTERNOON = ("下午", "晚", "傍晚", "午后", "夜", "深夜", "当晚", "今晚", "昨晚")
_TIME_RANGE = re.compile(r"[点时分半整][至到\-—~]$")
_MONTH_NEXT = re.compile(r" ?(?:\d{1,2}|十?[一二三四五六七八九十]) ?月")
_DECADE_NEXT = re.compile(r" ?[初中末]? ?(?:\d0|[一二三四五六七八九]十) ?年代")
_NUMBERED = frozenset("〕])字初终再执特令路街道巷弄村同楼")
_NUMBERS = frozenset("楼线院文令室馆店房机仓门厂井船舰车站台桥码位公病决坑岛弹航种通")
_COUNTED = frozenset("续期共近时了前后头几满第过够")
_WITHIN = frozenset({"内", "期", "龄"})
ERAS = {"民国": 1912, "民國": 1912, "光绪": 1875, "宣统": 1909}
ERAS |= {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
"""Era → its first year in the common calendar."""
_ERA = re.compile(f"({'|'.join(ERAS)})(前)? ?$")
# 期限为十日, 拘留十五日: a length of time and no day of the month.
_PERIOD = re.compile(r"(?:(?<!日)期限?|时限|拘留|居住)(?:[为是]|最长)?$")
_GENERATIONS = frozenset(Fraction(n) for n in (50, 60, 70, 80, 85, 90, 95))


def time_of_day(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """20时30分, 晚上8点半, 三点一刻. A bare 三点 may be three points of an argument, and is left alone."""
    if number.value.denominator != 1 or not 0 <= number.value <= 24:
        return None
    m = _CLOCK.match(text, end)
    if m is None:
        return None
    before = _DAYTIME.search(text[max(0, start - 3) : start])
    if m.group().strip() == "点" and before is None and _TIME_RANGE.search(text[max(0, start - 2) : start]) is None:
        return None
    minute = 30 if m["half"] else 15 if m["quarter"] == "一" else 45 if m["quarter"] else 0
    minutes = evaluate(m["minute"]) if m["minute"] else None
    if minutes:
        minute = min(59, int(minutes.value))
    hour = int(number.value)
    part = before[1] if before else ""
    if hour < 12 and part.startswith(_AFTERNOON) and not (hour == 0 or (hour < 5 and part.endswith(("夜", "夜间")))):
        hour += 12
    if part == "中午" and 1 <= hour <= 3:
        hour += 12
    told = part not in {"", "日", "号", "天"}
    return m.end(), [clock_time(start, m.end(), hour, minute, half_told=told)]


def date_part(text: str, start: int, end: int, number: RunValue) -> Reading | None:
    """2018年, 一百年(民国), 9 月, 28日, 90年代, 20世纪, 90后."""
    at = end + 1 if text[end : end + 1] == " " else end
    rule = _BY_SIGN.get(text[at : at + 1])
    if rule is None or number.value.denominator != 1:
        return None
    return rule(text, start, end, at, number)


def _year(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    n = number.value
    if text.startswith("年代", at):
        readings: tuple[Fraction, ...] = (1900 + n, 1800 + n, 2000 + n) if n < 100 else (n % 100,)
        return at + 2, [Quantity(start, at, n, Kind.DATE_PART, "decade", readings=readings)]
    dated = _MONTH_NEXT.match(text, at + 1) is not None
    if number.indefinite:  # 几千年
        return None
    era = _ERA.search(text, max(0, start - 6), start)
    if era and n < 200:
        first = ERAS[era[1]]
        western = first - n if era[2] else first + n - 1  # 民国前一年 is 1911
        return at + 1, [Quantity(start, end, n, Kind.DATE_PART, "year", readings=(Fraction(western),))]
    if not (number.positional or 1000 <= n < 2200 or dated or 50 < n < 100):
        return None
    # two digits are a year of the last century or of the Republic (民国), or simply a number of years
    readings = tuple(n + era for era in (1911, 1900, 2000)) if n < 200 else ()
    unit = "year"
    kind = Kind.DATE_PART if number.positional or n >= 1000 or dated else Kind.NUMBER
    return at + 1, [Quantity(start, end, n, kind, unit, bound_of(text, start, at + 1), readings)]


def _month(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    if not 1 <= number.value <= 12:
        return None
    values = [v for v in (number.value, number.more) if v is not None]
    return at + 1, [Quantity(start, end, v, Kind.DATE_PART, "month") for v in values]


def _day(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    if not 1 <= number.value <= 31:
        return None
    if text[at] == "号" and _is_number_of(text, start, at):
        return at + 1, [Quantity(start, end, number.value, Kind.SECTION, "number")]
    # 5月10日起 is "from May 10", no lower limit
    bound = Bound.EXACT if text[at + 1 : at + 2] in {"起", "前"} else bound_of(text, start, at + 1)
    values = [v for v in (number.value, number.more) if v is not None]
    before = text[start - 1 : start]
    counted = text[start] == "两" or before in _COUNTED
    counted |= before not in {"月", "日", " "} and bool(bound.direction or text[at + 1 : at + 2] in _WITHIN)
    counted |= _PERIOD.search(text, max(0, start - 6), start) is not None
    kind = Kind.NUMBER if counted else Kind.DATE_PART  # 三日内: within three days
    return at + 1, [Quantity(start, end, v, kind, "day", bound) for v in values]


def _is_number_of(text: str, start: int, at: int) -> bool:
    """公通字〔2022〕1号, 中山路12号, 5号线: a number of something and no day of the month."""
    return text[start - 1 : start] in _NUMBERED or text[at + 1 : at + 2] in _NUMBERS


def _century(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    if not text.startswith("世纪", at):
        return None
    # 20世纪90年代 is "the 1990s": the century may go unsaid
    said = _DECADE_NEXT.match(text, at + 2) is None
    return at + 2, [Quantity(start, end, number.value, Kind.ORDINAL, "century", figure=said)]


def _generation(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    n = number.value
    if n not in _GENERATIONS or text[at + 1 : at + 2] in {"来", "期", "续", "面", "卫"}:
        return None
    return at + 1, [Quantity(start, end, n, Kind.DATE_PART, "decade", readings=(1900 + n, 2000 + n))]


def _age(text: str, start: int, end: int, at: int, number: RunValue) -> Reading | None:
    """九旬老兵: a veteran of ninety."""
    if not 5 <= number.value <= 10 or text[start - 1 : start] in {"月", "第"}:
        return None
    return at + 1, [Quantity(start, end, number.value * 10, Kind.NUMBER, "year")]


_BY_SIGN = {"旬": _age, "年": _year, "月": _month, "日": _day, "号": _day, "世": _century, "后": _generation}
