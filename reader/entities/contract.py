"""What a recogniser is, and the folding of text all of them share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from reader.model import Mention

# One character to one character, so that offsets in the folded text are offsets in the original.
_FOLD = {0xFF01 + i: 0x21 + i for i in range(94)}
del _FOLD[0xFF0C]  # the Chinese comma parts numbers from each other, the ASCII one groups thousands
_FOLD |= dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), 0x20)
_FOLD |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500), 0x2D)
_FOLD[0xFFE5] = 0xA5
_STOP = re.compile(r"(?<=[A-Za-z0-9])。(?=[A-Za-z])")


_NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))


def fold(text: str) -> str:
    """*text* with full-width letters, digits and signs made ASCII and all dashes ``-``; same length."""
    return text if text.isascii() else text.translate(_FOLD)


def fold_stops(folded: str) -> str:
    """Folded text with 。 between Latin letters made a dot (www。example。com); same length."""
    return _STOP.sub(".", folded) if "。" in folded else folded


def digits(text: str) -> str:
    """Only the digits of folded text."""
    return "".join(c for c in text if c in "0123456789")


def has_digits(folded: str, least: int) -> bool:
    """Whether folded text has at least *least* ASCII digits: nearly all text has none, and needs no pattern tried."""
    return len(folded) - len(folded.translate(_NO_DIGITS)) >= least


class Recogniser(Protocol):
    """Finds one kind of entity. ``type`` names the Mentions it makes."""

    type: str

    def __call__(self, text: str, folded: str) -> Iterable[Mention]:
        """Mentions in *text*; *folded* is ``fold(text)``, whose offsets are the same."""
        ...
