"""The date check, pair by pair; and that dates and numbers never report the same thing twice."""

from itertools import pairwise

import pytest

from reader.checks import registry
from reader.checks.contract import Context
from reader.checks.dates.check import Dates
from reader.model import Segment, Severity, Translation

CHECK = Dates()


@pytest.mark.parametrize(
    ("source", "target", "trouble", "severity"),
    [
        ("9月28日开会。", "The meeting is on October 28.", "changed", Severity.MAJOR),
        ("2018年成立。", "It was founded in 2008.", "changed", Severity.MAJOR),
        ("20时30分出发。", "They left at 20:50.", "changed", Severity.MAJOR),
        ("3月5日抵达。", "He arrived on May 3.", "changed", Severity.MAJOR),
        ("2024年3月5日", "5 March 2023", "changed", Severity.MAJOR),
        ("民國113年成立", "founded in 2013", "changed", Severity.MAJOR),
        ("8月6日至8日", "6 to 9 August", "changed", Severity.MAJOR),
        ("10月中旬", "in early October", "changed", Severity.MAJOR),
        ("2018年上半年", "in the second half of 2018", "changed", Severity.MAJOR),
        ("第一季度", "in the third quarter of the year", "changed", Severity.MAJOR),
        ("星期三开会", "The meeting is on Thursday", "changed", Severity.MAJOR),
        ("昨日抵达", "He will arrive tomorrow", "changed", Severity.MAJOR),
        ("下午2点出发", "They left at 2 a.m.", "changed", Severity.MAJOR),
        ("2024年3月5日签字。", "It was signed.", "missing", Severity.MAJOR),
        ("2024年3月签字。", "It was signed in March.", "missing", Severity.MAJOR),
        ("签字。", "It was signed on 5 March 2024.", "added", Severity.MAJOR),
        ("2018年12月签字。", "It was signed on December 3, 2018.", "added", Severity.MAJOR),
        ("上午8时出发", "They left in the morning", "missing", Severity.MAJOR),
        ("出发", "They left at 8:30 a.m.", "added", Severity.MAJOR),
        ("3月5日（星期二）", "March 5", "missing", Severity.MINOR),
        ("14日签字", "signed on September 14", "date completed", Severity.MINOR),
        ("10月中旬", "in October", "part lost", Severity.MINOR),
        ("农历八月十五日", "on August 15", "lunar", Severity.MAJOR),
        ("农历正月初五", "on the fifth", "lunar", Severity.MINOR),
    ],
)
def test_errors(one, source, target, trouble, severity):
    finding = one(source, target)
    assert (finding.evidence["trouble"], finding.severity) == (trouble, severity)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2018年12月3日", "December 3, 2018"),
        ("2018年12月3日", "3 Dec 2018"),
        ("2018年12月3日", "the 3rd of December 2018"),
        ("2018年12月3日", "2018-12-03"),
        ("2024年3月5日", "03/05/2024"),
        ("2024年3月5日", "05/03/2024"),
        ("二〇二四年三月五日", "5 March 2024"),
        ("２０２４年３月５日", "March 5th, 2024"),
        ("2024/3/5", "5 March 2024"),
        ("24年3月", "March 2024"),
        ("民國113年3月5日", "5 March 2024"),
        ("民國113年3月5日", "5 March of the 113th year of the Republic"),
        ("昭和20年8月15日", "August 15, 1945"),
        ("10月中旬", "mid-October"),
        ("10月上旬", "in the first ten days of October"),
        ("2018年底", "at the end of 2018"),
        ("2018年第一季度", "in Q1 2018"),
        ("2018年上半年", "in the first half of 2018"),
        ("8月6日至8日", "August 6-8"),
        ("8月6日至8日", "from 6 August to 8 August"),
        ("8月6日至8日", "6 to 8 August"),
        ("3月5日、3月8日", "March 5 and 8"),
        ("农历正月初五", "the fifth day of the first lunar month"),
        ("农历八月十五", "the Mid-Autumn Festival"),
        ("星期三下午2点", "at 2 p.m. on Wednesday"),
        ("14时30分", "2:30 p.m."),
        ("14时30分", "half past two"),
        ("晚上8点半", "8:30"),
        ("凌晨零时", "midnight"),
        ("比分12:10", "the score was 12-10"),
        ("去年", "last year"),
        ("去年", "in 2013"),
    ],
)
def test_sound_translations_are_left_alone(apply, source, target):
    assert [f for f in apply(CHECK, source, target) if f.severity is not Severity.MINOR] == []


def test_both_dates_stand_in_the_explanation(one):
    source, target = "民國113年3月5日簽字", "It was signed on 3 May 2024."
    finding = one(source, target)
    assert finding.explanation == ("The Chinese says 5 March 2024 (民國113年3月5日); the English says “3 May 2024”.")
    assert source[slice(*finding.source_spans[0])] == "民國113年3月5日"
    assert target[slice(*finding.target_spans[0])] == "3 May 2024"
    assert finding.category == "Accuracy/Mistranslation"
    assert finding.label == "Date"


def test_relative_dates_are_resolved_only_against_a_stated_date():
    source, target = "去年签字。", "It was signed in 2021."
    segment = Segment("s", "d", "b", 1, 0, len(source), source, "zh")
    translation = Translation("t", source, target, "", "", "", "", "", {}, "")
    assert CHECK(segment, translation, Context(target)) == []
    finding = CHECK(segment, translation, Context(target, stated_date="2024-03-05"))[0]
    assert finding.evidence["source_value"] == "the year 2023"
    right = "It was signed in 2023."
    assert CHECK(segment, translation, Context(right, stated_date="2024-03-05")) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2018年12月3日，5人到场。", "On December 4, 2018, 6 people came."),
        ("14日20时30分抓获35人。", "At 20:50 on the 15th, 53 were arrested."),
        ("3月5日投入1.63亿元。", "On 3 May 16.3 million yuan were invested."),
    ],
)
def test_no_figure_is_reported_twice(run_all, source, target):
    found = [f for f in run_all(source, target) if f.check in {"numbers", "dates"}]
    for side in ("source_spans", "target_spans"):
        spans = sorted(span for f in found for span in getattr(f, side))
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), found
    assert {f.check for f in found} == {"numbers", "dates"}


def test_a_long_list_of_dates_is_cut(apply):
    source = "、".join(f"{year}年" for year in range(1900, 2000))
    assert len(apply(CHECK, source, "No dates here.")) == 30


def test_registered():
    assert registry.versions()["dates"] == CHECK.version
