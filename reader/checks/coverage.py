"""Which words of the Chinese have something in the English that can stand for them.

Each Chinese word gets a weight of evidence, the natural logarithm of a likelihood ratio: above zero when nothing in the
English can stand for it (as it would be, had its clause been left out), below zero when something does. How much
evidence that is depends on how reliably the word table (:mod:`reader.text.lexicon`) knows the word's renderings.
The weights were estimated by ``python -m benchmarks.checks.coverage`` on human references (the tuned part): each
sentence with its own English against the same sentence with the English of another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from reader.model import Span
from reader.text import dictionary, lexicon
from reader.text.hanzi import to_simplified_table
from reader.text.pinyin import pinyin
from reader.text.scripts import HAN_CLASS
from reader.text.stems import FUNCTION_STEMS, stems

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
_USUAL = 0.08  # share of a rendering from which it counts as usual
_SAME_TOKEN = -3.0  # a Latin word or figure of the source that stands in the English as it is
_LOST_TOKEN = 1.0
_BY_DICTIONARY = -0.5  # only a sense in the dictionary links the word to the English
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两几多余半个第年月日号时分秒点壹贰叁肆伍陆柒捌玖拾佰仟元角整")
_ITEM = re.compile(rf"[A-Za-z]{{2,}}|\d+(?:[.,]\d+)*|[{HAN_CLASS}]+")
_SHORT_FORM = re.compile(r"\s*[（(][A-Za-z ,\-]*?(?P<short>[A-Z][A-Za-z0-9\-]+)\s*[)）]")
_BRACKETED = re.compile(r"[（(][^（()）]*$")
_NAMED_WORDS = 8  # words before a bracket that its short form may stand for
_SCANNED = 6_000  # characters of either side looked at
_NAME_RUN = 3  # single characters in a row from which they are taken for the transcription of a name
_IN_A_NAME = 0.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """One word (or figure, or Latin word) of the source: its span and its weight of evidence."""

    start: int
    end: int
    weight: float


@lru_cache(maxsize=8)
def evidence(source: str, target: str) -> tuple[Evidence, ...]:
    """The words of *source* in order. Of very long texts only the beginning is looked at."""
    simplified = source[:_SCANNED].translate(to_simplified_table())
    said, letters, raw = _target(target)
    found: list[Evidence] = []
    for item in _ITEM.finditer(simplified):
        token = item.group()
        if token[0].isascii():
            same = token.lower() in raw
            gloss = _BRACKETED.search(simplified, max(0, item.start() - 60), item.start())
            lost = 0.0 if gloss or not token.isalpha() else _LOST_TOKEN
            found.append(Evidence(item.start(), item.end(), _SAME_TOKEN if same else lost))
        else:
            found += _han(token, item.start(), said, letters)
            short = _SHORT_FORM.match(simplified, item.end())
            if short and short["short"].lower() in raw:
                # 加拿大广播公司 (CBC): the English may say CBC and no more.
                found[-_NAMED_WORDS:] = [replace(word, weight=min(word.weight, 0.0)) for word in found[-_NAMED_WORDS:]]
    return tuple(found)


def second_look(words: tuple[Evidence, ...], source: str, target: str) -> tuple[Evidence, ...]:
    """*words* with those no longer missing for which a sense in the dictionary (CC-CEDICT) stands in the English."""
    said = _target(target)[0]
    known = dictionary.load()
    simplified = source[:_SCANNED].translate(to_simplified_table())
    looked: list[Evidence] = []
    for word in words:
        if word.weight > 0 and word.end - word.start > 1:
            senses = " ".join(s for entry in known.entries(simplified[word.start : word.end]) for s in entry.senses)
            if any(stem in said for stem, _ in stems(senses)):
                word = replace(word, weight=_BY_DICTIONARY)
        looked.append(word)
    return tuple(looked)


def _han(run: str, offset: int, said: frozenset[str], letters: str) -> list[Evidence]:
    """The evidence of one run of Han characters."""
    table = lexicon.load()
    found: list[Evidence] = []
    singles = 0
    for start, end in table.words(run):
        word = run[start:end]
        kind = word_class(word)
        weight = 0.0 if kind is None else WEIGHTS[kind][outcome(word, said, letters)]
        singles = singles + 1 if end - start == 1 and weight > 0 else 0
        found.append(Evidence(offset + start, offset + end, weight))
        if singles >= _NAME_RUN:
            # 斯特里科娃: the table cannot know how a foreign name is written.
            last = _NAME_RUN if singles == _NAME_RUN else 1
            for i in range(len(found) - last, len(found)):
                found[i] = replace(found[i], weight=found[i].weight * _IN_A_NAME)
    return found


@lru_cache(maxsize=30_000)
def word_class(word: str) -> int | None:
    """Row of :data:`WEIGHTS`; ``None`` for numerals, and for words of which no rendering is known."""
    if _NUMERALS.issuperset(word):
        return None
    renderings = lexicon.load().renderings(word)
    if not renderings:
        return None
    return min(CLASSES - 1, int(sum(renderings.values()) * CLASSES)) + CLASSES * (len(word) > 1)


def outcome(word: str, said: frozenset[str], letters: str) -> int:
    """Column of :data:`WEIGHTS` for *word*: ``said`` are the stems of the English, ``letters`` its letters in a row."""
    renderings = lexicon.load().renderings(word)
    standing = renderings.keys() & said
    if standing and max(renderings[stem] for stem in standing) >= _USUAL:
        return STRONG
    sound = _sound(word)
    if len(sound) >= 4 and sound in letters:
        return STRONG
    return WEAK if standing else MISSING


@lru_cache(maxsize=30_000)
def _sound(word: str) -> str:
    """The pinyin of *word* in plain letters."""
    return re.sub("[^a-z]", "", pinyin(word, tones=False).lower())


@lru_cache(maxsize=8)
def _target(target: str) -> tuple[frozenset[str], str, str]:
    """Stems of the English, its letters in a row, and itself in lower case."""
    raw = target[: 4 * _SCANNED].lower()
    said = frozenset(stem for stem, _ in stems(raw)) - FUNCTION_STEMS
    return said, re.sub("[^a-z]", "", raw), raw


def target_words(target: str) -> tuple[frozenset[str], str]:
    """Stems of the content words of *target*, and its letters in a row."""
    said, letters, _ = _target(target)
    return said, letters


def span_of(words: tuple[Evidence, ...], first: int, last: int) -> Span:
    """From the start of word *first* to the end of word *last*."""
    return words[first].start, words[last].end
