"""What the English has in place of a name: a slip of the pen, another place, or words that may fairly mean it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from reader.checks.names.support import chinese_side
from reader.checks.names.trouble import CHINESE, PLACES
from reader.model import Span
from reader.text import english_words, gazetteer
from reader.text.english_names import EnglishText, Run
from reader.text.gazetteer import Hit, belongs
from reader.text.gazetteer_data import Named, rows
from reader.text.named import Names
from reader.text.romanise import fold_name, nearest, spelled_in, spelling

_ACRONYM = re.compile(r"\b(?=[A-Z]*[A-Z]{2})[A-Z][A-Za-z]{0,2}[A-Z]+s?\b")
# What a country may be called when it has just been named or is one's own.
_INSTEAD = re.compile(
    r"\b(?:country|nation|national|nationals|nationwide|domestic|domestically|homeland|motherland|mainland|federal|kingdom"
    r"|cross-strait)\b",
    re.I,
)
_THE_PLACE = re.compile(
    r"\b(?:the|this|that|its) (?:whole |entire |holy )?(?:city|state|province|county|town|region|island)\b(?! of)", re.I
)
_THE_PLACE_ZH = re.compile(
    "[全本该这此各市省都座城]市|[全本该这此各]省|[全本该这此各]州|城市|圣城|全县|该县|地区|全岛|该岛"
)
_NATIONAL = re.compile("国家|国立|联邦|皇家|国防部|政府|疾控|食品|国会|宇航|航空航天")
_INSTEAD_ZH = re.compile("国家|全国|国内|各国|民族|祖国|大陆|国民|联邦|王国|两岸")
_BEFORE_TIME = re.compile("时间")
_MODEL = re.compile(r"[A-Z]*\d{2,}")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)
_EVERYWHERE = frozenset(
    [
        "COVID",
        "GDP",
        "CEO",
        "SARS",
        "MERS",
        "NBA",
        "AI",
        "IT",
        "TV",
        "DNA",
        "RNA",
        "ID",
        "CT",
        "PCR",
        "HIV",
        "AIDS",
        "PM",
        "AM",
        "GPS",
        "APP",
        "VIP",
    ]
)
_CALENDAR = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december"""
OWN_COUNTRY = frozenset({"china", "chinese"})
"""Said of anything in China; no other place in a name's stead."""
CALENDAR = frozenset(_CALENDAR.split())
"""Words with a capital that other checks compare."""
_MEDIA = re.compile(r"(?:[社网报视]|电台|电视台|公司)$")
_LEAST_OTHER = 4
"""Letters of the shortest word taken for another place: He, Fan and Xian are also names of people."""


@dataclass(frozen=True)
class Stand:
    """Both sides of one comparison: the Chinese names, the English, and where it has a name of the gazetteer they
    call for."""

    found: Names
    en: EnglishText
    used: Sequence[Span]

    @cached_property
    def free(self) -> list[Run]:
        """The capitalised runs of the English outside all that renders a name of the gazetteer."""
        return [
            run
            for run in self.en.runs()
            if not any(start < run.span[1] and run.span[0] < end for start, end in self.used)
        ]

    def acronyms(self) -> list[str]:
        """Acronyms of the English that mean nothing else: they may stand for any organisation."""
        used = self.used
        return [
            m.group()
            for m in _ACRONYM.finditer(self.en.text)
            if m.group() not in _EVERYWHERE
            and not any(start <= m.start() < end for start, end in used)
            and not gazetteer_names(fold_name(m.group()))
        ]

    def pronoun(self) -> bool:
        """Whether the English speaks of a person with a pronoun where the Chinese does not."""
        return bool(_PRONOUN.search(self.en.text)) and not re.search("[他她其]", self.found.simplified)


def stand(found: Names, en: EnglishText) -> Stand:
    """Both sides, compared."""
    accepted = dict.fromkeys([name for hit in found.hits for name in hit.english])
    return Stand(found, en, [span for name in accepted if (span := en.find(name))])


def slip_of(hit: Hit, free: Sequence[Run]) -> Run | None:
    """The free run that looks like a slip of the pen for one of the accepted spellings."""
    candidates = {run.letters: run for run in free if len(run.letters) > 3}
    if not candidates:
        return None
    for name in dict.fromkeys([*map(fold_name, hit.english), spelling(hit.named[0].stem)]):
        match = nearest(name, list(candidates))
        if match and not gazetteer_names(match):
            return candidates[match]
    return None


def other_of(kind: str, stand: Stand) -> Run | None:
    """A free run that names a place (body, person) the Chinese does not: one of the same sort if there is one, then the
    longest."""
    best: tuple[bool, int, Run] | None = None
    far, vocabulary = kind in ("country", "region"), english_words.load()
    text = stand.found.simplified
    for run in stand.free:
        if kind in CHINESE and run.letters in OWN_COUNTRY:
            continue
        if len(run.letters) < _LEAST_OTHER and not (
            run.letters.upper() in stand.en.text and kind in ("body", "country")
        ):
            continue
        named = [n for n in gazetteer_names(run.letters) if _sort(n.kind) == _sort(kind)]
        if all(n.kind in ("county", "body", "product") for n in named) and run.letters in vocabulary:
            named = named if vocabulary.is_name(run.letters) else []  # Long, Government, Time
        if named and not any(mentioned(n, text) for n in named) and spelled_in(run.letters, text) is None:
            key = (any((n.kind in ("country", "region")) == far for n in named), len(run.letters))
            if best is None or key > best[:2]:
                best = (*key, run)
    return best[2] if best else None


