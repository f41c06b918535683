"""The value of one run of Chinese numeral characters (folded, see numerals_folding)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from reader.text.quantity import exact

DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_TENS = {"廿": "二十", "卅": "三十"}

DIGITS = "零一二两三四五六七八九"
SCALES = "十百千万亿兆"

_TOKEN = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{DIGITS}]?点[{DIGITS}]+|[{DIGITS}]|[{SCALES}]|[几数多余来]")
# 七八 (seven or eight), 三五 (three to five): two neighbouring digits that are not one number.
_PAIR = re.compile(
    r"(?<![零一二两三四五六七八九点])(一二|一两|两三|二三|三四|四五|五六|六七|七八|八九|三五)(?![零一二两三四五六七八九])"
)


@dataclass(frozen=True, slots=True)
class RunValue:
    """Value of a run. ``more`` holds the second number of pairs such as 七八.

    ``over`` is set by 多, 余, 来 or 几 within it (三百多万), ``indefinite`` when it
    gives an order of magnitude only (数百万 is 10⁶ · 100), ``positional`` for
    digits read one by one (二〇二二).
    """

    value: Fraction
    more: Fraction | None = None
    over: bool = False
    indefinite: bool = False
    positional: bool = False

    def exceeded(self) -> RunValue:
        """The same number with ``over`` set."""
        return replace(self, over=True)


@lru_cache(maxsize=4096)  # a few numerals make up most of all
def evaluate(run: str) -> RunValue | None:
    """What *run* says; ``None`` when it is no number (only 零零, say)."""
    if run.isascii():
        return RunValue(exact(run))
    run = run.replace(" ", "").replace("个", "")
    for short, long in _TENS.items():
        run = run.replace(short, long)
    pair = _PAIR.search(run)
    if pair and (len(run) > 2 or run == pair.group()):
        low = run[: pair.start()] + pair.group()[0] + run[pair.end() :]
        high = run[: pair.start()] + pair.group()[1] + run[pair.end() :]
        one, two = _single(low), _single(high)
        if one is not None and two is not None:
            return RunValue(one.value, two.value, one.over, one.indefinite)
    return _single(run)


def _single(run: str) -> RunValue | None:
    tokens = _TOKEN.findall(run)
    if not tokens:
        return None
    over = any(t in "多余来几" for t in tokens[1:])
    indefinite = tokens[0] in "几数"
    tokens = [t for i, t in enumerate(tokens) if t not in "多余来几数" or (i == 0 and len(tokens) == 1)]
    if not tokens or tokens[0] in "几数":
        return None
    if not any(t in SCALE for t in tokens):
        return _unscaled(tokens, over)
    while tokens[0] == "零" and len(tokens) > 1:  # 九年零十一个月: "and eleven months"
        del tokens[0]
    total = section = Fraction(0)
    current: Fraction | None = None
    last = 0  # the scale before, for 三百五 (350) and 两万三 (23000)
    for i, token in enumerate(tokens):
        if token in SCALE:
            size = SCALE[token]
            if size >= 10**4:
                part = section + (current or 0)
                if part == 0 and current is None:  # 万 alone is ten thousand, 0万 is nothing
                    part = Fraction(1)
                if total and size > last >= 10**4:  # 万亿: the larger scale takes what stands before it
                    total = (total + section + (current or 0)) * size
                else:
                    total += part * size
                section = Fraction(0)
            else:
                section += (Fraction(1) if current is None else current) * size
            current = None
            last = size
        else:
            number = _number(token)
            final = i == len(tokens) - 1
            if final and last >= 100 and token in DIGIT and DIGIT[token] and tokens[i - 1] in SCALE:
                number = number * last / 10
            current = number
    return RunValue(total + section + (current or 0), None, over, indefinite)


def _unscaled(tokens: list[str], over: bool) -> RunValue | None:
    if len(tokens) == 1:
        return RunValue(_number(tokens[0]), None, over)
    if all(t in DIGIT for t in tokens):
        return RunValue(Fraction(int("".join(str(DIGIT[t]) for t in tokens))), None, over, positional=True)
    return None


def _number(token: str) -> Fraction:
    if token[0].isascii():
        return exact(token)
    whole, _, fraction = token.partition("点")
    if fraction:
        return Fraction(f"{DIGIT.get(whole, 0)}.{''.join(str(DIGIT[c]) for c in fraction)}")
    return Fraction(DIGIT[token])
