"""What a person types into the search box, read as terms; nothing they type is an error.

Mode ``smart``: blanks separate terms that must all occur; a Chinese term is a
phrase of its characters; an English word also finds its endings; ``"…"`` is an
exact phrase; five or more digits are a number, however they are written:
with or without country code, trunk zero and separators.
Mode ``exact``: everything typed is one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.model import Span
from reader.store.digits import DigitRun, digit_runs, query_tokens
from reader.text.phrases import Token, han_tokens

_QUOTED = re.compile(r'["“„«「『]([^"“”„«»「」『』]*)["”»」』]')
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST_STEM = 3
_TELEPHONE = 9
"""Digits of a number that may be a telephone's, in full."""
_COUNTRY_CODE = 5
"""Digits of the longest country code, ``00`` included."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive tokens: *tokens*, then one of *endings*, which only begins its token when *open_ended*."""

    tokens: tuple[str, ...]
    endings: tuple[str, ...]
    open_ended: bool = False

    def matches(self, text: Sequence[Token], at: int) -> bool:
        """Whether the phrase stands at token *at*."""
        last = at + len(self.tokens)
        if last >= len(text) or any(text[at + i].text != token for i, token in enumerate(self.tokens)):
            return False
        found = text[last].text
        return found.startswith(self.endings) if self.open_ended else found in self.endings


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that begin or end a written number."""

    digits: str

    @property
    def prefixes(self) -> tuple[str, str]:
        """Index prefixes to look for."""
        return query_tokens(self.digits)


Term = Phrase | Number


def parse(query: str, mode: str = "smart") -> list[Term]:
    """The terms of *query*; empty when it holds no letter or digit."""
    if mode == "exact":
        return list(_exact(query))
    terms: list[Term] = []
    for match in _QUOTED.finditer(query):
        terms.extend(_exact(match[1]))
    rest = _QUOTED.sub("\n", query)
    for run in digit_runs(rest):
        terms.append(Number(_national(run, rest)))
        first, last = run.positions[0], run.positions[-1] + 1
        rest = rest[:first] + "\n" * (last - first) + rest[last:]
    for part in rest.split():
        terms.extend(_smart([token.text for token in han_tokens(part)]))
    return terms


def find(text: str, terms: Sequence[Term]) -> list[Span]:
    """Where the terms stand in *text* (code points), sorted and without overlaps."""
    tokens = han_tokens(text)
    found: list[Span] = []
    for term in terms:
        if isinstance(term, Phrase):
            width = len(term.tokens)
            found.extend(
                (tokens[i].start, tokens[i + width].end) for i in range(len(tokens)) if term.matches(tokens, i)
            )
        else:
            found.extend(_numbers(text, term.digits))
    return _without_overlaps(sorted(found))


def _national(run: DigitRun, text: str) -> str:
    """The digits of a long number without country code and trunk zero, which its spellings do not share."""
    if len(run.digits) < _TELEPHONE:
        return run.digits
    code = run.groups[1] if len(run.groups) > 1 else 0
    international = text[: run.positions[0]].rstrip().endswith("+") or run.digits.startswith("00")
    digits = run.digits[code:] if international and code <= _COUNTRY_CODE else run.digits
    return digits.lstrip("0") or run.digits


def _exact(text: str) -> Iterator[Phrase]:
    tokens = [token.text for token in han_tokens(text)]
    if tokens:
        yield Phrase(tuple(tokens[:-1]), (tokens[-1],))


def _smart(tokens: list[str]) -> Iterator[Phrase]:
    if not tokens:
        return
    *first, last = tokens
    latin = last.isascii() and last.isalpha() and len(last) >= _SHORTEST_STEM
    yield Phrase(tuple(first), _stems(last) if latin else (last,), open_ended=latin)


def _stems(word: str) -> tuple[str, ...]:
    """Beginnings shared with inflected forms: ``stations`` → ``station``, ``cities`` → ``citi``/``city``."""
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and not (ending == "s" and stem.endswith("s")):
            return (stem + "i", stem + instead) if ending == "ies" else (stem,)
    return (word,)


def _numbers(text: str, digits: str) -> Iterator[Span]:
    for run in digit_runs(text):
        at = run.digits.find(digits)
        while at >= 0:
            first = at
            while first and run.digits[first - 1] == "0":  # a trunk zero belongs to the number
                first -= 1
            yield run.positions[first], run.positions[at + len(digits) - 1] + 1
            at = run.digits.find(digits, at + len(digits))


def _without_overlaps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
