"""Is an engine's output an answer at all? Empty, copied and looping ones are not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reader.text.scripts import is_han

EMPTY = "empty"
COPIED = "copied"
LOOP = "loop"

_LONGEST_UNIT = 12
_WORD_REPEATS = 3
_PHRASE_REPEATS = 2
_MANY = 24
_DUPLICATE_SHARE = 0.5


def judge(source: str, text: str, source_pieces: Sequence[str], pieces: Sequence[str], limit: int) -> tuple[str, ...]:
    """Flags of one output, none for a plausible one.

    *limit* is the number of tokens at which the engine was stopped. What the source itself
    repeats (哈哈哈哈, a row of dots, 100000000) may be repeated in the output.
    """
    if not any(unicodedata.category(c)[0] in "LNPS" for c in text):  # nothing to see, control characters at most
        return (EMPTY,) if any(c.isalnum() for c in source) else ()
    flags = []
    if is_copy(source, text):
        flags.append(COPIED)
    if len(pieces) >= limit or loops(source_pieces, pieces):
        flags.append(LOOP)
    return tuple(flags)


def is_copy(source: str, text: str) -> bool:
    """Whether the output is the Chinese source again, or mostly Han characters."""
    if not any(is_han(c) for c in source):
        return False
    if _skeleton(source) == _skeleton(text):
        return True
    letters = [c for c in text if c.isalpha()]
    return sum(map(is_han, letters)) * 2 > len(letters)


def loops(source_pieces: Sequence[str], pieces: Sequence[str]) -> bool:
    """Whether the output goes round in circles the source does not go."""
    allowed = longest_repeat(source_pieces) + 1
    if longest_repeat(pieces) > max(allowed, _WORD_REPEATS) or longest_repeat(pieces, 2) > max(
        allowed, _PHRASE_REPEATS
    ):
        return True
    if len(pieces) < _MANY:
        return False
    return duplicate_share(pieces) > max(_DUPLICATE_SHARE, duplicate_share(source_pieces) + 0.25)


def longest_repeat(pieces: Sequence[str], shortest: int = 1) -> int:
    """How often the most repeated run of *shortest* to 12 pieces stands in a row (1: once, 0: no pieces)."""
    best = min(len(pieces), 1)
    for size in range(shortest, min(_LONGEST_UNIT, len(pieces) // 2) + 1):
        matching = 0
        for i in range(size, len(pieces)):
            matching = matching + 1 if pieces[i] == pieces[i - size] else 0
            best = max(best, matching // size + 1)
    return best


def duplicate_share(pieces: Sequence[str], size: int = 4) -> float:
    """Share (0..1) of the runs of *size* pieces that occurred before."""
    runs = [tuple(pieces[i : i + size]) for i in range(len(pieces) - size + 1)]
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def _skeleton(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
