"""Telephone numbers: mainland mobiles and landlines, service numbers, international forms.

Canonical is the number without country code and trunk zero: what stays the same
whether one writes +86 991 123 4567, 0086-991-1234567 or (0991) 1234567. Short
and service numbers are their digits. Extensions are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.contract import digits, has_digits
from reader.model import Mention

_SEP = r"[ \-.]?"
_BEFORE = r"(?<![\d+._=#A-Za-z¥$€£])(?<!\d[\-:])"
_AFTER = (
    r"(?![\d_]|[.:]\d|,\d{3}(?!\d))"
    r"(?! ?[年月日时元万億亿%‰倍个名人件户亩吨号號]|[A-Za-z]| ?(?:美元|欧元|公里|平方|万元))"
)
_INTERNATIONAL = re.compile(
    r"(?<![\d.A-Za-z])(?:\+ ?|00(?=86|852|853|886))\(?"
    r"(?P<cc>1|7|2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})"
    r"\)?[ \-.]{0,2}(?P<rest>(?:\(0\) ?)?\(?\d{1,5}\)?(?:[ \-.]{0,2}\d{2,8}){1,5})(?![\d])"
)
_MOBILE = re.compile(rf"{_BEFORE}(?:\(?86\)?[ \-]?)?1[3-9]\d{_SEP}\d{{4}}{_SEP}\d{{4}}{_AFTER}")
_LANDLINE = re.compile(
    rf"{_BEFORE}\(?(?P<area>0\d{{1,4}})[)\- ]{{1,3}}(?P<local>\d{{3,8}}(?:[ \-]\d{{3,4}}){{0,2}}){_AFTER}"
    rf"(?P<more>(?:[/、,，;；或 ]{{1,2}}\d{{7,8}}(?!\d|[.,]\d))*)"
)
_SOLID = re.compile(rf"{_BEFORE}0(?:(?:10|2\d|[3-9]\d\d)\d{{7,8}}|9\d{{8}}){_AFTER}")
_LAST_GROUP = re.compile(r"[ \-.]{1,2}\d+$")
_SERVICE = re.compile(
    rf"{_BEFORE}[48]00(?:-\d{{3}}-\d{{4}}|-\d{{4}}-\d{{3}}|-\d{{7}}| \d{{3}} \d{{4}}| \d{{4}} \d{{3}}|\d{{7}}){_AFTER}"
)
_AMERICAN = re.compile(rf"{_BEFORE}(?:\([2-9]\d\d\) ?[2-9]\d\d|[2-9]\d\d-[2-9]\d\d)[\- ]\d{{4}}{_AFTER}")
_LABELLED = re.compile(
    r"(?:电话|電話|热线|熱線|座机|座機|传真|傳真|手机|手機|联系方式|聯繫方式|联系人|咨询|諮詢|举报|舉報|监督|客服|固话|[Tt]el(?:ephone)?|TEL"
    r"|[Pp]hone|[Ff]ax|FAX|[Mm]obile|[Hh]otline)[^\d+。;\n]{0,12}?"
    r"(?P<number>\d(?:[ \-]?\d){6,11})(?!\d|\.\d|,\d{3}(?!\d)| ?[元万亿%年月日])"
)
_SHORT = r"1(?:10|12|19|20|22|14|18)(?:\d\d)?|12\d{3}|95\d{3}|96\d{3,4}|10\d{3}|999|911"
_CALL = "拨打|拨|撥打|致电|致電|报警电话|热线|熱線|电话|電話|举报|舉報|[Cc]all(?:ing)?|[Dd]ial(?:ling)?|[Hh]otline"
_DESK = "报警|報警|指挥中心|指揮中心|接处警|接警|接處警|急救|热线|熱線|服务平台|服务台|平台|警情|联动|出警"
_EMERGENCY = re.compile(
    rf"(?:{_CALL})[:是为 “\"'(]{{0,3}}(?P<a>{_SHORT})(?!\d|[.,\-]\d|[元万亿年月日时%人名])"
    rf"|(?<![\d.])(?P<b>110|119|120|122|12345|12110|12389)(?={_DESK})"
)


class Phones:
    """Telephone numbers in text; see the module for what makes two of them the same."""

    type = "phone"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions, one for each number; ``0991-1234567/1234568`` are two."""
        if not has_digits(folded, 3):  # 110 is the shortest
            return
        for m in _INTERNATIONAL.finditer(folded):
            national, end = _national(m["cc"], m["rest"], m.start("rest"))
            if len(national) >= 6:
                yield self._mention(national, m.start(), end, text)
        for m in _MOBILE.finditer(folded):
            yield self._mention(digits(m.group())[-11:], m.start(), m.end(), text)
        for m in _SERVICE.finditer(folded):
            yield self._mention(digits(m.group()), m.start(), m.end(), text)
        for m in _LANDLINE.finditer(folded):
            yield from self._landline(m, text, folded)
        for pattern in (_SOLID, _AMERICAN):
            for m in pattern.finditer(folded):
                yield self._mention(digits(m.group()).lstrip("0"), m.start(), m.end(), text)
        for m in _LABELLED.finditer(folded):
            start, end = m.span("number")
            yield self._mention(digits(m["number"]).lstrip("0") or "0", start, end, text)
        for m in _EMERGENCY.finditer(folded):
            start, end = m.span("a") if m["a"] else m.span("b")
            yield self._mention(folded[start:end], start, end, text)

    def _landline(self, m: re.Match[str], text: str, folded: str) -> Iterator[Mention]:
        area, local = m["area"], digits(m["local"])
        if not 9 <= len(area) + len(local) <= 12:
            return
        start = m.start() + (1 if folded[m.start()] == "(" and ")" not in m.group() else 0)
        yield self._mention(area.lstrip("0") + local, start, m.end("local"), text)
        for other in re.finditer(r"\d{7,8}", m["more"]):
            if len(other.group()) == len(local):
                at = m.start("more")
                yield self._mention(area.lstrip("0") + other.group(), at + other.start(), at + other.end(), text)

    def _mention(self, canonical: str, start: int, end: int, text: str) -> Mention:
        return Mention(self.type, canonical, text[start:end], start, end)


# Digits after the country code, at most. What goes beyond belongs to the next number.
_LONGEST = {"1": 10, "7": 10, "44": 10, "86": 11, "852": 8, "853": 8, "886": 9, "65": 8, "61": 9, "33": 9, "34": 9}


def _national(country: str, rest: str, start: int) -> tuple[str, int]:
    """(number within its country without the trunk zero people write in brackets, where it ends)."""
    longest = _LONGEST.get(country, 11)
    while True:
        number = digits(rest.replace("(0)", ""))
        number = number if country == "39" else number.lstrip("0")
        shorter = _LAST_GROUP.sub("", rest)
        if len(number) <= longest or shorter == rest:
            return (number, start + len(rest)) if len(number) <= longest else ("", start)
        rest = shorter
