"""Writing numbers: Chinese numerals, banking capitals, English words and grouped digits."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_BANK = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def chinese(value: int, *, liang: bool = True) -> str:
    """*value* (0 ≤ value < 10**12) in Chinese numerals: 10 十, 15 十五, 205 二百零五, 12,000 一万二千.

    *liang*: 两 before 千, 万, 亿 at the start of the number (两千, 两万), the usual style outside law.
    """
    if value == 0:
        return "零"
    parts, text = [], ""
    for unit in ("", "万", "亿"):
        value, part = divmod(value, 10_000)
        parts.append((part, unit))
    for part, unit in reversed(parts):
        if part:
            if text and part < 1_000:
                text += "零"
            text += _below_ten_thousand(part) + unit
    text = text[1:] if text.startswith("一十") else text
    if liang and len(text) > 1 and text[0] == "二" and text[1] in "千万亿":
        text = "两" + text[1:]
    return text


def banking(value: int) -> str:
    """*value* in the capitals used on receipts: 320,000 叁拾贰万."""
    text = chinese(value, liang=False)
    if text.startswith("十"):
        text = "一" + text
    return text.translate(_BANK)


def by_digit(digits: str) -> str:
    """Digits one by one: 2024 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(d)] for d in digits)


def grouped(value: int | Decimal) -> str:
    """English digits with commas; decimals as they are."""
    return f"{value:,}"


def words(value: int) -> str:
    """*value* (0 ≤ value < 1,000) in English words."""
    if value < 20:
        return _SMALL[value]
    if value < 100:
        tens, rest = divmod(value, 10)
        return _TENS[tens] + (f"-{_SMALL[rest]}" if rest else "")
    hundreds, rest = divmod(value, 100)
    return f"{_SMALL[hundreds]} hundred" + (f" and {words(rest)}" if rest else "")


def scaled(value: Decimal) -> str:
    """English for a large amount, exact: 48.2615 million, 1.25 billion, 386,000."""
    for size, name in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if value >= size:
            return f"{plain(value / size)} {name}"
    return grouped(int(value)) if value == value.to_integral_value() else f"{plain(value):}"


def plain(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent, thousands grouped."""
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 11th …"""
    suffix = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _below_ten_thousand(value: int) -> str:
    text, zero = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text
