"""Who acts and who is acted upon in an English sentence, read off its surface.

No parser is asked: a passive with “by” and an active past tense with its neighbours on both sides are told by their
form, and where the form leaves a doubt nothing is returned.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.checks.roles import words
from reader.checks.roles.phrases import Phrase, Words, is_participle, read
from reader.model import Span

_REACH = 7  # words between a participle and its “by”


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done: the verb's place and stem, who does it, who it is done to (``None`` where the form does not say),
    whether the English puts it in the passive, and whether as a verb of its own (was sent by), not beside a noun
    (letters sent by)."""

    verb: Span
    stem: str
    passive: bool
    finite: bool
    agent: Phrase
    patient: Phrase | None


def deeds(text: str) -> list[Deed]:
    """The passives of *text* that say by whom, then the active verbs in the past, the perfect or after a modal with a
    subject right before and an object right after them."""
    tokens = read(text)
    low = tokens.low
    signs = [at for at, word in enumerate(low) if word[-2:] == "ed" or word in words.VERB_SIGNS]
    found = [deed for at in signs if low[at] == "by" and (deed := _passive(tokens, at))]
    for at in signs:
        past = low[at] not in words.MODALS
        verb = at if past else at + 1
        if verb < len(low) and low[verb] not in words.NO_VERBS and low[verb] not in words.CLOSED:
            deed = _active(tokens, verb, past=past)
            if deed:
                found.append(deed)
    return found


def _passive(tokens: Words, by: int) -> Deed | None:
    """The passive whose “by” stands at *by*."""
    low, at = tokens.low, by - 1
    while at >= 0 and by - at <= _REACH and not is_participle(low[at]):
        if not low[at][0].isalnum():
            return None
        at -= 1
    if at < 0 or by - at > _REACH:
        return None
    agent = tokens.after(by + 1)
    if agent is None:
        return None
    before = _over_adverbs(tokens, at - 1)
    while before > 1 and low[before] in ("and", "or", ",") and is_participle(low[before - 1]):
        before = _over_adverbs(tokens, before - 2)  # arrested and detained by
    patient: Phrase | None = None
    finite = before >= 0 and low[before] in words.BE
    if finite:
        begin = _over_auxiliaries(tokens, before)
        patient = tokens.before(begin) if begin is not None else None
    elif before >= 0 and at - 1 == before and low[at] != "passed":  # a man passed by
        patient = tokens.before(before, alone=True)
    return Deed(tokens.spans[at], words.verb_stem(low[at]), True, finite, agent[0], patient)


def _active(tokens: Words, at: int, *, past: bool) -> Deed | None:
    """The active verb at *at*, if its form is clear."""
    low = tokens.low
    after = at + 1
    while after < len(tokens) and low[after] in words.PARTICLES:
        after += 1
    before = _over_adverbs(tokens, at - 1)
    if before < 0 or after >= len(tokens) or not _opens_object(tokens, after):
        return None
    begin: int | None = before
    if (past and low[before] in words.HAVE) or (not past and low[before] in words.MODALS):
        begin = _over_auxiliaries(tokens, before, perfect=True)
    elif not past:
        return None
    if begin is None or not tokens.is_word(begin) or "by" in low[after : after + _REACH]:
        return None
    if low[begin] in words.CLOSED and low[begin] not in words.SUBJECT_PRONOUNS | words.RELATIVE:
        return None
    patient = tokens.after(after)
    agent = tokens.before(begin)
    if agent is None or patient is None:
        return None
    if patient[1] < len(tokens) and low[patient[1]] in words.FINITE:
        return None  # argued the place should be cleared: what follows is a sentence
    return Deed(tokens.spans[at], words.verb_stem(low[at]), False, True, agent, patient[0])


def _opens_object(tokens: Words, at: int) -> bool:
    low = tokens.low[at]
    if low in words.DETERMINERS or low in words.OBJECT_PRONOUNS:
        return True
    return tokens.is_word(at) and low not in words.CLOSED and not low.endswith("ly")


def _over_adverbs(tokens: Words, at: int) -> int:
    low = tokens.low
    while at >= 0 and (low[at] in words.ADVERBS or (low[at].endswith("ly") and len(low[at]) > 4)):
        at -= 1
    return at


def _over_auxiliaries(tokens: Words, at: int, *, perfect: bool = False) -> int | None:
    """The place before the auxiliaries that end at *at*; ``None`` for an infinitive, whose subject stands elsewhere."""
    passed = words.HAVE | words.MODALS | words.ADVERBS if perfect else words.AUXILIARIES
    low = tokens.low
    while at >= 0 and (low[at] in passed or low[at].endswith("ly")):
        at -= 1
    return None if at < 0 or low[at] in ("to", "and", "or", "but", ",") else at
