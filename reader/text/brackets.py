"""Stretches of a line that sentences are not cut in: addresses, short quotations, brackets."""

from __future__ import annotations

import re

from reader.text.lengths import units

_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "〖": "〗",
    "«": "»",
}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_LONGEST_QUOTE = 60  # units; a longer quotation is cut into its sentences
_DEEPEST = 20  # nesting looked through for the opening mark
# Starts are pinned by look-behinds and lengths bounded, so that no text makes these patterns slow.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|(?<![\d,])\d[\d,]{0,30}\.\d+",
    re.ASCII,
)

FREE, INSIDE, LAST = 0, 1, 2
"""What :func:`protected` says of a character: may be cut after; may not; closes a protected stretch."""


def protected(line: str) -> bytearray:
    """One mark per character of *line*: ``INSIDE`` a protected stretch, its ``LAST`` character, or ``FREE``.

    Brackets and quotation marks count only in matching pairs, so a forgotten one protects nothing.
    """
    marks = bytearray(len(line))
    for start, end in _pairs(line):
        if end - start <= _LONGEST_QUOTE * 10 and units(line[start + 1 : end]) <= _LONGEST_QUOTE:
            _protect(marks, start, end)
    for match in _ADDRESS.finditer(line):
        _protect(marks, match.start(), match.end() - 1)
    return marks


def _protect(marks: bytearray, start: int, last: int) -> None:
    for i in range(start, last):
        marks[i] = INSIDE
    if marks[last] == FREE:
        marks[last] = LAST


def _pairs(line: str) -> list[tuple[int, int]]:
    """(opening, closing) positions of matching marks, inner pairs first."""
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    straight: int | None = None
    for i, char in enumerate(line):
        if char == '"':
            if straight is None:
                straight = i
            else:
                found.append((straight, i))
                straight = None
        elif char == "’" and line[i - 1 : i].isascii() and line[i - 1 : i].isalpha():
            continue
        elif char in _PAIRS:
            open_marks.append((char, i))
        elif char in _CLOSING:
            for depth in range(len(open_marks) - 1, max(len(open_marks) - _DEEPEST, 0) - 1, -1):
                if open_marks[depth][0] == _CLOSING[char]:
                    found.append((open_marks[depth][1], i))
                    del open_marks[depth:]
                    break
    return found
