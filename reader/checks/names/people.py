"""People: is the person of the Chinese in the English, by a spelling that can be theirs?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reader.checks.names.instead import Stand, gazetteer_names, other_of
from reader.checks.names.support import LIKE
from reader.checks.names.trouble import Lost, Trouble
from reader.text import english_words
from reader.text.english_names import EnglishText, Run
from reader.text.hanzi import simplified
from reader.text.person_names import Person, printed, surnames
from reader.text.romanise import (
    fold_name,
    is_telling,
    nearest,
    spelled_in,
    spelling,
    syllables,
)
from reader.text.romanise_foreign import likeness, skeleton_en, skeleton_zh
from reader.text.romanise_older import older_spelling
from reader.text.sounds import fit

_LIKE = 0.6
"""Likeness of sounds that every dotted foreign name of the evaluation sets reaches with its reference
(``benchmarks/checks/names.py``); chance pairs lie below it in three of four cases."""
_LIKE_ONE, _LIKE_FIRST = 0.7, 0.8
"""The same for a name without dots, and for a word that has its capital from the beginning of a sentence."""


def rendered(person: Person, en: EnglishText) -> bool:
    """Whether the English has the name: its surname in any spelling, its given name, or a name that sounds like it."""
    words = [word for word in en.words if word.capital and len(word.folded) > 1]
    if person.parts:
        names = [part for part in person.parts if len(part) > 1] or [person.characters]
        return any(likeness(part, word.folded) >= _LIKE for part in names for word in words)
    if any(en.find(name) for name in surnames().get(person.surname, ())):
        return True
    for word in words:
        if spelled_in(word.folded, person.characters, least=1):
            return True
        like = _LIKE_FIRST if word.first else _LIKE_ONE
        if not syllables(word.folded) and likeness(person.characters, word.folded) >= like:
            return True
        if not word.first and fit(person.characters, word.folded).score >= LIKE:
            return True  # 胡克先生: Mr Hooker
    return False


def unlike(person: Person, zh: str, stand: Stand, *, missing: bool) -> Lost | None:
    """What is wrong with the person's name in the English: misspelt, another's, missing; ``None`` when nothing is."""
    text = stand.en.text

    def lost(trouble: Trouble, run: Run | None = None, *, sure: bool = True) -> Lost:
        span = run.span if run else None
        other = text[span[0] : span[1]] if span else ""
        spans = ((person.start, person.end),)
        return Lost(trouble, "person", zh[person.start : person.end], printed(person), spans, span, other, sure)

    if person.parts:
        return lost(Trouble.MISSING, sure=not stand.pronoun()) if missing else None
    if not missing:
        beside = _beside_surname(person, zh, stand)
        return lost(*beside) if beside else None
    if any(_elsewhere(person, run.letters) for run in stand.free):
        return None
    slip = _slip(person, stand.free)
    if slip:
        return lost(Trouble.MISSPELT, slip)
    other = other_person(stand) or other_of("person", stand)
    if other:
        return lost(Trouble.OTHER, other)
    foreign = _FOREIGN.search(text) is not None
    return lost(Trouble.MISSING, sure=not foreign and not stand.pronoun())


def other_person(stand: Stand) -> Run | None:
    """A free run that is the name of a Chinese person no characters of the sentence are read as."""
    here, text = stand.found.simplified, stand.en.text
    runs = (run for run in stand.free if _chinese(run.letters, text[slice(*run.span)]))
    return next((run for run in runs if spelled_in(run.letters, here) is None), None)


# An English name in the place of the Chinese one: "chairman Ricky Hoi", "Jacob Parker said".
_FOREIGN = re.compile(
    r"\b(?:[a-z]+,? (?:of [\w ]+ )?|Mr\.? |Ms\.? |Dr\.? |Director |President |Secretary )"
    r"(?!The |A )[A-Z][a-z]+ [A-Z][a-z]+\b"
    r"(?= (?:said|says|told|stated|added|noted|expressed|attended|believes|thinks|also|was|is|has|and)\b|[,.)]|$)"
)


def _elsewhere(person: Person, letters: str, *, by_sound: bool = True) -> bool:
    """Whether the letters are the given name, or all of it, as Taiwan writes it or, *by_sound*, Hong Kong, Korea and
    Singapore."""
    whole = person.characters
    if older_spelling(letters, person.given) or older_spelling(letters, whole):
        return len(letters) > 3
    return (
        by_sound
        and len(person.given) > 1
        and not syllables(letters)
        and any(skeleton_zh(name) == skeleton_en(letters) for name in (person.given, whole))
    )


def _chinese(letters: str, shown: str) -> bool:
    """Whether a run is the name of a Chinese person: surname and given name, or pinyin that is nothing else."""
    if gazetteer_names(letters):
        return False
    words = shown.replace("-", " ").split()
    if len(words) > 1 and fold_name(words[0]) in spelled_surnames():
        return bool(syllables(fold_name("".join(words[1:]))))
    return is_telling(letters)


@cache
def spelled_surnames() -> frozenset[str]:
    """Every surname in folded pinyin."""
    return frozenset(fold_name(spellings[0]) for spellings in surnames().values())


def _slip(person: Person, free: Sequence[Run]) -> Run | None:
    """A run that looks like a slip of the pen for the whole name, in either order, or for a given name of two."""
    candidates = {run.letters: run for run in free}
    family = fold_name(surnames().get(person.surname, (spelling(person.surname),))[0])
    given = spelling(person.given)
    for name in (family + given, given + family, given if len(person.given) == 2 else ""):
        match = nearest(name, list(candidates)) if name else None
        if match and match.replace("l", "r") != name.replace("l", "r"):
            return candidates[match]  # Moran for 莫兰 is a foreign name, not a slip
    return None


def _beside_surname(person: Person, zh: str, stand: Stand) -> tuple[Trouble, Run] | None:
    """The surname is there; does a given name beside it belong to somebody else, or is it misspelt?"""
    en = stand.en
    if not person.given or any(
        spelled_in(word.folded, person.given, least=len(person.given)) for word in en.words if word.capital
    ):
        return None
    span = next((s for name in surnames().get(person.surname, ())[:1] if (s := en.find(name))), None)
    given = spelling(person.given)
    if span is None or en.find(given):
        return None
    here = simplified(zh)
    if any(_elsewhere(person, run.letters, by_sound=False) for run in stand.free):
        return None
    beside = [
        run
        for run in stand.free
        if (run.span[0] > span[1] and en.text[span[1] : run.span[0]].strip(" -") == "")
        or (run.span[1] < span[0] and en.text[run.span[1] : span[0]].strip(" -,") == "")
    ]
    for run in beside:
        if nearest(given, [run.letters]):
            return Trouble.MISSPELT, run
    for run in beside:
        if spelled_in(run.letters, here, least=1) is None and _given_name(run, person, after=run.span[0] > span[1]):
            return Trouble.OTHER, run
    return None


def _given_name(run: Run, person: Person, *, after: bool) -> bool:
    """Whether a run beside the surname can only be meant as a given name: two syllables for two characters, or,
    *after* the surname, other syllables that are no English word (Han Shei for 韩雪梅)."""
    said = syllables(run.letters)
    if len(said) == len(person.given) == 2:
        return True
    known = english_words.load()
    return after and bool(said) and (run.letters not in known or known.is_name(run.letters))
