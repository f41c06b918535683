"""Repetition with words between: a phrase or clause said again further on, and the Chinese says it once."""

from __future__ import annotations

import re

from reader.checks.contract import Context
from reader.checks.looping import repetitions
from reader.checks.scripts import bare
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.stems import FUNCTION_STEMS, stem

_WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
_GRAM = 4  # words: the seed of a repetition
_LEAST_WORDS, _LEAST_CONTENT = 5, 3
_MAJOR_WORDS = 6
_SCANNED = 20_000
_SOURCE_GRAM = 4  # characters the source must itself say twice to excuse the English


class Repetition:
    """Reports five words or more that stand in the English a second time and whose Chinese does not repeat."""

    name = "repetition"
    version = "1"
    label = "Repetition"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding, on the longest repeated phrase: major from six words on."""
        target = context.text[:_SCANNED]
        found = _longest(target)
        if found is None or repetitions(segment.text, target):
            return []
        first, second, words = found
        said = target[slice(*first)]
        if _said_twice(segment.text, said):
            return []
        shown = said if len(said) <= 60 else said[:60] + "…"
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=Severity.MAJOR if words >= _MAJOR_WORDS else Severity.MINOR,
                explanation=f"The English says “{shown}” twice in this sentence; the Chinese does not repeat itself. "
                "What should stand in one of the places may be missing.",
                target_spans=(first, second),
                evidence={"repeated": shown, "words": str(words)},
            )
        ]


def _longest(text: str) -> tuple[Span, Span, int] | None:
    """The longest phrase that stands in *text* twice without overlap: both places and its number of words."""
    matches = list(_WORD.finditer(text))
    words = [m.group().casefold() for m in matches]
    seen: dict[tuple[str, ...], int] = {}
    best: tuple[int, int, int] | None = None
    i = 0
    while i + _GRAM <= len(words):
        gram = tuple(words[i : i + _GRAM])
        earlier = seen.setdefault(gram, i)
        if earlier + _GRAM > i:
            i += 1
            continue
        size = _GRAM
        while i + size < len(words) and earlier + size < i and words[earlier + size] == words[i + size]:
            size += 1
        content = {stem(word) for word in words[i : i + size]} - FUNCTION_STEMS
        if size >= _LEAST_WORDS and len(content) >= _LEAST_CONTENT and (best is None or size > best[2]):
            best = (earlier, i, size)
        i += size - _GRAM + 1
    if best is None:
        return None
    earlier, later, size = best
    return (
        (matches[earlier].start(), matches[earlier + size - 1].end()),
        (matches[later].start(), matches[later + size - 1].end()),
        size,
    )


def _said_twice(source: str, phrase: str) -> bool:
    """Whether the Chinese repeats enough of itself to excuse the phrase: one run of four characters (a name, a term)
    for every four words of it."""
    said = bare(source[:_SCANNED])
    seen: set[str] = set()
    repeated = 0
    for i in range(len(said) - _SOURCE_GRAM + 1):
        gram = said[i : i + _SOURCE_GRAM]
        repeated += gram in seen
        seen.add(gram)
    return repeated > 0 and 4 * repeated + 2 >= len(phrase.split())
