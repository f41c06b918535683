"""Runs of digits across separators, so that a phone number is found however it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST = 5
"""Fewer digits than this are an ordinary word."""

_LONGEST_TOKEN = 24
_MOST_GROUPS = 12
_WIDEST_SEPARATOR = 3
_SEPARATORS = frozenset("-‐‑‒–—−－. .·•/／_,，()（）[]+＋  　\t")


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits (ASCII) standing together: where each stands in the text, and which of them begin a written group."""

    digits: str
    positions: tuple[int, ...]
    groups: tuple[int, ...]


def digit_runs(text: str) -> Iterator[DigitRun]:
    """The runs of at least :data:`SHORTEST` digits; up to three separators may stand between two groups.

    ``电话：(0591) 8765-4321`` has one run, 059187654321, with groups at 0, 4 and 8.
    """
    digits: list[str] = []
    positions: list[int] = []
    groups: list[int] = []
    for at, char in enumerate(text):
        if not char.isdecimal():
            continue
        joined = bool(positions) and at == positions[-1] + 1
        if not joined:
            if positions and (len(groups) == _MOST_GROUPS or not _separated(text[positions[-1] + 1 : at])):
                yield from _run(digits, positions, groups)
                digits, positions, groups = [], [], []
            groups.append(len(digits))
        digits.append(str(unicodedata.decimal(char)))
        positions.append(at)
    yield from _run(digits, positions, groups)


def index_tokens(run: DigitRun) -> list[str]:
    """Tokens by which a run is found from the beginning (``138…``) or end (``r…831``) of any group."""
    tokens = []
    for start, end in zip(run.groups, (*run.groups[1:], len(run.digits)), strict=True):
        tokens.append(run.digits[start : start + _LONGEST_TOKEN])
        tokens.append("r" + run.digits[max(0, end - _LONGEST_TOKEN) : end][::-1])
    return [token for token in tokens if len(token.removeprefix("r")) >= SHORTEST]


def query_tokens(digits: str) -> tuple[str, str]:
    """The two prefixes that find *digits* as the beginning or the end of a written number."""
    return digits[:_LONGEST_TOKEN], "r" + digits[-_LONGEST_TOKEN:][::-1]


def _separated(between: str) -> bool:
    return len(between) <= _WIDEST_SEPARATOR and all(char in _SEPARATORS for char in between)


def _run(digits: list[str], positions: list[int], groups: list[int]) -> Iterator[DigitRun]:
    if len(digits) >= SHORTEST:
        yield DigitRun("".join(digits), tuple(positions), tuple(groups))
