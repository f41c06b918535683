"""What of a Chinese text can stand behind an English word with a capital: a rendering, a sense, a reading, a sound.

The word table (:mod:`reader.text.lexicon`) is asked first, the dictionary, the readings and the sounds of the
characters only for words it does not explain: they cost more.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property, lru_cache

from reader.checks.coverage import simplified_beginning
from reader.model import Span
from reader.text import dictionary, lexicon
from reader.text.headwords import longest_word
from reader.text.person_names import FOREIGN_SOUNDS
from reader.text.romanise import distance, readings, spelled_in
from reader.text.romanise_older import older_spelled_in
from reader.text.scripts import HAN_CLASS
from reader.text.sounds import Fit, fit
from reader.text.stems import content_stems, stem, stems

_HAN_RUN = re.compile(rf"[{HAN_CLASS}]+")
_SCANNED = 400  # characters: in longer texts something is always read or sounds like any name
LIKE = -2.0  # of a random name and a random sentence one in a hundred reaches it, of names and their spelling 95
_EVERYDAY = 2_000  # words of the word table, the most frequent first, that are no names (以及)
_LONGEST_READ = 4
_SOUNDS_RUN = re.compile(f"[{FOREIGN_SOUNDS}]{{2,}}")


class ChineseSide:
    """One source text, asked again and again for the words of its English."""

    def __init__(self, source: str) -> None:
        self.text = simplified_beginning(source)

    @property
    def readable(self) -> bool:
        """Whether the text is short enough for its readings and sounds to tell anything."""
        return len(self.text) <= _SCANNED

    def says(self, folded: str) -> bool:
        """Whether the word renders a word of the text, by the word table or the dictionary."""
        return self.renders(folded) or stem(folded) in self._senses

    def renders(self, folded: str) -> bool:
        """Whether the word renders a word of the text, by the word table."""
        found = stem(folded)
        return any(found in table for table in self._renderings)

    @cached_property
    def _renderings(self) -> list[Container[str]]:
        """What each word of the text may be rendered as, its Latin words last."""
        table = lexicon.load()
        words = {self.text[start:end] for start, end in table.words(self.text)}
        return [*map(table.renderings, words), {found for found, _ in stems(self.text)}]

    @cached_property
    def _senses(self) -> frozenset[str]:
        said = self.text[:_SCANNED]
        heads = {head for start, end in lexicon.load().words(said) for head in (said[start:end], _longest(said, start))}
        return frozenset().union(*(_sense_stems(head) for head in heads if len(head) > 1))

    def reads(self, folded: str) -> bool:
        """Whether characters in a row are read so, in pinyin or as Taiwan writes it."""
        if spelled_in(folded, self.text, least=1):
            return True
        return older_spelled_in(folded, self.text)

    def explains(self, folded: str) -> bool:
        """Whether anything of the text can stand behind the word."""
        return self.says(folded) or self.reads(folded) or self.sounds(folded)

    def sounds(self, folded: str) -> bool:
        """Whether characters that write foreign sounds may write this name."""
        return self.sound(folded).score >= LIKE

    def sound(self, folded: str, near: Span | None = None) -> Fit:
        """The characters that write this name best, at most one beside those at *near*, and how well."""
        if near is None:
            return fit(self.text[:_SCANNED], folded)
        start = max(0, near[0] - 1)
        found = fit(self.text[start : near[1] + 1], folded)
        return found._replace(span=(found.span[0] + start, found.span[1] + start))

    @cached_property
    def alone(self) -> frozenset[str]:
        """The characters that stand for themselves, in no longer word of the word table."""
        return frozenset(self.text[a:b] for a, b in lexicon.load().words(self.text) if b - a == 1)

    @cached_property
    def _first_readings(self) -> list[tuple[int, list[str]]]:
        """The first reading of each character, by runs and where these begin."""
        return [
            (run.start(), [(readings(c) or ("",))[0] for c in run.group()])
            for run in _HAN_RUN.finditer(self.text[:_SCANNED])
        ]

    def nearly_read(self, folded: str) -> Iterator[tuple[str, Span]]:
        """Two to four characters whose reading is one slip of the pen away from the word; its first letter, which is
        hardly ever mistyped, must be right."""
        seen: set[str] = set()
        initial, size = folded[:1], len(folded)
        for begin, run in self._first_readings:
            for i, first in enumerate(run):
                if first[:1] != initial:
                    continue
                spelled = first
                for j in range(i + 1, min(len(run), i + _LONGEST_READ)):
                    spelled += run[j]
                    if abs(len(spelled) - size) > 1 or spelled in seen or distance(spelled, folded, 1) != 1:
                        continue
                    seen.add(spelled)
                    span = begin + i, begin + j + 1
                    if lexicon.load().rank(self.text[slice(*span)]) >= _EVERYDAY:
                        yield spelled, span

    def writes_sounds(self, span: Span) -> bool:
        """Whether all characters of *span* are such as write foreign names."""
        return _SOUNDS_RUN.fullmatch(self.text, *span) is not None


@lru_cache(maxsize=20_000)
def _sense_stems(head: str) -> frozenset[str]:
    """The stems of all senses of a headword."""
    return content_stems(" ".join(dictionary.load().senses(head)))


def _longest(text: str, start: int) -> str:
    """The longest headword of the dictionary at *start*."""
    return text[start : longest_word(text, start)]


@lru_cache(maxsize=8)
def chinese_side(source: str) -> ChineseSide:
    """*source* prepared; the newest few are kept."""
    return ChineseSide(source)
