"""Agent and patient of both sides compared, verb by verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.checks.coverage import evidence
from reader.checks.roles.chinese import Frame, frame, loose_frame, markers
from reader.checks.roles.english import Deed, deeds
from reader.checks.roles.links import Links, two_parties
from reader.checks.roles.phrases import Phrase, read
from reader.checks.roles.words import CONVERSE, OBJECT_PRONOUNS, SUBJECT_PRONOUNS, party_key
from reader.model import Span
from reader.text.named import names

PRONOUNS = OBJECT_PRONOUNS | SUBJECT_PRONOUNS


_LEAST, _LEAST_LOOSE = 0.6, 1.0
"""Evidence (:mod:`reader.checks.coverage`) that the agent is not in the English: where its verb is known, where not."""


_NEXT = 2  # characters between an agent and its verb: 被警方当场带走


class Trouble(StrEnum):
    """What is wrong with the roles."""

    EXCHANGED = "exchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong reading: places of agent and patient in the Chinese, of the deed and of who acts in the English."""

    trouble: Trouble
    agent: Span
    patient: Span | None
    english: Span
    acting: Span


def judge(source: str, target: str) -> list[Wrong]:
    """Every deed of the English whose roles are not those of the Chinese."""
    here = names(source)
    simplified = here.simplified
    found = markers(simplified)
    agents = [m for m in found if not m.patient]
    if all(m.future for m in found) and not two_parties(here):
        return []
    done = deeds(target)
    if not done:
        return []
    links = Links(source, simplified)
    wrong = []
    for deed in done:
        frames = [frame(simplified, found, verb) for verb in links.verb(deed.stem)]
        if not frames and deed.stem not in CONVERSE:
            frames = [loose_frame(simplified, marker) for marker in agents]
        one = _exchanged(deed, frames, links, target) or _replaced(deed, frames, links, source, target)
        if one:
            wrong.append(one)
    return wrong


def _exchanged(deed: Deed, frames: Sequence[Frame], links: Links, target: str) -> Wrong | None:
    if deed.patient is None or not frames:
        return None
    acted = _sure(links, target, deed.patient)
    if not any(_within(p, (one.agent,)) for p in acted for one in frames):
        return None
    acting = _sure(links, target, deed.agent)
    guilty = None
    for one in frames:
        if [one.verb] in (acting, acted):
            continue
        agent = [p for p in acted if _within(p, (one.agent,))]
        if one.verb is None and (not agent or _deed_itself(one, agent, links)):
            continue
        if not agent:
            return None
        patient = [p for p in acting if _within(p, one.patient)]
        unsaid = not acting and one.verb and one.marker and "的" not in links.text[slice(*one.agent)]
        unsaid = unsaid and max(p[1] for p in agent) >= one.agent[1] - _NEXT
        if one.marker and one.marker.future and not all(links.is_party(p) for p in patient):
            return None
        if (patient or unsaid) and not any(_within(p, one.patient[:1]) for p in acted):
            if one.marker is None and not (deed.finite and _plain(one, acting, acted, links)):
                return None
            guilty = (agent, patient)
        elif one.verb is not None:
            return None
    if guilty is None or any(_possible(links, target, deed.agent, one) for one in frames):
        return None
    english = (min(deed.agent.start, deed.patient.start), max(deed.agent.end, deed.patient.end))
    patient_place = min(guilty[1]) if guilty[1] else None
    return Wrong(Trouble.EXCHANGED, min(guilty[0]), patient_place, english, (deed.agent.start, deed.agent.end))


def _deed_itself(one: Frame, agent: Sequence[Span], links: Links) -> bool:
    """Whether what follows 被 or 遭 at once may be the deed and no agent: 遭监视, “the surveillance”."""
    assert one.marker is not None
    if links.text[one.marker.start] not in "被遭受":
        return False
    return any(place[0] == one.marker.end and not links.is_party(place) for place in agent)


_NOMINAL = re.compile("[的是为系有：:]")
_BESIDE = frozenset("对向给与跟和同让使令叫请为替比于在从")  # what follows these is no agent
# A lost to B, was defeated by B; A belongs to B, was given by B.
_CONVERSE_ZH = re.compile("[输负败属受获得收听学借买租领]|不敌")


def _plain(one: Frame, acting: Sequence[Span], acted: Sequence[Span], links: Links) -> bool:
    """Without a marker: two parties, each on its side of the verb only, and nothing that makes a noun of the verb."""
    assert one.verb is not None
    return (
        all(_within(p, one.patient) and links.is_party(p) for p in acting)
        and all(_within(p, (one.agent,)) and links.is_party(p) for p in acted)
        and not any(links.text[p[0] - 1 : p[0]] in _BESIDE for p in acted if p[0])
        and not any(_NOMINAL.search(links.text, one.verb[1], place[0]) for place in acting)
        and not _CONVERSE_ZH.search(links.text, one.verb[0] - 1, one.verb[1] + 1)
    )


def _replaced(deed: Deed, frames: Sequence[Frame], links: Links, source: str, target: str) -> Wrong | None:
    """The Chinese says by whom, nothing of that is in the English, and the English says by whom instead."""
    marked = [one for one in frames if one.marker and not one.marker.patient]
    acting = target[deed.agent.start : deed.agent.end]
    if not deed.passive or not marked or len(marked) < len(frames) or acting.lower() in PRONOUNS:
        return None
    stranger = not _sure(links, target, deed.agent)
    words = evidence(source, target)
    said = {party_key(word) for word in read(target).low}
    for one in marked:
        inside = [word.weight for word in words if one.agent[0] <= word.start < one.agent[1]]
        least = _LEAST if one.verb and stranger else _LEAST_LOOSE
        if one.verb is None:
            inside = inside[:2]
        absent = sum(inside) >= least or (one.verb and stranger and links.unsaid(one.agent, said))
        if not absent or (not stranger and min(inside) <= 0) or _possible(links, target, deed.agent, one):
            return None
    english = (min(deed.agent.start, deed.verb[0]), max(deed.agent.end, deed.verb[1]))
    return Wrong(Trouble.REPLACED, marked[0].agent, None, english, (deed.agent.start, deed.agent.end))


def _sure(links: Links, target: str, phrase: Phrase) -> list[Span]:
    return links.sure(target, (phrase.start, phrase.end), phrase.head)


def _possible(links: Links, target: str, phrase: Phrase, one: Frame) -> bool:
    return links.possible(target, (phrase.start, phrase.end), phrase.head, one.agent)


def _within(place: Span, zones: Iterable[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in zones)
