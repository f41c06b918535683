"""Dates in Chinese text, built from its figures and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.text.dates import MANY, Dated, DateMention, DateWord
from reader.text.numerals.chinese_dates import ERAS
from reader.text.numerals.chinese_value import evaluate
from reader.text.numerals.folding import fold_chinese
from reader.text.quantity import Kind, Quantity

_ORDER = {"year": 0, "month": 1, "day": 2}
_JOINED = re.compile(r"[ \n]*(?:年[度份]?的?|月份?|[\-./])[ \n]*")
_RANGE = re.compile(r" ?[日号]?(?:[\-~—–－―]{1,2}|至|到|、|,|，|和|及|与|或) ?")
_ENDS = {"year": re.compile(r" ?年[度份]?"), "month": re.compile(r" ?月份?"), "day": re.compile(r" ?[日号]")}
_PART = re.compile(
    r"(?P<third>[上中下]旬)|(?P<early>初(?![一二三四五六七八九十\d次级步衷赛选始期]))|(?P<mid>中(?![国央共心学华外午美旬医下上]))|(?P<late>[底末])"
    r"|(?P<half>[上下]半年)|(?:第?(?P<quarter>[一二三四1-4])|首)(?:个)?(?:季度|(?<=第[一二三四1-4])季(?!节))"
)
_ERA = re.compile(f"(?:中[华華])?(?:{'|'.join(ERAS)})前? ?$")
_ALONE = re.compile(
    r"(?P<half>[上下]半年)|(?<!前)(?:(?<![\d一二三四五六七八九十个])第?(?P<quarter>[一二三四1-4])|首个?)"
    r"(?:季度|(?<=第[一二三四1-4])季(?!节))"
)
_THIRDS = {"上": "early", "中": "mid", "下": "late"}
_WEEKDAY = re.compile(r"(?:星期|礼拜|禮拜|周)(?P<day>[一二三四五六日天])(?![本边围年报刊记期代岁均])")
_RELATIVE = {
    ("day", -2): "前天 前晚",
    ("day", -1): "昨日 昨天 昨晚 昨夜 昨晨",
    ("day", 0): "今日 今天 今晚 今晨 今早",
    ("same", 0): "过去一年 近一年 一年来",
    ("day", 1): "明日 明天 明晚 明早",
    ("week", -1): "上周 上星期 上个星期 上礼拜",
    ("week", 0): "本周 这周 这个星期 本星期",
    ("week", 1): "下周 下星期 下个星期 下礼拜",
    ("month", -1): "上月 上个月",
    ("month", 0): "本月 这个月 当月",
    ("month", 1): "下月 下个月",
    ("year", -2): "前年",
    ("year", -1): "去年 上年 上一年",
    ("year", 0): "今年 本年 本年度",
    ("year", 1): "明年 次年 翌年 来年",
}
_WORDS = {word: key for key, words in _RELATIVE.items() for word in words.split()}
_SAME = "同期|同日|同年|同月|当日|当天|当年|翌日|次日"
_RELATIVE_RE = re.compile("|".join([*sorted(_WORDS, key=len, reverse=True), _SAME]))
_LUNAR_DAY = r"(?:初[一二三四五六七八九十]|二十[一二三四五六七八九]?|三十|[十廿卅]?[一二三四五六七八九十]|\d{1,2})"
_LUNAR = re.compile(
    r"(?P<named>[农農阴陰旧舊夏][历曆曆](?:[^，。；、]{0,6}?年)?(?:的)?) ?"
    rf"(?P<month>正|冬|腊|臘|闰?(?:十?[一二三四五六七八九十]|\d{{1,2}}))月 ?(?P<day>{_LUNAR_DAY}(?![个名月年]))?"
    rf"|(?P<month2>正|腊|臘)月 ?(?P<day2>{_LUNAR_DAY}(?![个名月年]))?"
    r"|(?P<month3>十?[一二三四五六七八九十])月(?P<day3>初[一二三四五六七八九十])"
    r"|大?年(?P<newyear>初[一二三四五六七])"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_HINT = re.compile("[周年月日天季旬曆历初拜期昨今明]")


def read_dates(text: str, figures: Sequence[Quantity]) -> Dated:
    """The dates of Chinese *text*, whose figures are *figures* (:func:`~reader.text.numerals.parse_zh`)."""
    if len(figures) > MANY or len(text) > 20 * MANY:
        return Dated()
    if _HINT.search(text) is None and not any(q.kind is Kind.DATE_PART for q in figures):
        return Dated()
    folded = fold_chinese(text)
    found = Dated(_grouped(folded, figures))
    if "月" in folded or "年初" in folded:
        _lunar(folded, figures, found)
    if "半年" in folded or "季" in folded:
        _parts_alone(folded, figures, found)
    if "周" in folded or "期" in folded or "拜" in folded:
        for m in _WEEKDAY.finditer(folded):
            found.weekdays.append(DateWord(*m.span(), "weekday", min(6, "一二三四五六日天".index(m["day"]))))
    for m in _RELATIVE_RE.finditer(folded):
        unit, value = _WORDS.get(m.group(), ("same", 0))
        found.relatives.append(DateWord(*m.span(), unit, value))
    return found


def _grouped(text: str, figures: Sequence[Quantity]) -> list[DateMention]:
    found: list[DateMention] = []
    i = 0
    while i < len(figures):
        q = figures[i]
        if q.kind is not Kind.DATE_PART or q.unit not in _ORDER:
            i += 1
            continue
        members = [i]
        while i + 1 < len(figures) and _continues(text, figures[i], figures[i + 1]):
            i += 1
            members.append(i)
        i += 1
        mention = _mention(text, figures, members)
        last = found[-1] if found else None
        month = (last.months[0] if last.months else last.implied) if last else None
        if last and month and mention.days and not mention.months and _RANGE.fullmatch(text, last.end, mention.start):
            mention = replace(mention, implied=month)
        found.append(mention)
    return found


def _continues(text: str, before: Quantity, after: Quantity) -> bool:
    ordered = after.kind is Kind.DATE_PART and _ORDER.get(after.unit, 0) == _ORDER.get(before.unit, 3) + 1
    return ordered and after.start > before.end and _JOINED.fullmatch(text, before.end, after.start) is not None


def _mention(text: str, figures: Sequence[Quantity], members: list[int]) -> DateMention:
    values = {figures[i].unit: tuple(int(v) for v in figures[i].values) for i in members}
    last = figures[members[-1]]
    closing = _ENDS[last.unit].match(text, last.end)
    end = closing.end() if closing else last.end
    part = ""
    if closing and last.unit != "day":
        m = _PART.match(text, end + 1 if text[end : end + 1] == " " else end)
        if m and not (m["third"] and last.unit == "year"):
            part, end = _part_of(m), m.end()
    first = figures[members[0]].start
    era = _ERA.search(text, max(0, first - 6), first)
    return DateMention(
        era.start() if era else first,
        end,
        values.get("year", ()),
        values.get("month", ()),
        values.get("day", ()),
        part,
        figures=tuple(members),
    )


def _part_of(m: re.Match[str]) -> str:
    groups = m.groupdict()
    if groups.get("third"):
        return _THIRDS[groups["third"][0]]
    if groups["half"]:
        return "H1" if groups["half"][0] == "上" else "H2"
    for name in ("early", "mid", "late"):
        if groups.get(name):
            return name
    quarter = groups["quarter"]
    return f"Q{'一二三四'.index(quarter) + 1 if quarter in '一二三四' else quarter}" if quarter else "Q1"


def _parts_alone(text: str, figures: Sequence[Quantity], found: Dated) -> None:
    """上半年, 第一季度 without a year before them."""
    for m in _ALONE.finditer(text):
        if not any(d.start <= m.start() < d.end for d in found.dates):
            inside = tuple(i for i, q in enumerate(figures) if m.start() <= q.start < m.end())
            found.dates.append(DateMention(*m.span(), part=_part_of(m), figures=inside))


def _lunar(text: str, figures: Sequence[Quantity], found: Dated) -> None:
    """农历正月初五 and its like replace what was read as a date of the common calendar."""
    for m in _LUNAR.finditer(text):
        month = next((m[g] for g in ("month", "month2", "month3") if m[g]), "正" if m["newyear"] else "")
        day = next((m[g] for g in ("day", "day2", "day3", "newyear") if m[g]), "")
        inside = tuple(i for i, q in enumerate(figures) if m.start() <= q.start < m.end())
        years = tuple(v for i in inside if figures[i].unit == "year" for v in map(int, figures[i].values))
        found.dates[:] = [d for d in found.dates if not set(d.figures) & set(inside)]
        found.dates.append(
            DateMention(*m.span(), years, _lunar_number(month), _lunar_number(day), lunar=True, figures=inside)
        )


def _lunar_number(written: str) -> tuple[int, ...]:
    if written in _LUNAR_MONTHS:
        return (_LUNAR_MONTHS[written],)
    number = evaluate(written.lstrip("初闰")) if written else None
    return (int(number.value),) if number else ()
