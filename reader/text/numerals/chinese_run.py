"""The shape of one run of Chinese numerals, as a regular expression over folded text."""

from __future__ import annotations

import re

from reader.text.numerals.chinese_value import DIGITS, SCALES

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,24})(?:\.\d{1,24})?"
# 百货, 百姓, 千瓦, 万科 …: the scale character opens the next word.
_SCALE = r"(?:[万亿兆](?![科达一事物瓦焦赫字比帕])|[百千](?![货度姓年科合分瓦伏安克米家禧卡赫]))"
_POINT = rf"点(?=[{DIGITS}]+(?![{DIGITS}十分刻时钟]))"
RUN = (
    rf"(?P<run>{ARABIC}"
    rf"(?: ?(?:[多余来几]|个(?=亿))?{_SCALE}+(?:{ARABIC}(?! ?[年月])|[{DIGITS}]+(?=[{SCALES}]))?){{0,6}}"
    rf"|[几数](?=[{SCALES}])[{SCALES}]{{1,4}}"
    rf"|[{DIGITS}{SCALES}廿卅](?:[{DIGITS}{SCALES}]|[多余来几](?=[百千万亿兆])|个(?=亿)|{_POINT}){{0,40}})"
)
"""Arabic digits with optional scales (2亿3000万), or Chinese numerals (三百多万, 十二点五), as group ``run``."""

RUN_RE = re.compile(RUN)
CHARACTERS = f"0-9{DIGITS}{SCALES}廿卅几数"


def scale_of(run: str) -> int:
    """The scale characters a run ends with: 10000 for 5万, 1 for 50."""
    scale = 1
    for c in reversed(run):
        if c not in _SIZES:
            break
        scale *= _SIZES[c]
    return scale


_SIZES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
