"""Looping: the English says the same thing again and again, and the Chinese does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.checks.contract import Context
from reader.model import Finding, Segment, Severity, Span, Translation

_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
_LETTERS = re.compile(r"(([^\W\d_]{1,8}?)\2{5,})", re.UNICODE)
_SOURCE_UNIT = re.compile(r"(.{1,12}?)\1+", re.DOTALL)
_LONGEST = 60  # words in a repeated stretch; longer ones are two sentences that resemble each other
_SCANNED = 20_000  # characters of the source searched for repetition of its own


@dataclass(frozen=True, slots=True)
class Repetition:
    """``times`` copies of one stretch of ``words`` words stand side by side in ``[start, end)``."""

    start: int
    end: int
    words: int
    times: int


def repetitions(source: str, target: str) -> list[Repetition]:
    """Stretches the target repeats and the source does not, longest first; empty when sound.

    ``words`` is 0 for repetition inside one word ("hahahahahaha").
    """
    found = _word_loops(target) + _letter_loops(target)
    if not found:
        return []
    allowed = _source_times(source)
    if allowed == 1:
        return found
    # 哈哈哈 becomes "hahahaha" in fair translations: laughter and emphasis are not counted one by one.
    return [r for r in found if r.words and r.times > 2 * allowed]


class Looping:
    """Reports repeated words and phrases that the Chinese does not repeat."""

    name = "looping"
    version = "1"
    label = "Repetition"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """One Finding with a span for each loop: major, or critical when loops fill half the text."""
        found = repetitions(segment.text, context.text)
        if not found:
            return []
        worst = max(found, key=lambda r: r.end - r.start)
        share = sum(r.end - r.start for r in found) / max(1, len(context.text))
        unit = context.text[worst.start : worst.start + (worst.end - worst.start) // worst.times].strip(" ,.;:")
        shown = unit if len(unit) <= 60 else unit[:60] + "…"
        spans: tuple[Span, ...] = tuple((r.start, r.end) for r in found)
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=Severity.CRITICAL if share > 0.5 and worst.times > 2 else Severity.MAJOR,
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
    three times, one word four times."""
    matches = list(_WORD.finditer(text))
    ids: dict[str, int] = {}
    words = [ids.setdefault(m.group().casefold(), len(ids)) for m in matches]
    if len(ids) == len(words):
        return []
    found: list[Repetition] = []
    for size in range(1, min(_LONGEST, (len(words) + 1) // 2) + 1):
        needed = size * ({1: 4, 2: 3, 3: 3}.get(size, 2) - 1) - (1 if size > 4 else 0)  # "X and X" has a word between
        run = 0
        for i in range(len(words) - size):
            run = run + 1 if words[i] == words[i + size] else 0
            ends = i + 1 == len(words) - size or words[i + 1] != words[i + 1 + size]
            if ends and run >= needed:
                first = i - run + 1
                if any(c.isalpha() for m in matches[first : first + size] for c in m.group()):
                    found.append(
                        Repetition(matches[first].start(), matches[i + size].end(), size, (run + 1) // size + 1)
                    )
        if found:
            return found
    return found


def _letter_loops(text: str) -> list[Repetition]:
    """One word that circles in itself: six or more copies of up to eight letters."""
    return [
        Repetition(m.start(), m.end(), 0, (m.end() - m.start()) // len(m.group(2)))
        for m in _LETTERS.finditer(text)
        if m.end() - m.start() >= 10
    ]


def _source_times(source: str) -> int:
    """How often the source itself says something side by side (哈哈哈 is 3; 1 when it does not)."""
    best = 1
    for m in _SOURCE_UNIT.finditer(source[:_SCANNED]):
        if any(c.isalnum() for c in m.group(1)):
            best = max(best, (m.end() - m.start()) // len(m.group(1)))
    return best
