"""Polarity: a “not” that the Chinese has and the English lacks, or the reverse.

Negations of both sides are counted (``negation_zh``, ``negation_en``), and what each of them is about is looked for on
the other side (``anchors``). Counting is generous: English may negate inside a word (unable, illegal), Chinese in a
word that denies in form only (不同). Where a package was asked what the English would gain by a “not” more or less
(:mod:`reader.checks.contrasts`), its answer is weighed with that (``contrast``): it finds what counting cannot, and
what it contradicts is only worth a look.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.checks.asked import CONTRADICTED
from reader.checks.contract import Context
from reader.checks.copied import is_copied
from reader.checks.polarity import anchors as polarity_anchors
from reader.checks.polarity import contrast as polarity_contrast
from reader.checks.polarity.negation_en import Negations, negations, plain
from reader.checks.polarity.negation_zh import Denials, denials
from reader.checks.scripts import count_han, has_content
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.text import lexicon
from reader.text.hanzi import simplified as to_simplified
from reader.text.stems import stems

_SCANNED = 3_000  # characters, four times as many of English: negations of longer texts cannot be told by counting
_YES_WORDS = "是 有 对 可 可以 同意 合格 通过 正常 符合"
_NO_WORDS = "否 无 没有 不 不是 未 不同意 不合格 不通过 未通过 不符合 不可以 异常"
_LONE_YES, _LONE_NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_LONGEST_LONE = max(map(len, _LONE_YES | _LONE_NO))
_YES = re.compile(r"\W*(?:yes|true|agree[ds]?|approved|passed|qualified|available|present)\W*", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:no|not|none|nil|false|disagree[ds]?|rejected|failed|n/a|without|unqualified|not \w+|absent)\W*",
    re.IGNORECASE,
)
# What English may render with a negation although Chinese has none: not until, spare, avoid, how could.
_POSSIBLE = re.compile("直到|第一次|免|避|何|鲜")
_LATIN, _NOT_LATIN = re.compile("[A-Za-z]{2}"), re.compile("[^ -~’]")
_BARE = re.compile(r"[\s\W_]+")


class Suspicion(NamedTuple):
    """What counting and looking around found. ``how`` is "lost" or "added"; ``located``: the denied word stands on the
    other side without a negation, which says more than a count."""

    how: str
    located: bool
    words: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]


class Polarity:
    """Reports negations lost and added."""

    name = "polarity"
    version = "4"
    label = "Negation"

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """At most one Finding: critical for a lone “yes” turned into “no”, major otherwise."""
        source, target = segment.text, context.text
        if (
            max(len(source), len(target) / 4) > _SCANNED
            or not count_han(source)
            or not has_content(target)
            or is_copied(source, target)
        ):
            return []
        simplified = to_simplified(source)
        lone = self._lone(simplified, source, target)
        if lone is not None:
            return lone
        zh = denials(simplified)
        if not any(zh) and not plain(target):
            return []
        en = negations(target)
        found = suspicion(simplified, target, zh, en)
        answer = polarity_contrast.answer(
            context.signals, found.how if found else None, found is not None and found.located, surplus(zh, en)
        )
        if answer is None:
            return [self._of(found, Severity.MAJOR)] if found else []
        if not answer.believed:
            return [self._of(found, Severity.MINOR, CONTRADICTED)] if found else []
        if found and found.how == answer.how:
            return [self._of(found, Severity.MAJOR)]
        words = polarity_contrast.words(answer, simplified, target)
        place, denied = (answer.contrast.span,), tuple(sorted((*zh.certain, *zh.other, *zh.weak)))
        asked = Suspicion(answer.how, False, words, denied if answer.how == "lost" else (), place)
        return [self._of(asked, Severity.MAJOR)]

    def _lone(self, simplified: str, source: str, target: str) -> list[Finding] | None:
        """A cell that says yes or no and nothing else; ``None`` when this is none."""
        if count_han(source) > _LONGEST_LONE:
            return None
        said = _BARE.sub("", simplified)
        if said not in _LONE_YES and said not in _LONE_NO:
            return None
        turned = _NO if said in _LONE_YES else _YES
        if not turned.fullmatch(target):
            return []
        words = (
            f"The Chinese says “{source.strip()}” and nothing else; the English says the opposite, “{target.strip()}”."
        )
        return [self._finding(words, Severity.CRITICAL, ((0, len(source)),), ((0, len(target)),), "reversed")]

    def _of(self, found: Suspicion, severity: Severity, remark: str = "") -> Finding:
        return self._finding(found.words + remark, severity, found.source, found.target, found.how)

    def _finding(
        self, words: str, severity: Severity, source: tuple[Span, ...], target: tuple[Span, ...], evidence: str
    ) -> Finding:
        return Finding(
            check=self.name,
            check_version=self.version,
            label=self.label,
            category="Accuracy/Mistranslation",
            severity=severity,
            explanation=words,
            source_spans=source,
            target_spans=target,
            evidence={"negation": evidence},
        )


def surplus(zh: Denials, en: Negations) -> bool:
    """Whether the English says plainly “not” more often than the Chinese may."""
    return len(en.open) > len(zh.certain) + len(zh.other) + len(zh.weak)


def suspicion(simplified: str, target: str, zh: Denials, en: Negations) -> Suspicion | None:
    """What the negations of both sides, *zh* and *en*, give reason to suspect."""
    return _lost(simplified, target, zh, en) or _added(simplified, target, zh, en)


def _lost(simplified: str, target: str, zh: Denials, en: Negations) -> Suspicion | None:
    owed = [*zh.certain, *zh.other]
    if not owed:
        return None
    english = stems(target)
    for denial in owed:
        place = polarity_anchors.lost(denial, simplified, english, target, en.every)
        if place and len(owed) + len(zh.weak) > len(en.every):
            words = (
                f"The Chinese denies this (“{_around(simplified, denial)}”); the English says "
                f"“{target[slice(*place)]}” without a negation."
            )
            return Suspicion("lost", True, words, (denial,), (place,))
    if len(owed) <= len(en.every):
        return None
    first = owed[0]
    words = f"The Chinese has a negation (“{_around(simplified, first)}”) that the English does not seem to have."
    if len(owed) > 1:
        words = (
            f"The Chinese has {len(owed)} negations (the first: “{_around(simplified, first)}”), "
            f"the English {len(en.every) or 'none'}: one is probably lost."
        )
    return Suspicion("lost", False, words, tuple(owed), en.every)


def _added(simplified: str, target: str, zh: Denials, en: Negations) -> Suspicion | None:
    # “No module named …” stands in the Chinese as it is
    given = plain(_NOT_LATIN.sub(" ", simplified)) if _LATIN.search(simplified) else ()
    denied = len(zh.certain) + len(zh.other) + len(given)
    if len(en.open) <= denied:
        return None
    table = lexicon.load()
    english, words_zh = stems(target), table.words(simplified)
    for negation in en.open:
        place = polarity_anchors.added(negation, simplified, english, words_zh)
        if place:
            words = (
                f"The English denies this (“{_following(target, negation)}”); the Chinese says "
                f"“{simplified[slice(*place)]}” without a negation."
            )
            return Suspicion("added", True, words, (place,), (negation,))
    if len(en.open) <= denied + len(zh.weak) + bool(_POSSIBLE.search(simplified)):
        return None
    negation = en.open[0]
    words = f"The English has a negation (“{_following(target, negation)}”) for which the Chinese gives no reason."
    if len(en.open) > 1:
        count = denied + len(zh.weak) or "none"
        words = f"The English has {len(en.open)} negations, the Chinese {count}: one is probably added."
    return Suspicion("added", False, words, (), en.open)


def _around(text: str, span: Span) -> str:
    """A negation with a few characters behind it."""
    return re.split("[，。；：！？\\s]", text[span[0] : span[1] + 4])[0]


def _following(text: str, span: Span) -> str:
    """A negation with the words next to it."""
    words = text[span[0] : span[1] + 40].split()
    return " ".join(words[:4])
