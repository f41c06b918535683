"""The tables behind the gazetteer, read from ``reader/text/data`` into one list of named things.

Each row of the tables names one thing with all its Chinese forms and all its accepted English ones, the established
form first. Divisions of China carry their six-digit code, so that a short name can be tied to the division above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Named:
    """A place, body or public figure with an established English name.

    ``kind``: ``province``, ``prefecture``, ``county``, ``country``, ``city`` (abroad), ``region``, ``body``,
    ``product``, ``person``. ``english[0]`` is the canonical form. ``stem`` holds the Chinese name without its 市
    or 县, from which pinyin is accepted too. ``home`` is the code of a division, or the Chinese name of the country.
    """

    kind: str
    canonical: str
    english: tuple[str, ...]
    stem: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a :class:`Named` in Simplified Chinese. ``bare`` forms are no proof by themselves (朝阳 is
    also sunshine): they count only next to the place they belong to."""

    text: str
    named: Named
    bare: bool = False


_DIVISION = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|(?<=神农架)林区|新区|省|市|县|区|盟|旗|州)$")
_KIND = re.compile(
    r" (?:(?:Special Administrative|Autonomous) Region|Autonomous (?:Prefecture|County|Banner)|Province|City|District"
    r"|County|Prefecture|League|(?:(?:Front|Middle|Rear|Left|Right|United) )*Banner|New Area|New District"
    r"|Forestry District|Area|Region)$"
)
# Peoples in the names of autonomous areas: 延边|朝鲜族 Yanbian Korean.
_PEOPLES = re.compile(
    r"(?:各族|(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    r"|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春"
    r"|赫哲|门巴|珞巴|基诺)族|蒙古|哈萨克|柯尔克孜|维吾尔|塔吉克|锡伯)+$"
)
# Short names of prefectures that are everyday words or parts of other names.
_EVERYDAY = frozenset(
    [
        "朝阳",
        "日照",
        "来宾",
        "安康",
        "白银",
        "三明",
        "中卫",
        "海东",
        "海北",
        "黄南",
        "白山",
        "阿里",
        "兴安",
        "海西",
        "中山",
        "大庆",
        "大同",
        "红河",
        "文山",
        "东方",
        "和田",
        "长白",
        "昌都",
        "海南州",
        "新乡",
        "开封",
        "南投",
        "云林",
        "连江",
    ]
)


# Districts named after their side of the town: 城东区 is also any eastern part of a town.
_QUARTER = re.compile(
    r"(?:[老新主]?城|[东南西北中]|城[东南西北中关]|市[东南西北中]|[上下]城|运河|郊|矿|江[南北]|河[东南西北]|开发|高新|经济)区$"
)


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of ``reader/text/data/NAME.tsv`` as tuples of their columns."""
    text = files("reader.text").joinpath("data", f"{name}.tsv").read_text("utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines() if line]


@cache
def forms() -> tuple[Form, ...]:
    """Every form of everything the tables name; earlier tables come first."""
    lists = (("bodies", "body"), ("products", "product"), ("people", "person"))
    return (*_divisions(), *_taiwan(), *_world(), *(form for table, kind in lists for form in _listed(table, kind)))


def _divisions() -> Iterator[Form]:
    short = {full: (zh, en.split("|")) for full, zh, en in rows("short")}
    for code, zh, en in rows("divisions"):
        kind = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
        stem_zh, stem_en = _stem(zh, en)
        listed = short.get(zh)
        if listed:
            stem_zh = listed[0]
        english = tuple(dict.fromkeys([*(listed[1] if listed else ()), stem_en]))
        named = Named(kind, en, english, stem_zh, code)
        yield Form(zh, named, bare=len(zh) == 2 or _QUARTER.match(zh) is not None)
        if len(stem_zh) > 1 and stem_zh != zh:
            known = kind != "county" or listed is not None
            yield Form(stem_zh, named, bare=not known or stem_zh in _EVERYDAY)


def _taiwan() -> Iterator[Form]:
    """The counties and cities of Taiwan with their districts and townships; stems of the latter only beside them."""
    for code, zh, en, names, how in rows("taiwan"):
        kind = "prefecture" if code.endswith("00") else "county"
        stem = zh[:-1] if len(zh) > 2 else zh
        named = Named(kind, en, tuple(names.split("|")), stem, code)
        yield Form(zh, named, bare=how == "context")
        if stem != zh:
            yield Form(stem, named, bare=kind == "county" or stem in _EVERYDAY)


def _stem(zh: str, en: str) -> tuple[str, str]:
    """福州市, Fuzhou City → 福州, Fuzhou; 融水苗族自治县, Rongshui Miao Autonomous County → 融水, Rongshui."""
    stem = _DIVISION.sub("", zh)
    short = _PEOPLES.sub("", stem) if "自治" in zh else stem
    plain = _KIND.sub("", en).split(" (")[0]
    if short != stem and len(short) > 1:
        plain = plain.split(" ")[0] if not plain.startswith(("Inner ", "Hong ")) else plain
        stem = short
    return (stem if len(stem) > 1 else zh), plain


def _world() -> Iterator[Form]:
    for zh, en, home, how in (*rows("world"), *rows("abroad")):
        names, english = zh.split("|"), tuple(en.split("|"))
        kind = {"country": "country", "own": "country", "region": "region"}.get(home, "city")
        named = Named(kind, english[0], english, names[0], "" if kind != "city" else home)
        for name in names:
            yield Form(name, named, bare=how == "context")


def _listed(table: str, kind: str) -> Iterator[Form]:
    for zh, en in rows(table):
        names, english = zh.split("|"), tuple(en.split("|"))
        for name in names:
            yield Form(name, Named(kind, english[0], english, names[0]))
