"""Many words as one regular expression that does not try them one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def alternatives(words: Iterable[str]) -> str:
    """A pattern, without groups, that matches what ``longest|…|shortest`` of *words* would, the longest that fits.

    Words with the same beginning are told apart behind it (``ja(?:n(?:uary|)|…)``), so that a text that begins
    otherwise is refused after a look at a character or two.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    # the end of a word comes last: a longer word is tried first
    endings = [re.escape(char) + _branches(rest) for char, rest in node.items() if char]
    if "" in node:
        endings.append("")
    return endings[0] if len(endings) == 1 else f"(?:{'|'.join(endings)})"
