"""Whether an English text says any three words in a row again: what every loop and every repeated phrase begins with.

Nearly all texts do not, and this is quick to tell; *looping* and *repetition* look closer only at those that do.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
"""A word or figure, parts joined by a hyphen, apostrophe, point or comma together."""
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:['.,\-][a-z0-9]+)*")  # the same for ASCII in lower case, in half the time


def folded_words(text: str) -> list[str]:
    """The words of *text* (:data:`WORD`), case folded."""
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    return [word.casefold() for word in WORD.findall(text)]


@lru_cache(maxsize=8)
def says_again(text: str) -> bool:
    """Whether any three words in a row stand in *text* twice; the two places may overlap."""
    words = folded_words(text)
    if len(words) - len(set(words)) < 3:
        return False
    threes = set(zip(words, words[1:], words[2:], strict=False))
    return len(threes) < len(words) - 2
