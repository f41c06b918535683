"""Pinyin for readers and for search, from pypinyin (loaded on first use)."""

from __future__ import annotations

import re
from functools import lru_cache


def pinyin(text: str, tones: bool = True) -> str:
    """Hanyu Pinyin of *text*: syllables parted by one space, other text kept as it is and parted likewise.

    With tone marks (``fú zhōu``) or without (``fu zhou``). Words decide between readings of a character.
    """
    if not tones and (told := _by_words(text)):
        return told
    from pypinyin import Style, lazy_pinyin

    style = Style.TONE if tones else Style.NORMAL
    parts = lazy_pinyin(text, style=style, v_to_u=True)
    return " ".join(stripped for part in parts if (stripped := part.strip()))


def _by_words(text: str) -> str:
    """*text* in plain letters if it is Han throughout, divided into words and read as pypinyin does, in a fifth of its
    time; empty otherwise."""
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.mmseg import seg

    every = [_plain_readings(character) for character in text]
    if not all(every):
        return ""
    if text not in PHRASES_DICT and max(map(len, every), default=0) == 1:  # there is nothing to decide
        return " ".join([readings[0] for readings in every])
    found: list[str] = []
    for word in seg.cut(text):
        phrase = PHRASES_DICT.get(word)
        if phrase:
            found += [_without_tone(readings[0]) for readings in phrase]
        else:
            found += [_plain_readings(character)[0] for character in word]
    return " ".join(found)


@lru_cache(maxsize=10_000)
def _plain_readings(character: str) -> tuple[str, ...]:
    """The readings of one character without tones, the usual one first."""
    from pypinyin.constants import PINYIN_DICT

    readings = PINYIN_DICT.get(ord(character), "")
    return tuple(dict.fromkeys(map(_without_tone, readings.split(",")))) if readings else ()


@lru_cache(maxsize=2_000)
def _without_tone(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    plain: str = to_normal(syllable, v_to_u=True)
    return plain


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
