"""Looping: the English says the same thing again and again, and the Chinese does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import eq

from reader.checks.contract import Context
from reader.checks.said_again import WORD, says_again
from reader.checks.said_twice import said_twice
from reader.checks.scripts import bare
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.english_names import read

_LETTERS = re.compile(r"(([^\W\d_]{1,8}?)\2{5,})", re.UNICODE)
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_COPIES = 6  # of one to eight letters side by side: a word that circles in itself
_LEAST_LETTERS = 10  # that such a circle has
_DOUBLED = re.compile(r"(?<![^\W\d_])([^\W\d_]{4,})\s+\1(?![^\W\d_])")
_SOURCE_UNIT = re.compile(r"(.{1,12}?)\1+", re.DOTALL)
_LONGEST = 60  # words in a repeated stretch; longer ones are two sentences that resemble each other
_SCANNED = 20_000  # characters of the source searched for repetition of its own


@dataclass(frozen=True, slots=True)
class Repetition:
    """``times`` copies of one stretch of ``words`` words stand side by side in ``[start, end)``;
    the first copy ends at ``unit_end``."""

    start: int
    end: int
    words: int
    times: int
    unit_end: int


def repetitions(source: str, target: str) -> list[Repetition]:
    """Stretches the target repeats and the source does not, longest first; empty when sound.

    ``words`` is 0 for repetition inside one word ("hahahahahaha").
    """
    words = [word.folded for word in read(target).words] if target.isascii() else _LETTER_RUN.findall(target)
    found = _word_loops(target)
    if any(map(_may_circle, [word for word in words if len(word) >= _LEAST_LETTERS])):
        found += _letter_loops(target)
    if not found and True in map(eq, words, words[1:]):
        found = _doubled_words(target)
    if not found:
        return []
    said = bare(source[:_SCANNED])
    if max(r.times for r in found) == 2:
        found = [r for r in found if not said_twice(source, target[r.start : r.unit_end])]
    allowed = _source_times(said)
    if allowed == 1:
        return found
    # 哈哈哈 becomes "hahahaha" in fair translations: laughter and emphasis are not counted one by one.
    return [r for r in found if r.words and r.times > 2 * allowed]


class Looping:
    """Reports repeated words and phrases that the Chinese does not repeat."""

    name = "looping"
    version = "2"
    label = "Repetition"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding with a span for each loop: major, critical when loops fill half the text, minor
        for a single word said twice."""
        found = repetitions(segment.text, context.text)
        if not found:
            return []
        worst = max(found, key=lambda r: r.end - r.start)
        share = sum(r.end - r.start for r in found) / max(1, len(context.text))
        unit = context.text[worst.start : worst.unit_end]
        shown = unit if len(unit) <= 60 else unit[:60] + "…"
        severity = Severity.CRITICAL if share > 0.5 and worst.times > 2 else Severity.MAJOR
        if all(r.words == 1 and r.times == 2 for r in found):
            severity = Severity.MINOR
        spans: tuple[Span, ...] = tuple((r.start, r.end) for r in found)
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=severity,
                explanation=f"The English says “{shown}” {_times(worst.times)} in a row; the Chinese does not repeat "
                "itself. Such loops are made by the engine, and what should stand there may be missing.",
                target_spans=spans,
                evidence={"repeated": shown, "times": str(worst.times)},
            )
        ]


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _word_loops(text: str) -> list[Repetition]:
    """Side-by-side copies: a phrase of four words or more twice, of two or three words
    two and a half times, one word four times. The shortest repeating unit is taken."""
    if not says_again(text):
        return []  # every loop below has three words in a row twice
    matches = list(WORD.finditer(text))
    ids: dict[str, int] = {}
    words = [ids.setdefault(m.group().casefold(), len(ids)) for m in matches]
    for size in _distances(words, min(_LONGEST, (len(words) + 1) // 2)):
        found: list[Repetition] = []
        for first, run in _runs(words, size, _NEEDED.get(size) or size - (size > 4)):
            if any(c.isalpha() for m in matches[first : first + size] for c in m.group()):
                last = matches[first + run + size - 1].end()
                times = (run + 1) // size + 1
                found.append(Repetition(matches[first].start(), last, size, times, matches[first + size - 1].end()))
        if found:
            return found
    return []


def _distances(words: list[int], most: int) -> list[int]:
    """How far apart the same three words in a row stand, up to *most*, in order: the only sizes a loop can have."""
    places: dict[tuple[int, int, int], list[int]] = {}
    found: set[int] = set()
    for at, three in enumerate(zip(words, words[1:], words[2:], strict=False)):
        earlier = places.setdefault(three, [])
        for place in reversed(earlier):
            if at - place > most:
                break
            found.add(at - place)
        earlier.append(at)
    return sorted(found)


# How many words must equal the word one unit further on. From five words on one may differ: "X and X".
_NEEDED = {1: 3, 2: 3, 3: 5}


def _runs(words: list[int], size: int, needed: int) -> Iterator[tuple[int, int]]:
    """(index, length) of every stretch of at least *needed* words equal to those *size* further on."""
    run = 0
    for i in range(len(words) - size):
        if words[i] == words[i + size]:
            run += 1
        else:
            if run >= needed:
                yield i - run, run
            run = 0
    if run >= needed:
        yield len(words) - size - run, run


def _letter_loops(text: str) -> list[Repetition]:
    """One word that circles in itself: six or more copies of up to eight letters."""
    return [
        Repetition(m.start(), m.end(), 0, (m.end() - m.start()) // len(m.group(2)), m.start() + len(m.group(2)))
        for word in _LETTER_RUN.finditer(text)
        if word.end() - word.start() >= _LEAST_LETTERS and _may_circle(word.group())
        for m in _LETTERS.finditer(text, *word.span())
        if m.end() - m.start() >= _LEAST_LETTERS
    ]


def _may_circle(word: str) -> bool:
    """Whether the letters of the word are as few, and one of them as frequent, as a circle needs."""
    letters = set(word)
    return len(letters) <= len(word) - _COPIES + 1 and any(word.count(letter) >= _COPIES for letter in letters)


def _doubled_words(text: str) -> list[Repetition]:
    """One word of four letters or more twice in a row: "strictly strictly"."""
    return [Repetition(m.start(), m.end(), 1, 2, m.end(1)) for m in _DOUBLED.finditer(text)]


def _source_times(said: str) -> int:
    """How often the source itself says something side by side (哈哈哈 is 3; 1 when it does not). One character said
    twice (高高, 00) is how Chinese words and figures are made."""
    best = 1
    for m in _SOURCE_UNIT.finditer(said):
        times = (m.end() - m.start()) // len(m.group(1))
        if times > 2 or len(m.group(1)) > 1:
            best = max(best, times)
    return best
