"""English words with a capital that are no words, one slip of the pen away from what the Chinese says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.checks.names_instead import Stand, gazetteer_names
from reader.checks.names_support import ChineseSide, chinese_side
from reader.checks.names_trouble import Lost, Trouble
from reader.model import Span
from reader.text import english_words
from reader.text.english_names import Word
from reader.text.person_names import surnames
from reader.text.romanise import distance, fold_name, spelled_in, spelling, syllables
from reader.text.scripts import HAN_CLASS

_LEAST, _LEAST_NAME = 4, 7  # letters
_ALIKE = str.maketrans("lz", "rs")
_PLAIN = re.compile(r"[A-Z][a-z]+")
_HAN = re.compile(f"[{HAN_CLASS}]+")


def misspelt(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Words misspelt, outside the spans already *known*."""
    vocabulary = english_words.load()
    text = stand.en.text
    words = stand.en.words
    found: list[Lost] = []
    for i, word in enumerate(words):
        if not word.capital or any(start < word.end and word.start < end for start, end in known):
            continue
        shown = text[word.start : word.end]
        if not _PLAIN.fullmatch(shown) or shown in zh:
            continue
        side = chinese_side(zh)
        if not side.readable:
            return []
        near = _near(word.folded, side, vocabulary) or _beside(words, i, text, side)
        if near:
            right, span = near
            chinese = zh[slice(*span)] if span else ""
            spans = (span,) if span else ()
            right = right.capitalize()
            found.append(Lost(Trouble.MISSPELT, "name", chinese, right, spans, (word.start, word.end), shown))
    return found


def _near(letters: str, side: ChineseSide, vocabulary: english_words.EnglishWords) -> tuple[str, Span | None] | None:
    if len(letters) < _LEAST or letters in vocabulary or gazetteer_names(letters):
        return None
    near = _meant(letters, side, vocabulary)
    return near if near and not side.reads(letters) else None


def _meant(letters: str, side: ChineseSide, vocabulary: english_words.EnglishWords) -> tuple[str, Span | None] | None:
    for spelled, span in side.nearly_read(letters):
        # 莫兰, 凯塔: what writes foreign sounds is rarely spelled as it is read, though no letters change places.
        if is_slip(spelled, letters) and (is_exchange(spelled, letters) or not side.writes_sounds(span)):
            return spelled, span
    for right in sorted(vocabulary.near(letters)):
        if len(right) < _LEAST or not is_slip(right, letters) or not side.says(right):
            continue
        if is_exchange(right, letters):
            return right, None
        if len(letters) >= _LEAST_NAME if vocabulary.is_name(right) else not side.sounds(letters):
            return right, None  # shorter names have several spellings: Megan, Meghan
    return None


def is_slip(right: str, written: str) -> bool:
    """Whether *written*, one edit away, looks like a slip: the ends of a word are hardly ever mistyped; *l* for *r* and
    *z* for *s* are other ways to spell a sound."""
    same_ends = right[0] == written[0] and right[-1] == written[-1]
    return same_ends and right.translate(_ALIKE) != written.translate(_ALIKE)


def is_exchange(right: str, written: str) -> bool:
    """Whether the words have the same letters in another order."""
    return sorted(right) == sorted(written)


def _beside(words: Sequence[Word], i: int, text: str, side: ChineseSide) -> tuple[str, Span] | None:
    """A name of a person whose other half is spelled right, and this half one slip away from the characters beside:
    Gneg Shuang for 耿爽."""
    letters = words[i].folded
    if len(letters) < 2:
        return None
    for j in (i - 1, i + 1):
        if not (0 <= j < len(words) and words[j].capital and len(words[j].folded) > 1 and syllables(words[j].folded)):
            continue
        left, right = (words[i], words[j]) if i < j else (words[j], words[i])
        if text[left.end : right.start] != " ":
            continue
        place = spelled_in(words[j].folded, side.text, least=1)
        if place is None or side.reads(letters):
            continue
        for start, end in _halves(place, side.text):
            spelled = spelling(side.text[start:end])
            usual = surnames().get(side.text[start:end], ())
            if len(spelled) > 2 and distance(spelled, letters, 1) == 1 and letters not in map(fold_name, usual):
                return spelled, (start, end)
    return None


def _halves(place: Span, text: str) -> list[Span]:
    """Where the other half of a name can stand whose one half stands at *place*: a surname before it, or a given name
    behind it when it is a surname itself."""
    start, end = place
    found = [(start - size, start) for size in (1, 2) if text[max(0, start - size) : start] in surnames()]
    if text[start:end] in surnames():
        found += [(end, end + size) for size in (2, 1) if _HAN.fullmatch(text, end, end + size)]
    return found
