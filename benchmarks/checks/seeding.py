"""Pairs with exactly one error each, eleven kinds, the same ones in every run.

Which sentences serve for a kind, and which error they get, follows from the hash of kind, seed and source alone:
adding a set or a kind leaves the others as they were.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from benchmarks.checks import seeds_figures, seeds_names, seeds_roles, seeds_text, seeds_words
from benchmarks.checks.material import Pair


class Seeded(NamedTuple):
    """A pair whose English got one error of ``kind``, made as ``how`` says; ``en`` is the altered English."""

    pair: Pair
    kind: str
    how: str
    en: str


KINDS = (
    "number", "magnitude", "date", "negation", "modality", "name", "omission", "addition", "repetition", "copied",
    "roles",
)  # fmt: skip
Alter = Callable[[str, str, random.Random], tuple[str, str] | None]


def build(pairs: Sequence[Pair], *, per_kind: int, seed: int = 1, kinds: Iterable[str] = KINDS) -> list[Seeded]:
    """At most *per_kind* seeded pairs of each of *kinds*, each way of making the error given its share."""
    seeded: list[Seeded] = []
    for kind in kinds:
        ways = _ways(kind, pairs)
        for way, alter in enumerate(ways):
            seeded += islice(_made(kind, f"{kind}\0{way}\0{seed}", alter, pairs), per_kind // len(ways))
    return seeded


def _ways(kind: str, pairs: Sequence[Pair]) -> tuple[Alter, ...]:
    """What makes errors of *kind*; some need to know all the material."""
    match kind:
        case "negation":
            return seeds_words.negation_lost, seeds_words.negation_added
        case "modality":
            return seeds_words.modality_changed, seeds_words.limit_reversed
        case "name":
            names = seeds_names.Names(pairs)
            return names.misspelt, names.replaced
        case "roles":
            roles = seeds_roles.Roles(pairs)
            return roles.exchanged, roles.made_active, roles.replaced
        case "addition":
            return (partial(_addition, pairs, {pair.zh: i for i, pair in enumerate(pairs)}),)
        case "omission" | "repetition" | "copied":
            return (getattr(seeds_text, kind),)
    return (getattr(seeds_figures, kind),)


def _made(kind: str, salt: str, alter: Alter, pairs: Sequence[Pair]) -> Iterator[Seeded]:
    """Every pair that *alter* finds a place in, in the order of their hashes."""
    for digest, pair in sorted((_hash(salt, pair.zh), pair) for pair in set(pairs)):
        result = alter(pair.zh, pair.en, random.Random(digest))
        if result and result[1].strip() and result[1] != pair.en:
            yield Seeded(pair, kind, *result)


def _addition(
    pairs: Sequence[Pair], places: Mapping[str, int], zh: str, en: str, rng: random.Random
) -> tuple[str, str] | None:
    # A sentence of the same set, far enough away to speak of something else.
    here = places[zh]
    other = pairs[(here + 40 + rng.randrange(100)) % len(pairs)]
    return seeds_text.addition(zh, en, other.en, rng) if other.set == pairs[here].set else None


def _hash(salt: str, zh: str) -> str:
    return hashlib.sha256(f"{salt}\0{zh}".encode()).hexdigest()
