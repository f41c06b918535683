"""The stretch of English behind which nothing in the Chinese stands, by words and lengths: for *addition*."""

from __future__ import annotations

import re

from reader.checks.contract import Context
from reader.checks.lengths import surprise, units
from reader.checks.stretches import Stretch, promising, strongest
from reader.checks.support import support, weights

LEAST_CHARACTERS = 16
"""Of English: shorter additions are words, not statements."""
LEAST_WORDS = 4
_MARK = re.compile(r"[,.;:!?()\"“”\n–—]")


def surplus(source: str, target: str, context: Context, *, least: float) -> Stretch | None:
    """The stretch of *target* with the strongest evidence, ``None`` when it does not reach *least*."""
    each = weights(source, target)
    if len(each) < LEAST_WORDS:
        return None
    size = units(source)
    whole = surprise(size, len(target), context.norms)
    most_length = whole * whole / 2
    if not promising(each, least, most_length):
        return None

    def length(start: int, end: int) -> float | None:
        if end - start < LEAST_CHARACTERS:
            return None
        return shorter(whole, size, len(target) - (end - start), context)

    return strongest(support(source, target), target, _MARK, length, least, most_length)


def shorter(whole: float, size: float, characters: int, context: Context) -> float:
    """Evidence from lengths that an English of *characters* would be likelier for Chinese of *size* units than the
    one at hand, whose length is *whole* standard deviations from the usual."""
    without = surprise(size, characters, context.norms)
    return (whole * whole - without * without) / 2
