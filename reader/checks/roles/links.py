"""Which places of the Chinese an English word can stand for, by word table, own lists and the reading of names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from reader.checks.roles import words as roles_words
from reader.model import Span
from reader.text import dictionary, lexicon
from reader.text.named import Names, names
from reader.text.person_names import FOREIGN_SOUNDS
from reader.text.romanise import fold_name, spelled_in
from reader.text.romanise_foreign import likeness
from reader.text.stems import FUNCTION_STEMS, stem, stems

_SURE = 0.05  # share among the renderings of a Chinese word from which it is taken for the word meant
_POSSIBLE = 0.02
_OF_PARTY = 0.1
_LIKE = 0.6
_WORD = re.compile(r"[A-Za-zÀ-ž]+(?:['’][a-z]+)?")
_CAPITALS = re.compile(r"[A-ZÀ-Ž][\w'’\-]*(?:\s+(?:[a-z]{1,3}\s+)?[A-ZÀ-Ž][\w'’\-]*)*")
_TABLED = re.compile("|".join(sorted({*roles_words.PARTIES, *roles_words.DEEDS}, key=len, reverse=True)))
_SOUNDS = re.compile(f"[{FOREIGN_SOUNDS}]{{2,8}}")
_BODY = re.compile("|".join(sorted(roles_words.PARTIES.keys() - set(roles_words.SPOKEN), key=len, reverse=True)))
_PRONOUNS = roles_words.OBJECT_PRONOUNS | roles_words.SUBJECT_PRONOUNS - {"it"}
_SCANNED = 600  # characters of Chinese in which the reading of a name says anything


def _renderings(word: str, table: lexicon.Lexicon) -> Mapping[str, float]:
    """What the word table says of a word; of a party only what it is sure of, for the own list knows the rest."""
    found = table.renderings(word)
    return {one: share for one, share in found.items() if share >= _OF_PARTY} if word in roles_words.PARTIES else found


def two_parties(here: Names) -> bool:
    """Whether two people or bodies that can act stand in the text, pronouns apart: without, the order of words tells no
    roles."""
    named = len(here.people) + len(here.organisations)
    if named > 1:
        return True
    first = _BODY.search(here.simplified)
    return first is not None and (named > 0 or _BODY.search(here.simplified, first.end()) is not None)


class Links:
    """One Chinese text, asked for the places of English words. *simplified* has the offsets of *source*."""

    def __init__(self, source: str, simplified: str) -> None:
        self.source, self.text = source, simplified
        table = lexicon.load()
        self._words = [(a, b, _renderings(simplified[a:b], table)) for a, b in table.words(simplified)]

    @cached_property
    def _tabled(self) -> list[Span]:
        """The places of parties and deeds of the own lists, the longest at each place."""
        return [m.span() for m in _TABLED.finditer(self.text)]

    @cached_property
    def parties(self) -> frozenset[Span]:
        """Places of people and bodies that can act: roles and pronouns of the own list, people, organisations."""
        here = names(self.source)
        found = {span for span in self._tabled if self.text[slice(*span)] in roles_words.PARTIES}
        found.update((person.start, person.end) for person in here.people)
        found.update((body.start, body.end) for body in here.organisations)
        return frozenset(found)

    def is_party(self, place: Span) -> bool:
        """Whether a place lies in the name of a party."""
        return any(start <= place[0] and place[1] <= end for start, end in self.parties)

    def verb(self, verb_stem: str) -> list[Span]:
        """The words a verb can render."""
        found = {(a, b) for a, b, rendered in self._words if rendered.get(verb_stem, 0) >= _SURE}
        found.update(s for s in self._tabled if verb_stem in roles_words.DEEDS.get(self.text[slice(*s)], ()))
        return sorted(found)

    def sure(self, text: str, phrase: Span, head: Span) -> list[Span]:
        """The places the phrase of *text* stands for: those of its head, else of its names, else of its other words."""
        found = self._places(text[slice(*head)])
        if found:
            return found
        named = [place for name in _names(text, phrase) for place in self._name(name)]
        if named:
            return named
        return [place for one in _content(text, phrase) for place in self._places(one)]

    def possible(self, text: str, phrase: Span, head: Span, zone: Span) -> bool:
        """Whether something in *zone* might stand for the head of the phrase or for a name in it: by a rarer rendering,
        a sense in the dictionary, a single syllable."""
        wanted = stem(text[slice(*head)])
        for a, b, rendered in self._words:
            if zone[0] <= a and b <= zone[1] and (rendered.get(wanted, 0) >= _POSSIBLE or self._says(a, b, wanted)):
                return True
        places = self._party(text[slice(*head)])
        for name in _names(text, phrase):
            places += self._name(name)
            places += self._syllables(name)
            if any(
                likeness(run.group(), fold_name(word)) >= _LIKE
                for run in _SOUNDS.finditer(self.text, *zone)
                for word in name.split()
            ):
                return True
        return any(zone[0] <= a and b <= zone[1] for a, b in places)

    def _says(self, start: int, end: int, wanted: str) -> bool:
        """Whether the dictionary gives a sense with this stem for a word of two characters or more."""
        if end - start < 2:
            return False
        senses = (sense for entry in dictionary.load().entries(self.text[start:end]) for sense in entry.senses)
        return any(one == wanted for one, _ in stems(" ; ".join(senses)))

    def _places(self, word: str) -> list[Span]:
        wanted = stem(word)
        found = {(a, b) for a, b, rendered in self._words if rendered.get(wanted, 0) >= _SURE}
        return sorted(found.union(self._party(word)))

    def _party(self, word: str) -> list[Span]:
        wanted = roles_words.party_key(word)
        return [span for span in self._tabled if wanted in roles_words.PARTIES.get(self.text[slice(*span)], ())]

    def unsaid(self, zone: Span, said: Container[str]) -> bool:
        """Whether *zone* holds a party of the own list of which no rendering is among the words *said*."""
        parties = (span for span in self._tabled if zone[0] <= span[0] and span[1] <= zone[1])
        keys = (roles_words.PARTIES.get(self.text[slice(*span)]) for span in parties)
        return any(known and not any(key in said for key in known) for known in keys)

    def _name(self, name: str) -> list[Span]:
        """Where a name in capitals stands: things of the gazetteer, pinyin of two characters or more, like sounds."""
        here = names(self.source)
        found = [(h.start, h.end) for h in here.hits if any(_same(name, english) for english in h.english)]
        letters = fold_name(name)
        text = self.text[:_SCANNED]
        found += _every(letters, text)
        found += [m.span() for m in re.finditer(re.escape(name), text, re.IGNORECASE)] if len(name) > 1 else []
        if not found:
            parts = [fold_name(word) for word in name.split()]
            found = [place for part in parts if len(part) > 3 for place in _every(part, text)]
        for person in here.people:
            if person.parts and any(likeness(part, fold_name(name.split()[-1])) >= _LIKE for part in person.parts):
                found.append((person.start, person.end))
        return found

    def _syllables(self, name: str) -> list[Span]:
        text = self.text[:_SCANNED]
        return [place for word in name.split() for place in _every(fold_name(word), text, least=1)]


def _every(letters: str, text: str, *, least: int = 2) -> list[Span]:
    found: list[Span] = []
    at = 0
    while letters and (place := spelled_in(letters, text[at:], least=least)):
        found.append((at + place[0], at + place[1]))
        at += place[1]
    return found


def _names(text: str, phrase: Span) -> Iterator[str]:
    for m in _CAPITALS.finditer(text, *phrase):
        words = m.group().removesuffix("'s").removesuffix("’s").split()
        if words and words[0].lower() in roles_words.DETERMINERS:
            words = words[1:]
        if words:
            yield " ".join(words)


def _same(name: str, english: str) -> bool:
    return fold_name(name) == fold_name(english)


def _content(text: str, phrase: Span) -> list[str]:
    """The content words of a phrase, pronouns included."""
    found = dict.fromkeys(m.group() for m in _WORD.finditer(text, *phrase))
    return [word for word in found if stem(word) not in FUNCTION_STEMS or word.lower() in _PRONOUNS]
