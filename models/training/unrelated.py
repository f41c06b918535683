"""Has an output anything to do with its source? A count for fragments, without a reader.

An output is called unrelated when nothing of the Chinese can be found in it: no content word has a rendering there
(by the word table of the checks, its rare renderings included, by a sense in the dictionary or by the glossary), no
name of a place or body, no figure that begins alike or shares four digits in a row, no Latin word that stands in both,
no two characters in a row that are spelt out in pinyin and, of a fragment short enough to be a name, no single one.
Function words, signs and emoji do not count. A fragment in which nothing could be found in this way (no known word, no
figure, no Latin word, longer than a name) is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from reader.checks.coverage import evidence, knowledge, second_look, simplified_beginning, target_view
from reader.text import dictionary, lexicon
from reader.text.english_names import read
from reader.text.named import names
from reader.text.numerals import Quantity, parse_en, parse_zh
from reader.text.pinyin import pinyin
from reader.text.stems import stems
from reader.text.terms.bundled import bundled
from reader.text.terms.matching import matcher
from reader.text.terms.renderings import English

_LATIN = re.compile(r"[A-Za-z]{2,}", re.ASCII)
_WORD = re.compile(r"[A-Z][a-z]+", re.ASCII)
_DIGITS = re.compile(r"\d[\d,.]*", re.ASCII)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OTHER = re.compile("[^a-z]+")
_CLASSES = 5
_CONTENT = 2
"""Classes of words in ``coverage.WEIGHTS`` from which two renderings in five or more are content words."""
_SPELT = 4
"""Letters of pinyin two characters must have to be looked for: shorter ones stand in any text by chance."""
_NAME = 4
"""The most characters of a fragment that may be a person's name as a whole."""
_LEADING = 2
"""Figures are alike when so many of their leading digits are equal: a wrong order of magnitude is an error of its own,
not text about something else."""
_IN_A_ROW = 4
_USUAL = 0.08
"""Share of a rendering of a single character from which it counts."""


class Relation(StrEnum):
    """What is found of the source in the output."""

    RELATED = "related"
    UNRELATED = "unrelated"
    NOT_JUDGED = "not judged"


def relation(zh: str, en: str) -> Relation:
    """How *en* stands to *zh*; an empty output is unrelated."""
    simplified = simplified_beginning(zh)
    words = [
        word
        for word in second_look(evidence(zh, en), zh, en)
        if is_content(simplified[word.start : word.end]) or _LATIN.fullmatch(simplified, word.start, word.end)
    ]
    figures, terms = _figures(zh, parse_zh(zh)), matcher(bundled()).find(zh)
    may_be_name = 1 < len(simplified.strip()) <= _NAME and bool(_HAN.fullmatch(simplified.strip()))
    if not (words or figures or terms or may_be_name):
        return Relation.NOT_JUDGED
    english = English(en)
    found = (
        any(word.weight < 0 for word in words)
        or _alike(figures, _figures(en, parse_en(en)))
        or any(read(en).find(name) for hit in names(zh).hits for name in hit.english)
        or any(english.find(rendering) for term in terms for rendering in term.concept.renderings)
        or _word_inside(simplified, en)
        or _spelt(simplified, en)
        or (may_be_name and _begins_like_a_character(simplified, en))
    )
    return Relation.RELATED if found else Relation.UNRELATED


def is_content(word: str) -> bool:
    """Whether the word table knows *word* and its renderings are mostly content words."""
    known = knowledge(word)
    return known is not None and known.row % _CLASSES >= _CONTENT


def _figures(text: str, quantities: Iterable[Quantity]) -> set[str]:
    """The digits of every figure, as written and as meant, without zeros before and after."""
    written = [re.sub(r"\D", "", digits) for digits in _DIGITS.findall(text)]
    meant = [str(int(value * 10**6)) for quantity in quantities if (value := quantity.value)]
    return {digits.strip("0") for digits in (*written, *meant)} - {""}


def _word_inside(simplified: str, en: str) -> bool:
    """Whether any two to four characters, however the text is divided, or a usual meaning of one, stand in *en*."""
    said = target_view(en)[0]
    table, senses_of = lexicon.load(), dictionary.load()
    for run in _HAN.findall(simplified):
        for start in range(len(run)):
            usual = {stem for stem, share in table.renderings(run[start]).items() if share >= _USUAL}
            if is_content(run[start]) and not usual.isdisjoint(said):
                return True
            for part in {run[start : start + length] for length in (2, 3, 4)}:
                senses = " ".join(sense for entry in senses_of.entries(part) for sense in entry.senses)
                if len(part) > 1 and not ({*table.renderings(part)} | {s for s, _ in stems(senses)}).isdisjoint(said):
                    return True
    return False


def _alike(figures: set[str], others: set[str]) -> bool:
    """Whether two figures begin alike, or two long numbers share four digits in a row."""
    return any(
        one[:_LEADING].startswith(other[:_LEADING])
        or other[:_LEADING].startswith(one[:_LEADING])
        or any(one[at : at + _IN_A_ROW] in other for at in range(len(one) - _IN_A_ROW + 1))
        for one in figures
        for other in others
    )


def _spelt(simplified: str, en: str) -> bool:
    """Whether two characters in a row are spelt out in the output."""
    letters = _OTHER.sub("", en.lower())
    for run in _HAN.findall(simplified):
        for at in range(len(run) - 1):
            sound = _sound(run[at : at + 2])
            if len(sound) >= _SPELT and sound in letters:
                return True
    return False


def _begins_like_a_character(simplified: str, en: str) -> bool:
    """Whether a word with a capital is, or begins with, one character's pinyin (of three letters or more)."""
    sounds = {_sound(character) for character in simplified}
    return any(
        word == sound or (len(sound) > 2 and word.startswith(sound))
        for word in map(str.lower, _WORD.findall(en))
        for sound in sounds
    )


def _sound(characters: str) -> str:
    return _OTHER.sub("", pinyin(characters, tones=False).lower())
