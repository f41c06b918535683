"""Automatic numbers of Word paragraphs (第三条, （二）, 1.2): displayed, but not part of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.office_package import attribute, child, local

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CHINESE_ENCLOSED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
          (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9999
"""Beyond this a number is written in figures whatever its format (hostile start values)."""

_COUNTING = {
    "chinesecounting", "chinesecountingthousand", "japanesecounting", "taiwanesecounting", "taiwanesecountingthousand"
}  # fmt: skip
_CYCLES = {
    "ideographtraditional": _STEMS,
    "ideographzodiac": _BRANCHES,
    "decimalenclosedcircle": _CIRCLED,
    "decimalenclosedcirclechinese": _CIRCLED,
    "decimalenclosedparen": _PARENTHESISED,
    "decimalenclosedfullstop": _STOPPED,
    "ideographenclosedcircle": _CHINESE_ENCLOSED,
}


def numeral(number: int, style: str) -> str:
    """*number* written as Word's number format *style* (``chineseCountingThousand`` …) writes it."""
    style = style.casefold()
    if style in {"none", "bullet"}:
        return ""
    if not 0 < number <= _MOST:
        return str(number)
    if style in _COUNTING:
        return chinese(number, _DIGITS, "十百千")
    if style in {"chineselegalsimplified", "ideographlegaltraditional", "japaneselegal"}:
        return chinese(number, _LEGAL, "拾佰仟")
    if style in {"ideographdigital", "taiwanesedigital", "japanesedigitaltenthousand"}:
        return "".join(_DIGITS[int(d)] for d in str(number))
    if style in _CYCLES:
        signs = _CYCLES[style]
        return signs[number - 1] if number <= len(signs) else str(number)
    if style in {"upperletter", "lowerletter"}:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperletter" else letters
    if style in {"upperroman", "lowerroman"}:
        roman = _roman(number)
        return roman.upper() if style == "upperroman" else roman
    if style in {"decimalfullwidth", "decimalfullwidth2"}:
        return "".join(chr(0xFF10 + int(d)) for d in str(number))
    return f"{number:02d}" if style == "decimalzero" else str(number)


def chinese(number: int, digits: str, places: str, *, spoken: bool = True) -> str:
    """1 … 9999 in Chinese numerals: 十二 (一十二 when not *spoken*), 一百零五."""
    text = ""
    figures = str(number)
    for index, figure in enumerate(figures):
        power = len(figures) - index - 1
        if figure == "0":
            if text and not text.endswith("零") and any(f != "0" for f in figures[index:]):
                text += "零"
        else:
            text += digits[int(figure)] + (places[power - 1] if power else "")
    return text[1:] if spoken and text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._lists[attribute(element, "abstractNumId") or ""] = _List(_levels(element))
            elif local(element) == "num":
                number = attribute(element, "numId") or ""
                self._abstract_of[number] = attribute(child(element, "abstractNumId"), "val") or ""
                self._overrides[number] = _overrides(element)

    def label(self, number_id: str, level: int) -> str | None:
        """The next label of list *number_id* at *level* (0-based); ``""`` for bullets, ``None`` for no list at all."""
        found = self._lists.get(self._abstract_of.get(number_id, ""))
        if found is None or level not in found.levels:
            return None
        override = self._overrides[number_id].get(level)
        if override is not None and (number_id, level) not in self._begun:
            found.counters.pop(level, None)
        self._begun.add((number_id, level))
        start = found.levels[level].start if override is None else override
        found.counters[level] = found.counters.get(level, start - 1) + 1
        for deeper in [n for n in found.counters if n > level]:
            del found.counters[deeper]
        return self._written(found, level)

    def _written(self, found: _List, level: int) -> str:
        own = found.levels[level]
        if own.style.casefold() == "bullet":
            return ""

        def number(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            there = found.levels.get(wanted, own)
            value = found.counters.setdefault(wanted, there.start) if wanted < level else found.counters[level]
            return numeral(value, "decimal" if own.legal else there.style)

        return re.sub(r"%([1-9])", number, own.text).strip()


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in abstract:
        if local(element) == "lvl":
            found[_integer(attribute(element, "ilvl"), 0)] = _Level(
                start=_integer(attribute(child(element, "start"), "val"), 1),
                style=attribute(child(element, "numFmt"), "val") or "decimal",
                text=(attribute(child(element, "lvlText"), "val") or "")[:80],
                legal=child(element, "isLgl") is not None,
            )
    return found


def _overrides(number: etree._Element) -> dict[int, int]:
    found = {}
    for element in number:
        if local(element) == "lvlOverride":
            start = attribute(child(element, "startOverride"), "val")
            if start is not None:
                found[_integer(attribute(element, "ilvl"), 0)] = _integer(start, 1)
    return found


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
