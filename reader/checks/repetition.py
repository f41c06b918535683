"""Repetition with words between: a phrase or clause said again further on, and the Chinese says it once."""

from __future__ import annotations

from reader.checks.contract import Context
from reader.checks.looping import repetitions
from reader.checks.said_again import WORD, says_again
from reader.checks.said_twice import said_twice
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text.stems import FUNCTION_STEMS, content, stem

_GRAM = 4  # words: the seed of a repetition
_LEAST_WORDS, _LEAST_CONTENT = 5, 3
_LONGEST_NAME = 8
_NAME = 0.5  # share of content words in capitals from which a phrase is a name
_SCANNED = 20_000


class Repetition:
    """Reports five words or more that stand in the English a second time and whose Chinese does not repeat."""

    name = "repetition"
    version = "2"
    label = "Repetition"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding, on the longest repeated phrase: minor for names, which English gives in full again."""
        target = context.text[:_SCANNED]
        found = _longest(target)
        if found is None or repetitions(segment.text, target):
            return []
        first, second, words = found
        said = target[slice(*first)]
        if said_twice(segment.text, said):
            return []
        shown = said if len(said) <= 60 else said[:60] + "…"
        return [
            Finding(
                check=self.name,
                check_version=self.version,
                label=self.label,
                category="Accuracy/Addition",
                severity=Severity.MINOR if words <= _LONGEST_NAME and _is_name(said) else Severity.MAJOR,
                explanation=f"The English says “{shown}” twice in this sentence; the Chinese does not repeat itself. "
                "What should stand in one of the places may be missing.",
                target_spans=(first, second),
                evidence={"repeated": shown, "words": str(words)},
            )
        ]


def _longest(text: str) -> tuple[Span, Span, int] | None:
    """The longest phrase that stands in *text* twice without overlap: both places and its number of words."""
    if not says_again(text):
        return None
    matches = list(WORD.finditer(text))
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
        said = {stem(word) for word in words[i : i + size]} - FUNCTION_STEMS
        if size >= _LEAST_WORDS and len(said) >= _LEAST_CONTENT and (best is None or size > best[2]):
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


def _is_name(phrase: str) -> bool:
    """Whether the phrase is mostly a name: the People's Republic of China."""
    words = [word for _, word in content(phrase)]
    return sum(word[0].isupper() for word in words) > _NAME * len(words)
