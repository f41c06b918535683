"""Pinyin for readers and for search, from pypinyin (loaded on first use)."""

from __future__ import annotations

import re
from functools import lru_cache


def pinyin(text: str, tones: bool = True) -> str:
    """Hanyu Pinyin of *text*: syllables parted by one space, other text kept as it is and parted likewise.

    With tone marks (``fú zhōu``) or without (``fu zhou``). Words decide between readings of a character.
    """
    if not tones and (only := _only_readings(text)):
        return only
    from pypinyin import Style, lazy_pinyin

    style = Style.TONE if tones else Style.NORMAL
    parts = lazy_pinyin(text, style=style, v_to_u=True)
    return " ".join(stripped for part in parts if (stripped := part.strip()))


def _only_readings(text: str) -> str:
    """*text* in plain letters if each of its characters has one reading only, tones apart: ten times quicker than to
    look for the words that decide between readings. Empty otherwise."""
    found = []
    for character in text:
        reading = _only_reading(character)
        if not reading:
            return ""
        found.append(reading)
    return " ".join(found)


@lru_cache(maxsize=10_000)
def _only_reading(character: str) -> str:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    readings = PINYIN_DICT.get(ord(character))
    plain = {to_normal(reading, v_to_u=True) for reading in readings.split(",")} if readings else set()
    return plain.pop() if len(plain) == 1 else ""


_SYLLABLE = re.compile(r"([A-Za-zü:]+?)([1-5])\b")
_MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}


def tone_marks(numbered: str) -> str:
    """Pinyin with tone numbers, as dictionaries write it, with tone marks: ``lu:4 shi1`` → ``lǜ shī``."""
    return _SYLLABLE.sub(lambda match: _marked(match.group(1), int(match.group(2))), numbered)


def _marked(syllable: str, tone: int) -> str:
    """The mark stands on a or e, on the o of ou, else on the last vowel; the fifth tone has none."""
    syllable = syllable.replace("u:", "ü").replace("U:", "Ü").replace("v", "ü")
    if tone == 5:
        return syllable
    lower = syllable.lower()
    at = next((lower.index(vowel) for vowel in ("a", "e", "ou") if vowel in lower), -1)
    if at < 0:
        at = max(lower.rfind(vowel) for vowel in "iouü")
    if at < 0:
        return syllable  # m2, ng4, r: no vowel to carry it
    marked = _MARKS[lower[at]][tone - 1]
    return syllable[:at] + (marked.upper() if syllable[at].isupper() else marked) + syllable[at + 1 :]
