"""Agencies, companies and associations, built from a place and a part: 福州市公安局鼓楼分局."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.training.slots import places
from models.training.slots.chance import Chance, Filler
from models.training.slots.places import Division

_AGENCIES = Path(__file__).resolve().parents[1] / "data" / "agencies"


@cache
def parts(file: str) -> tuple[tuple[str, str], ...]:
    """(Chinese, English) of one file in ``data/agencies``. English may hold ``{}`` for the place."""
    lines = (_AGENCIES / f"{file}.tsv").read_text("utf-8").splitlines()
    return tuple((zh, en) for zh, en in (line.split("\t") for line in lines))


def _of(division: Division, body: str) -> str:
    """English of a body of *division*: Fuzhou Municipal X, Lianjiang County X, Fujian Provincial X, X of the …"""
    name, _, kind = division.en.rpartition(" ")
    if kind in ("City", "Province") and not name.endswith("Autonomous"):
        return f"{name} {'Municipal' if kind == 'City' else 'Provincial'} {body}"
    if kind in ("County", "District", "Banner") and "Autonomous" not in name and "Special" not in name:
        return f"{name} {kind} {body}"
    if " " not in division.en:
        return f"{division.en} Municipal {body}"
    return f"{body} of {'the ' if 'Region' in division.en else ''}{division.en}"


def agency(chance: Chance) -> Filler:
    """An agency with its place; no article in the English."""
    return chance.allowed(lambda: _drawn(chance))


def police(chance: Chance) -> Filler:
    """A police agency or one of its units."""
    return chance.allowed(lambda: _police_of_any_kind(chance))


def _police_of_any_kind(chance: Chance) -> Filler:
    style = chance.random()
    if style < 0.25:
        return _sub_bureau(chance)
    if style < 0.45:
        return _station(chance, police_only=True)
    return _police(chance, places.any_division(chance))


def court(chance: Chance) -> Filler:
    """A court."""
    return chance.allowed(lambda: _court(chance))


def _court(chance: Chance) -> Filler:
    division = places.any_division(chance)
    zh, en = (("高级", "High "), ("中级", "Intermediate "), ("", ""))[division.level]
    where = f"the {division.en}" if "Region" in division.en else division.en
    return Filler(f"{division.zh}{zh}人民法院", f"{en}People's Court of {where}")


def _drawn(chance: Chance) -> Filler:
    style = chance.random()
    if style < 0.16:
        return _sub_bureau(chance)
    if style < 0.3:
        return _station(chance)
    division = places.any_division(chance)
    if style < 0.5:
        return _police(chance, division)
    file = "provincial" if division.level == 0 else "local"
    zh, en = chance.choice(parts(file))
    if "{}" in en:
        where = f"the {division.en}" if "Region" in division.en else division.en
        return Filler(division.zh + zh, en.format(where))
    return Filler(division.zh + zh, _of(division, en))


def _police(chance: Chance, division: Division) -> Filler:
    """A public security bureau or one of its units."""
    if division.level == 0 and " " in division.en:
        bureau_zh, bureau_en = f"{division.zh}公安厅", _of(division, "Public Security Department")
        file = "corps"
    else:
        bureau_zh, bureau_en = f"{division.zh}公安局", _of(division, "Public Security Bureau")
        file = "detachments" if division.level < 2 else "brigades"
    if chance.random() < 0.45:
        return Filler(bureau_zh, bureau_en)
    zh, en = chance.choice(parts(file))
    return Filler(bureau_zh + zh, f"{en} of the {bureau_en}")


def _sub_bureau(chance: Chance) -> Filler:
    """A district's sub-bureau, sometimes with a police station."""
    district = chance.choice([d for d in places.of_level(2) if d.zh.endswith("区") and d.stem])
    city = places.parents(district)[0]
    stem_zh, stem_en = district.stem or (district.zh, district.en)
    zh, en = f"{city.zh}公安局{stem_zh}分局", f"{stem_en} Sub-bureau of the {_of(city, 'Public Security Bureau')}"
    if chance.random() < 0.4:
        name = places.local_name(chance)
        return Filler(f"{zh}{name.zh}派出所", f"{name.en} Police Station of the {en}")
    return Filler(zh, en)


def _station(chance: Chance, *, police_only: bool = False) -> Filler:
    kinds = [row for row in parts("stations") if not police_only or "Police" in row[1] or "Border" in row[1]]
    name, (zh, en) = places.local_name(chance), chance.choice(kinds)
    if chance.random() < 0.5:
        return Filler(name.zh + zh, f"{name.en} {en}")
    county = chance.choice(places.of_level(2))
    return Filler(f"{county.zh}{name.zh}{zh}", f"{name.en} {en} of {county.en}")


_FORMS = (
    ("有限公司", "Co., Ltd."),
    ("有限责任公司", "Co., Ltd."),
    ("股份有限公司", "Joint Stock Co., Ltd."),
    ("集团有限公司", "Group Co., Ltd."),
)


def company(chance: Chance) -> Filler:
    """An invented company."""
    return chance.allowed(lambda: _company(chance))


def _company(chance: Chance) -> Filler:
    name, (zh, en), (form_zh, form_en) = (
        places.local_name(chance),
        chance.choice(parts("business")),
        chance.choice(_FORMS),
    )
    seat = places.any_division(chance)
    if chance.random() < 0.6 and seat.stem:
        return Filler(f"{seat.stem[0]}{name.zh}{zh}{form_zh}", f"{seat.stem[1]} {name.en} {en} {form_en}")
    return Filler(f"{name.zh}{zh}{form_zh}", f"{name.en} {en} {form_en}")


def association(chance: Chance) -> Filler:
    """An association of Chinese abroad."""
    return chance.allowed(lambda: _association(chance))


def _association(chance: Chance) -> Filler:
    land = chance.choice([places.country, places.foreign_city])(chance)
    home = chance.choice([d for d in places.of_level(chance.choice([0, 1])) if d.stem])
    stem = home.stem or (home.zh, home.en)
    zh, en = chance.choice(parts("associations"))
    return Filler(zh.format(land=land.zh, home=stem[0]), en.format(land=land.en, home=stem[1]))
