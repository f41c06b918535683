"""Where a text must not be cut: inside combining and variation sequences, joined emoji, flags, surrogate pairs."""

from __future__ import annotations

import unicodedata

ZWJ = "\u200d"


def extends(char: str) -> bool:
    """Whether *char* belongs to the character before it (mark, variation selector, joiner, skin tone, keycap)."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        char == ZWJ
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0020 <= code <= 0xE01EF
        or 0x1F3FB <= code <= 0x1F3FF
        or unicodedata.category(char) in {"Mn", "Me", "Mc"}
    )


def is_boundary(text: str, i: int) -> bool:
    """Whether *text* may be cut before code point *i*."""
    if i <= 0 or i >= len(text):
        return True
    if extends(text[i]) or text[i - 1] == ZWJ:
        return False
    if "\ud800" <= text[i - 1] <= "\udbff" and "\udc00" <= text[i] <= "\udfff":
        return False
    if _is_regional(text[i]):
        before = i
        while before > 0 and _is_regional(text[before - 1]):
            before -= 1
        return (i - before) % 2 == 0
    return True


def next_boundary(text: str, i: int) -> int:
    """The first place at or after *i* where *text* may be cut."""
    while not is_boundary(text, i):
        i += 1
    return i


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
