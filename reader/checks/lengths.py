"""How long an English sentence is for its Chinese, and how long it should be.

Lengths are compared as logarithms. Chinese is counted in units: one for each Han character, a little less than half
for each letter or digit of a Latin word or figure. The line through the human references (1.545 + 0.97 · ln(units + 1)
for ln(characters + 4), fitted by ``python -m benchmarks.checks.coverage``) serves for every package; a package's own
norms move it up or down and set its spread.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import accumulate

from reader.checks.contract import PackageNorms
from reader.checks.scripts import HAN_RUN, count_han

_SLOPE, _INTERCEPT = 0.97, 1.545
_SPREAD, _SPREAD_SHORT = 0.16, 0.5  # deviation of the logarithm: long sentences, and what short ones add
_LETTER, _WORD = 0.4, 0.3  # units of a Latin letter or digit, and of a word of them
_TOKEN = re.compile(r"[A-Za-z0-9.]+")


@lru_cache(maxsize=8)
def units(source: str) -> float:
    """Length of the Chinese in units."""
    return count_han(source) + sum(_LETTER * (m.end() - m.start()) + _WORD for m in _TOKEN.finditer(source))


def unit_sums(source: str) -> list[float]:
    """Units before each character of *source*, and at its end: ``sums[b] - sums[a]`` is the length of ``[a, b)``."""
    steps = [0.0] * len(source)
    for m in HAN_RUN.finditer(source):
        steps[m.start() : m.end()] = [1.0] * (m.end() - m.start())
    for m in _TOKEN.finditer(source):
        steps[m.start() : m.end()] = [_LETTER] * (m.end() - m.start())
        steps[m.start()] += _WORD
    return [0.0, *accumulate(steps)]


def expected(size: float) -> float:
    """Logarithm of the usual number of English characters, plus four, for *size* units."""
    return _SLOPE * math.log(size + 1) + _INTERCEPT


def deviation(size: float, norms: PackageNorms | None) -> float:
    """Standard deviation of the logarithm at *size* units."""
    return (norms.length_deviation if norms else _SPREAD) + short_deviation(size)


def short_deviation(size: float) -> float:
    """What the shortness of *size* units adds to the deviation."""
    return _SPREAD_SHORT / math.sqrt(size + 1)


def surprise(size: float, characters: int, norms: PackageNorms | None) -> float:
    """How many standard deviations *characters* of English are longer (above 0) or shorter than usual."""
    shift = norms.length_shift if norms else 0.0
    return (math.log(characters + 4) - expected(size) - shift) / deviation(size, norms)
