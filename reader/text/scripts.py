"""Scripts of single characters, from Unicode's block ranges. Fast: one dictionary look-up per character."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

HAN, KANA, HANGUL, LATIN, OTHER, NONE = "han", "kana", "hangul", "latin", "other", ""

# (first, last, script) of the letters we route by; what is not here is looked up by its Unicode category.
_RANGES = (
    (0x1100, 0x11FF, HANGUL),
    (0x2E80, 0x2FDF, HAN),
    (0x3005, 0x3007, HAN),
    (0x3021, 0x3029, HAN),
    (0x3038, 0x303B, HAN),
    (0x3041, 0x3096, KANA),
    (0x309D, 0x309F, KANA),
    (0x30A1, 0x30FA, KANA),
    (0x30FD, 0x30FF, KANA),
    (0x3131, 0x318E, HANGUL),
    (0x31F0, 0x31FF, KANA),
    (0x3400, 0x4DBF, HAN),
    (0x4E00, 0x9FFF, HAN),
    (0xA960, 0xA97C, HANGUL),
    (0xAC00, 0xD7FB, HANGUL),
    (0xF900, 0xFAFF, HAN),
    (0xFF66, 0xFF6F, KANA),
    (0xFF71, 0xFF9D, KANA),
    (0xFFA0, 0xFFDC, HANGUL),
    (0x1B000, 0x1B16F, KANA),
    (0x20000, 0x323AF, HAN),
)
HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han ideographs, as the inside of a regular expression's character class (radicals and 々〇 left out)."""

_FIRSTS = [first for first, _, _ in _RANGES]
_known: dict[str, str] = {}

_INITIALS = {HAN: "h", KANA: "k", HANGUL: "g", LATIN: "l", OTHER: "o", NONE: "-"}


class _Initials(dict[int, str]):
    """Code point → the one letter its script has here, filled as characters are met: ``str.translate`` and
    ``str.count`` then count a text's letters without a step of Python for each."""

    def __missing__(self, code: int) -> str:
        self[code] = initial = _INITIALS[script(chr(code))]
        return initial


_initials = _Initials()


def script(char: str) -> str:
    """Script of one character: ``han``, ``kana``, ``hangul``, ``latin``, ``other`` for any other letter, ``""`` for
    digits, punctuation, symbols, marks and white space.

    The katakana middle dot and the long-vowel mark count as punctuation: Chinese text uses both.
    """
    found = _known.get(char)
    if found is None:
        found = _known[char] = _look_up(char)
    return found


def is_han(char: str) -> bool:
    """Whether *char* is a Han character (〇 and 々 included)."""
    return script(char) == HAN


def is_syllabic(char: str) -> bool:
    """Whether *char* is written without word spaces around it: Han, kana, Hangul."""
    return script(char) in {HAN, KANA, HANGUL}


def is_ignorable(char: str) -> bool:
    """Whether *char* is invisible and carries no text: zero-width, bidi and variation marks, soft hyphen, BOM."""
    code = ord(char)
    return (
        code == 0xAD
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xFE00 <= code <= 0xFE0F
        or code == 0xFEFF
        or 0xE0000 <= code <= 0xE0FFF
    )


def counts(text: str) -> dict[str, int]:
    """How many letters of each script *text* has; all five scripts are keys."""
    initials = text.translate(_initials)
    return {name: initials.count(initial) for name, initial in _INITIALS.items() if name}


def _look_up(char: str) -> str:
    code = ord(char)
    if code < 0x80:
        return LATIN if char.isalpha() else NONE
    at = bisect_right(_FIRSTS, code) - 1
    if at >= 0 and code <= _RANGES[at][1]:
        return _RANGES[at][2]
    if not char.isalpha() or char in "ー－ｰ":
        return NONE
    name = unicodedata.name(char, "")
    return LATIN if name.startswith(("LATIN", "FULLWIDTH LATIN")) else OTHER
