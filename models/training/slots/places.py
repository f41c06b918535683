"""Places: every division of the reader's gazetteer, invented towns and streets, and the world.

Divisions, short names and places abroad are the reader's own tables (``reader/text/data``); of several accepted English
forms the first is taught.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.training.slots.chance import Chance, Filler
from models.training.slots.people import joined
from reader.text import gazetteer_data

_PLACES = Path(__file__).resolve().parents[1] / "data" / "places"


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division: its six-digit code, its full Chinese name and its English name."""

    code: str
    zh: str
    en: str

    @property
    def level(self) -> int:
        """0 province, 1 prefecture, 2 county."""
        return 0 if self.code.endswith("0000") else 1 if self.code.endswith("00") else 2

    @property
    def stem(self) -> tuple[str, str] | None:
        """Short Chinese and English (福州, Fuzhou) where the name stays clear without its 市, 省, 县 or 区."""
        for suffix, kind in (("省", " Province"), ("市", " City"), ("区", " District"), ("县", " County")):
            if self.zh.endswith(suffix) and self.en.endswith(kind) and len(self.zh) > 2:
                return self.zh[: -len(suffix)], self.en[: -len(kind)]
        return _short().get(self.zh)


@cache
def _rows(file: str) -> tuple[tuple[str, ...], ...]:
    """The columns of one file in ``data/places``."""
    return tuple(tuple(line.split("\t")) for line in (_PLACES / f"{file}.tsv").read_text("utf-8").splitlines())


@cache
def _short() -> dict[str, tuple[str, str]]:
    return {full: (zh, _first(en)) for full, zh, en in gazetteer_data.rows("short")}


def _first(forms: str) -> str:
    """The canonical one of several forms parted by bars."""
    return forms.split("|")[0]


@cache
def _world() -> tuple[tuple[str, str, str], ...]:
    """Places abroad and their countries: Chinese, English, home (``country`` for a country)."""
    world = [(_first(zh), _first(en), home) for zh, en, home, _how in gazetteer_data.rows("world")]
    return tuple(row for row in world if row[2] not in ("own", "region"))


@cache
def divisions() -> dict[str, Division]:
    """All divisions by code."""
    return {code: Division(code, zh, en) for code, zh, en in gazetteer_data.rows("divisions")}


@cache
def of_level(level: int) -> tuple[Division, ...]:
    """All divisions of one level."""
    return tuple(d for d in divisions().values() if d.level == level)


def parents(division: Division) -> list[Division]:
    """The divisions above, nearest first."""
    codes = [division.code[:4] + "00", division.code[:2] + "0000"]
    return [divisions()[code] for code in codes if code in divisions() and code != division.code]


def any_division(chance: Chance) -> Division:
    """A division of any level; provinces and prefectures come often enough to be learnt."""
    return chance.choice(of_level(chance.weighted([(2, 0), (5, 1), (6, 2)])))


def division(chance: Chance) -> Filler:
    """One division by its full or short name: 福州市 Fuzhou City, 福州 Fuzhou."""
    drawn = any_division(chance)
    if drawn.level < 2 and drawn.stem and chance.random() < 0.45:
        return Filler(*drawn.stem)
    return Filler(drawn.zh, drawn.en)


def chain(chance: Chance) -> Filler:
    """A division with those above it: 福建省福州市连江县 Lianjiang County, Fuzhou City, Fujian Province."""
    drawn = chance.choice(of_level(chance.choice([1, 2, 2, 2])))
    above = parents(drawn)
    if len(above) == 2 and chance.random() < 0.3:
        above = [chance.choice(above)]
    line = [drawn, *above]
    zh = "".join(d.zh for d in reversed(line))
    if chance.random() < 0.2 and line[-1].stem and line[-1].level == 0:
        zh = line[-1].stem[0] + zh[len(line[-1].zh) :]
        return Filler(zh, ", ".join([*(d.en for d in line[:-1]), line[-1].stem[1]]))
    return Filler(zh, ", ".join(d.en for d in line))


def place(chance: Chance) -> Filler:
    """A place at home in any form."""
    return chance.weighted([(5, division), (3, chain), (2, town)])(chance)


_TOWNS = (("镇", "Town"), ("乡", "Township"), ("街道", "Subdistrict"), ("村", "Village"), ("社区", "Community"))


def local_name(chance: Chance) -> Filler:
    """An invented local name of two characters: 河溪 Hexi."""
    one, two = chance.sample(_rows("town_parts"), 2)
    return Filler(one[0] + two[0], joined(one[1], two[1]))


def town(chance: Chance) -> Filler:
    """An invented town, township, subdistrict, village or community, sometimes with its county."""
    name, (zh, en) = local_name(chance), chance.choice(_TOWNS)
    if chance.random() < 0.35:
        above = chance.choice(of_level(2))
        return Filler(f"{above.zh}{name.zh}{zh}", f"{name.en} {en}, {above.en}")
    return Filler(name.zh + zh, f"{name.en} {en}")


def road(chance: Chance) -> Filler:
    """A street."""
    name = chance.choice(_rows("roads")) if chance.random() < 0.5 else local_name(chance)
    zh, en = chance.choice(_rows("road_kinds"))
    return Filler(name[0] + zh, f"{name[1]} {en}")


def address(chance: Chance) -> Filler:
    """A postal address, smallest part first in English."""
    street, number = road(chance), chance.randint(1, 999)
    county = chance.choice(of_level(2))
    above = parents(county)[: chance.choice([0, 1, 2])]
    zh = "".join(d.zh for d in reversed([county, *above]))
    en = ", ".join(d.en for d in [county, *above])
    zh_tail, en_head = chance.choice(
        [
            ("", ""),
            ("", ""),
            (f"{chance.randint(1, 30)}栋", "Building {}, "),
            (f"{chance.randint(1, 33)}楼", "Floor {}, "),
        ]
    )
    head = en_head.format(zh_tail[:-1])
    return Filler(f"{zh}{street.zh}{number}号{zh_tail}", f"{head}No. {number}, {street.en}, {en}")


_WITH_ARTICLE = re.compile(
    "(United|Democratic|Central African|Czech|Dominican|Soviet) |"
    "(Netherlands|Philippines|Maldives|Gambia|Comoros|Bahamas|Vatican)$|.* Islands$"
)


def country(chance: Chance) -> Filler:
    """A country, as it stands in a sentence: the Netherlands."""
    zh, en, _ = chance.choice([row for row in _world() if row[2] == "country"])
    return Filler(zh, f"the {en}" if _WITH_ARTICLE.match(en) else en)


def foreign_city(chance: Chance) -> Filler:
    """A city abroad, sometimes with its country. The table has universities and a place of memory too: not those."""
    countries = {zh: en for zh, en, home in _world() if home == "country"}
    cities = [row for row in _world() if row[2] in countries and not row[0].endswith("学院") and row[1] != "Auschwitz"]
    zh, en, home = chance.choice(cities)
    if chance.random() < 0.35:
        return Filler(home + zh, f"{en}, {countries[home]}")
    return Filler(zh, en)
