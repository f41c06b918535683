"""English words with a capital that are no words, one slip of the pen away from what the Chinese says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reader.checks.names.beside import beside
from reader.checks.names.instead import Stand, gazetteer_names
from reader.checks.names.slips import Slip, is_exchange, is_other_spelling, is_respelling, is_slip, slip
from reader.checks.names.support import LIKE, ChineseSide, chinese_side
from reader.checks.names.trouble import Lost, Trouble
from reader.model import Span
from reader.text import english_words
from reader.text.english_names import Word
from reader.text.english_words import EnglishWords
from reader.text.romanise import distance, fold_name, syllables
from reader.text.sounds import Fit

_LEAST, _LEAST_NAME = 4, 7  # letters
_LEAST_EXCHANGED, _LEAST_PERSON = 5, 6
_LEAST_ALIKE = {Slip.EXCHANGED: _LEAST_EXCHANGED, Slip.LOST: 6, Slip.VOWEL: 8}
"""Letters of the shortest word taken for another by its looks alone; shorter ones are like too many others."""
_NEVER = 99
_FAR_MORE = {Slip.LOST: 2.0, Slip.EXCHANGED: 3.0, Slip.VOWEL: 4.0}
"""Natural logarithm of the ratio of probabilities from which a name is taken for another that sounds like it."""
_PLAIN = re.compile(r"[A-Z][a-z]+")


def misspelt(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Words misspelt, outside the spans already *known*."""
    vocabulary = english_words.load()
    text = stand.en.text
    words = stand.en.words
    found: list[Lost] = []
    side = chinese_side(zh)
    if not side.readable:
        return found
    for i in stand.en.capital_numbers:
        word = words[i]
        alone = not ((i and words[i - 1].capital) or (i + 1 < len(words) and words[i + 1].capital))
        if (alone and word.folded in vocabulary) or any(s < word.end and word.start < e for s, e in known):
            continue
        shown = text[word.start : word.end]
        if not _PLAIN.fullmatch(shown) or shown in zh:
            continue
        near = _near(word.folded, side, vocabulary, stand)
        if not near and ((i and _is_pinyin(words[i - 1])) or (i + 1 < len(words) and _is_pinyin(words[i + 1]))):
            near = beside(words, i, text, side)
        if near:
            right, span = near
            chinese = zh[slice(*span)] if span else ""
            spans = (span,) if span else ()
            right = right.capitalize()
            found.append(Lost(Trouble.MISSPELT, "name", chinese, right, spans, (word.start, word.end), shown))
    return found


def _is_pinyin(word: Word) -> bool:
    return word.capital and bool(syllables(word.folded))


def _accepted(stand: Stand) -> dict[str, Span]:
    """The words of the accepted forms of the names of the Chinese."""
    found: dict[str, Span] = {}
    for hit in stand.found.hits:
        for name in hit.english:
            for word in name.split():
                folded = fold_name(word)
                if len(folded) >= (_LEAST_PERSON if hit.kind == "person" else _LEAST_EXCHANGED):
                    found.setdefault(folded, (hit.start, hit.end))
    return found


def _near(letters: str, side: ChineseSide, vocabulary: EnglishWords, stand: Stand) -> tuple[str, Span | None] | None:
    if len(letters) < _LEAST or letters in vocabulary or gazetteer_names(letters):
        return None
    accepted = _accepted(stand)
    if letters in accepted:
        return None
    if side.reads(letters):
        return None  # most unknown words are names in pinyin
    return _named(letters, accepted) or _meant(letters, side, vocabulary)


def _named(letters: str, accepted: Mapping[str, Span]) -> tuple[str, Span] | None:
    """A word of an accepted form of a name of the Chinese, one slip away; it may stand right elsewhere in the text."""
    for right, span in accepted.items():
        if right[0] != letters[0] or distance(right, letters, 1) != 1:
            continue
        if is_slip(right, letters) and not is_respelling(right, letters):
            return right, span
    return None


def _meant(letters: str, side: ChineseSide, vocabulary: EnglishWords) -> tuple[str, Span | None] | None:
    for spelled, span in side.nearly_read(letters):
        # 莫兰, 凯恩: what writes foreign sounds is rarely spelled as it is read; letters change places in a slip only.
        foreign = side.writes_sounds(span) and (not is_exchange(spelled, letters) or side.sounds(letters))
        if is_slip(spelled, letters) and not foreign:
            return spelled, span
    near = [right for right in sorted(vocabulary.near(letters)) if len(right) >= _LEAST and is_slip(right, letters)]
    if not near:
        return None
    heard = side.sound(letters)
    for right in near:
        if not side.says(right):
            continue
        if is_exchange(right, letters):
            return right, None
        if vocabulary.is_name(right):
            if len(letters) >= _LEAST_NAME or (side.renders(right) and not is_other_spelling(right, letters)):
                return right, None  # shorter names have several spellings: Megan, Meghan
        elif heard.score < LIKE:
            return right, None
    return _sounds_like(letters, near, heard, side) if heard.score >= LIKE else _looks_like(letters, near)


def _looks_like(letters: str, near: Sequence[str]) -> tuple[str, None] | None:
    """A word that no word of the Chinese stands behind, but of which this can only be a misspelling."""
    for right in near:
        if len(letters) >= _LEAST_ALIKE.get(slip(right, letters), _NEVER) and not is_respelling(right, letters):
            return right, None
    return None


def _sounds_like(letters: str, near: Sequence[str], heard: Fit, side: ChineseSide) -> tuple[str, Span] | None:
    """A word that the characters whose sounds this word has write far more probably."""
    for right in near:
        kind = slip(right, letters)
        if kind not in _FAR_MORE or is_respelling(right, letters):
            continue
        better = side.sound(right, heard.span)
        if better.score * len(right) - heard.score * len(letters) > _FAR_MORE[kind]:
            return right, better.span
    return None
