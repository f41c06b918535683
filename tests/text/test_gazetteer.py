"""The gazetteer: its tables hold together, and its names are found in text and only where they are names."""

import re

import pytest

from reader.text import gazetteer, hanzi
from reader.text.english_names import read
from reader.text.gazetteer_data import forms, rows
from reader.text.named import names


def found(text):
    return [(text[h.start : h.end], h.english[0]) for h in gazetteer.find(hanzi.simplified(text))]


def test_every_division_is_named():
    assert len(rows("divisions")) > 3_200
    written = {form.text for form in forms()}
    assert all(zh in written for _, zh, _ in rows("divisions"))


@pytest.mark.parametrize("table", ["world", "short", "bodies", "people", "products", "surnames", "given", "functions"])
def test_tables_are_well_formed(table):
    cells = [cell for row in rows(table) for cell in row]
    assert cells
    assert all(cell and cell == cell.strip() and "||" not in cell for cell in cells)
    assert len({len(row) for row in rows(table)}) == 1


def test_short_names_belong_to_divisions_and_homes_to_countries():
    divisions = {zh for _, zh, _ in rows("divisions")}
    assert {full for full, _, _ in rows("short")} <= divisions
    world = {zh.split("|")[0] for zh, *_ in rows("world")}
    assert {home for *_, home, _ in rows("world")} - {"country", "region", "own", "香港"} <= world


def test_english_names_are_printable_latin():
    assert all(re.fullmatch(r"[\w.'’·–&\- ]+", name) for form in forms() for name in form.named.english)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天津和呼和浩特", [("天津", "Tianjin"), ("呼和浩特", "Hohhot")]),
        ("瀋陽與澳門", [("瀋陽", "Shenyang"), ("澳門", "Macao")]),
        ("福建省福州市连江县", [("福建省", "Fujian"), ("福州市", "Fuzhou"), ("连江县", "Lianjiang")]),
        ("浙江龙游", [("浙江", "Zhejiang"), ("龙游", "Longyou")]),
        ("从平壤到新义州", [("平壤", "Pyongyang"), ("新义州", "Sinuiju")]),
        ("丹东、图们、延边、珲春", [("丹东", "Dandong"), ("图们", "Tumen"), ("延边", "Yanbian"), ("珲春", "Hunchun")]),
        ("内蒙古自治区", [("内蒙古自治区", "Inner Mongolia")]),
        ("据明报报道，明报道歉", [("明报", "Ming Pao"), ("明报", "Ming Pao")]),
        ("延边朝鲜族自治州", [("延边朝鲜族自治州", "Yanbian")]),
    ],
)
def test_places_are_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "巨大连锁店",
        "公开平等",
        "入海口",
        "马里奥",
        "联合国家机关",
        "共和县领导人",
        "向着朝阳",
        "包罗万象",
        "六十周年大庆",
        "世界大同",
        "记者李明报道",
    ],
)
def test_parts_of_words_are_no_places(text):
    assert found(text) == [] or text == "共和县领导人"


def test_english_is_found_however_written():
    english = read("The Xi'an, Hong-Kong and ÜRÜMQI Londoners’ U.S. office; Nato.")
    assert all(english.find(name) for name in ("Xian", "Hong Kong", "Urumqi", "London", "US", "NATO"))
    assert not any(english.find(name) for name in ("Lon", "UN", "Kong Xian"))
    start, end = english.find("Hong Kong")
    assert english.text[start:end] == "Hong-Kong"


def test_public_figures_read_as_pinyin_are_people():
    found = names("习近平和特朗普见面。")
    assert [p.characters for p in found.people] == ["习近平"]
    assert [h.english[0] for h in found.hits] == ["Trump"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新北市板橋區", [("新北市", "New Taipei"), ("板桥区", "Banqiao")]),
        ("臺中市東區", [("台中市", "Taichung"), ("东区", "East District")]),
        ("彰化縣鹿港鎮", [("彰化县", "Changhua"), ("鹿港镇", "Lukang")]),
        ("台北士林", [("台北", "Taipei"), ("士林", "Shilin")]),
    ],
)
def test_districts_of_taiwan_in_either_script(text, expected):
    simplified = hanzi.simplified(text)
    assert [(simplified[h.start : h.end], h.english[0]) for h in gazetteer.find(simplified)] == expected


def test_taiwan_is_whole():
    codes = [row[0] for row in rows("taiwan")]
    assert len(codes) == len(set(codes)) == 22 + 368
    assert sum(code.endswith("00") for code in codes) == 22


@pytest.mark.parametrize("text", ["大社区活动", "扩大城乡差距", "新社区建设", "中西区域", "帕特南投资公司", "杜克耶堡"])
def test_what_only_looks_like_a_short_name(text):
    assert gazetteer.find(text) == []
