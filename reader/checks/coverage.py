"""Which words of the Chinese have something in the English that can stand for them.

Each Chinese word gets a weight of evidence, the natural logarithm of a likelihood ratio: above zero when nothing in the
English can stand for it (as it would be, had its clause been left out), below zero when something does. How much
evidence that is depends on how reliably the word table (:mod:`reader.text.lexicon`) knows the word's renderings.
The weights were estimated by ``python -m benchmarks.checks.coverage`` on human references (the tuned part): each
sentence with its own English against the same sentence with the English of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reader.model import Span
from reader.text import dictionary, lexicon
from reader.text.hanzi import simplified as to_simplified
from reader.text.memo import Memo
from reader.text.pinyin import pinyin
from reader.text.stems import content, content_stems

MISSING, WEAK, STRONG = 0, 1, 2
CLASSES = 5
# Rows: words of one character, then longer ones, each in five classes by the share of content words among their
# renderings (0–0.2 … 0.8–1). Columns: nothing stands for it, a rare rendering does, a usual one does.
WEIGHTS = (
    (0.10, -1.29, -1.57),
    (0.31, -1.35, -2.03),
    (0.60, -1.21, -2.51),
    (0.87, -1.15, -2.85),
    (1.01, -1.38, -2.57),
    (0.12, -1.33, -1.70),
    (0.49, -1.45, -2.43),
    (0.95, -1.21, -2.83),
    (1.71, -0.78, -3.11),
    (2.08, -0.78, -3.01),
)
USUAL = 0.08
"""Share of a rendering from which it counts as usual, not as rare."""
_SAME_TOKEN = -3.0  # a Latin word or figure of the source that stands in the English as it is
_LOST_TOKEN = 1.0
_BY_DICTIONARY = -0.5  # only a sense in the dictionary links the word to the English
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几多余半个第年月日号时分秒点壹贰叁肆伍陆柒捌玖拾佰仟元角整")
_TOKEN = re.compile(r"[A-Za-z]{2,}|\d+(?:[.,]\d+)*", re.ASCII)
_OPENING = tuple(" (（")
_SHORT_FORM = re.compile(r"\s*[（(][A-Za-z ,\-]*?(?P<short>[A-Z][A-Za-z0-9\-]+)\s*[)）]")
_OTHER = re.compile("[^a-z]+")
_BRACKETED = re.compile(r"[（(][^（()）]*$")
_BRACKET = re.compile("[（(]")
_NAMED_CHARACTERS = 16  # before a bracket that its short form may stand for
_NAMED_WORDS = 8  # words before a bracket that its short form may stand for
_LEAST_SOUND = 4  # letters
_SCANNED = 6_000  # characters of either side looked at
_NAME_RUN = 3  # single characters in a row from which they are taken for the transcription of a name
_IN_A_NAME = 0.25


class Evidence(NamedTuple):
    """One word (or figure, or Latin word) of the source: its span and its weight of evidence."""

    start: int
    end: int
    weight: float


@lru_cache(maxsize=8)
def evidence(source: str, target: str) -> tuple[Evidence, ...]:
    """The words of *source* in order. Of very long texts only the beginning is looked at."""
    simplified = simplified_beginning(source)
    said, letters, raw = target_view(target)
    found: list[Evidence] = []
    singles = previous = 0
    for start, end in lexicon.load().words(simplified):
        if start != previous:
            singles = 0
            if simplified[previous : previous + 1] in _OPENING:
                _short_form(found, simplified, previous, raw)
        previous = end
        known = knowledge(simplified[start:end])
        weight = known.weights[known.outcome(said, letters)] if known else 0.0
        singles = singles + 1 if end - start == 1 and weight > 0 else 0
        if singles > _NAME_RUN:
            weight *= _IN_A_NAME
        found.append(_evidence(Evidence, (start, end, weight)))
        if singles == _NAME_RUN:
            # 斯特里科娃: the table cannot know how a foreign name is written.
            found[-_NAME_RUN:] = [word._replace(weight=word.weight * _IN_A_NAME) for word in found[-_NAME_RUN:]]
    if simplified[previous : previous + 1] in _OPENING:
        _short_form(found, simplified, previous, raw)
    tokens = [_token(m, simplified, raw) for m in _TOKEN.finditer(simplified)]
    return tuple(sorted([*found, *tokens], key=lambda word: word.start) if tokens else found)


_evidence = tuple.__new__  # twice as fast as Evidence(…)


def simplified_beginning(source: str) -> str:
    """What the checks read of *source*: its beginning, Traditional characters made Simplified one to one."""
    return to_simplified(source[:_SCANNED])


def short_forms(simplified: str, target: str) -> list[Span]:
    """The characters before a bracket whose Latin short form stands in *target*: it may stand for all of them."""
    if "(" not in simplified and "（" not in simplified:
        return []
    raw = target_view(target)[2]
    found = []
    for bracket in _BRACKET.finditer(simplified):
        if _named_shortly(simplified, bracket.start(), raw):
            found.append((max(0, bracket.start() - _NAMED_CHARACTERS), bracket.start()))
    return found


def _short_form(found: list[Evidence], simplified: str, at: int, raw: str) -> None:
    """加拿大广播公司 (CBC): the English may say CBC and no more. Changes the last words of *found*."""
    if _named_shortly(simplified, at, raw):
        found[-_NAMED_WORDS:] = [word._replace(weight=min(word.weight, 0.0)) for word in found[-_NAMED_WORDS:]]


def _named_shortly(simplified: str, at: int, raw: str) -> bool:
    """Whether a bracket with a Latin short form opens at *at*, and the English, *raw*, has that form."""
    short = _SHORT_FORM.match(simplified, at)
    return short is not None and short["short"].lower() in raw


def _token(m: re.Match[str], simplified: str, raw: str) -> Evidence:
    """The evidence of a Latin word or a figure."""
    if m.group().lower() in raw:
        return Evidence(m.start(), m.end(), _SAME_TOKEN)
    gloss = _BRACKETED.search(simplified, max(0, m.start() - 60), m.start())
    return Evidence(m.start(), m.end(), 0.0 if gloss or not m.group().isalpha() else _LOST_TOKEN)


def second_look(words: tuple[Evidence, ...], source: str, target: str) -> tuple[Evidence, ...]:
    """*words* with those no longer missing for which a sense in the dictionary (CC-CEDICT) stands in the English."""
    said = target_view(target)[0]
    known = dictionary.load()
    simplified = simplified_beginning(source)
    looked: list[Evidence] = []
    for word in words:
        if word.weight > 0 and word.end - word.start > 1:
            senses = " ".join(known.senses(simplified[word.start : word.end]))
            if not said.isdisjoint(content_stems(senses)):
                word = word._replace(weight=_BY_DICTIONARY)
        looked.append(word)
    return tuple(looked)


class Knowledge(NamedTuple):
    """What is known of a word: its row of :data:`WEIGHTS`, the share of each stem among its renderings, and its weights
    by outcome."""

    word: str
    row: int
    renderings: Mapping[str, float]
    weights: tuple[float, float, float]

    def outcome(self, said: frozenset[str], letters: str) -> int:
        """Column of :data:`WEIGHTS`: ``said`` are the stems of the English, ``letters`` its letters in a row."""
        shares = [self.renderings[stem] for stem in said.intersection(self.renderings)]
        if max(shares, default=0.0) >= USUAL or self.spoken_in(letters):
            return STRONG
        return WEAK if shares else MISSING

    def spoken_in(self, letters: str) -> bool:
        """Whether its pinyin, if it is long enough not to stand there by chance, stands in *letters*."""
        spoken = sound(self.word)
        return len(spoken) >= _LEAST_SOUND and spoken in letters


def _knowledge(word: str) -> Knowledge | None:
    renderings = lexicon.load().renderings(word)
    if not renderings or _NUMERALS.issuperset(word):
        return None
    row = min(CLASSES - 1, int(sum(renderings.values()) * CLASSES)) + CLASSES * (len(word) > 1)
    return Knowledge(word, row, renderings, WEIGHTS[row])


knowledge: Callable[[str], Knowledge | None] = Memo(_knowledge, 30_000).__getitem__
"""What is known of a word; ``None`` for numerals, and for words of which no rendering is known."""


def _sound(word: str) -> str:
    return _OTHER.sub("", pinyin(word, tones=False).lower())


sound: Callable[[str], str] = Memo(_sound, 30_000).__getitem__
"""The pinyin of a word in plain letters."""


@lru_cache(maxsize=8)
def target_view(target: str) -> tuple[frozenset[str], str, str]:
    """Stems of the English, its letters in a row, and itself in lower case."""
    beginning = target[: 4 * _SCANNED]
    raw = beginning.lower()
    return frozenset([stem for stem, _ in content(beginning)]), _OTHER.sub("", raw), raw
