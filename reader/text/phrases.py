"""Tokens for search: one per Han character, so that phrase queries find words no dictionary knows.

The same function prepares the index and the query, and every token knows where it stands in the text it came
from, so that a hit can be lit up exactly.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from reader.text import scripts
from reader.text.hanzi import to_simplified_table


@dataclass(frozen=True, slots=True)
class Token:
    """One search token; ``[start, end)`` are code points in the text given."""

    text: str
    start: int
    end: int


def han_tokens(text: str) -> list[Token]:
    """*text* as search tokens, in order.

    A Han character, kana or Hangul syllable is a token by itself, Traditional folded to Simplified one to one;
    letters and digits of other scripts form words. All are NFKC- and case-folded. Punctuation, white space,
    symbols and emoji give no token, nor do they join words; invisible characters (zero-width space) are skipped.
    """
    table = to_simplified_table()
    tokens: list[Token] = []
    word, word_start, word_end = "", 0, 0
    for i, char in enumerate(text):
        if "\u4e00" <= char <= "\u9fff":  # nearly everything, and NFKC leaves it alone
            if word:
                tokens.append(Token(word, word_start, word_end))
                word = ""
            tokens.append(Token(table.get(ord(char), char), i, i + 1))
            continue
        folded = char.lower() if char < "\x80" else unicodedata.normalize("NFKC", char).casefold()
        if scripts.is_ignorable(char):
            continue
        if scripts.is_syllabic(folded[:1]):
            if word:
                tokens.append(Token(word, word_start, word_end))
                word = ""
            tokens.extend(Token(c, i, i + 1) for c in folded.translate(table) if c.isalnum())
        elif all(c.isalnum() or unicodedata.category(c)[0] == "M" for c in folded) and (word or folded[0].isalnum()):
            if not word:
                word_start = i
            word, word_end = word + folded, i + 1
        elif word:
            tokens.append(Token(word, word_start, word_end))
            word = ""
    if word:
        tokens.append(Token(word, word_start, word_end))
    return tokens


def digits(text: str) -> str:
    """The decimal digits of *text* as ASCII, everything else left out: ``（０５９１）8765-4321`` → ``059187654321``."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
