"""Which characters are Chinese, and what a text is apart from its punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.scripts import HAN_CLASS

HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_CONTENT = re.compile(r"[^\W_]")
_NOT_CONTENT = re.compile(r"[\W_]+")


@lru_cache(maxsize=8)  # most checks ask this of one and the same sentence
def count_han(text: str) -> int:
    """Number of Han characters in *text*."""
    return 0 if text.isascii() else len("".join(HAN_RUN.findall(text)))


def has_content(text: str) -> bool:
    """Whether *text* holds a letter or digit of any script."""
    return _CONTENT.search(text) is not None


def bare(text: str) -> str:
    """*text* without white space and punctuation, for "is it the same text?"."""
    return _NOT_CONTENT.sub("", text).casefold()