def expected(hit: Hit, stand: Stand) -> bool:
    """Whether the English should have this name: nothing stands there that may fairly mean it."""
    text = stand.found.simplified
    if any(_may_abbreviate(acronym, hit) for acronym in stand.acronyms()):
        return False  # 美国食品药品监督管理局: FDA
    if _BEFORE_TIME.match(text, hit.end):
        return False  # 北京时间: GMT+8
    below = next((one for one in stand.found.hits if one.start == hit.end), None)
    if below and (below.kind == "body" or belongs(below.named[0], hit)) and any(map(stand.en.find, below.english)):
        return False  # 美国洛杉矶, 浙江嘉兴, 中国国务院: what follows says it
    if (model := _MODEL.match(text, hit.end)) and model.group() in stand.en.text:
        return False  # 波音737: the 737
    if hit.kind == "country":
        if _NATIONAL.match(text, hit.end):
            return False
        within = any(one.start <= hit.start < one.end for one in stand.found.organisations)
        metonyms = [name for row in _short_for().get(hit.named[0].stem, ()) for name in row[1]]
        instead = _INSTEAD.search(stand.en.text) and not _INSTEAD_ZH.search(text)
        if within or instead or any(map(stand.en.find, metonyms)):
            return False
    if hit.kind in PLACES and _THE_PLACE.search(stand.en.text) and not _THE_PLACE_ZH.search(text):
        return False  # 曼比季: the city
    if hit.kind in ("country", "region"):
        return _has_stranger(stand)  # often left out as understood; but not when another name stands there
    if hit.kind == "person":
        return not stand.pronoun()
    return not (hit.kind == "body" and _MEDIA.search(text[hit.start : hit.end]))


# A single word with a capital where a place would stand: infected in Salic.
_WHERE = re.compile(
    r"(?<=\b(?:in|of) )[A-Z][a-z]{3,}(?=[,.]? (?:and|or|to|on|by|have|has|had|is|are|was|were|with|from|for)\b"
    r"|[,.]? (?:when|that|which)\b|[.,;:]|$)"
    r"|(?<=[a-z,] and )[A-Z][a-z]{3,}(?= [a-z]|[.,;:]|$)"
)


def _has_stranger(stand: Stand) -> bool:
    """Whether the English has a name that nothing in the Chinese stands behind."""
    side, vocabulary = chinese_side(stand.found.simplified), english_words.load()
    names = {run.letters for run in stand.free if not run.first and len(run.letters) >= _LEAST_OTHER}
    words = {word.folded for word in stand.en.words}
    where = {fold_name(m.group()) for m in _WHERE.finditer(stand.en.text)}
    return any(
        (vocabulary.is_name(letters) or gazetteer_names(letters) or letters in where)
        and letters not in CALENDAR
        and not side.explains(letters)
        for letters in sorted(names & words)
    )


def _sort(kind: str) -> str:
    return "place" if kind in PLACES else "body" if kind == "product" else kind


def _may_abbreviate(acronym: str, hit: Hit) -> bool:
    """Whether an acronym can hold the name: a letter of it begins one of the accepted forms (FDA: American)."""
    return any(name[0] in acronym for name in hit.english) or (hit.kind == "country" and len(acronym) == 3)


@cache
def _by_letters() -> dict[str, tuple[Named, ...]]:
    return gazetteer.by_english(fold_name)


def gazetteer_names(letters: str) -> tuple[Named, ...]:
    """Everything of the gazetteer whose English is spelled with these folded letters."""
    return _by_letters().get(letters, ())


@cache
def _short_for() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """By Chinese stem: the characters that abbreviate it (京), and the capitals that stand for it (Washington)."""
    return {
        stem: ((characters, tuple(n for n in metonyms.split("|") if n != "-")),)
        for stem, characters, metonyms in rows("abbreviations")
    }


def mentioned(named: Named, zh: str) -> bool:
    """Whether the Chinese may speak of it: by its name, or by a character that stands for it (京津冀, 中美)."""
    if named.stem in zh or (named.stem == "中国" and _CHINA.search(zh)):
        return True
    characters = "".join(row[0] for row in _short_for().get(named.stem, ()))
    if named.kind != "country":
        return any(c in zh for c in characters)
    return bool(characters) and re.search(_BESIDE.format(characters), zh) is not None


_CHINA = re.compile("我国|两岸|全国|国内|本土|祖国|大陆|中共|华[人侨裔商语夏]|[赴驻来在对访涉]华|中[央方文华药医国]")
_LANDS = "中美英法德俄日韩朝印加澳欧亚非越泰意西蒙以伊巴苏乌菲台港"
# 中美, 日方, 驻英: one character means a country only beside another, or in a set phrase.
_BESIDE = rf"[{{0}}](?=[{_LANDS}方国媒军籍裔企元语商股双])|(?<=[{_LANDS}驻访赴对在旅留反亲抗全])[{{0}}]"
