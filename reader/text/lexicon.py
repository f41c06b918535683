"""How Chinese words are usually rendered in English: a table learned from public parallel text.

``data/lexicon.txt.xz`` is made by ``models/training/lexicon.py`` (IBM Model 1). It knows the 24,000 most frequent words
of that text, simplified, with the English stems (:mod:`reader.text.stems`) that stand for them and how often. It serves
to ask whether anything in a sentence can stand for a word; it translates nothing.
"""

from __future__ import annotations

import lzma
import re
import threading
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from reader.model import Span
from reader.text.bigrams import bigrams
from reader.text.memo import Memo
from reader.text.scripts import HAN_CLASS

_FILE = Path(__file__).resolve().parent / "data" / "lexicon.txt.xz"
_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_NONE: Mapping[str, float] = {}
_SHARES = {str(thousandths): thousandths / 1000 for thousandths in range(1001)}


class Lexicon:
    """The table. *text* has a line for each word: the word, then ``stem:thousandths`` pairs."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, str] = {}
        for line in text.splitlines():
            word, _, renderings = line.partition(" ")
            if word:
                self._lines[word] = renderings
        self._ranks = {word: rank for rank, word in enumerate(self._lines)}
        self.renderings: Callable[[str], Mapping[str, float]] = Memo(self._renderings, 30_000).__getitem__
        """The share (0..1) of each English stem among the renderings of a word; empty for a word not in the table."""
        self.words: Callable[[str], tuple[Span, ...]] = lru_cache(maxsize=8)(self._words)
        """The Han words of a text (simplified), the longest the table has from left to right, others one by one."""

    @cached_property
    def _begins(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the words of two characters and more that begin with each two, longest first (two itself
        stands there only when these two are a word)."""
        lengths: dict[str, set[int]] = {}
        for word in self._lines:
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._lines

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self._lines)

    def rank(self, word: str) -> int:
        """0 for the most frequent word, one more for each next; the number of words for one not in the table."""
        return self._ranks.get(word, len(self._ranks))

    def _words(self, text: str) -> tuple[Span, ...]:
        found: list[Span] = []
        lines, lengths, pairs = self._lines, self._begins.get, bigrams(text)
        for run in _HAN_RUN.finditer(text):
            at, stop = run.span()
            while at < stop:
                end = at + 1
                for length in lengths(pairs[at], ()):
                    if at + length <= stop and (length == 2 or text[at : at + length] in lines):
                        end = at + length
                        break
                found.append((at, end))
                at = end
        return tuple(found)

    def _renderings(self, word: str) -> Mapping[str, float]:
        line = self._lines.get(word)
        if not line:
            return _NONE
        entries = line.replace(":", " ").split(" ")
        return dict(zip(entries[::2], map(_SHARES.__getitem__, entries[1::2]), strict=True))


_lock = threading.Lock()
_loaded: list[Lexicon] = []


def load() -> Lexicon:
    """The table, read once per process (a tenth of a second)."""
    with _lock:
        if not _loaded:
            _loaded.append(Lexicon(lzma.decompress(_FILE.read_bytes()).decode("utf-8")))
        return _loaded[0]
