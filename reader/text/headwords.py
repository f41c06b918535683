"""Whether characters are a word of the dictionary: its headwords of two characters and more as one set.

Takes more memory than :mod:`reader.text.dictionary`, and answers in a hundredth of the time: for questions that are
asked of most places in a text.
"""

from __future__ import annotations

from functools import cache, lru_cache

from reader.text import dictionary


@cache
def _headwords() -> tuple[frozenset[str], dict[str, int]]:
    """The dictionary's words of two characters or more, and the length of the longest by its first two."""
    words = frozenset(head for head in dictionary.load().headwords() if len(head) > 1)
    longest: dict[str, int] = {}
    for word in words:
        longest[word[:2]] = max(longest.get(word[:2], 2), len(word))
    return words, longest


def is_word(characters: str) -> bool:
    """Whether the dictionary has these characters as one word."""
    return characters in _headwords()[0]


def longest_word(text: str, start: int) -> int:
    """End of the longest word of the dictionary that begins at *start*; one character is taken for a word."""
    words, longest = _headwords()
    for end in range(min(len(text), start + longest.get(text[start : start + 2], 1)), start + 1, -1):
        if text[start:end] in words:
            return end
    return start + 1


def is_common(characters: str) -> bool:
    """Whether these characters are a word that is no mere name."""
    return is_word(characters) and not is_name(characters)


@lru_cache(maxsize=10_000)
def is_name(characters: str) -> bool:
    """Whether the dictionary knows these characters as a name and as nothing else."""
    entries = dictionary.load().entries(characters)
    return bool(entries) and all(entry.pinyin[:1].isupper() for entry in entries)
