"""What each negation is about, and whether the other side says the same of it with or without a negation.

The word after a Chinese negation is looked for in the English by its usual renderings, the word after an English one
in the Chinese. Where it is found, a negation must stand near it on that side too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model import Span
from reader.text import lexicon
from reader.text.stems import FUNCTION_STEMS

_USUAL = 0.05  # share from which a rendering is looked for
_NEXT = 7  # characters after a Chinese negation in which the denied word begins
_AFTER = 40  # characters after an English “not” in which the denied word begins
_DENIED = 2  # content words after “not” that may be the denied one
_BEFORE_EN, _BEHIND_EN = 70, 30  # characters around an English word in which its negation stands
_BEFORE_ZH, _BEHIND_ZH = 9, 4
_END_EN = re.compile(r"[.;!?](?:\s|$)")
_END_ZH = re.compile("[，。；！？]")
# Near these an English negation needs no Chinese one.
_NEARBY = re.compile(
    "[不没未无非否勿莫毋弗难缺失免避防别仅只才除外绝罕鲜少停止终弃反违禁拒差弱谁何哪怎岂虚假匿空零懒休废撤断脱]"
    "|以下|以内|直到|首次|第一次|最后|再也|还|多了"
)


def lost(
    denial: Span, simplified: str, target: Sequence[tuple[str, Span]], text: str, negations: Sequence[Span]
) -> Span | None:
    """Where the English says the denied word, always without a negation; ``None`` when it does not, or is not found.

    *target* are the stems of the English *text*, *negations* everything in it that may deny.
    """
    wanted = _denied_zh(simplified, denial)
    places = [span for stem, span in target if stem in wanted]
    if not places or any(_near_en(place, text, negations) for place in places):
        return None
    return places[0]


def added(negation: Span, simplified: str, target: Sequence[tuple[str, Span]], words: Sequence[Span]) -> Span | None:
    """Where the Chinese says the word that the English denies, always without a negation; ``None`` otherwise."""
    following = [stem for stem, (start, _) in target if negation[1] <= start < negation[1] + _AFTER]
    wanted = set([stem for stem in following if stem not in FUNCTION_STEMS][:_DENIED])
    table = lexicon.load()
    places = [
        (start, end)
        for start, end in words
        if any(table.renderings(simplified[start:end]).get(stem, 0) >= _USUAL for stem in wanted)
    ]
    if not places or any(_near_zh(place, simplified) for place in places):
        return None
    return places[0]


def _denied_zh(simplified: str, denial: Span) -> set[str]:
    """Usual renderings of the first word with any after the negation, in the same clause."""
    behind = _END_ZH.split(simplified[denial[1] : denial[1] + _NEXT + 4])[0]
    table = lexicon.load()
    for start, end in table.words(behind):
        if start >= _NEXT:
            break
        usual = {stem for stem, share in table.renderings(behind[start:end]).items() if share >= _USUAL}
        if usual:
            return usual
    return set()


def _near_en(place: Span, text: str, negations: Sequence[Span]) -> bool:
    before = text[max(0, place[0] - _BEFORE_EN) : place[0]]
    stop = max((m.end() for m in _END_EN.finditer(before)), default=0)
    first = place[0] - len(before) + stop
    return any(first <= start < place[1] + _BEHIND_EN and end > first for start, end in negations)


def _near_zh(place: Span, simplified: str) -> bool:
    before = simplified[max(0, place[0] - _BEFORE_ZH) : place[0]]
    before = _END_ZH.split(before)[-1]
    return _NEARBY.search(before + simplified[place[0] : place[1] + _BEHIND_ZH]) is not None
