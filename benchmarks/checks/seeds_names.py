"""Errors in names: one letter wrong, or another name in its place.

No list of names decides what a name is, so that a check's own lists are not what it is measured with: a name is a run
of words in capitals inside the sentence that is the pinyin of the source, or that recurs in the material whenever one
run of Chinese characters does.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from benchmarks.checks.material import Pair
from reader.text.pinyin import pinyin

Seed = tuple[str, str] | None

_NAME = re.compile(r"(?<![\w.’'\-])[A-Z][a-zé]+(?: [A-Z][a-zé]+)?(?![\w\-]|[’'](?!s))")
_HAN = re.compile("[一-鿿]{2,}")
_COMMON = """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
September October November December The This That These Those There Here When Where While What Who How Why And But For
From With Without After Before Because Although However According Article Chapter Section Act Law President Minister
Mister Secretary Party State States Government Committee Ministry Department Office Bureau Court National General Public
Security People English Covid Internet Coronavirus Chairman Chairperson Professor Doctor University County Province City
District Team World News Agency Daily Hospital Company Group Bank Council Association Center Centre Commission Board"""
_NOT_NAMES = frozenset(_COMMON.split())
_OTHER_FAMILY = "Wang Li Zhang Chen Liu Zhao Huang Zhou Wu Xu"
_OTHER_GIVEN = "Jianguo Xiaoming Guihua Weidong Shufen Dehai Yaoting Qingshan Meiling Changhe"
_PERSONS = tuple(f"{family} {given}" for family in _OTHER_FAMILY.split() for given in _OTHER_GIVEN.split())
_OTHER_PLACES = "Luoyang Jinzhou Baotou Zunyi Heyuan Yibin Anshun Pingliang Suining Chizhou"
_PLACES = tuple(_OTHER_PLACES.split())


class Names:
    """The names of *pairs*."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._recurring = _recurring(pairs)
        self._others = sorted(name for name in self._recurring if " " not in name)

    def misspelt(self, zh: str, en: str, rng: random.Random) -> Seed:
        """One letter of a name is wrong, lost, or exchanged with its neighbour."""
        m, sort = self._choose(zh, en, rng)
        wrong = _misspelt(m.group(), rng) if m else ""
        return (f"{sort} misspelt", en[: m.start()] + wrong + en[m.end() :]) if m and wrong else None

    def replaced(self, zh: str, en: str, rng: random.Random) -> Seed:
        """Another name stands in a name's place."""
        m, sort = self._choose(zh, en, rng)
        if not m:
            return None
        pinyin_names = _PERSONS if " " in m.group() else _PLACES
        pool = self._others if sort == "recurring name" else pinyin_names
        others = [other for other in pool if other.split()[0] not in en and other[0] != m.group()[0]]
        others = [other for other in others if not any(run in zh for run in self._recurring.get(other, ()))]
        return f"{sort} replaced", en[: m.start()] + rng.choice(others) + en[m.end() :]

    def _choose(self, zh: str, en: str, rng: random.Random) -> tuple[re.Match[str] | None, str]:
        sounds = re.sub("[^a-z]", "", pinyin(zh, tones=False).lower())
        places: list[tuple[re.Match[str] | None, str]] = []
        for m in _candidates(en):
            letters = re.sub("[^a-z]", "", m.group().lower())
            if m.group() in zh:
                continue
            if len(letters) >= 5 and letters in sounds:
                places.append((m, "pinyin name"))
            elif any(run in zh for run in self._recurring.get(m.group(), ())):
                places.append((m, "recurring name"))
        return rng.choice(places) if places else (None, "")


def _candidates(en: str) -> list[re.Match[str]]:
    """Words in capitals inside the sentence."""
    return [
        m
        for m in _NAME.finditer(en)
        if len(m.group()) >= 5
        and not set(m.group().split()) & _NOT_NAMES
        and en[: m.start()].rstrip()[-1:] not in ("", *'.!?:“"')
    ]


def _recurring(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """Names that stand in three pairs or more, with the runs of Chinese found in all of these and hardly elsewhere."""
    where: dict[str, set[str]] = defaultdict(set)
    holds: Counter[str] = Counter()
    for pair in pairs:
        for m in _candidates(pair.en):
            where[m.group()].add(pair.zh)
        holds.update(_runs(pair.zh))
    found = {}
    for name, sources in where.items():
        if len(sources) >= 3:
            common = set.intersection(*map(_runs, sources))
            kept = [run for run in common if holds[run] <= 1.5 * len(sources)]
            if kept:
                found[name] = tuple(sorted(kept, key=lambda run: (-len(run), run)))
    return found


def _runs(zh: str) -> set[str]:
    """Every run of two to five Chinese characters."""
    return {
        m.group()[i : i + size]
        for m in _HAN.finditer(zh)
        for size in range(2, 6)
        for i in range(len(m.group()) - size + 1)
    }


def _misspelt(said: str, rng: random.Random) -> str:
    """*said* with two inner letters exchanged, one lost, or one vowel changed; empty when it offers no place."""
    inner = [i for i in range(1, len(said) - 1) if said[i].isalpha() and said[i].islower()]
    exchangeable = [i for i in inner if i + 1 in inner and said[i] != said[i + 1]]
    vowels = [i for i in inner if said[i] in "aeiou"]
    if not exchangeable or not vowels:
        return ""
    how = rng.randrange(3)
    if how == 0:
        i = rng.choice(exchangeable)
        return said[:i] + said[i + 1] + said[i] + said[i + 2 :]
    i = rng.choice(inner if how == 1 else vowels)
    if how == 1:
        return said[:i] + said[i + 1 :]
    return said[:i] + rng.choice([v for v in "aeiou" if v != said[i]]) + said[i + 1 :]
