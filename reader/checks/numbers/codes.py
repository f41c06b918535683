"""Telephone numbers and codes: digit for digit the same on both sides?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from reader.checks.numbers.matching import Discrepancy, Trouble
from reader.model import Span
from reader.text.numerals import Kind, Quantity
from reader.text.numerals.folding import fold_english
from reader.text.numerals.tokens import code, only_digits

_CLUSTER = re.compile(r"\d(?:[ \-().+/]{0,2}\d)*")
_DIGITS = re.compile(r"\d+")
_PREFIX = re.compile(r"(?<!\d)(?:0{0,2}86|0|\+?\d{1,3}[ \-.]?)?[(]?$")
_LONGEST = 100
_WIDEST_GAP = 3  # signs that may stand between two digits of one number


def compare_codes(source: list[Quantity], target: list[Quantity], text: str) -> tuple[list[Discrepancy], list[Span]]:
    """(differences of phones and codes, target spans that answer one and so are no added figures)."""
    found: list[Discrepancy] = []
    answered: list[Span] = []
    folded = fold_english(text)
    for q in source:
        if q.value is not None:
            continue
        if q.digits.isdigit():
            spans = _places(folded, _core(q.digits))
            other = None if spans else _similar_number(folded, _core(q.digits))
        else:
            spans = _places(folded, q.digits)
            other = None if spans else _rival(q, source, target)
            if not spans and other is None:
                spans = _said_otherwise(folded, q.digits)
        if spans:
            answered.extend(spans)
        elif other is not None:
            answered.append((other.start, other.end))
            found.append(Discrepancy(Trouble.CHANGED, q, other))
        else:
            found.append(Discrepancy(Trouble.MISSING, q, None))
    return found, answered


def _core(digits: str) -> str:
    """The number without what may be written or left out: country code 86 and trunk zero."""
    return (digits.removeprefix("86") if len(digits) > 11 else digits).lstrip("0")


def _places(text: str, wanted: str) -> list[Span]:
    """Where the characters of *wanted* stand, whatever signs are between them, and no further digit beside them."""
    if not wanted:
        return []
    if len(wanted) > _LONGEST:  # no number of anything: whether the characters are there at all must do
        found = wanted in only_digits(text) if wanted.isdigit() else wanted in code(text)
        return [(0, 0)] if found else []
    number = wanted.isdigit()
    return [
        (start, end)
        for start, end in _spread(text, wanted)
        if (_PREFIX.search(text[max(0, start - 6) : start]) if number else not _continues(text, start))
    ]


def _spread(text: str, wanted: str) -> Iterator[Span]:
    """Where the letters and digits of *wanted* stand one after the other, with few other signs between them."""
    written, places = _letters_and_digits(text)
    wanted = wanted.lower()
    at = written.find(wanted)
    while at >= 0:
        last = at + len(wanted)
        end = places[last - 1] + 1
        if not text[end : end + 1].isdecimal() and _near_each_other(places[at:last]):
            yield places[at], end
            at = written.find(wanted, last)
        else:
            at = written.find(wanted, at + 1)


def _near_each_other(places: list[int]) -> bool:
    return all(two - one <= _WIDEST_GAP + 1 for one, two in pairwise(places))


@lru_cache(maxsize=4)
def _letters_and_digits(text: str) -> tuple[str, list[int]]:
    """The Latin letters, in lower case, and digits of *text*, and where they stand."""
    places = [place for place, character in enumerate(text) if character.isascii() and character.isalnum()]
    return "".join([text[place] for place in places]).lower(), places


def _continues(text: str, start: int) -> bool:
    """Whether the code found at *start* is the tail of a longer one."""
    before = text[start - 1 : start]
    return before.isascii() and before.isalnum() and before.isdigit() == text[start].isdigit()


def _said_otherwise(text: str, wanted: str) -> list[Span]:
    """The code's numbers each by themselves (20 for G20, "five-G"): good enough, since a code is no quantity."""
    spans = [m.span() for m in _DIGITS.finditer(text) if m.group() in _DIGITS.findall(wanted)]
    return spans if {text[a:b] for a, b in spans} >= set(_DIGITS.findall(wanted)) else []


def _similar_number(text: str, wanted: str) -> Quantity | None:
    """The digits of the English most like *wanted*, if any are like it."""
    best: tuple[int, Quantity] | None = None
    for m in _CLUSTER.finditer(text):
        digits = only_digits(m.group())
        if len(digits) < 5 or abs(len(digits) - len(wanted)) > 5:
            continue
        distance = min(_distance(wanted, digits), _distance(wanted, _core(digits)))
        if distance <= max(3, len(wanted) // 3) and (best is None or distance < best[0]):
            best = distance, Quantity(*m.span(), None, Kind.PHONE, digits=digits)
    return best[1] if best else None


def _rival(q: Quantity, source: list[Quantity], target: list[Quantity]) -> Quantity | None:
    """A code of the English with the same letters and other digits, which the Chinese does not have."""
    letters = _DIGITS.sub("", q.digits)
    own = {s.digits for s in source}
    for t in target:
        if t.kind is Kind.IDENTIFIER and t.digits not in own and letters and _DIGITS.sub("", t.digits) == letters:
            return t
    return None


def _distance(one: str, two: str) -> int:
    """Edit distance; both are short (a telephone number, a code)."""
    if len(one) > 40 or len(two) > 40:
        return 0 if one == two else 40
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
