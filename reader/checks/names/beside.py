"""Pinyin misspelt beside pinyin spelled right: Gneg Shuang for 耿爽, (Goi Gong Fa) for 贵公发.

The words beside it say which characters a word should spell; one letter is then enough to see that it does not, even
where it makes another word (Dog Yilong).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.checks.names.support import ChineseSide
from reader.model import Span
from reader.text.english_names import Word
from reader.text.person_names import surnames
from reader.text.romanise import distance, fold_name, readings, spelled_in, spelling, syllables
from reader.text.scripts import HAN_CLASS

_HAN = re.compile(f"[{HAN_CLASS}]+")
_LEAST = 2  # letters


def beside(words: Sequence[Word], i: int, text: str, side: ChineseSide) -> tuple[str, Span] | None:
    """The reading that word *i* misses by one letter and its characters, told by its neighbours; ``None`` if they do
    not tell or it is right."""
    letters = words[i].folded
    if len(letters) < _LEAST or (syllables(letters) and spelled_in(letters, side.text, least=1)):
        return None
    for before in (False, True):
        run = _spelled(words, i, text, before)
        for taken in range(len(run), 0, -1):
            place = spelled_in("".join(run[:taken][::-1] if before else run[:taken]), side.text, least=1)
            if place is None:
                continue
            sure = taken > 1 or len(syllables(run[0])) > 1
            for start, end in _halves(place, side.text, before=before, sure=sure):
                spelled = _missed(letters, side.text[start:end])
                if spelled:
                    return None if side.reads(letters) else (spelled, (start, end))
    return None


def _spelled(words: Sequence[Word], i: int, text: str, before: bool) -> list[str]:
    """The pinyin words with a capital next to word *i*, the nearest first, at most two."""
    found: list[str] = []
    step = -1 if before else 1
    j = i + step
    while 0 <= j < len(words) and len(found) < 2:
        left, right = (words[j], words[j - step]) if before else (words[j - step], words[j])
        word = words[j]
        if not word.capital or text[left.end : right.start] != " ":
            break
        if len(word.folded) < 2 or not syllables(word.folded):
            break
        found.append(word.folded)
        j += step
    return found


def _halves(place: Span, text: str, *, before: bool, sure: bool) -> Iterator[Span]:
    """Where the characters of a word can stand whose neighbours stand at *place*: behind it when the neighbours come
    *before*, else in front of it. Unless the neighbours are *sure* to be pinyin, one half must be a surname."""
    start, end = place
    if before:
        if sure or text[start:end] in surnames():
            yield from ((end, end + size) for size in (2, 1) if _HAN.fullmatch(text, end, end + size))
    else:
        for size in (1, 2):
            first = max(0, start - size)
            if (sure and size == 1 and _HAN.fullmatch(text, first, start)) or text[first:start] in surnames():
                yield first, start
    if before and text[max(0, start - 1) : start] in surnames():
        yield start - 1, start  # the surname last: Jianguo Li
    if not before and text[start:end] in surnames() and _HAN.fullmatch(text, end, end + 1):
        yield from ((end, end + size) for size in (2, 1) if _HAN.fullmatch(text, end, end + size))


def _missed(letters: str, characters: str) -> str:
    """The reading of *characters* that is one letter away from *letters*; empty when there is none."""
    spelled = spelling(characters)
    if len(spelled) < 3 or distance(spelled, letters, 1) != 1:
        return ""
    if letters in map(fold_name, surnames().get(characters, ())):
        return ""
    return "" if len(characters) == 1 and letters in readings(characters) else spelled
