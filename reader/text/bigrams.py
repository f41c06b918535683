"""The pairs of neighbouring characters of a text, for all who look up by the first two characters of a word."""

from __future__ import annotations

from functools import lru_cache
from operator import add


@lru_cache(maxsize=8)
def bigrams(text: str) -> tuple[str, ...]:
    """Characters 0 and 1, 1 and 2 … of *text*; the last one stands alone."""
    return (*map(add, text, text[1:]), text[-1:])
