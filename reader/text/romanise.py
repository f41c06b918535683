"""How Chinese characters are spelled in Latin letters, and whether a Latin word spells given characters.

All spellings here are *folded*: lower-case ASCII letters without tone marks, apostrophes, hyphens or spaces, ``ü``
as ``u``. Readings come from pypinyin (loaded on first use); every reading of a character counts, so that a name is
never called wrong for a rare reading.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from reader.text.memo import Memo
from reader.text.pinyin import pinyin

_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_MOST_CHARACTERS = 20_000  # whose readings are kept in mind


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """*name* folded: ``Xī'ān`` → ``xian``, ``Hong Kong`` → ``hongkong``. Anything but letters is dropped."""
    if name.isascii():
        return "".join(c for c in name.lower() if c.isalpha())
    plain = unicodedata.normalize("NFD", name.lower().translate(_SPECIAL))
    return "".join(c for c in plain if "a" <= c <= "z")


@cache
def _table() -> dict[int, str]:
    from pypinyin.pinyin_dict import pinyin_dict

    return dict(pinyin_dict)


# Readings of surnames and place names that the table of characters lacks or hides.
_MORE = {
    "长": ("chang", "zhang"),
    "重": ("chong", "zhong"),
    "厦": ("xia", "sha"),
    "儿": ("er", "r"),
    "俊": ("jun",),
    "陕": ("shan", "shaan"),
}


def _readings(character: str) -> tuple[str, ...]:
    found = dict.fromkeys(fold_name(r) for r in _table().get(ord(character), "").split(",") if r)
    found |= dict.fromkeys(_MORE.get(character, ()))
    if "ü" in unicodedata.normalize("NFC", _undotted(_table().get(ord(character), ""))):
        found |= dict.fromkeys(r.replace("u", v) for r in tuple(found) if r[0] in "ln" for v in ("v", "yu"))
    return tuple(r for r in found if r)


readings: Callable[[str], tuple[str, ...]] = Memo(_readings, _MOST_CHARACTERS).__getitem__
"""Every folded pinyin reading of one Han character; none for anything else.

``ü`` is also written ``v`` and ``yu`` (吕: lu, lv, lyu), as passports and keyboards do.
"""


def _undotted(marked: str) -> str:
    """Tone marks off, the dots of ü kept."""
    return "".join(c for c in unicodedata.normalize("NFD", marked) if c not in "\u0304\u0301\u030c\u0300")


def spells(letters: str, characters: str) -> bool:
    """Whether folded *letters* are pinyin of exactly these *characters* (any reading of each)."""
    return len(characters) in _ends(letters, characters, 0)


def _ends(letters: str, characters: str, start: int) -> set[int]:
    """Where the characters spelled by all of *letters* from *start* can end."""
    ends: set[int] = set()
    states = {(start, 0)}
    while states:
        at, done = states.pop()
        if done == len(letters):
            ends.add(at)
        elif at < len(characters):
            states |= {(at + 1, done + len(r)) for r in readings(characters[at]) if letters.startswith(r, done)}
    return ends


class Beginnings:
    """Finds where a word can begin in a run of characters, each of which has the *spellings* of a function.

    Each character has a sign for the letters that its spellings begin with; only those with the right sign are then
    looked at closely.
    """

    def __init__(self, spellings: Callable[[str], tuple[str, ...]]) -> None:
        self._spellings = spellings
        self._signs: dict[frozenset[str], str] = {}
        self._with: dict[str, str] = {}
        self._lock = threading.Lock()
        self._table = Memo(self._sign, _MOST_CHARACTERS)  # for str.translate
        self._signed = lru_cache(maxsize=16)(self._translated)

    def _sign(self, code: int) -> str:
        letters = frozenset([spelled[0] for spelled in self._spellings(chr(code))])
        with self._lock:
            sign = self._signs.get(letters)
            if sign is None:
                sign = self._signs[letters] = chr(len(self._signs))
                for letter in letters:
                    self._with[letter] = self._with.get(letter, "") + sign
        return sign

    def _translated(self, characters: str) -> str:
        return characters.translate(self._table)

    def places(self, letters: str, characters: str) -> list[int]:
        """Where a character stands of which a spelling begins *letters*."""
        signs = self._signed(characters)
        right = self._with.get(letters[:1], "")
        return [
            place
            for place, sign in enumerate(signs)
            if sign in right and letters.startswith(self._spellings(characters[place]))
        ]


