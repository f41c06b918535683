"""Figures in words, and sums in another currency at a rate with date and source."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.figures import Rate, figures

DOLLARS = Rate("USD", Fraction("7.1"), "CNY", "2024-03-05", "Bank of X")


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("投入1.63亿元。", "1.63亿元", "163,000,000 yuan"),
        ("壹拾贰万叁仟元整", "壹拾贰万叁仟元", "123,000 yuan"),
        ("392.687694万元", "392.687694万元", "3,926,876.94 yuan"),
        ("六成以上", "六成", "at least 60 %"),
        ("300余人", "300", "more than 300"),
        ("不得超过三日", "三日", "at most 3 days"),
        ("全长5公里", "5公里", "5 km"),
        ("民國113年3月5日", "民國113年3月5日", "5 March 2024"),
        ("农历正月初五", "农历正月初五", "day 5 of month 1 of the lunar calendar"),
        ("上半年", "上半年", "the first half of the year"),
        ("下午2点", "2点", "14:00"),
        ("第三条", "第三", "article 3"),
        ("数百万人", "数百万", "several times 1,000,000"),
        ("公通字〔2022〕", "2022", "2022"),
        ("三分之二", "三分之二", "2/3"),
    ],
)
def test_values_in_words(text, written, value):
    (figure,) = figures(text)
    assert (text[figure.start : figure.end], figure.value, figure.converted) == (written, value, "")


def test_money_is_converted_with_the_rate_its_day_and_its_source():
    (figure,) = figures("1.63亿元", [DOLLARS])
    assert figure.converted == "about 22,960,000 US dollars (1 USD = 7.1 CNY on 2024-03-05, Bank of X)"


def test_only_money_of_the_rates_currency_is_converted():
    assert [f.converted for f in figures("新台币3亿元，300美元，5公里", [DOLLARS])] == ["", "", ""]
    euros = Rate("EUR", Fraction("7.8"), "CNY", "2024-03-05", "Bank of X")
    (figure,) = figures("100元", [DOLLARS, euros])
    assert figure.converted.count(" on 2024-03-05") == 2


def test_a_bare_yuan_of_unknown_country_is_not_converted():
    (figure,) = figures("100元", [DOLLARS], yuan="")
    assert figure.converted == ""
    (figure,) = figures("人民币100元", [DOLLARS], yuan="")
    assert figure.converted.startswith("about 14.08 US dollars")


@given(st.text(max_size=60))
def test_no_text_raises_and_spans_hold(text):
    for figure in figures(text, [DOLLARS]):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.value
