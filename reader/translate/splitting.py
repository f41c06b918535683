"""Over-long engine input is cut where a reader would pause; nothing is dropped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from reader.model import Span
from reader.translate.tokens import Tokens

_SENTENCE_END = frozenset("。！？!?…\n")
_CLAUSE_END = frozenset("；;：:")
_COMMA = frozenset("，,、")
_CLOSING = frozenset("”’』」）)》】]")


def split(text: str, encode: Callable[[str], Tokens], limit: int) -> list[Span]:
    """Half-open spans that cover *text* completely, each at most *limit* tokens by *encode*.

    Parts are of like size; each cut is after a sentence mark, else a clause mark, else a
    comma, else white space, else between two characters. A single character of more than
    *limit* tokens (bytes of a rare sign) stays one span.
    """
    done: list[Span] = []
    todo: list[Span] = [(0, len(text))]
    while todo:
        start, end = todo.pop()
        tokens = encode(text[start:end])
        if len(tokens) <= limit or end - start < 2:
            done.append((start, end))
            continue
        cut = start + _cut(text[start:end], tokens.spans, limit)
        todo += [(cut, end), (start, cut)]
    return done


def _cut(text: str, spans: Sequence[Span], limit: int) -> int:
    """Where to cut in two: 1 .. len(text) - 1.

    Halving, rather than cutting parts off the front, keeps the cost of encoding again near linear.
    """
    parts = -(-len(spans) // limit)
    wanted = len(spans) * (parts // 2) // parts
    around = max(1, limit // 2)
    last_token = min(limit if parts == 2 else wanted + around, len(spans) - 1)
    latest = max(1, min(spans[last_token][0], len(text) - 1))
    aim = max(1, min(spans[wanted][0], latest))
    earliest = max(1, min(spans[max(0, wanted - around)][0], latest))
    for marks in (_SENTENCE_END, _SENTENCE_END | _CLAUSE_END, _COMMA, None):
        cuts = [i for i in range(earliest, latest + 1) if _allowed(text, i, marks)]
        if cuts:
            return min(cuts, key=lambda i: (abs(i - aim), i))
    for first in (earliest, 1):
        cuts = [i for i in range(first, latest + 1) if _between_characters(text, i)]
        if cuts:
            return min(cuts, key=lambda i: (abs(i - aim), i))
    return latest


def _allowed(text: str, i: int, marks: frozenset[str] | None) -> bool:
    """Whether the text may be cut before position *i*, the character before being a mark (or white space)."""
    last, following = text[i - 1], text[i]
    if following in _CLOSING or not _between_characters(text, i):
        return False
    if marks is None:
        return last.isspace()
    if last in _CLOSING and i > 1:
        return text[i - 2] in marks
    if last not in marks:
        return False
    # 1,234 and 12:30 are one figure
    return not (last in ",:" and following.isdigit() and i > 1 and text[i - 2].isdigit()) and following not in marks


def _between_characters(text: str, i: int) -> bool:
    last, following = text[i - 1], text[i]
    joined = unicodedata.combining(following) or unicodedata.category(following) in ("Mn", "Me", "Mc")
    if joined or "\u200d" in (last, following) or "\ufe00" <= following <= "\ufe0f":
        return False
    return not (_plain(last) and _plain(following))


def _plain(character: str) -> bool:
    """Signs that make figures, words, times and addresses together: 1,234 · 12:30 · a@example.org."""
    return character.isascii() and not character.isspace()
