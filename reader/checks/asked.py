"""What the rules found and what a package answered, brought to one verdict; and how answers are told."""

from __future__ import annotations

import math
from typing import NamedTuple

from reader.model import Span

CONTRADICTED = " The translation package that was asked finds the English more probable as it stands."


class Weighed(NamedTuple):
    """A place that may be wrong: the evidence for it as a whole, and what the lengths of both sides say."""

    span: Span
    score: float
    length: float


class Bounds(NamedTuple):
    """The scores from which a doubt is major or minor."""

    major: float
    minor: float


class Verdict(NamedTuple):
    """The doubt to report; ``contradicted`` when only the rules have it and a package that was asked does not."""

    place: Weighed
    major: bool
    contradicted: bool


def verdict(asked: Weighed | None, found: Weighed | None, *, package: Bounds, rules: Bounds) -> Verdict | None:
    """*asked* is the likeliest place after a package was asked (``None``: it was not), *found* that of the rules.

    The package decides where it was asked; what only the rules hold for major stays as a minor doubt.
    """
    if asked and asked.score >= package.minor:
        return Verdict(asked, asked.score >= package.major, False)
    if found and found.score >= (rules.major if asked else rules.minor):
        return Verdict(found, asked is None and found.score >= rules.major, asked is not None)
    return None


def times(gain: float) -> str:
    """A gain in words: "20 times more probable"."""
    factor = math.exp(min(gain, 7.0))
    if factor < 1.5:
        return "about as probable"
    return f"{'over ' if gain > 7 else ''}{factor:,.{0 if factor >= 3 else 1}f} times more probable"
