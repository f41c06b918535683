"""What English figures mean."""

from fractions import Fraction

import pytest

from reader.text.numerals import Bound, Kind, parse_en


def one(text):
    found = parse_en(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("163,000,000", 163_000_000),
        ("163 000 000", 163_000_000),
        ("16.3 million", 16_300_000),
        ("1.63 hundred million", 163_000_000),
        ("9.5 trillion", 9_500_000_000_000),
        ("5 bn", 5_000_000_000),
        ("twenty-three", 23),
        ("three hundred and fifty-two", 352),
        ("two million five hundred thousand", 2_500_000),
        ("one hundred million", 100_000_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("three and a half", Fraction(7, 2)),
        ("half a million", 500_000),
        ("half", Fraction(1, 2)),
        ("twice", 2),
        ("both", 2),
        ("two thirds", Fraction(2, 3)),
        ("one-third", Fraction(1, 3)),
        ("minus 5 degrees", -5),
        ("2019.5 million", 2_019_500_000),
        ("1'234'567", 1_234_567),
        ("1.234.567,89", Fraction("1234567.89")),
        ("in triplicate", 3),
        ("a quarter of a million", 250_000),
        ("five ten-thousandths", Fraction(5, 10_000)),
        ("25 basis points", Fraction(25, 10_000)),
        (".08%", Fraction(8, 10_000)),
        ("half past eight", Fraction(17, 2)),
        ("a quarter to nine", Fraction(35, 4)),
        ("sevenfold", 7),
        ("about a foot long", 1),
    ],
)
def test_values(text, value):
    assert one(text).value == value


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("6.5 percent", Kind.PERCENT, Fraction(13, 200), "%"),
        ("6.5 per cent", Kind.PERCENT, Fraction(13, 200), "%"),
        ("6.5%", Kind.PERCENT, Fraction(13, 200), "%"),
        ("3 percentage points", Kind.PERCENT, Fraction(3, 100), "%"),
        ("3.5 per thousand", Kind.PERCENT, Fraction(7, 2000), "%"),
        ("US$5 million", Kind.MONEY, 5_000_000, "USD"),
        ("RMB 300", Kind.MONEY, 300, "CNY"),
        ("300 yuan", Kind.MONEY, 300, "CNY"),
        ("¥500", Kind.MONEY, 500, "元"),
        ("$5m", Kind.MONEY, 5_000_000, "$"),
        ("NTD 9,000", Kind.MONEY, 9000, "TWD"),
        ("5 km", Kind.NUMBER, 5, "km"),
        ("5 square kilometres", Kind.NUMBER, 5, "km2"),
        ("three times", Kind.MULTIPLE, 3, "times"),
        ("21st", Kind.ORDINAL, 21, ""),
        ("twenty-first", Kind.ORDINAL, 21, ""),
        ("Article 101", Kind.SECTION, 101, "article"),
        ("Chapter IV", Kind.SECTION, 4, "chapter"),
        ("the 1990s", Kind.DATE_PART, 1990, "decade"),
        ("8:30 p.m.", Kind.TIME, Fraction(41, 2), "clock"),
        ("8 pm", Kind.TIME, 20, "clock"),
        ("10.42pm", Kind.TIME, Fraction(227, 10), "clock"),
    ],
)
def test_kinds(text, kind, value, unit):
    q = one(text)
    assert (q.kind, q.value, q.unit) == (kind, value, unit)


@pytest.mark.parametrize("text", ["December 3, 2018", "3 December 2018", "3rd of December 2018", "2018-12-03"])
def test_dates(text):
    parts = {q.unit: q.value for q in parse_en(text)}
    assert parts == {"year": 2018, "month": 12, "day": 3}


def test_month_name_alone_is_no_figure():
    assert not [q for text in ("It may rain", "no one may leave", "This may help") for q in parse_en(text) if q.figure]


@pytest.mark.parametrize("text", ["6 to 8 August 2024", "August 6-8, 2024", "August 6 to 8, 2024", "6–8 August 2024"])
def test_ranges_of_days(text):
    assert [(q.unit, q.value) for q in sorted(parse_en(text), key=lambda q: (q.unit, q.value))] == [
        ("day", 6),
        ("day", 8),
        ("month", 8),
        ("year", 2024),
    ]


def test_a_slashed_date_is_open_between_two_countries():
    month, day, year = parse_en("03/05/2024")
    assert (month.values, day.values, year.values) == ((3, 5), (5, 3), (2024,))
    assert [q.values for q in parse_en("25/12/2024")] == [(25,), (12,), (2024,)]


def test_between_gives_both_limits():
    assert [q.bound for q in parse_en("between 18 and 35 years")] == [Bound.AT_LEAST, Bound.AT_MOST]


def test_an_ordinal_after_a_small_number_belongs_to_what_follows():
    assert parse_en("nine second-level units")[0].value == 9


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 3 people", Bound.AT_LEAST),
        ("300 people or more", Bound.AT_LEAST),
        ("more than 100", Bound.MORE_THAN),
        ("not more than 100", Bound.AT_MOST),
        ("shall not be more than 100", Bound.AT_MOST),
        ("shall not be less than 100", Bound.AT_LEAST),
        ("up to US$100", Bound.AT_MOST),
        ("fewer than 100", Bound.LESS_THAN),
        ("about 100", Bound.ABOUT),
        ("100 people", Bound.EXACT),
        ("must not last longer than 30 days", Bound.AT_MOST),
        ("under the age of sixteen", Bound.LESS_THAN),
        ("does not issue papers more than 30 days ahead", Bound.ABOUT),
    ],
)
def test_bounds(text, bound):
    assert one(text).bound is bound


def test_ranges_share_scale_and_sign():
    assert [q.value for q in parse_en("5 to 10 million yuan")] == [5_000_000, 10_000_000]
    assert [q.value for q in parse_en("60-70%")] == [Fraction(3, 5), Fraction(7, 10)]
    assert 1958 in parse_en("1957–58")[1].values


def test_hundreds_are_indefinite():
    q = one("hundreds of thousands")
    assert (q.value, q.indefinite) == (100_000, True)


@pytest.mark.parametrize("text", ["FiveThirtyEight", "often", "someone", "I am", "tenable", "first-rate secondhand"])
def test_words_that_hold_number_words(text):
    assert not [q for q in parse_en(text) if q.figure]


def test_codes_and_decades_in_compounds():
    assert one("COVID-19").digits == "COVID19"
    assert one("post-90s").unit == "decade"


def test_small_words_are_no_additions():
    assert not one("three").figure
    assert one("eleven").figure
    assert one("3").figure


def test_capital_with_long_lower_case_keeps_offsets():
    text = "İİ 5 km"
    q = one(text)
    assert text[q.start : q.end] == "5"