_READ = Beginnings(readings)


def spelled_in(letters: str, characters: str, *, least: int = 2) -> tuple[int, int] | None:
    """The first run of *characters* (at least *least*) whose pinyin is exactly the folded *letters*."""
    if len(letters) > _LONGEST:
        return None
    for start in _READ.places(letters, characters):
        for end in sorted(_ends(letters, characters, start)):
            if end - start >= least:
                return start, end
    return None


@lru_cache(maxsize=8_000)
def spelling(characters: str) -> str:
    """The usual folded pinyin of *characters*; phrases decide between readings."""
    return fold_name(pinyin(characters, tones=False))


def written(characters: str, *, person: bool = False) -> str:
    """Pinyin as a name is printed: 福州 ``Fuzhou``, 西安 ``Xi'an``; a *person*'s parts are given one by one."""
    syllables = pinyin(characters, tones=False).split(" ")
    joined = syllables[0]
    for syllable in syllables[1:]:
        joined += ("'" if syllable[:1] in "aeo" else "") + syllable
    return joined[:1].upper() + joined[1:] if joined else characters if not person else joined


_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve"
    r"|a|e|i|o|u|v)"
)


@cache
def _syllables() -> frozenset[str]:
    """Every pinyin syllable some character has."""
    common = (fold_name(r) for code, rs in _table().items() if 0x4E00 <= code <= 0x9FA5 for r in rs.split(","))
    return frozenset(s for s in common if re.fullmatch(rf"{_INITIAL}?{_FINAL}", s))


# What every pinyin word looks like; most words of other languages do not.
_LIKE_PINYIN = re.compile(r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]+(?:ng|n|r)?)*$")
_LONGEST = 40
"""Letters of the longest word looked at: no name is longer, and hostile text must not cost more."""


def _divided(letters: str) -> tuple[str, ...]:
    if len(letters) > _LONGEST or not _LIKE_PINYIN.match(letters):
        return ()
    known = _syllables()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is not None and letters[start:end] in known:
                longer = (*before, letters[start:end])
                current = best[end]
                if current is None or len(longer) < len(current):
                    best[end] = longer
    return best[-1] or ()


syllables: Callable[[str], tuple[str, ...]] = Memo(_divided, 20_000).__getitem__
"""Folded letters as pinyin syllables, the fewest that make them up; empty when they are no pinyin."""


# Initials and finals that English and most other languages do without: Xiaoming, Guangzhou, Zhang.
_TELLING = re.compile(r"zh|x[iu]|q(?:i|uan$)|iang|uang|iong|iao")


def is_telling(letters: str) -> bool:
    """Whether folded *letters* are pinyin of two syllables or more, and hardly a word of another language."""
    if not _TELLING.search(letters):
        return False
    parts = syllables(letters)
    return len(parts) > 1 and any(_TELLING.search(part) for part in parts)


def distance(one: str, two: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap neighbours) between two words; anything above *limit* is ``limit + 1``."""
    if abs(len(one) - len(two)) > limit or len(set(one) ^ set(two)) > 2 * limit:
        return limit + 1  # no edit changes the letters of a word by more than two
    before_last: list[int] = []
    last = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        row = [i] + [0] * len(two)
        for j, b in enumerate(two, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], before_last[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
        before_last, last = last, row
    return min(last[-1], limit + 1)


def nearest(name: str, candidates: Sequence[str]) -> str | None:
    """The candidate that looks like a slip of the pen for *name* (both folded), or ``None``.

    One edit is allowed up to six letters, two up to eleven, three beyond; four letters and fewer are too short to tell.
    """
    if len(name) < 4:
        return None
    limit = 1 if len(name) <= 6 else 2 if len(name) <= 11 else 3
    best: tuple[int, str] | None = None
    for candidate in candidates:
        edits = distance(name, candidate, limit)
        if 0 < edits <= limit and (best is None or edits < best[0]):
            best = edits, candidate
    return best[1] if best else None
