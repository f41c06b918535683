"""Dates read from both languages: parts, ranges, eras, parts of months and years, relative words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import dates_en, dates_zh
from reader.text.dates import date_text, relative_text, resolve
from reader.text.numerals import parse_en, parse_zh


def zh(text):
    return dates_zh.read_dates(text, parse_zh(text))


def en(text):
    return dates_en.read_dates(text, parse_en(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024年3月5日", ["5 March 2024"]),
        ("10月中旬", ["the middle of October"]),
        ("2018年底", ["the end of 2018"]),
        ("2018年第一季度", ["the first quarter of 2018"]),
        ("首季", []),
        ("上半年", ["the first half of the year"]),
        ("8月6日至8日", ["6 August", "8 August"]),
        ("3月5、6日", ["5 March", "6 March"]),
        ("2018年1-10月", ["January 2018", "October"]),
        ("民國113年", ["the year 2024"]),
        ("98年3月", ["March 98"]),
        ("农历八月十五", ["day 15 of month 8 of the lunar calendar"]),
        ("腊月二十三", ["day 23 of month 12 of the lunar calendar"]),
        ("大年初一", ["day 1 of month 1 of the lunar calendar"]),
        ("三日内", []),
        ("上诉期限为十日", []),
        ("行政拘留十五日", []),
        ("12号楼", []),
        ("前三季度", []),
    ],
)
def test_chinese_dates(text, words):
    assert [date_text(d) for d in zh(text).dates] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the 5th of March", ["5 March"]),
        ("mid-October 2019", ["the middle of October 2019"]),
        ("at the end of 2018", ["the end of 2018"]),
        ("the first quarter of 2024", ["the first quarter of 2024"]),
        ("Q3", ["the third quarter of the year"]),
        ("in the second half of the year", ["the second half of the year"]),
        ("6 to 8 August", ["6 August", "8 August"]),
        ("March 5 and 6", ["5 March", "6 March"]),
        ("from March 5 to 8 percent", ["5 March"]),
    ],
)
def test_english_dates(text, words):
    assert [date_text(d) for d in en(text).dates] == words


@pytest.mark.parametrize(
    ("chinese", "english", "words"),
    [
        ("星期三", "Wednesday", "Wednesday"),
        ("周日", "on Sundays", "Sunday"),
        ("昨日", "yesterday", "yesterday"),
        ("前天", "the day before yesterday", "the day before yesterday"),
        ("去年", "last fiscal year", "last year"),
        ("次年", "the following year", "next year"),
        ("上个月", "the previous month", "last month"),
        ("本周", "this week", "this week"),
    ],
)
def test_weekdays_and_relative_dates(chinese, english, words):
    for found in (zh(chinese), en(english)):
        (word,) = found.weekdays + found.relatives
        assert relative_text(word) == words


def test_relative_dates_resolve_against_a_stated_date():
    stated = date(2024, 3, 1)
    expected = {"昨日": "29 February 2024", "去年": "the year 2023", "上月": "February 2024", "下月": "April 2024"}
    for text, words in expected.items():
        assert date_text(resolve(zh(text).relatives[0], stated)) == words
    assert not any(resolve(zh("上周").relatives[0], stated).said())


def test_the_lunar_calendar_is_known_by_its_name_or_its_feasts():
    assert en("the 15th of the eighth lunar month").lunar_said
    assert en("the Mid-Autumn Festival").lunar_said
    assert not en("on 15 August").lunar_said


@given(
    st.text(st.characters(exclude_categories=()), max_size=60)
    | st.text("初正腊农历月年日一二三十0123至周上下半旬季度", max_size=30)
)
def test_no_text_raises_and_spans_hold(text):
    for read, parse in ((dates_zh.read_dates, parse_zh), (dates_en.read_dates, parse_en)):
        figures = parse(text)
        found = read(text, figures)
        for item in (*found.dates, *found.weekdays, *found.relatives):
            assert 0 <= item.start < item.end <= len(text)
        for mention in found.dates:
            assert date_text(mention)
            assert all(i < len(figures) for i in mention.figures)
