"""Errors in who did what: a passive of the reference turned round, or its agent exchanged for another.

“X was arrested by Y” becomes “Y was arrested by X”, “X arrested Y” or “X was arrested by Z”. The rules here read the
English alone, by a pattern of their own, and share nothing with the check. Signature and result as in
:mod:`benchmarks.checks.seeds_figures`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.checks.material import Pair

Seed = tuple[str, str] | None

_WORD = r"(?:[A-Z]\.|Mr\.|Ms\.|Mrs\.|Dr\.|[A-Za-z][\w'’-]*)"
_STOPS = (
    "in|on|at|for|from|to|with|without|by|into|as|after|before|during|since|until|through|over|under|about|against|who|which"
    "|that|when|where|while|and|or|but|because|if|so|than|between|among|via|per|is|are|was|were|be|been|being|has|have|had|will"
    "|would|can|could|may|might|must|should|shall|said|says|not|then|also|it|he|she|they|there|this|these|those|such"
)
_OTHER = rf"(?!(?:{_STOPS})\b){_WORD}"
_NOUNS = rf"{_OTHER}(?: (?:of(?: the)? )?{_OTHER}){{0,5}}"
_AUX = r"(?:(?:has|have|had) been|(?:will|would|can|could|may|must|should|shall)(?: not)? be|was|were|is|are)"
_DONE = (
    r"(?:[a-z]{2,}ed|taken|beaten|caught|shot|held|led|told|sent|seen|known|given|written|made|found|built|bought|sold"
    r"|hit|driven|brought|struck|chosen|kept|left|paid|run|drawn|won|set|met|put|broken|stolen|thrown)"
)
_PASSIVE = re.compile(
    rf"(?:^|(?<=\bthat )|(?<=[.“\"] ))(?P<patient>{_NOUNS}|he|she|they|He|She|They|I|we|We|It|it)"
    rf" (?P<aux>{_AUX})(?P<adverb>(?: (?:also|then|later|not|[a-z]+ly))*)"
    rf" (?P<done>{_DONE})(?P<more>(?: (?!by\b)[a-z]+){{0,2}}) by (?P<agent>{_NOUNS}|him|her|them|us|me)"
    r"(?<!Co)(?<!Inc)(?=[,.;:)](?! Ltd)|$"
    r"| (?:in|on|at|for|from|to|with|after|before|during|as|who|when|because|over|under)\b)"
)
_NO_AGENT = re.compile(
    r"\d|^the$|\b(?:\w+ing|percent|per cent|half|third|quarter|hand|phone|mail|law|means|way|far|now|then|end|day|year"
    r"|month|week|noon|midnight|night|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June"
    r"|July|August|September|October|November|December|default|itself|himself|herself|themselves|nature)\b"
    r"|^(?:the )?(?:one|two|three)\b"
)
_MARKED = re.compile("[被遭由]|受(?:到|.{1,10}(?:委托|邀请|指派))|经.{1,14}(?:批准|同意|审)|为.{1,10}所")
_PAST = {
    "taken": "took", "beaten": "beat", "seen": "saw", "known": "knew", "given": "gave", "written": "wrote",
    "driven": "drove", "chosen": "chose", "drawn": "drew", "broken": "broke", "stolen": "stole", "thrown": "threw",
}  # fmt: skip
_OBJECT = {"he": "him", "she": "her", "they": "them", "i": "me", "we": "us"}
_SUBJECT = {form: pronoun for pronoun, form in _OBJECT.items()}


class Roles:
    """Passives of the material turned round; agents for others come from other sentences of it."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        found = (m["agent"] for pair in pairs if (m := _passive(pair.en)))
        self._agents = sorted({agent for agent in found if len(agent.split()) < 5 and agent.lower() not in _SUBJECT})

    def exchanged(self, zh: str, en: str, rng: random.Random) -> Seed:
        """Y was arrested by X."""
        m = _passive(en)
        if m is None or m["patient"].lower() == "it":
            return None
        verb = f"{m['aux']}{m['adverb']} {m['done']}{m['more']}"
        new = f"{_as_subject(m['agent'], m)} {verb} by {_as_object(m['patient'], m)}"
        return _how("exchanged", zh), en[: m.start()] + new + en[m.end() :]

    def made_active(self, zh: str, en: str, rng: random.Random) -> Seed:
        """X arrested Y."""
        m = _passive(en)
        if m is None or m["aux"].endswith("be") or " not" in m["adverb"]:
            return None
        new = f"{m['patient']}{m['adverb']} {_PAST.get(m['done'], m['done'])}{m['more']} {m['agent']}"
        return _how("made active", zh), en[: m.start()] + new + en[m.end() :]

    def replaced(self, zh: str, en: str, rng: random.Random) -> Seed:
        """X was arrested by Z: somebody no word of whom stands in the sentence."""
        m = _passive(en)
        said = set(re.findall(r"[a-z]{3,}", en.lower()))
        others = [one for one in self._agents if said.isdisjoint(set(re.findall(r"[a-z]{3,}", one.lower())) - {"the"})]
        if m is None or not others:
            return None
        return _how("replaced", zh), en[: m.start("agent")] + rng.choice(others) + en[m.end("agent") :]


def _passive(en: str) -> re.Match[str] | None:
    """The first passive whose “by” names somebody or something that acts."""
    return next((m for m in _PASSIVE.finditer(en) if not _NO_AGENT.search(m["agent"])), None)


def _how(how: str, zh: str) -> str:
    return f"{how}, {'marked' if _MARKED.search(zh) else 'unmarked'} in the Chinese"


def _as_subject(phrase: str, m: re.Match[str]) -> str:
    phrase = _SUBJECT.get(phrase.lower(), phrase)
    return phrase[0].upper() + phrase[1:] if m["patient"][0].isupper() and m.start() == 0 else phrase


def _as_object(phrase: str, m: re.Match[str]) -> str:
    phrase = _OBJECT.get(phrase.lower(), phrase)
    function = re.match(r"(?:The|A|An|His|Her|Their|Its|Our|My|Some|All|Many|Several|Each|Every|Two|Three)\b", phrase)
    return phrase[0].lower() + phrase[1:] if function else phrase
