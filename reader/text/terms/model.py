"""The termbase model, in the words of ISO 30042:2019 (TBX): a concept has terms, a term has a language and a status."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any


class TermStatus(StrEnum):
    """Administrative status of a term. ``deprecated`` English is a rendering to avoid."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


class Origin(StrEnum):
    """Whose concept it is; a case's own goes before the bundled one."""

    BUNDLED = "bundled"
    CASE = "case"


HANS, HANT, ENGLISH = "zh-Hans", "zh-Hant", "en"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase for a concept in one language (``zh-Hans``, ``zh-Hant``, ``en``)."""

    text: str
    lang: str
    status: TermStatus = TermStatus.PREFERRED

    @property
    def is_chinese(self) -> bool:
        """Whether it is a Chinese term of either script."""
        return self.lang.startswith("zh")


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a termbase.

    ``id`` is unique in its termbase (the simplified headword in the bundled one). ``literal`` is the word-for-word
    sense, ``contested`` one neutral sentence on what is disputed, ``source`` the citation. ``critical``: much
    hangs on the right rendering. ``enforce``: to be placed in translations where the case asks for it.
    ``unless`` lists longer strings in which the same characters are no instance of the term (其中标 for 中标).
    """

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    pinyin: str = ""
    literal: str = ""
    contested: str = ""
    note: str = ""
    source: str = ""
    critical: bool = False
    enforce: bool = False
    unless: tuple[str, ...] = ()
    origin: Origin = Origin.CASE

    @property
    def simplified(self) -> str:
        """The headword: the first simplified term, else the first Chinese one."""
        return next((t.text for t in self.terms if t.lang == HANS), next(iter(self.chinese), ""))

    @property
    def traditional(self) -> str:
        """The first traditional term, else the headword."""
        return next((t.text for t in self.terms if t.lang == HANT), self.simplified)

    @property
    def chinese(self) -> tuple[str, ...]:
        """Every Chinese term, each once."""
        return tuple(dict.fromkeys(t.text for t in self.terms if t.is_chinese))

    @property
    def preferred(self) -> str:
        """The English to use."""
        return next(iter(self.renderings), "")

    @property
    def renderings(self) -> tuple[str, ...]:
        """English that is right: the preferred term first, then the admitted ones."""
        english = [t for t in self.terms if t.lang == ENGLISH and t.status is not TermStatus.DEPRECATED]
        return tuple(t.text for t in sorted(english, key=lambda t: t.status is not TermStatus.PREFERRED))

    @property
    def avoid(self) -> tuple[str, ...]:
        """English that is wrong or misleading for this term."""
        return tuple(t.text for t in self.terms if t.lang == ENGLISH and t.status is TermStatus.DEPRECATED)

    def as_json(self) -> dict[str, Any]:
        """JSON-ready form, without ``origin``; back with :func:`concept_from_json`."""
        values = asdict(self)
        del values["origin"]
        values["terms"] = [{"text": t.text, "lang": t.lang, "status": str(t.status)} for t in self.terms]
        values["unless"] = list(self.unless)
        return values


def concept_from_json(values: Mapping[str, Any], origin: Origin) -> Concept:
    """Back from :meth:`Concept.as_json`."""
    terms = tuple(Term(t["text"], t["lang"], TermStatus(t["status"])) for t in values["terms"])
    return Concept(**{**values, "terms": terms, "unless": tuple(values["unless"]), "origin": origin})


@dataclass(frozen=True, eq=False)  # compared by identity: hashing thousands of concepts at each look-up is dear
class Termbase:
    """Concepts in the order in which they take precedence: no two share a Chinese term (see :func:`merged`)."""

    concepts: tuple[Concept, ...]

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every concept: changes when any answer of a check may change."""
        lines = (json.dumps(c.as_json(), sort_keys=True, ensure_ascii=True) for c in self.concepts)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def get(self, name: str) -> Concept | None:
        """The concept with this id or one of these Chinese terms."""
        return next((c for c in self.concepts if c.id == name or name in c.chinese), None)


def merged(case: Iterable[Concept], bundled: Iterable[Concept]) -> Termbase:
    """One termbase of both: a case's concept replaces the bundled ones that share a Chinese term with it, and of
    two concepts of a case that share one, the later counts."""
    newest: list[Concept] = []
    taken: set[str] = set()
    for concept in reversed(list(case)):
        if taken.isdisjoint(concept.chinese):
            newest.append(concept)
            taken.update(concept.chinese)
    newest.reverse()
    return Termbase((*newest, *(c for c in bundled if taken.isdisjoint(c.chinese))))
