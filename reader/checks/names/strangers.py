"""Names in the English that the Chinese does not have: pinyin that no characters of the sentence are read as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.checks.names.instead import OWN_COUNTRY, Stand, gazetteer_names, mentioned
from reader.checks.names.people import spelled_surnames
from reader.checks.names.support import chinese_side
from reader.checks.names.trouble import CHINESE, PLACES, Lost, Trouble
from reader.model import Span
from reader.text import english_words
from reader.text.gazetteer_data import Named
from reader.text.romanise import distance, is_telling, readings, spelled_in, syllables
from reader.text.scripts import HAN_CLASS


def strangers(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Pinyin words that stand for nothing in the Chinese or misspell it, outside the spans already *known*."""
    text = stand.found.simplified
    found = _misread(stand, zh, known)
    known = [*known, *(one.target for one in found if one.target)]
    for word in stand.en.capitals:
        if not (len(word.folded) > 4 and word.folded not in _AGENCY and is_telling(word.folded)):
            continue
        if any(start < word.end and word.start < end for start, end in known):
            continue
        if spelled_in(word.folded, text):
            continue
        known_as = gazetteer_names(word.folded)
        if any(named.kind not in PLACES or mentioned(named, text) or set(named.stem) & set(text) for named in known_as):
            continue  # 郑万高铁: the Zhengzhou–Wanzhou line
        other = stand.en.text[word.start : word.end]
        near = None if known_as else _half_read(syllables(word.folded), text)
        spans = (near,) if near else ()
        chinese = zh[near[0] : near[1]] if near else ""
        found.append(Lost(Trouble.ADDED, "person", chinese, "", spans, (word.start, word.end), other))
    for others in (_people, _foreign):
        known = [*known, *(one.target for one in found if one.target)]
        found += others(stand, zh, known)
    return found


_AGENCY = frozenset({"xinhua"})  # named in reports of every kind
_LEAST_GIVEN = 4


def _people(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Chinese names of persons, surname and given name of two syllables, whose given name no characters are read as."""
    found: list[Lost] = []
    text = stand.en.text
    for surname, given in pairwise(stand.en.words):
        if not (surname.capital and given.capital and surname.folded in spelled_surnames()):
            continue
        letters = given.folded
        if len(letters) < _LEAST_GIVEN or len(syllables(letters)) != 2 or text[surname.end : given.start] != " ":
            continue
        if any(start < given.end and surname.start < end for start, end in known):
            continue
        side = chinese_side(zh)
        if not side.readable:
            return found
        if not (side.reads(letters) or side.says(letters) or side.sounds(letters)):
            span = surname.start, given.end
            found.append(Lost(Trouble.ADDED, "person", "", "", (), span, text[slice(*span)]))
    return found


_LEAST_NAME = 5
_PLAIN = re.compile(r"[A-Z][a-z]+")
_HERE = re.compile("首都|[市省][委区内属里外长政总]|[全本我该各][省市区]|省市|省级|市级|自治区")
_AMERICAS = re.compile("(?:Latin|North|South|Central|Native|African|Pan)[ -]$")
_SAID_OTHERWISE = OWN_COUNTRY | {"english"}


def _foreign(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Names of the gazetteer that no word, sense, reading, sound or short form of the Chinese stands behind (Warsaw,
    Luoyang). Other names are left alone: translators give names in full that the Chinese gives by half."""
    text, here = stand.en.text, stand.found.simplified
    found: list[Lost] = []
    for word in stand.en.capitals:
        letters = word.folded
        if word.first or len(letters) < _LEAST_NAME or letters in _SAID_OTHERWISE:
            continue
        named = [one for one in gazetteer_names(letters) if one.kind in PLACES or one.kind == "person"]
        shown = text[word.start : word.end]
        if not named or not _PLAIN.fullmatch(shown) or shown in zh:
            continue
        if any(start < word.end and word.start < end for start, end in (*known, *stand.used)):
            continue
        side = chinese_side(zh)
        if not side.readable:
            return found
        if any(one.stem[0] in side.alone or mentioned(one, here) for one in named):
            continue  # 塔国, 郑万高铁: one character is the short form of many
        if any(_goes_without_saying(one, stand) for one in named):
            continue
        if letters == "american" and _AMERICAS.search(text, max(0, word.start - 12), word.start):
            continue
        if not side.explains(letters):
            found.append(Lost(Trouble.ADDED, "person", "", "", (), (word.start, word.end), shown))
    return found


def _goes_without_saying(named: Named, stand: Stand) -> bool:
    """Whether a translator may say what the Chinese leaves to the reader: the province of a city it names, or which
    city 全市 is where it names no place of China."""
    divisions = [one for hit in stand.found.hits for one in hit.named if one.kind in CHINESE]
    if named.kind == "province" and any(one.home[:2] == named.home[:2] for one in divisions):
        return True
    return named.kind in ("province", "prefecture") and not divisions and bool(_HERE.search(stand.found.simplified))


_HAN_RUN = re.compile(rf"[{HAN_CLASS}]{{2,}}")
_PINYIN_LIKE = re.compile(r"[xqz]|ang|ong|ing$|iao|ian|uan|hou|hao|hui")
_LEAST_MISREAD = 6
"""Letters of the shortest word taken for misspelt pinyin without a name recognised in the Chinese."""


def _misread(stand: Stand, zh: str, known: Sequence[Span]) -> list[Lost]:
    """Capitalised words that are no pinyin, one edit away from how two or three characters in a row are read, such as
    no other language writes (Qignhua for 清华)."""
    vocabulary = english_words.load()
    words = [
        word
        for word in stand.en.capitals
        if len(word.folded) >= _LEAST_MISREAD
        and word.folded not in vocabulary
        and _PINYIN_LIKE.search(word.folded)
        and not syllables(word.folded)
        and not gazetteer_names(word.folded)
        and not any(start < word.end and word.start < end for start, end in (*known, *stand.used))
    ]
    if not words:
        return []
    found = []
    read_as = _readings(stand.found.simplified)
    for word in words:
        letters = word.folded
        near = [
            (spelled, span)
            for spelled, span in read_as.items()
            if (spelled[:2] == letters[:2] or spelled[-3:] == letters[-3:]) and distance(spelled, letters, 1) == 1
        ]
        if near:
            spelled, span = near[0]
            shown = stand.en.text[word.start : word.end]
            chinese = zh[span[0] : span[1]]
            target = (word.start, word.end)
            found.append(Lost(Trouble.MISSPELT, "name", chinese, spelled.capitalize(), (span,), target, shown))
    return found


def _readings(text: str) -> dict[str, Span]:
    """Telling pinyin of two or three characters in a row, and where they stand."""
    found: dict[str, Span] = {}
    for run in _HAN_RUN.finditer(text):
        first = [(readings(c) or ("",))[0] for c in run.group()]
        for length in (2, 3):
            for i in range(len(first) - length + 1):
                spelled = "".join(first[i : i + length])
                if len(spelled) >= _LEAST_MISREAD - 1 and is_telling(spelled):
                    found.setdefault(spelled, (run.start() + i, run.start() + i + length))
    return found


def _half_read(parts: Sequence[str], text: str) -> Span | None:
    """Where all syllables but one are read in a row: the characters a misspelt name probably stands for."""
    for start in range(len(text) - len(parts) + 1):
        fits = [part in readings(text[start + i]) for i, part in enumerate(parts)]
        if sum(fits) == len(parts) - 1:
            return start, start + len(parts)
    return None
