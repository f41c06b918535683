"""Truncation: the English breaks off, or a bracket or quotation it opens is never closed."""

from __future__ import annotations

import re

from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.scripts import count_han, has_content
from reader.model import Finding, Segment, Severity, Span, Translation

_ENDS_ZH = re.compile("[。！？；;!?…][”’」』）)\"']*\\s*$")
_LAST_WORD = re.compile(r"([A-Za-z]+)\s*([,，:;–—-]?)\s*$")
# Words no English sentence ends with. (“in”, “on”, “for”, “to”, “is” may end one: what it is for.)
_DANGLING_WORDS = (
    "the a an of and or but nor with from into than that which whose their its his my your our because although"
)
_DANGLING = frozenset(_DANGLING_WORDS.split())
_MORE_TO_COME = re.compile("[的和与及或，、：]\\s*$")
_LISTED = re.compile(r"[,;]\s*(?:and|or)(?:/or)?[\s,;:]*$")  # an item of a list: “…; and”
_LAST_MARKS = tuple(",，:;–—-")
_PAIRS = (("(", ")"), ("（", "）"), ("“", "”"), ("[", "]"), ("「", "」"), ("《", "》"))
_PAIRS_ZH = {"(": "()（）", "（": "()（）", "“": '“”"「」『』', "[": "[]【】〔〕［］", "「": "「」", "《": "《》"}
_SHORT = 8  # Han characters: what is shorter may be a label and end as it likes


class Truncation:
    """Reports a translation that ends in the middle of a sentence."""

    name = "truncation"
    version = "1"
    label = "Broken off"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """Major when the last word cannot end a sentence, minor for a missing mark or an open bracket."""
        source, target = segment.text, context.text.rstrip()
        if count_han(source) < _SHORT or not has_content(target) or is_copied(source, target):
            return []
        # most sentences end with a full stop, and need no search
        last = _LAST_WORD.search(target[-60:]) if target[-1].isalpha() or target.endswith(_LAST_MARKS) else None
        if last:
            at = (len(target) - len(target[-60:]) + last.start(1), len(target))
            if last[1] in _DANGLING and not _MORE_TO_COME.search(source) and not _LISTED.search(target):
                words = f"The English ends with “{last[1]}”, in the middle of a sentence."
                return [self._finding(words, Severity.MAJOR, at)]
            if last[2] in tuple(",，") and _ENDS_ZH.search(source):
                words = (
                    "The Chinese is a whole sentence; the English ends with a comma, as if something were to follow."
                )
                return [self._finding(words, Severity.MINOR, at)]
        unclosed = _unclosed(source, target)
        if unclosed:
            words = f"The English opens a bracket or quotation (“{target[slice(*unclosed)]}”) and never closes it."
            return [self._finding(words, Severity.MINOR, unclosed)]
        return []

    def _finding(self, words: str, severity: Severity, place: Span) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Accuracy/Omission",
            severity=severity,
            explanation=words,
            target_spans=(place,),
        )


def _unclosed(source: str, target: str) -> Span | None:
    """The last opening mark the English leaves open, unless the Chinese does the same."""
    for opening, closing in _PAIRS:
        if target.count(opening) > target.count(closing):
            marks = _PAIRS_ZH[opening]
            if sum(map(source.count, marks[::2])) == sum(map(source.count, marks[1::2])):
                at = target.rfind(opening)
                return at, at + 1
    return None
