"""Which names of the Chinese the English has, and what is said of those it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.checks.names.instead import Stand, expected, other_of, slip_of
from reader.checks.names.instead import stand as both_sides
from reader.checks.names.people import other_person, unlike
from reader.checks.names.people import rendered as person_rendered
from reader.checks.names.spelling import misspelt
from reader.checks.names.strangers import strangers
from reader.checks.names.support import LIKE
from reader.checks.names.trouble import Lost, Trouble
from reader.text.english_names import EnglishText, Run
from reader.text.gazetteer import Hit
from reader.text.law_titles import Title
from reader.text.named import Names
from reader.text.organisation_names import Organisation
from reader.text.person_names import Person
from reader.text.romanise import spelling, spells
from reader.text.sounds import fit

_BY_SOUND = frozenset({"country", "city", "region", "person"})
_OWN = re.compile("香港|澳门|台湾|台北")
_QUOTED = re.compile(r"[\"“”‘«]|(?<!\w)'")
_LAW_WORDS = re.compile(
    r"\b(?:laws?|acts?|codes?|regulations?|provisions?|measures|rules?|notices?|opinions?|plans?|constitution|convention|treaty"
    r"|agreements?|protocol|standards?|guidelines?|guide|outline|decisions?|announcement|circular|scheme|bill|declaration)\b",
    re.I,
)


def compare(found: Names, zh: str, en: EnglishText) -> list[Lost]:
    """Every name of *found* that the English lacks or gets wrong, each once, in the order of the Chinese; names the
    English adds come last."""
    lost: list[Lost] = []
    groups = [group for group in _groups(found.hits, found.simplified) if not rendered(group[0], en)]
    people = [(person, person_rendered(person, en)) for person in _distinct(found.people)]
    stand = both_sides(found, en)
    for group in groups:
        lost.append(_lost_hit(group, zh, stand))
    for person, there in people:
        one = unlike(person, zh, stand, missing=not there)
        if one:
            lost.append(one)
    lost += _lost_functions(found.organisations, zh, stand)
    lost += _lost_titles(found.titles, zh, stand)
    lost.sort(key=lambda one: one.spans)
    for others in (misspelt, strangers):
        lost += others(stand, zh, [one.target for one in lost if one.target])
    return lost


def _groups(hits: Sequence[Hit], zh: str) -> list[list[Hit]]:
    """Hits of one thing together (北京市 and 北京), in order of the first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.kind == "country" and _OWN.match(zh, hit.end):
            continue  # 中国香港
        groups.setdefault(hit.named[0].english[0], []).append(hit)
    return list(groups.values())


def _distinct(people: Iterable[Person]) -> list[Person]:
    return list({person.characters: person for person in reversed(list(people))}.values())[::-1]


def rendered(hit: Hit, en: EnglishText) -> bool:
    """Whether the English has one of the accepted forms, or the pinyin of a Chinese place."""
    if any(en.find(name) for name in hit.english):
        return True
    stem = hit.named[0].stem
    if hit.kind == "county" and len(stem) == 2 and any(w.capital and spells(w.folded, stem[0]) for w in en.words):
        return True  # 芒市: Mang City
    if hit.kind == "country":
        return False
    return any(word.capital and spells(word.folded, stem) for word in en.words) or bool(en.find(spelling(stem)))


def _lost_hit(group: list[Hit], zh: str, stand: Stand) -> Lost:
    hit = group[0]
    spans = tuple((one.start, one.end) for one in group)
    chinese, english = zh[hit.start : hit.end], hit.english[0]

    def lost(trouble: Trouble, run: Run | None = None, *, sure: bool = True) -> Lost:
        target = run.span if run else None
        other = stand.en.text[target[0] : target[1]] if target else ""
        return Lost(trouble, hit.kind, chinese, english, spans, target, other, sure)

    slip = slip_of(hit, stand.free)
    if slip:
        return lost(Trouble.MISSPELT, slip)
    other = other_of(hit.kind, stand) or (other_person(stand) if hit.kind == "person" else None)
    if other:
        return lost(Trouble.OTHER, other)
    heard = hit.kind in _BY_SOUND and any(fit(hit.named[0].stem, run.letters).score >= LIKE for run in stand.free)
    return lost(Trouble.MISSING, sure=not heard and expected(hit, stand))


def _lost_functions(organisations: Iterable[Organisation], zh: str, stand: Stand) -> list[Lost]:
    """Organisations of which the English has not one word of what they do."""
    english = stand.en.text.lower()
    found = []
    for one in organisations:
        if one.functions and not any(word in english for _, words in one.functions for word in words):
            usual = one.functions[0][1][0]
            span = (one.start, one.end)
            chinese = zh[one.start : one.end]
            sure = not stand.acronyms()
            found.append(Lost(Trouble.FUNCTION, "organisation", chinese, usual, (span,), sure=sure))
    return found


def _lost_titles(titles: Iterable[Title], zh: str, stand: Stand) -> list[Lost]:
    """Titles for which the English has neither quotation marks, a word for a law, nor capitals inside a sentence."""
    en = stand.en
    if any(word.capital and not word.first for word in en.words) or _QUOTED.search(en.text):
        return []
    return [
        Lost(Trouble.TITLE, "title", title.text, "", ((title.start, title.end),), sure=title.rule)
        for title in titles
        if not (title.rule and _LAW_WORDS.search(en.text))
    ]
