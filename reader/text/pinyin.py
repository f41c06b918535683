"""Pinyin for readers and for search, from pypinyin (loaded on first use)."""

from __future__ import annotations


def pinyin(text: str, tones: bool = True) -> str:
    """Hanyu Pinyin of *text*: syllables parted by one space, other text kept as it is and parted likewise.

    With tone marks (``fú zhōu``) or without (``fu zhou``). Words decide between readings of a character.
    """
    from pypinyin import Style, lazy_pinyin

    style = Style.TONE if tones else Style.NORMAL
    parts = lazy_pinyin(text, style=style, v_to_u=True)
    return " ".join(stripped for part in parts if (stripped := part.strip()))
