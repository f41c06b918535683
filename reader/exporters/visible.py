"""Hostile characters made harmless and visible, one string per code point.

Evidence may hold control characters that XML forbids, bidirectional overrides
that turn a sentence round, or invisible "tag" characters that hide words. Pages
to be read show them as ``[U+202E]``; the JSONL export keeps them exactly. Each
exporter sends every string through here as it writes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_NONCHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # interlinear annotation, tags
    f"\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
_CHANGED = re.compile(f"{_HIDDEN.pattern}|[\t{_LINE_ENDS}]")


def is_plain(text: str) -> bool:
    """Whether *text* is displayed exactly as it is."""
    return _CHANGED.search(text) is None


def is_hidden(char: str) -> bool:
    """Whether *char* must not reach a page as itself: controls (white space apart), bidirectional
    embeddings, overrides and isolates, lone surrogates, noncharacters, tag characters."""
    return _HIDDEN.match(char) is not None


def visible_chars(text: str) -> list[str]:
    """*text* as displayed, one string per code point, so that ``"".join(result[a:b])`` shows span a:b.

    A line end inside a sentence belongs to the old page's layout: it becomes nothing between two
    wide (Han …) characters and a space elsewhere.
    """
    return list(text) if is_plain(text) else [_shown(text, i) for i in range(len(text))]


def visible(text: str) -> str:
    """*text* as displayed (see :func:`visible_chars`); applying it twice changes nothing more."""
    return text if is_plain(text) else "".join(visible_chars(text))


def hidden_names(texts: Iterable[str]) -> list[str]:
    """The hidden characters in *texts* in words, e.g. ``U+202E right-to-left override (2 times)``."""
    counts = Counter(char for text in texts for char in _HIDDEN.findall(text))
    return [_name(char) + (f" ({n} times)" if n > 1 else "") for char, n in sorted(counts.items())]


def _shown(text: str, i: int) -> str:
    char = text[i]
    if char == "\t":
        return " "
    if char in _LINE_ENDS:
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        joins = not before or not after or after in _LINE_ENDS or (_is_wide(before) and _is_wide(after))
        return "" if joins else " "
    return f"[U+{ord(char):04X}]" if is_hidden(char) else char


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _name(char: str) -> str:
    fallback = "lone surrogate" if "\ud800" <= char <= "\udfff" else "control character or noncharacter"
    return f"U+{ord(char):04X} {unicodedata.name(char, fallback).lower()}"
