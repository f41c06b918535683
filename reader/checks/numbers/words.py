"""Figures and their differences in plain words."""

from __future__ import annotations

import re

from reader.checks.numbers.matching import Discrepancy, Trouble
from reader.text.figure_words import value_text
from reader.text.numerals import Bound, Kind, Quantity
from reader.text.numerals.chinese_words import CURRENCIES

_PLAIN = re.compile(r"[\d.,]+")

_FACTORS = {1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand", 5: "a hundred thousand", 6: "a million"}


def explanation(d: Discrepancy, source: str, target: str) -> str:
    """What is different, in a sentence or two, with both values. *source* and *target* are the full texts."""
    s = _shown(d.source, source) if d.source else ""
    t = _shown(d.target, target) if d.target else ""
    if d.trouble is Trouble.MISSING:
        return f"The Chinese says {s}; the English does not have it."
    if d.trouble is Trouble.FEWER:
        return f"The Chinese gives {s} more often than the English does."
    if d.trouble is Trouble.COMPLETED:
        return f"The English says {t}; the Chinese leaves this part of the date unsaid."
    if d.trouble is Trouble.ADDED:
        return f"The English says {t}; the Chinese has no such figure."
    if d.trouble is Trouble.MAGNITUDE:
        factor = _FACTORS.get(abs(d.power), f"10^{abs(d.power)}")
        return f"The Chinese says {s}; the English says {t}: {factor} times {'more' if d.power > 0 else 'less'}."
    if d.trouble is Trouble.PERCENT:
        what = (
            "the percent sign is lost" if d.source and d.source.kind is Kind.PERCENT else "the Chinese says no percent"
        )
        return f"The Chinese says {s}; the English says {t}: {what}."
    if d.trouble is Trouble.CURRENCY:
        return f"The Chinese says {s}; the English says {t}: another currency."
    if d.trouble is Trouble.UNIT:
        return f"The Chinese says {s}; the English says {t}: another unit."
    if d.trouble in {Trouble.BOUND_LOST, Trouble.BOUND_REVERSED}:
        return _bound(d, s, t)
    if d.source and d.source.kind is Kind.PHONE:
        return f"The Chinese gives the telephone number {s}; the English gives {t}. Trust only the Chinese."
    return f"The Chinese says {s}; the English says {t}."


def _bound(d: Discrepancy, s: str, t: str) -> str:
    own = d.source.bound if d.source else Bound.EXACT
    other = d.target.bound if d.target else Bound.EXACT
    if d.trouble is Trouble.BOUND_LOST:
        return f"The Chinese says {own.value} {s}; the English gives the figure without this limit."
    return f"The Chinese says {own.value} {s}; the English says {other.value} {t}: the limit is turned around."


def _shown(q: Quantity, text: str) -> str:
    """Normalised value, followed by the characters of the text where they say it in another way."""
    written = text[q.start : q.end].strip() + (_currency_word(text, q.end) if q.kind is Kind.MONEY else "")
    if len(written) > 40:
        written = written[:40] + "…"
    if q.kind in {Kind.IDENTIFIER, Kind.PHONE}:
        return written
    normal = value_text(q)
    return normal if _same_digits(normal, written) else f"{normal} ({written})"


def _same_digits(normal: str, written: str) -> bool:
    """Whether *written* is plain digits that the normalised form repeats: no need to show both."""
    digits = written.strip(" $¥€£%")
    return bool(_PLAIN.fullmatch(digits)) and digits.replace(",", "") in normal.replace(",", "").split()


def _currency_word(text: str, end: int) -> str:
    return next((word for n in (4, 3, 2, 1) if (word := text[end : end + n]) in CURRENCIES), "")
