"""Stretches of the Chinese that no English word attends to."""

import dataclasses

import pytest

from reader.checks.alignment_gaps import AlignmentGaps
from reader.checks.signals import ModelSignals
from reader.model import Severity

CHECK = AlignmentGaps()


def judged(context_of, source, target, *gaps, own=True, shown=None):
    """The findings, with gaps at the first place of each of these Chinese strings."""
    spans = tuple((at := source.index(text), at + len(text)) for text in gaps)
    segment, translation, context = context_of(source, target, signals=ModelSignals(own=own, gaps=spans))
    if shown is not None:
        context = dataclasses.replace(context, text=shown)
    return CHECK(segment, translation, context)


def test_a_word_nobody_looked_at(context_of):
    source = "请提前规划路线，注意收费站。"
    (finding,) = judged(context_of, source, "Please plan the route and mind the toll station.", "提前")
    assert finding.severity is Severity.MINOR
    assert finding.category == "Accuracy/Omission"
    assert finding.source_spans == ((1, 3),)
    assert "“提前”" in finding.explanation


def test_several_words_without_a_counterpart_are_major(context_of):
    source = "会议讨论了公司的工资和学生宿舍问题，最后通过了三项决定。"
    target = "The meeting discussed questions of the company's wages and finally adopted three decisions."
    (finding,) = judged(context_of, source, target, "学生宿舍")
    assert finding.severity is Severity.MAJOR


def test_all_gaps_are_named_in_one_finding(context_of):
    source = "会议讨论了教育、环境和经济问题。"
    (finding,) = judged(context_of, source, "The meeting discussed questions of environment at length.", "教育", "经济")
    assert finding.evidence["gaps"] == "2"
    assert len(finding.source_spans) == 2


@pytest.mark.parametrize(
    ("source", "target", "gap"),
    [
        ("警方提醒市民注意安全。", "The police remind citizens to take care of their safety.", "安全"),  # rendered
        ("他的曾经是我们的。", "What was his was ours.", "是我们的"),  # particles and pronouns
        ("会议于十二月三十一日召开。", "The meeting was held.", "十二月三十一日"),  # figures
        ("代表团访问了浙江省。", "The delegation paid a visit.", "浙江省"),  # names
    ],
)
def test_quiet_where_nothing_is_missing_or_others_speak(context_of, source, target, gap):
    assert judged(context_of, source, target, gap) == []


def test_quiet_where_omission_names_the_same_stretch(context_of):
    source = "会议讨论了教育问题，警方随后逮捕了三名涉嫌诈骗的公司经理，并没收了大量现金和护照。"
    target = "The meeting discussed education."
    segment, translation, context = context_of(source, target, signals=ModelSignals(own=True, gaps=((14, 40),)))
    from reader.checks.omission.check import Omission

    assert Omission()(segment, translation, context)
    assert CHECK(segment, translation, context) == []


def test_silent_without_signals_and_for_a_persons_own_words(context_of):
    segment, translation, context = context_of("请提前规划路线。", "Please plan the route.")
    assert CHECK(segment, translation, context) == []
    assert judged(context_of, "请提前规划路线。", "Please plan the route.", "提前", shown="Plan the way.") == []
    assert judged(
        context_of, "请提前规划路线。", "Please plan the route.", "提前", own=False, shown="Plan the way now."
    )
