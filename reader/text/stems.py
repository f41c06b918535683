"""English words reduced to what their forms share, so that “investigated” is found for “investigation”.

Far cruder than a linguist's stemmer and meant to be: it serves to ask whether a rendering stands in a sentence at
all, where two forms taken for one do less harm than one form taken for two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.model import Span
from reader.text.memo import Memo

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_ENDING = re.compile(r"(?:['’]s|['’])$")
_KEPT = 6  # letters: where families of words part from one another
_IRREGULAR_TABLE = """say:said tell:told go:went,gone come:came take:took,taken make:made give:gave,given get:got,gotten
see:saw,seen know:knew,known find:found think:thought bring:brought buy:bought catch:caught keep:kept leave:left
lose:lost meet:met pay:paid run:ran send:sent sit:sat stand:stood win:won write:wrote,written speak:spoke,spoken
rise:rose,risen fall:fell,fallen hold:held build:built begin:began,begun choose:chose,chosen drive:drove,driven
eat:ate,eaten fly:flew,flown forget:forgot,forgotten grow:grew,grown hear:heard hide:hid,hidden lead:led lie:lay,lain
sell:sold steal:stole,stolen teach:taught understand:understood wear:wore,worn fight:fought feel:felt seek:sought
shoot:shot sleep:slept spend:spent strike:struck swear:swore,sworn man:men woman:women child:children person:people
foot:feet tooth:teeth life:lives wife:wives die:died,dying,dead,death break:broke,broken draw:drew,drawn
become:became arise:arose show:shown sing:sang,sung swim:swam throw:threw,thrown wake:woke big:bigger,biggest
good:better,best bad:worse,worst far:further,farther do:did,done be:is,are,was,were,been,am have:has,had"""
_FUNCTION_TABLE = """it a an the of to in on at by for with from as into onto upon about and or but nor so if
that this these those its itself he him his himself she her herself they them their themselves we us our you
your i me my am is are was were be been being has have had having do does did doing will would shall should can
could may might must ought not no n't there here which who whom whose what when where why how than then also too
very just only more most such other others same own any some all each both either neither s t d ll m re ve"""
_IRREGULAR = {
    form: base for base, forms in (row.split(":") for row in _IRREGULAR_TABLE.split()) for form in forms.split(",")
}


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """The stem of one English word: lower case, at most six letters.

    ``investigations`` and ``investigating`` give ``invest``, ``said`` gives ``say``.
    """
    word = _ENDING.sub("", word.lower())
    word = _IRREGULAR.get(word, word)
    if len(word) > 3:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes")):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = _undoubled(word[:-3])
    elif len(word) > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith("ed"):
        word = _undoubled(word[:-2])
    if len(word) > 5 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:_KEPT]


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsez" else word


@lru_cache(maxsize=8)
def stems(text: str) -> tuple[tuple[str, Span], ...]:
    """The stem of every word of *text* with the word's place in code points."""
    return tuple([(stem(m.group()), m.span()) for m in _WORD.finditer(text)])


FUNCTION_STEMS = frozenset(stem(word) for word in _FUNCTION_TABLE.split())
"""Stems of words that carry grammar rather than content."""


@lru_cache(maxsize=8)
def content(text: str) -> tuple[tuple[str, str], ...]:
    """The stem of every word of *text* that carries content, and the word."""
    return tuple([(found, word) for word in _WORD.findall(text) if (found := _CONTENT[word])])


def content_stems(text: str) -> frozenset[str]:
    """The stems of :func:`content`, not remembered: for what is asked once."""
    return frozenset(filter(None, map(_CONTENT.__getitem__, _WORD.findall(text))))


@lru_cache(maxsize=8)
def content_spans(text: str) -> tuple[Span, ...]:
    """Where the words of :func:`content` stand, in code points."""
    return tuple([span for found, span in stems(text) if found not in FUNCTION_STEMS])


def _content_stem(word: str) -> str:
    found = stem(word)
    return "" if found in FUNCTION_STEMS else found


_CONTENT = Memo(_content_stem, 60_000)
