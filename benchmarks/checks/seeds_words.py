"""Errors in what is claimed: negation, modality and limits.

Signature and result as in :mod:`benchmarks.checks.seeds_figures`.
"""

from __future__ import annotations

import random
import re

_ZH_NEGATIVE = re.compile("[不没未无非否勿别莫毋难禁拒免缺]")
# What English says without its negation. The first alternative that fits is taken at each place.
_UNNEGATED = (
    (r"\bcan(?:not|'t|’t)\b", "can"),
    (r"\bwo(?:n't|n’t)\b", "will"),
    (r"\b(do|does|did|is|are|was|were|has|have|had|would|should|could|must)n['’]t\b", r"\1"),
    (r"\b(do|does|did|is|are|was|were|has|have|had|be|been) not\b(?! only)", r"\1"),
    (r"\b(would|should|could|must|will|shall|may|might) not\b(?! only)", r"\1"),
    (r"\bno longer\b", "still"),
    (r"\bnever\b", "always"),
    (r"\bwithout\b", "with"),
    (r"\bunable to\b", "able to"),
    (r"\brefuse(d|s)? to\b", r"agree\1 to"),
    (r"\bfailed to\b", "managed to"),
    (r"\bimpossible\b", "possible"),
    (r"\bunlikely\b", "likely"),
    (r"(?<!-)\billegal\b", "legal"),
    (r"\bprohibited\b", "permitted"),
    (r"\bno (?=[a-z])(?!one|matter|less|more|fewer|later|doubt)", "some "),
    (r"\bnobody\b", "everybody"),
    (r"\bnothing\b", "everything"),
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|should|would|may|must|shall)\b(?= [a-z])"
    r"(?! (?:not|never|no|to|nothing|hardly)\b)"
)
_ZH_DUTY = re.compile("应|必须|须|不得|严禁|禁止|不准|不可|不许|需要|不能|义务")
_DUTIES = (
    (r"\b(?:must|shall) not\b", "may"),
    (r"\bmay not\b", "shall"),
    (r"\b(must|shall)\b(?! not| be deemed)", "may"),
    (r"\b(is|are) required to\b", r"\1 allowed to"),
    (r"\b(is|are) prohibited from\b", r"\1 entitled to engage in"),
    (r"\b(?:have|need) to\b", "may"),
)
_ZH_PERMISSION = re.compile("可以|可(?![能是见谓疑靠怕])|有权|允许|准许")
_PERMISSIONS = (
    (r"\bmay\b(?! not)(?! be(?:cause)?\b)(?=[a-z ])", "must"),
    (r"\b(is|are) (?:allowed|permitted|entitled) to\b", r"\1 required to"),
    (r"\bhave the right to\b", "are obliged to"),
    (r"\bhas the right to\b", "is obliged to"),
)
_ZH_LIMIT = re.compile(
    "至少|不少于|不低于|以上|超过|逾|余|多|高于|大于|至多|最多|以下|以内|不超过|不得超过|不足|低于|小于|少于|未满|不满|内"
)
_LIMITS = (
    (r"\bat least\b", "at most"),
    (r"\bat most\b", "at least"),
    (r"\b(?:more|greater) than (?=\d|one|two|three|half|a )", "less than "),
    (r"\b(?:less|fewer|lower) than (?=\d|one|two|three|half|a )", "more than "),
    (r"\bnot (?:more|exceeding|exceed)(?: than)? (?=\d|one|two|three|half|a |RMB)", "not less than "),
    (r"\bno more than\b", "no less than"),
    (r"\b(?:no|not) (?:less|fewer) than\b", "not more than"),
    (r"\bover (?=\d)", "under "),
    (r"\bunder (?=\d)", "over "),
    (r"\bup to (?=\d)", "at least "),
    (r"\bor more\b", "or less"),
    (r"\bor less\b", "or more"),
    (r"\bexceeding (?=\d)", "below "),
    (r"\bwithin (?=\d|one|two|three|five|seven|ten)", "after "),
)

Seed = tuple[str, str] | None


def negation_lost(zh: str, en: str, rng: random.Random) -> Seed:
    """A “not” that the Chinese has is lost."""
    return _one_of(_UNNEGATED, en, rng, "negation lost") if _ZH_NEGATIVE.search(zh) else None


def negation_added(zh: str, en: str, rng: random.Random) -> Seed:
    """A “not” that the Chinese does not have is put in."""
    places = list(_AUXILIARY.finditer(en))
    if not places or "whether" in en.lower():
        return None
    m = rng.choice(places)
    return "negation added", en[: m.end()] + " not" + en[m.end() :]


def modality_changed(zh: str, en: str, rng: random.Random) -> Seed:
    """Duty for permission, or permission for duty."""
    duty = _one_of(_DUTIES, en, rng, "duty") if _ZH_DUTY.search(zh) else None
    return duty or (_one_of(_PERMISSIONS, en, rng, "permission") if _ZH_PERMISSION.search(zh) else None)


def limit_reversed(zh: str, en: str, rng: random.Random) -> Seed:
    """A limit is turned around: at least, at most."""
    return _one_of(_LIMITS, en, rng, "limit reversed") if _ZH_LIMIT.search(zh) else None


def _one_of(rules: tuple[tuple[str, str], ...], en: str, rng: random.Random, how: str) -> Seed:
    """One of the places where a rule applies, rewritten by the first rule that does."""
    places: dict[tuple[int, int], str] = {}
    for pattern, new in rules:
        for m in re.finditer(pattern, en):
            if not any(m.start() < end and start < m.end() for start, end in places):
                places[m.span()] = m.expand(new)
    if not places:
        return None
    span = rng.choice(sorted(places))
    return how, en[: span[0]] + places[span] + en[span[1] :]
