"""Which words of the English may render which words of the Chinese, by the word table: each pair of texts read once.

The places of English words are bits of a whole number, the first content word's the lowest, so that what several words
of the Chinese claim is told by one operation.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.checks.coverage import USUAL, Knowledge, knowledge, simplified_beginning
from reader.text import lexicon
from reader.text.stems import content, stems


class Word(NamedTuple):
    """A Chinese word, what is known of it, and the places in the English of what renders it usually or rarely, a bit
    for each."""

    start: int
    known: Knowledge
    usual: int
    rare: int


class Rendered(NamedTuple):
    """The words of the Chinese of which something is known, in order; and the places of all English words that render
    any of its words, numerals and Latin words included."""

    words: tuple[Word, ...]
    places: int


@lru_cache(maxsize=8)
def rendered(source: str, target: str) -> Rendered:
    """The words of *source*, with the content words (:func:`reader.text.stems.content`) of *target* that may render
    them. Of a very long source only the beginning is looked at."""
    places: dict[str, int] = {}
    place = 1
    for stem, _ in content(target):
        places[stem] = places.get(stem, 0) | place
        place <<= 1
    said = frozenset(places)
    simplified = simplified_beginning(source)
    table = lexicon.load()
    found = []
    every = 0
    for start, end in table.words(simplified):
        characters = simplified[start:end]
        renderings = table.renderings(characters)
        usual = rare = 0
        for stem in said.intersection(renderings):
            if renderings[stem] >= USUAL:
                usual |= places[stem]
            else:
                rare |= places[stem]
        every |= usual | rare
        known = knowledge(characters)
        if known is not None:
            found.append(_word(Word, (start, known, usual, rare)))
    for stem, _ in stems(simplified):
        every |= places.get(stem, 0)
    return Rendered(tuple(found), every)


_word = tuple.__new__  # twice as fast as Word(…)
