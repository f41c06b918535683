"""Number formats of spreadsheets: the built-in ones, and the parts a format code is made of.

Codes as described in ECMA-376 Part 1, 18.8.30 and 18.8.31; numbers 27–36 and 50–58 as Excel has them
for Chinese (the same section, ``zh-cn``).
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-", 42: '"¥"#,##0;"¥"-#,##0;"¥"-', 43: "#,##0.00;-#,##0.00;-",
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: _YEAR_MONTH,
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|!(?P<shouted>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式|常规)|(?P<ampm>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<sign>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:E[+-]?\d+)?)$", re.I)
_ELAPSED = re.compile(r"^(h+|m+|s+)$", re.I)
_CODE_CHARS = 400


class Token(NamedTuple):
    """``kind``: literal, digit (0 # ?), point, comma, percent, slash, exponent, general, text, date, elapsed, ampm."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of up to four parts of a code. ``condition`` is (operator, number); ``numerals`` the number of ``DBNum``."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    numerals: int

    @property
    def is_date(self) -> bool:
        """Whether it shows a point or length of time."""
        return any(t.kind in {"date", "elapsed", "ampm"} for t in self.tokens)

    @property
    def shows_text(self) -> bool:
        """Whether it has a place for text."""
        return any(t.kind == "text" for t in self.tokens)


@lru_cache(maxsize=2048)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of *code*, separated by semicolons; at least one."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    numerals = 0
    for match in _TOKEN.finditer(code[:_CODE_CHARS]):
        kind, text = match.lastgroup or "", match.group(match.lastgroup or 0)
        if kind == "sign" and text == ";":
            found.append(Section(tuple(tokens), condition, numerals))
            tokens, condition, numerals = [], None, 0
        elif kind == "bracket":
            if comparison := _CONDITION.match(text):
                condition = (comparison.group(1), _number(comparison.group(2)))
            elif _ELAPSED.match(text):
                tokens.append(Token("elapsed", text.lower()))
            elif text.lower().startswith("dbnum") and text[5:6] in "123":
                numerals = int(text[5])
            elif text.startswith("$"):
                symbol = text[1:].partition("-")[0]
                if symbol:
                    tokens.append(Token("literal", symbol))
        else:
            tokens.append(_token(kind, text))
    found.append(Section(tuple(tokens), condition, numerals))
    return tuple(found)


def _token(kind: str, text: str) -> Token:
    if kind in {"quoted", "escaped", "shouted"}:
        return Token("literal", text)
    if kind == "space":
        return Token("literal", " ")
    if kind == "fill":
        return Token("literal", "")
    if kind == "date":
        return Token("date", text.lower())
    if kind in {"general", "ampm", "exponent"}:
        return Token(kind, text)
    signs = {
        "0": "digit",
        "#": "digit",
        "?": "digit",
        ".": "point",
        ",": "comma",
        "%": "percent",
        "/": "slash",
        "@": "text",
    }
    return Token(signs.get(text, "literal"), text)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)
