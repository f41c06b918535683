"""Which words of the English something in the Chinese can stand behind: the other direction of
:mod:`reader.checks.coverage`, with the same word table.

A word of the English is supported when its stem is a rendering of some word of the source, when its letters are those
of the source's pinyin, or when it stands in the source itself. Weights are natural logarithms of likelihood ratios,
estimated by ``python -m benchmarks.checks.coverage``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.checks.coverage import simplified_beginning, sound
from reader.checks.rendered import rendered
from reader.text import lexicon
from reader.text.romanise import syllables
from reader.text.stems import content, content_spans

UNSUPPORTED, SUPPORTED = 1.55, -2.30
_NAME = 0.7  # a word in capitals that is not in the pinyin: the table knows few names


class Word(NamedTuple):
    """One content word of the English: its span and weight (above 0: nothing in the Chinese stands behind it)."""

    start: int
    end: int
    weight: float


@lru_cache(maxsize=8)
def support(source: str, target: str) -> tuple[Word, ...]:
    """The content words of *target* in order; of a very long source only the beginning is looked at."""
    each = zip(content_spans(target), weights(source, target), strict=True)
    return tuple([_word(Word, (start, end, weight)) for (start, end), weight in each])


@lru_cache(maxsize=8)
def weights(source: str, target: str) -> tuple[float, ...]:
    """The weights of :func:`support` alone: most texts need no more."""
    places = rendered(source, target).places
    read: str | None = None
    found = []
    for number, (_, word) in enumerate(content(target)):
        weight = SUPPORTED if places & 1 else UNSUPPORTED
        places >>= 1
        if weight > 0 and word[0].isupper() and (number or not target.startswith(word)):
            letters = word.lower()
            if read is None and syllables(letters):
                read = _read(source)
            weight = SUPPORTED if read is not None and letters in read else _NAME
        found.append(weight)
    return tuple(found)


def _read(source: str) -> str:
    """The pinyin of *source*, its words in a row."""
    simplified = simplified_beginning(source)
    return "".join([sound(simplified[start:end]) for start, end in lexicon.load().words(simplified)])


_word = tuple.__new__  # twice as fast as Word(…)
