"""A text as the two strings of tokens that the index stores.

:func:`words` gives exactly the tokens of :func:`reader.text.phrases.han_tokens`, which
every query goes through, several times faster: positions are not needed here, and runs
of common Han characters and of ASCII need no look at each character.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.store.digits import digit_runs, index_tokens
from reader.text.hanzi import to_simplified_table
from reader.text.phrases import han_tokens

_HAN_RUNS = re.compile("([\u3400-\u4dbf\u4e00-\u9fff]+)")
_ASCII_WORDS = re.compile("[a-z0-9]+")
_DIGIT = re.compile(r"\d")


def words(text: str) -> str:
    """The text's search tokens, joined by blanks."""
    table = to_simplified_table()
    parts = []
    for n, run in enumerate(_HAN_RUNS.split(text)):
        if n % 2:  # each character stands alone, and ends whatever word is beside it
            parts.append(" ".join(run.translate(table)))
        elif run:
            parts.append(_others(run))
    return " ".join(filter(None, parts))


def numbers(text: str) -> str:
    """Tokens of the text's long numbers, joined by blanks."""
    if _DIGIT.search(text) is None:
        return ""
    return " ".join(token for run in digit_runs(text) for token in index_tokens(run))


@lru_cache(maxsize=8192)
def _others(run: str) -> str:
    """Tokens of what stands between common Han characters: words, punctuation, anything."""
    if run.isascii():
        return " ".join(_ASCII_WORDS.findall(run.lower()))
    return " ".join(token.text for token in han_tokens(run))
