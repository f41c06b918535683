"""The number check, pair by pair."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.checks.numbers import codes
from reader.checks.numbers.check import Numbers
from reader.model import Severity

CHECK = Numbers()


def test_magnitude_states_both_values_and_the_factor(one):
    source, target = "涉案金额1.63亿元。", "The amount involved is 16,300,000 yuan."
    finding = one(source, target)
    assert finding.severity is Severity.CRITICAL
    assert finding.label == "Amount"
    assert finding.explanation == (
        "The Chinese says 163,000,000 yuan (1.63亿元); the English says 16,300,000 yuan: ten times less."
    )
    assert source[slice(*finding.source_spans[0])] == "1.63亿"
    assert target[slice(*finding.target_spans[0])] == "16,300,000"
    assert finding.evidence["source_value"] == "163,000,000 yuan"


@pytest.mark.parametrize(
    ("source", "target", "trouble", "severity"),
    [
        ("抓获35人。", "53 people were arrested.", "changed", Severity.MAJOR),
        ("抓获35人。", "People were arrested.", "missing", Severity.MAJOR),
        ("抓获三名嫌疑人。", "Four suspects were arrested.", "changed", Severity.MAJOR),
        ("抓获嫌疑人。", "35 suspects were arrested.", "added", Severity.MAJOR),
        ("增长6.5%。", "It grew by 6.5.", "percent", Severity.MAJOR),
        ("392.687694万元", "392.687694 yuan", "magnitude", Severity.CRITICAL),
        ("处三年以下有期徒刑", "imprisonment of at least three years", "bound reversed", Severity.MAJOR),
        ("至少50人到场。", "50 people came.", "bound lost", Severity.MINOR),
        ("全长5公里。", "It is 5 miles long.", "unit", Severity.MAJOR),
        ("支付300美元。", "He paid 300 euros.", "currency", Severity.MAJOR),
        ("第三十二条", "Article 23", "changed", Severity.MAJOR),
        ("感染COVID-19", "infected with COVID-18", "changed", Severity.MAJOR),
        ("感染COVID-19", "infected with the virus", "missing", Severity.MINOR),
        ("8分钟跑5公里，10分钟跑5公里", "5 km in 8 minutes, in 10 minutes", "fewer", Severity.MINOR),
    ],
)
def test_errors(one, source, target, trouble, severity):
    finding = one(source, target)
    assert (finding.evidence["trouble"], finding.severity) == (trouble, severity)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("涉案金额1.63亿元。", "The case involves 163 million yuan."),
        ("涉案金额1.63亿元。", "The case involves RMB 163,000,000."),
        ("392.687694万元", "3.92687694 million yuan"),
        ("壹拾贰万叁仟元整", "RMB 123,000"),
        ("增长百分之六点五", "up 6.5 percent"),
        ("六成以上", "more than 60%"),
        ("三分之二", "two thirds"),
        ("一半以上", "more than half"),
        ("半年内", "within six months"),
        ("一年半", "18 months"),
        ("增长两倍", "tripled"),
        ("2018年12月3日", "December 3, 2018"),
        ("2018年12月3日", "3 Dec 2018"),
        ("20世纪90年代", "in the 1990s"),
        ("晚上8点30分", "at 8:30 p.m."),
        ("下午3时", "3 pm"),
        ("比分12:10", "the score was 12-10"),
        ("第三条第一款", "Article 3, paragraph 1"),
        ("第二次世界大战", "World War II"),
        ("5—10万元", "50,000 to 100,000 yuan"),
        ("七八十人", "seventy or eighty people"),
        ("两国元首", "the heads of both states"),
        ("一个人", "a man"),
        ("不得超过三日", "not more than three days"),
        ("达6000亩", "up to 6,000 mu (400 hectares)"),
        ("14日说", "said on September 14"),
        ("抓获张三、李四", "arrested Zhang San and Li Si"),
        ("十分重要的统一战线", "the very important United Front"),
        ("伊尔-76", "the Il-76"),
        ("电话：0991-1234567", "Tel.: +86 991 123 4567"),
        ("民国一百年十一月四日", "November 4, 2011"),
    ],
)
def test_sound_translations_are_left_alone(apply, source, target):
    assert [f for f in apply(CHECK, source, target) if f.severity is not Severity.MINOR] == []


@pytest.mark.parametrize(
    ("target", "trouble"),
    [
        ("Tel. 0991-1234576", "changed"),
        ("Tel. 0991-12345678", "changed"),
        ("Call the office", "missing"),
    ],
)
def test_phone_digits(one, target, trouble):
    finding = one("电话0991-1234567", target)
    assert finding.label == "Phone number"
    assert finding.evidence["trouble"] == trouble
    assert finding.severity is Severity.MAJOR


def test_each_error_is_one_finding(apply):
    found = apply(CHECK, "5人死亡，12人受伤，损失300万元。", "6 dead, 13 injured, damage of 30 million yuan.")
    assert sorted(f.evidence["trouble"] for f in found) == ["changed", "changed", "magnitude"]


def test_nothing_is_said_of_an_empty_translation(apply):
    assert apply(CHECK, "抓获35人。", " ") == []


def test_a_table_read_as_one_sentence_is_summed_up(apply):
    source = "、".join(str(n) for n in range(1000, 1300))
    found = apply(CHECK, source, "No figures here.")
    assert len(found) == 31
    assert found[-1].explanation == "270 more figures differ between the Chinese and the English."
    assert apply(CHECK, source, source.replace("、", ", ")) == []


@given(
    st.sampled_from(["covid19", "COVID19", "110", "13800138000", "a1", "1"]),
    st.text(st.sampled_from("covid19 COVID-0138(三é"), max_size=30),
)
def test_codes_are_found_whatever_signs_stand_between(wanted, text):
    pattern = "[^0-9A-Za-z]{0,3}".join(wanted) + r"(?!\d)"
    assert list(codes._spread(text, wanted)) == [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]
