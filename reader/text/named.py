"""Everything named in one Chinese text, found once: gazetteer, people, laws, organisations.

The checks and the entity recognisers both ask here, so that what is compared and what is listed are the same things.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.text import gazetteer, hanzi, organisation_names, person_names
from reader.text.gazetteer import Hit
from reader.text.law_titles import Title
from reader.text.law_titles import find as find_titles
from reader.text.organisation_names import Organisation
from reader.text.person_names import Person
from reader.text.romanise import fold_name, spells


class Names(NamedTuple):
    """What a text names; ``simplified`` is the text in Simplified characters, offsets as in the text."""

    simplified: str
    hits: tuple[Hit, ...]
    people: tuple[Person, ...]
    titles: tuple[Title, ...]
    organisations: tuple[Organisation, ...]


def _read_out(hit: Hit) -> bool:
    """Whether a public figure's English name is plain pinyin: such a name is compared like any other person's."""
    return spells(fold_name(hit.english[0]), hit.named[0].stem)


def _divided(characters: str) -> tuple[str, str]:
    length = 2 if characters[:2] in person_names.surnames() else 1
    return characters[:length], characters[length:]


@lru_cache(maxsize=64)
def names(text: str) -> Names:
    """The names in *text* (either script)."""
    simplified = hanzi.simplified(text)
    hits = gazetteer.find(simplified)
    read_out = [hit for hit in hits if hit.kind == "person" and _read_out(hit)]
    taken = [(hit.start, hit.end) for hit in hits]
    people = person_names.find(simplified, taken)
    people += [Person(hit.start, hit.end, *_divided(simplified[hit.start : hit.end])) for hit in read_out]
    people.sort(key=lambda person: person.start)
    hits = [hit for hit in hits if hit not in read_out]
    organisations = organisation_names.find(simplified, hits)
    return Names(simplified, tuple(hits), tuple(people), tuple(find_titles(simplified)), tuple(organisations))
