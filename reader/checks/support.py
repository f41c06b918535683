"""Which words of the English something in the Chinese can stand behind: the other direction of
:mod:`reader.checks.coverage`, with the same word table.

A word of the English is supported when its stem is a rendering of some word of the source, when its letters are those
of the source's pinyin, or when it stands in the source itself. Weights are natural logarithms of likelihood ratios,
estimated by ``python -m benchmarks.checks.coverage``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.checks.coverage import rendered_stems, simplified_beginning, sound
from reader.text import lexicon
from reader.text.romanise import syllables
from reader.text.stems import FUNCTION_STEMS, stems

UNSUPPORTED, SUPPORTED = 1.55, -2.30
_NAME = 0.7  # a word in capitals that is not in the pinyin: the table knows few names
_SCANNED = 6_000


class Word(NamedTuple):
    """One content word of the English: its span and weight (above 0: nothing in the Chinese stands behind it)."""

    start: int
    end: int
    weight: float


@lru_cache(maxsize=8)
def support(source: str, target: str) -> tuple[Word, ...]:
    """The content words of *target* in order; of very long texts only the beginning is looked at."""
    simplified = simplified_beginning(source)
    table = lexicon.load()
    words = table.words(simplified)
    rendered = rendered_stems(simplified)
    sounds: str | None = None
    found = []
    for stem, (start, end) in stems(target[: 4 * _SCANNED]):
        if stem in FUNCTION_STEMS:
            continue
        weight = SUPPORTED if stem in rendered else UNSUPPORTED
        if weight > 0 and target[start].isupper() and start:
            letters = target[start:end].lower()
            if sounds is None and syllables(letters):
                sounds = "".join(sound(simplified[a:b]) for a, b in words)
            weight = SUPPORTED if sounds is not None and letters in sounds else _NAME
        found.append(Word(start, end, weight))
    return tuple(found)
