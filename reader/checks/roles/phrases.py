"""The words of an English text and the noun phrases among them, as far as their surface tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reader.checks.roles import words
from reader.model import Span

_TOKEN = re.compile(r"[A-Za-z]+(?:['\-–][A-Za-z]+)*'?|\d[\d.,]*|[^\sA-Za-z\d]")
_PHRASE = 12  # words of a noun phrase
_SCANNED = 24_000  # characters of a text
_WITHIN = frozenset("-&\"“”'")  # marks a noun phrase goes over


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase at ``[start, end)``; ``head`` is the place of its main word."""

    start: int
    end: int
    head: Span


class Words:
    """The words, figures and marks of a text in lower case (``low``), and where they stand."""

    def __init__(self, text: str) -> None:
        self._source = text[:_SCANNED].replace("’", "'")
        lowered = self._source.lower()
        # A few letters grow when they are lowered (İ); then all stay as they are, and the offsets right.
        self._read = lowered if len(lowered) == len(self._source) else self._source
        self.low: list[str] = _TOKEN.findall(self._read)

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def spans(self) -> list[Span]:
        """The place of each; worked out only for texts in which something was found."""
        return [m.span() for m in _TOKEN.finditer(self._read)]

    def is_word(self, at: int) -> bool:
        """Whether a word stands at *at*, not a figure or a mark."""
        return self.low[at][0].isalpha()

    def after(self, at: int) -> tuple[Phrase, int] | None:
        """The noun phrase that begins at *at*, up to punctuation, a verb, or a preposition other than “of”, and the
        place behind it."""
        low, end, head, closed = self.low, at, -1, False
        while end < len(self) and end - at < _PHRASE and not self._ends(end):
            word = low[end]
            if word in words.PREPOSITIONS and word != "of":
                break
            if word == "of":
                closed = True
            elif self.is_word(end) and (not closed or (head >= 0 and low[head] in words.MEASURES)):
                if head >= 0 and (word in words.SUBJECT_PRONOUNS or self._begins_clause(end, head)):
                    break
                head = end
            end += 1
        if head < 0 or low[head] in words.DETERMINERS or low[head] in words.NO_PARTIES:
            return None
        if head == at and low[head] in words.BY_WHICH_MEANS:
            return None
        if low[at].endswith("ing"):
            return None  # by doing so
        return Phrase(self.spans[at][0], self.spans[end - 1][1], self.spans[head]), end

    def before(self, at: int, *, alone: bool = False) -> Phrase | None:
        """The noun phrase that ends at *at* with all that belongs to it; ``who`` and ``which`` are stepped over. With
        *alone* only a phrase without prepositions, for what comes next may belong to any of its nouns."""
        if self.low[at] in words.RELATIVE:
            at -= 1
            if at >= 0 and self.low[at] == ",":
                at -= 1
        begin = at
        while begin >= 0 and at - begin < _PHRASE and not self._ends(begin):
            begin -= 1
        inside = [i for i in range(begin + 1, at + 1) if self.is_word(i)]
        chunk = self._main(inside)
        if not chunk or (alone and len(chunk) < len(inside)):
            return None
        return Phrase(self.spans[chunk[0]][0], self.spans[inside[-1]][1], self.spans[chunk[-1]])

    def _main(self, inside: Sequence[int]) -> Sequence[int]:
        """Of words in a row those up to the first preposition; where one begins the row, from the next article on."""
        low = self.low
        while inside and low[inside[0]] in words.ADVERBS:
            inside = inside[1:]
        if not inside:
            return ()
        if low[inside[-1]] in words.SUBJECT_PRONOUNS:
            return inside[-1:]
        if low[inside[0]] in words.PREPOSITIONS:
            articles = [n for n, i in enumerate(inside) if n > 1 and low[i] in words.DETERMINERS]
            return self._main(inside[articles[0] :]) if articles else ()
        cut = next((n for n, i in enumerate(inside) if low[i] in words.PREPOSITIONS), len(inside))
        if 0 < cut < len(inside) - 1 and low[inside[cut]] == "of" and low[inside[cut - 1]] in words.MEASURES:
            return self._main(inside[cut + 1 :])
        cut = next((n for n in range(1, cut) if self._begins_clause(inside[n], inside[n - 1])), cut)
        chunk = inside[:cut]
        return chunk if low[chunk[-1]] not in words.DETERMINERS - words.OBJECT_PRONOUNS else ()

    def _begins_clause(self, at: int, before: int) -> bool:
        """Whether a participle at *at* begins a clause of its own (a man called Arnault) and is no adjective (the
        newly appointed head)."""
        if not is_participle(self.low[at]) or self._source[self.spans[at][0]].isupper():
            return False
        return self.low[before] not in words.DETERMINERS and not self.low[before].endswith(("ly", "'s", "'"))

    def _ends(self, at: int) -> bool:
        """Whether no noun phrase goes over *at*: a conjunction, an auxiliary, punctuation but for quotation marks."""
        low = self.low[at]
        if low == ".":  # of a title or an initial: Mr. Wang
            return not (at and (self.low[at - 1] in words.TITLES or len(self.low[at - 1]) == 1))
        if not low[0].isalpha():
            return low not in _WITHIN and not low[0].isdigit()
        return low in words.ENDS_PHRASE or low in words.BE


def is_participle(low: str) -> bool:
    """Whether a word in lower case has the form of a past participle."""
    return (low.endswith("ed") and len(low) > 3 and low not in words.NO_VERBS) or low in words.PARTICIPLES


@lru_cache(maxsize=8)
def read(text: str) -> Words:
    """*text* in words; the newest few are kept."""
    return Words(text)
