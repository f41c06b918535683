"""English words that limit a figure: at least three, 300 or more, under a thousand."""

from __future__ import annotations

import re

from reader.text.alternatives import alternatives
from reader.text.quantity import Bound

_BEFORE = {
    Bound.AT_LEAST: (
        "at least,no fewer than,no less than,not less than,not fewer than,a minimum of,minimum,minimum of,"
        "not below,as few as,no lower than,not lower than,no smaller than,not under,≥"
    ),
    Bound.AT_MOST: (
        "at most,no more than,not more than,not exceeding,not to exceed,not exceed,not be more than,up to,"
        "within,a maximum of,maximum of,not over,does not exceed,do not exceed,as many as,no higher than,"
        "not higher than,not above,no later than,no longer than,not longer than,limited to,capped at,"
        "not in excess of,≤"
    ),
    Bound.MORE_THAN: (
        "more than,over,above,exceeding,exceeds,exceeded,exceed,in excess of,upwards of,surpassed,"
        "surpassing,surpass,greater than,higher than,beyond,topped,topping,longer than,larger than,"
        "well over,>"
    ),
    Bound.LESS_THAN: ("less than,under,below,fewer than,short of,lower than,smaller than,not even,shorter than,<"),
    Bound.ABOUT: (
        "about,around,some,approximately,roughly,an estimated,estimated,almost,nearly,close to,"
        "approaching,near,circa,approx.,approx,c.,just over,just under,~,≈"
    ),
}
_WORDS = {word: bound for bound, words in _BEFORE.items() for word in words.split(",")}
_SIGNS = ("rmb", "cny", "usd", "ntd")
_BEFORE_RE = re.compile(
    rf"(?:(?<![a-z])|(?=[<>≥≤~≈]))({alternatives(_WORDS)})(?: (?:the age of|age of|ages? of|age|the|a|an|of|another))?"
    rf"\s*(?:us\$|hk\$|nt\$|{'|'.join(_SIGNS)}|[$¥€£])?\s*$"
)
# "may not last longer than", "shall not be less than"; "not only more than" is no such limit
_LASTING = "be|have|been|yet|last|run|take|remain|stay|continue|extend|go|amount to|number|total|cost|contain|for|any"
_NOT = re.compile(rf"(?:\bnot|n't|\bnever|\bnor|\bcannot) (?:(?:{_LASTING}) ){{0,3}}$")
# "does not issue permits more than one month ahead": which way the limit points, grammar alone does not tell
_NOT_FAR = re.compile(r"(?:\bnot|n't|\bnever|\bno|\bnor|\bcannot|\bwithout)\b[^.,;:]*$")
_AFTER_RE = re.compile(
    r"[\w .%²°\-]{0,24}?(?:"
    r"(?P<least>\b(?:or|and) (?:more|above|over|older|higher|longer|upwards?|greater)\b|\+|\bplus\b)"
    r"|(?P<most>\b(?:or|and) (?:less|fewer|under|below|lower|younger|shorter)\b)|(?P<about>\bor so\b))"
)
_BEFORE_ENDS = (*_WORDS, *(" " + word for word in ("age", "ages", "of", "the", "a", "an", "another")), *_SIGNS, *"$¥€£")
_AFTER_HINTS = ("or ", "and ", "+", "plus")
_AFTER_HINT = re.compile(r"(?:\b(?:or|and) [a-z]|\+|plus)")
_TURNED = {
    Bound.MORE_THAN: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.AT_LEAST,
}


def bound_of(text: str, start: int, end: int) -> Bound:
    """The bound stated just before *start* or else just after *end* of lower-case *text*."""
    first = max(0, start - 34)
    # hardly any figure has a bound: look for one only behind a word that can end it
    m = _BEFORE_RE.search(text, first, start) if text[first:start].rstrip().endswith(_BEFORE_ENDS) else None
    if m:
        bound = _WORDS[m[1]]
        turned = _TURNED.get(bound)
        if turned is None:
            return bound
        ahead = text[max(0, m.start() - 60) : m.start()]
        return turned if _NOT.search(ahead) else Bound.ABOUT if _NOT_FAR.search(ahead) else bound
    ahead = text[end : end + 30]
    if not any(hint in ahead for hint in _AFTER_HINTS) or _AFTER_HINT.search(text, end, end + 30) is None:
        return Bound.EXACT
    after = _AFTER_RE.match(text, end)
    if after is None:
        return Bound.EXACT
    return Bound.AT_LEAST if after["least"] else Bound.AT_MOST if after["most"] else Bound.ABOUT
