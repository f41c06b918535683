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
        return _station(chance, _POLICE_STATIONS)
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


_STATIONS = (
    ("派出所", "Police Station"), ("边境派出所", "Border Police Station"), ("边境检查站", "Border Checkpoint"),
    ("出入境边防检查站", "Exit-Entry Border Inspection Station"), ("司法所", "Judicial Office"), ("交警中队", "Traffic Police Squadron"),
    ("警务站", "Police Post"), ("人民法庭", "People's Tribunal"), ("村民委员会", "Villagers' Committee"), ("社区居委会", "Community Residents' Committee"),
    ("街道办事处", "Subdistrict Office"), ("镇人民政府", "Town People's Government"), ("便民警务站", "Convenience Police Station"),
    ("中心派出所", "Central Police Station"), ("边境管理大队", "Border Management Brigade"), ("警侨服务站", "Police–Overseas Chinese Service Station"),
)  # fmt: skip


_POLICE_STATIONS = tuple(row for row in _STATIONS if "Police" in row[1] or "Border" in row[1])


def _station(chance: Chance, kinds: tuple[tuple[str, str], ...] = _STATIONS) -> Filler:
    name, (zh, en) = places.local_name(chance), chance.choice(kinds)
    if chance.random() < 0.5:
        return Filler(name.zh + zh, f"{name.en} {en}")
    county = chance.choice(places.of_level(2))
    return Filler(f"{county.zh}{name.zh}{zh}", f"{name.en} {en} of {county.en}")


_BUSINESS = (
    ("科技", "Technology"), ("信息技术", "Information Technology"), ("网络科技", "Network Technology"), ("电子", "Electronics"),
    ("建筑工程", "Construction Engineering"), ("贸易", "Trading"), ("进出口", "Import and Export"), ("物业管理", "Property Management"),
    ("劳务派遣", "Labour Dispatch"), ("安保服务", "Security Services"), ("物流", "Logistics"), ("文化传媒", "Culture and Media"),
    ("智能科技", "Intelligent Technology"), ("软件", "Software"), ("咨询", "Consulting"), ("医疗器械", "Medical Devices"),
    ("招标代理", "Tendering Agency"), ("汽车销售", "Automobile Sales"), ("服饰", "Clothing"), ("餐饮管理", "Catering Management"),
    ("数字技术", "Digital Technology"), ("通信", "Communications"), ("环保", "Environmental Protection"), ("农业开发", "Agricultural Development"),
)  # fmt: skip
_FORMS = (("有限公司", "Co., Ltd."), ("有限责任公司", "Co., Ltd."), ("股份有限公司", "Joint Stock Co., Ltd."), ("集团有限公司", "Group Co., Ltd."))


def company(chance: Chance) -> Filler:
    """An invented company."""
    return chance.allowed(lambda: _company(chance))


def _company(chance: Chance) -> Filler:
    name, (zh, en), (form_zh, form_en) = places.local_name(chance), chance.choice(_BUSINESS), chance.choice(_FORMS)
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
