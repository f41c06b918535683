"""Telephone numbers and codes: digit for digit the same on both sides?"""

from __future__ import annotations

import re

from reader.checks.number_matching import Discrepancy, Trouble
from reader.model import Span
from reader.text.numerals import Kind, Quantity
from reader.text.numerals_folding import fold_english
from reader.text.numerals_tokens import code, only_digits

_CLUSTER = re.compile(r"\d(?:[ \-().+/]{0,2}\d)*")
_DIGITS = re.compile(r"\d+")


def compare_codes(source: list[Quantity], target: list[Quantity], text: str) -> tuple[list[Discrepancy], list[Span]]:
    """(differences of phones and codes, target spans that answer one and so are no added figures)."""
    found: list[Discrepancy] = []
    answered: list[Span] = []
    folded = fold_english(text)
    whole = code(folded)
    clusters = [(m.span(), only_digits(m.group())) for m in _CLUSTER.finditer(folded)]
    for q in source:
        if q.kind is Kind.PHONE or (q.kind is Kind.IDENTIFIER and q.digits.isdigit()):
            core = q.digits.removeprefix("86").lstrip("0") if len(q.digits) > 11 else q.digits.lstrip("0")
            spans = [span for span, digits in clusters if core in digits]
            if spans:
                answered.append(spans[0])
                continue
            near = min((c for c in clusters if _alike(core, c[1])), key=lambda c: _unlike(core, c[1]), default=None)
            if near is None:
                found.append(Discrepancy(Trouble.MISSING, q, None))
            else:
                answered.append(near[0])
                found.append(Discrepancy(Trouble.CHANGED, q, Quantity(*near[0], None, Kind.PHONE, digits=near[1])))
        elif q.kind is Kind.IDENTIFIER:
            numbers = _DIGITS.findall(q.digits)
            if q.digits in whole:
                answered.extend(_holding(clusters, numbers))
            elif (other := _rival(q, source, target)) is not None:
                answered.append((other.start, other.end))
                found.append(Discrepancy(Trouble.CHANGED, q, other))
            elif all(any(n == d for _, d in clusters) for n in numbers):
                answered.extend(_holding(clusters, numbers))
            else:
                found.append(Discrepancy(Trouble.MISSING, q, None))
    return found, answered


def _holding(clusters: list[tuple[Span, str]], numbers: list[str]) -> list[Span]:
    return [span for span, digits in clusters if digits in numbers]


def _rival(q: Quantity, source: list[Quantity], target: list[Quantity]) -> Quantity | None:
    """A code of the English with the same letters and other digits, which the Chinese does not have."""
    letters = _DIGITS.sub("", q.digits)
    own = {s.digits for s in source}
    for t in target:
        if t.kind is Kind.IDENTIFIER and t.digits not in own and _DIGITS.sub("", t.digits) == letters and letters:
            return t
    return None


def _alike(one: str, two: str) -> bool:
    return len(two) >= 5 and abs(len(one) - len(two)) <= 3 and _unlike(one, two) <= max(3, len(one) // 3)


def _unlike(one: str, two: str) -> int:
    """Edit distance; both are short (a telephone number, a code)."""
    if len(one) > 40 or len(two) > 40:
        return 0 if one == two else 40
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
