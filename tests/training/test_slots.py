"""What the generators write is right: checked by the reader's own parsers."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.training.slots import agencies, dates, documents, figures, numerals, people, places
from models.training.slots.chance import Chance, held_out
from models.training.slots.table import SLOTS
from reader.text.numerals import Kind, parse_en, parse_zh


@pytest.mark.parametrize(
    ("value", "zh"),
    [
        (10, "十"), (15, "十五"), (110, "一百一十"), (205, "二百零五"), (1_005, "一千零五"),
        (12_000, "一万二千"), (20_034, "两万零三十四"), (120_034, "十二万零三十四"),
        (100_000_005, "一亿零五"), (2_000_500, "二百万零五百"),
    ],
)  # fmt: skip
def test_chinese_numerals(value, zh):
    assert numerals.chinese(value) == zh


@given(st.integers(11, 10**9))
@settings(max_examples=150, deadline=None)
def test_chinese_numerals_are_read_back(value):
    read = parse_zh(numerals.chinese(value) + "元")
    assert [q.value for q in read] == [Fraction(value)]


def test_banking_capitals():
    assert numerals.banking(3_205_000) == "叁佰贰拾万伍仟"
    assert numerals.banking(12) == "壹拾贰"


@given(st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_amounts_are_worth_the_same_in_both_languages(seed):
    filler = figures.money(Chance(seed))
    assume(not re.search(r"(19|20)\d\d\.\d", filler.zh))  # 2031.9万 may be read as a month of 2031
    chinese = [q.value for q in parse_zh(filler.zh) if q.kind is Kind.MONEY]
    english = [q.value for q in parse_en(filler.en) if q.kind is Kind.MONEY]
    if "整" not in filler.zh:
        assert chinese == english, filler
    assert len(english) == 1, filler


@given(st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_numbers_are_worth_the_same_in_both_languages(seed):
    filler = figures.number(Chance(seed))
    assert [q.value for q in parse_zh(filler.zh + "人")] == [q.value for q in parse_en(filler.en + " people")], filler


@pytest.mark.parametrize("name", sorted(SLOTS))
def test_every_slot_gives_two_texts_and_the_same_ones_again(name):
    drawn = [SLOTS[name](Chance(seed)) for seed in range(30)]
    assert drawn == [SLOTS[name](Chance(seed)) for seed in range(30)]
    assert all(f.zh.strip() and f.en.strip() for f in drawn)
    assert len(set(drawn)) > 5


@pytest.mark.parametrize("draw", [people.person, agencies.agency, agencies.company, agencies.association])
def test_names_of_evaluation_text_are_never_drawn_for_training(draw):
    assert not any(held_out(draw(Chance(seed)).zh) for seed in range(60))
    assert all(held_out(draw(Chance(seed, evaluation=True)).zh) for seed in range(20))


def test_citizen_numbers_never_check():
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for seed in range(200):
        number = documents.citizen_number(Chance(seed)).zh
        assert len(number) == 18
        right = "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11]
        assert number[-1] != right


def test_surnames_come_first_and_syllables_are_divided():
    assert people.joined("jian", "an") == "Jian'an"
    assert people.joined("jian", "guo") == "Jianguo"
    family = dict(people.syllables("surnames"))
    assert family["单"] == "Shan"
    assert family["欧阳"] == "Ouyang"


OFFICIAL = {
    "陕西省": "Shaanxi Province",
    "山西省": "Shanxi Province",
    "西藏自治区": "Tibet Autonomous Region",
    "呼和浩特市": "Hohhot City",
    "乌鲁木齐市": "Urumqi City",
    "六安市": "Lu'an City",
    "厦门市": "Xiamen City",
    "长治市": "Changzhi City",
    "闵行区": "Minhang District",
    "图们市": "Tumen City",
    "莎车县": "Yarkant County",
    "延边朝鲜族自治州": "Yanbian Korean Autonomous Prefecture",
    "墨玉县": "Karakax County",
    "番禺区": "Panyu District",
    "哈尔滨市": "Harbin City",
    "东阿县": "Dong'e County",
    "荥阳市": "Xingyang City",
    "铅山县": "Yanshan County",
}


@pytest.mark.parametrize(("zh", "en"), OFFICIAL.items())
def test_official_romanisation(zh, en):
    assert en in {d.en for d in places.divisions().values() if d.zh == zh}


def test_the_gazetteer_is_complete_and_clean():
    divisions = places.divisions()
    assert [len(places.of_level(level)) for level in (0, 1)] == [33, 333]
    assert len(places.of_level(2)) > 2_800
    assert all(d.en[0].isupper() and d.en.replace("ü", "u").isascii() for d in divisions.values())


def test_agencies_are_named_from_the_place_down():
    division = next(d for d in places.of_level(2) if d.zh == "连江县")
    assert agencies._of(division, "Public Security Bureau") == "Lianjiang County Public Security Bureau"
    city = next(d for d in places.of_level(1) if d.zh == "福州市")
    assert agencies._of(city, "Finance Bureau") == "Fuzhou Municipal Finance Bureau"


def test_dates_agree():
    for seed in range(100):
        filler = dates.date(Chance(seed))
        year = next(q.value for q in parse_en(filler.en) if q.value and q.value > 1900)
        assert str(int(year)) in filler.en
        if "民国" not in filler.zh and filler.zh[0].isdigit():
            assert filler.zh.startswith(str(int(year)))
