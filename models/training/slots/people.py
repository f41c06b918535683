"""Persons: invented names in every form the field uses, put together by chance from surnames and given characters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.training.slots.chance import Chance, Filler
from reader.text import gazetteer_data

_NAMES = Path(__file__).resolve().parents[1] / "data" / "names"


@cache
def syllables(file: str) -> tuple[tuple[str, str], ...]:
    """(characters, pinyin) of one file in ``data/names``, or of the reader's tables of surnames and given names."""
    if file in ("surnames", "given"):
        return tuple((zh, en.split("|")[0]) for zh, en in gazetteer_data.rows(file))
    lines = (_NAMES / f"{file}.tsv").read_text("utf-8").splitlines()
    return tuple((zh, en) for zh, en in (line.split("\t") for line in lines))


def joined(*parts: str) -> str:
    """Pinyin syllables as one word: Jian + an → Jian'an."""
    text = parts[0]
    for part in parts[1:]:
        text += ("'" if part[0] in "aoe" else "") + part
    return text.capitalize()


def person(chance: Chance) -> Filler:
    """A full name, surname first: 李建国 Li Jianguo."""
    return chance.allowed(lambda: _full(chance))


def _full(chance: Chance) -> Filler:
    style = chance.random()
    if style < 0.06:
        first, last = chance.choice(syllables("uyghur")), chance.choice(syllables("uyghur"))
        return Filler(f"{first[0]}·{last[0]}", f"{first[1]} {last[1]}")
    if style < 0.09:
        family, one, two = chance.choice(syllables("korean_family")), *chance.sample(syllables("korean_given"), 2)
        return Filler(family[0] + one[0] + two[0], f"{family[1]} {one[1]} {two[1]}")
    if style < 0.12:
        first, last = chance.choice(syllables("foreign")), chance.choice(syllables("foreign"))
        return Filler(f"{first[0]}·{last[0]}", f"{first[1]} {last[1]}")
    family = _surname(chance)
    given = chance.sample(syllables("given"), 1 if style > 0.8 else 2)
    zh = family[0] + "".join(g[0] for g in given)
    return Filler(zh, f"{family[1]} {joined(*(g[1] for g in given))}")


def _surname(chance: Chance) -> tuple[str, str]:
    common = syllables("surnames")
    return common[int(len(common) * chance.random() ** 1.7)]


def masked(chance: Chance) -> Filler:
    """A name with its given part withheld: 周某 Zhou, 李某某 Li, 王某甲 Wang A."""
    zh, en = _surname(chance)
    style = chance.random()
    if style < 0.55:
        return Filler(f"{zh}某", en)
    if style < 0.85:
        return Filler(f"{zh}某某", en)
    letter = chance.randrange(4)
    return Filler(f"{zh}某{'甲乙丙丁'[letter]}", f"{en} {'ABCD'[letter]}")


def anyone(chance: Chance) -> Filler:
    """A full or a masked name."""
    return person(chance) if chance.random() < 0.6 else masked(chance)


def titled(chance: Chance) -> Filler:
    """A surname with a title: 吴警官 Officer Wu."""
    zh, en = _surname(chance)
    title_zh, title_en = chance.choice(syllables("titles"))
    return Filler(zh + title_zh, f"{title_en} {en}")
