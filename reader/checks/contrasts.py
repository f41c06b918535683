"""Contrasts: small changes to a pair that only a wrong translation should make more probable.

A package is asked how probable the English is for the Chinese, and how probable after one change: the Chinese without
one clause (an English that leaves the clause out then fits better), the English with a negation put in or taken out,
the Chinese without its negation, the English without a part that nothing seems to stand behind. Contrastive
conditioning finds omissions with no trained judge: Vamvas and Sennrich, "As Little as Possible, as Much as Necessary",
ACL 2022. Here are the changes; a service asks the package (:mod:`reader.services.signals`); *omission*, *addition*
and *polarity* weigh the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from reader.checks.addition.contrast import doubtful_parts
from reader.checks.contract import Context
from reader.checks.omission.spans import parts
from reader.checks.omission.weighing import by_rules
from reader.checks.polarity.negation_en import negations
from reader.checks.polarity.negation_zh import denials
from reader.checks.scripts import has_content
from reader.checks.signals import Change
from reader.model import Span
from reader.text.hanzi import simplified as to_simplified

MOST = 20
"""Changes tried of one pair; each costs as much as scoring the pair."""
LONGEST = 800
"""Characters of Chinese, and a quarter of the characters of English, beyond which nothing is asked."""
DOUBTFUL = -6.0
"""Log-odds by the rules (:func:`reader.checks.omission.weighing.by_rules`) up to which a part of the Chinese is so
plainly rendered that nothing need be asked: of clauses that were left out one in a hundred lies below."""

_HANGING = re.compile("[，,；;：:、]$")
_AUXILIARY = r"is|are|was|were|be|been|has|have|had|will|would|can|could|shall|should|may|might|must|do|does|did"
_PLAIN = re.compile(rf"\b(?:{_AUXILIARY})\b(?!n['’]t| not\b| never\b| no\b)(?= [a-z])", re.IGNORECASE)
_DENIED = re.compile(
    rf"\b({_AUXILIARY}|ca|wo|sha)(?: not|n['’]t)\b(?! only\b)|\bcannot\b|\bnot (?!only\b)", re.IGNORECASE
)
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}
# Words that say the opposite without “not”. Each pair is tried in both directions.
_OPPOSITES = (
    ("with", "without"), ("still", "no longer"), ("always", "never"), ("some", "no"), ("able", "unable"),
    ("possible", "impossible"), ("likely", "unlikely"), ("legal", "illegal"), ("permitted", "prohibited"),
    ("allowed", "forbidden"), ("agreed", "refused"), ("agree", "refuse"), ("managed", "failed"),
    ("include", "exclude"), ("everyone", "no one"), ("everybody", "nobody"), ("everything", "nothing"), ("any", "no"),
    ("qualified", "unqualified"),
    ("approved", "rejected"), ("necessary", "unnecessary"), ("known", "unknown"), ("satisfied", "dissatisfied"),
)  # fmt: skip
_NEGATIVE = dict(_OPPOSITES)
_POSITIVE = {negative: positive for positive, negative in reversed(_OPPOSITES)}
_STOP = re.compile("[.;:!?]")
_POSITIVE_WORD = re.compile(rf"\b(?:{'|'.join(_NEGATIVE)})\b")
_NEGATIVE_WORD = re.compile(rf"\b(?:{'|'.join(_POSITIVE)})\b")
# What is left of a Chinese denial when it denies no more; any other loses its negating character.
_UNDENIED = {
    "没有": "有",
    "没": "有",
    "无": "有",
    "禁止": "允许",
    "严禁": "允许",
    "拒绝": "同意",
    "无法": "能够",
    "不得": "可以",
}
_DENYING = re.compile("[不没未无非否勿毋]")


class Variant(NamedTuple):
    """A changed pair. ``span``: where, in the Chinese for CLAUSE, PART and UNDENIED, else in the English."""

    change: Change
    span: Span
    source: str
    target: str


def variants(source: str, target: str) -> list[Variant]:
    """The changed pairs worth asking about, at most :data:`MOST`; none for a pair that is too long or has a side
    without content."""
    if max(len(source), len(target) // 4) > LONGEST or not (has_content(source) and has_content(target)):
        return []
    sensible = (v for v in _variants(source, target) if has_content(v.source) and has_content(v.target))
    return list(islice(sensible, MOST))


def _variants(source: str, target: str) -> Iterator[Variant]:
    simplified = to_simplified(source)
    denied = denials(simplified)
    owed = [*denied.certain, *denied.other, *denied.weak]
    if owed:
        yield from _undenied(source, simplified, target, owed)
        yield from _negated(source, target)
    if negations(target).every:
        yield from _affirmed(source, target)
    yield from _without_a_part(source, target)
    for start, end in doubtful_parts(source, target):
        rest = f"{target[:start].rstrip()} {target[end:].lstrip()}".strip()
        yield Variant(Change.SHORTENED, (start, end), source, rest)


def _without_a_part(source: str, target: str) -> Iterator[Variant]:
    clauses = parts(source).clauses
    for part in by_rules(source, Context(target), thorough=True):
        start, end = part.span
        if part.log_odds > DOUBTFUL:
            rest = _HANGING.sub("。", source[:start] + source[end:])
            yield Variant(Change.CLAUSE if part.span in clauses else Change.PART, part.span, rest, target)


def _undenied(source: str, simplified: str, target: str, denied: list[Span]) -> Iterator[Variant]:
    for start, end in sorted(denied):
        words = simplified[start:end]
        plain = _UNDENIED.get(words)
        if plain is None:
            m = _DENYING.search(words)
            if m is None:
                continue
            plain = words[: m.start()] + words[m.end() :]
        yield Variant(Change.UNDENIED, (start, end), source[:start] + plain + source[end:], target)


def _negated(source: str, target: str) -> Iterator[Variant]:
    for m in _PLAIN.finditer(target):
        yield Variant(Change.NEGATED, m.span(), source, f"{target[: m.end()]} not{target[m.end() :]}")
    denied = [end for _, end in negations(target).every]
    for m in _POSITIVE_WORD.finditer(target):
        if m.group() == "any" and any(end <= m.start() and not _STOP.search(target, end, m.start()) for end in denied):
            continue  # "none had any vital signs" denies already
        changed = target[: m.start()] + _NEGATIVE[m.group()] + target[m.end() :]
        yield Variant(Change.NEGATED, m.span(), source, changed)


def _affirmed(source: str, target: str) -> Iterator[Variant]:
    for m in _DENIED.finditer(target):
        auxiliary = m.group(1) or ("can" if m.group().lower() == "cannot" else "")
        plain = _CONTRACTED.get(auxiliary.lower(), auxiliary)
        yield Variant(Change.AFFIRMED, m.span(), source, target[: m.start()] + plain + target[m.end() :])
    for m in _NEGATIVE_WORD.finditer(target):
        changed = target[: m.start()] + _POSITIVE[m.group()] + target[m.end() :]
        yield Variant(Change.AFFIRMED, m.span(), source, changed)
