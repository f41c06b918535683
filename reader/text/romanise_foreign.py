"""Foreign names written with Chinese characters for their sounds, compared with Latin spellings.

Chinese writes 默克尔 (mò-kè-ěr) for Merkel. Both are reduced to the skeleton of their consonants, in classes that the
transliteration tables of Xinhua do not keep apart (b/p, d/t, g/k, l/r, s/z/x/j …); the longest common subsequence of
the skeletons says how well they fit. It is a test for "something like this name stands here", never for its spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.romanise import spelling

_CLASSES = (
    (re.compile(r"tch|sch|sh|ch|th|zh|ts|tz|cz|ce|ci|cy|dg|ss|[szxjqc](?=[eiy])|[szxj]"), "S"),
    (re.compile(r"ph|gh(?=t)|[fvw]"), "F"),
    (re.compile(r"kh|gh|ck|qu|[ckgqh]"), "K"),
    (re.compile(r"[bp]"), "B"),
    (re.compile(r"[dt]"), "T"),
    (re.compile(r"[mn]"), "N"),
    (re.compile(r"[lr]"), "L"),
    (re.compile(r"[aeiouy]"), ""),
)
# 尔 and 勒 write an l or r, 姆 an m, 恩 an n; er is no vowel.
_EAR = re.compile(r"er(?=$| )")


@lru_cache(maxsize=20_000)
def skeleton_en(folded: str) -> str:
    """Consonant classes of a folded Latin name: ``merkel`` → ``NLKL``."""
    return _squeeze(folded[:40])


@lru_cache(maxsize=8_000)
def skeleton_zh(characters: str) -> str:
    """Consonant classes of the sounds of *characters*: 默克尔 → ``NKL``."""
    from reader.text.pinyin import pinyin

    sounds = []
    for syllable in pinyin(characters, tones=False).lower().split(" "):
        sounds.append("l" if syllable == "er" else re.sub(r"ng$", "n", syllable.replace("ü", "u")))
    return _squeeze("".join(sounds))


def _squeeze(letters: str) -> str:
    found: list[str] = []
    at = 0
    while at < len(letters):
        for pattern, class_ in _CLASSES:
            m = pattern.match(letters, at)
            if m:
                if class_ and (not found or found[-1] != class_ or not letters[at - 1].isalpha()):
                    found.append(class_)
                at = m.end()
                break
        else:
            at += 1
    return "".join(found)


def likeness(characters: str, folded: str) -> float:
    """How well a Latin word fits the sounds, 0 to 1: twice the common subsequence over both lengths.

    Names without consonants to compare fit each other when their first letters do.
    """
    one, two = skeleton_zh(characters), skeleton_en(folded)
    if not one or not two:
        return 1.0 if spelling(characters)[:1] == folded[:1] else 0.0
    return 2 * _common(one, two) / (len(one) + len(two))


def _common(one: str, two: str) -> int:
    last = [0] * (len(two) + 1)
    for a in one:
        row = [0]
        for j, b in enumerate(two):
            row.append(last[j] + 1 if a == b else max(last[j + 1], row[j]))
        last = row
    return last[-1]
