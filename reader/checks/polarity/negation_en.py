"""Where the English negates: openly (not, no, never, without), or inside a word (unable, refuse, illegal, except)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.model import Span
from reader.text.lower_words import lower, places, word_set
from reader.text.memo import Memo

# “Not” that denies nothing: more is said, a limit is set, or it is a phrase.
_PHRASES = re.compile(
    r"\bnot (?:only|just|merely|simply|solely|least|until|to mention|long (?:after|ago|before)|more than"
    r"|less than|fewer than|exceed\w*"
    r"|later than|lower than|higher than|under|over|unlike|uncommon|infrequent)\b|\b(?:last but )?not least\b"
    r"|\bno (?:more|less|fewer|later|earlier|sooner|matter|doubt|longer than|wonder|one else|problem|\d)\b"
    r"|\bNo\.|\bNos?\b\.? ?\d"
    r"|\bor not\b|\bwhy not\b|\bif not\b|\bnothing (?:but|less|short)\b|\bnone other\b|\bcannot (?:help"
    r"|but)\b|\bnot without\b"
    r"|\b(?:isn|aren|doesn|don|didn|wasn|weren|won|hasn|haven|can|couldn|shouldn)['’]t (?:it|he|she|they|we|you|I)\b"
    r"|\bwithout (?:a )?doubt\b|\bcan(?:no|['’])t wait\b|\bdon['’]t worry\b|\bnor\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|cannot|never|no|none|nothing|nobody|nowhere|neither|without)\b|\b[a-z]{1,8}n['’]t\b|\bno[- ]one\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:fail\w*|lack\w*|refus\w*|reject\w*|declin\w*|den(?:y|ied|ies|ying|ials?)|prohibit\w*|forbid\w*|forbade"
    r"|ban(?:s|ned|ning)?|exclud\w+|prevent\w*|avoid\w*|stop\w*|ceas\w+|halt\w*|absen\w+|free (?:of|from)|except\w*"
    r"|few|fewer|little|hardly|barely|scarcely|rarely|seldom|unless|nor|instead|rather than|yet to|far from|away from"
    r"|out of|beyond|void|less|too \w+|keep\w* from|kept from|refrain\w*|waiv\w+|exempt\w*|regardless|insufficien\w+"
    r"|short of|shortage\w*|un(?!ited|ion|it\b|its\b|iv|ic|if|der|til|ique|esco|dp)\w{3,}"
    r"|in(?:ab|accu|acti|adeq|anim|appro|articu|atten|cap|compa|comple|compe|compr|conclu|consi|conv|corr|cred|cur"
    r"|defin|depen|dir|disc|eff|elig|equ|escap|exp|explic|flex|form|freq|grat|hum|just|oper|separ|sign|suff|toler|val"
    r"|var|vis|volun|solv|secur)\w+|im(?:part|per[fms]|poss|prac|prob|prop|pru|mob|mor|mat|bal|mea)\w+"
    r"|il(?:leg|lic|log|lit)\w*|ir(?:reg|rel|res|rev|rep)\w+|non[- ]?\w*|mis\w{3,}"
    r"|dis(?:a|b|c[lor]|e|g|h|i|l|m|o|p[rl]|q|reg|s[aeiu]|t[ru])\w+"
    r"|\w{2,16}less(?:ly|ness)?|\w{1,16}-free|asymptom\w*|atypical|anti-?\w+|negative\w*|abnormal\w*|violat\w*"
    r"|remain\w* to be|still to|rid of)\b|n['’]t\b",
    re.IGNORECASE,
)


_CONTRACTED = re.compile(r"n['’]t\b", re.IGNORECASE)
_OPEN_WORDS = frozenset("not cannot never no none nothing nobody nowhere neither without".split())  # noqa: SIM905
_BEGINNING_TABLE = """abnormal absen anti asymptom atypical avoid away ban barely beyond ceas declin den dis except
exclud exempt fail far few forb free halt hardly il im in instead ir keep kept lack less little mis negative non nor out
prevent prohibit rarely rather refrain refus regardless reject remain rid scarcely seldom short still stop too un violat
void waiv yet"""
_BEGINNINGS = tuple(_BEGINNING_TABLE.split())
"""What the alternatives of :data:`_INSIDE` begin with, but for -less and -free."""
_GOES_ON_TABLE = "anti away far free keep kept out rather remain rid short still too yet"
_GOES_ON = tuple(_GOES_ON_TABLE.split())
"""What begins one that goes on behind its first word."""


class Negations(NamedTuple):
    """``open``: plain negations, phrases that deny nothing left out; ``every``: all that may render a Chinese negation,
    those and the phrases included."""

    open: tuple[Span, ...]
    every: tuple[Span, ...]


def negations(text: str) -> Negations:
    """The negations of an English text."""
    spans = set(_inside(text, lower(text)))
    if _may_deny(text):
        for pattern in (_CONTRACTED, _OPEN):
            spans.update(m.span() for m in pattern.finditer(text))
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Negations(plain(text), tuple(merged))


def plain(text: str) -> tuple[Span, ...]:
    """The plain negations alone, which are found at once."""
    if not _may_deny(text):
        return ()
    masked = _PHRASES.sub(lambda m: " " * (m.end() - m.start()), text)
    return tuple(m.span() for m in _OPEN.finditer(masked))


def _may_deny(text: str) -> bool:
    lowered = lower(text)
    return "n't" in lowered or "n’t" in lowered or not _OPEN_WORDS.isdisjoint(word_set(text))


def _inside(text: str, lowered: str) -> Iterator[Span]:
    """Where :data:`_INSIDE` matches, tried only at words it may begin with: what a word may begin is remembered."""
    said = word_set(text)
    beginnings = said if "-free" in lowered else filter(_may_begin, said)
    at = 0
    for place in sorted([place for word in beginnings for place in places(word, lowered)]):
        if place >= at:
            m = _INSIDE.match(text, place)
            if m is not None:
                at = m.end()
                yield m.span()


def _begins(word: str) -> bool:
    if not word.startswith(_BEGINNINGS) and "less" not in word:
        return False
    return _INSIDE.match(word) is not None or word.startswith(_GOES_ON)


_may_begin = Memo(_begins, 50_000).__getitem__
"""Whether :data:`_INSIDE` may match from the beginning of a word on."""
