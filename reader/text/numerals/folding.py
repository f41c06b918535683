"""Foldings shared by both sides: same length in, same length out, so offsets hold."""

from __future__ import annotations

import re
from functools import lru_cache

_ASCII = {0xFF01 + i: 0x21 + i for i in range(94)}
_ASCII |= dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F, 0x2007), 0x20)
_ASCII |= {0xFE6A: 0x25, 0x066A: 0x25, 0xFFE5: 0xA5, 0xFFE1: 0xA3, 0xFE69: 0x24}
_ASCII |= {0x2019: 0x27, 0x2018: 0x27}

_CHINESE = dict(_ASCII) | {
    ord(a): ord(b)
    for a, b in zip(
        "〇○Ｏ萬億兩廿點時後個號條項萬歲週為無裏間頁餘幾數來滿過長縣節級噸畝種類張億東與從達將約內",
        "零零零万亿两廿点时后个号条项万岁周为无里间页余几数来满过长县节级吨亩种类张亿东与从达将约内",
        strict=True,
    )
}

_CAPITALS = dict(
    zip("零壹贰貳弍叁參叄肆伍陆陸柒捌玖拾佰仟圆圓整正", "零一二二二三三三四五六六七八九十百千元元整正", strict=True)
)
_CAPITAL_RUN = re.compile(
    r"[零壹贰貳弍叁參参叄肆伍陆陸柒捌玖拾佰仟万亿两]{2,}(?P<paid>[元圆角整])?|[壹贰叁肆伍陆柒捌玖](?=[元圆角分])"
)
_CERTAIN = re.compile(r"[壹贰貳弍叁叄肆柒捌玖佰仟]")
_CAPITAL = re.compile(r"[壹贰貳弍叁參参叄肆伍陆陸柒捌玖拾佰仟]")


def fold_english(text: str) -> str:
    """Full-width characters and odd spaces made ASCII."""
    return text if text.isascii() else text.translate(_ASCII)


@lru_cache(maxsize=8)  # figures and dates of a sentence are read one after the other
def fold_chinese(text: str) -> str:
    """The same, with traditional and banker's numerals (壹拾贰万) made plain (一十二万)."""
    folded = text.translate(_CHINESE)
    if _CAPITAL.search(folded) is None:
        return folded
    return _CAPITAL_RUN.sub(_plain, folded)


def _plain(run: re.Match[str]) -> str:
    # 陆, 伍, 参 and 拾 are ordinary words by themselves: only a run with a character
    # that means nothing but a number, or an amount of money, is read as one.
    if _CERTAIN.search(run.group()) is None and not run["paid"] and len(run.group()) > 1:
        return run.group()
    return "".join(_CAPITALS.get(c, c) for c in run.group())
