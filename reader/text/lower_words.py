"""The words of an English text in lower case, for all who first ask whether a word of theirs is among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = re.compile("[a-z]+")


@lru_cache(maxsize=8)
def lower(text: str) -> str:
    """*text* in lower case, character for character, so that offsets hold."""
    lowered = text.lower()
    # a few capitals (İ) have no lower case of one character: they stay as they are
    return lowered if len(lowered) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)


def places(word: str, lowered: str) -> Iterator[int]:
    """Where *word*, letters a to z, stands in *lowered* with no other of these letters beside it."""
    place = lowered.find(word)
    while place >= 0:
        end = place + len(word)
        if not ("a" <= lowered[place - 1 : place] <= "z" or "a" <= lowered[end : end + 1] <= "z"):
            yield place
        place = lowered.find(word, end)


@lru_cache(maxsize=8)
def word_set(text: str) -> frozenset[str]:
    """Every run of the letters a to z in :func:`lower` of *text*."""
    return frozenset(_LETTERS.findall(lower(text)))
