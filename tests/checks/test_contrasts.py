"""What a package is asked about a pair, and how the checks weigh its answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks.addition.check import Addition
from reader.checks.asked import times
from reader.checks.contrasts import LONGEST, MOST, variants
from reader.checks.omission.check import Omission
from reader.checks.polarity.check import Polarity
from reader.checks.signals import Change, Contrast, ModelSignals
from reader.model import Severity


def changed(source, target, change):
    return [(v.source, v.target) for v in variants(source, target) if v.change is change]


def test_a_lost_negation_is_put_in_and_taken_out_of_the_chinese():
    source, target = "他没有离开北京。", "He has left Beijing."
    assert changed(source, target, Change.NEGATED) == [(source, "He has not left Beijing.")]
    assert changed(source, target, Change.UNDENIED) == [("他有离开北京。", target)]


@pytest.mark.parametrize(
    ("target", "plain"),
    [
        ("He did not leave.", "He did leave."),
        ("He can't leave.", "He can leave."),
        ("He won’t leave.", "He will leave."),
        ("He cannot leave.", "He can leave."),
        ("He is unable to leave.", "He is able to leave."),
        ("He was told not to leave.", "He was told to leave."),
    ],
)
def test_a_negation_is_taken_out_of_the_english(target, plain):
    source = "他离开了北京。"
    assert (source, plain) in changed(source, target, Change.AFFIRMED)


def test_no_negation_is_put_in_where_the_chinese_has_none():
    assert changed("他已经离开北京。", "He has left Beijing.", Change.NEGATED) == []


def test_each_clause_that_may_be_missing_is_left_out_once():
    source = "警方逮捕了两名嫌疑人，没收了他们的护照，并冻结了银行账户。"
    left = changed(source, "The police arrested two suspects.", Change.CLAUSE)
    assert ("警方逮捕了两名嫌疑人，并冻结了银行账户。", "The police arrested two suspects.") in left
    assert ("警方逮捕了两名嫌疑人，没收了他们的护照。", "The police arrested two suspects.") in left
    spans = [v.span for v in variants(source, "The police arrested two suspects.")]
    assert len(set(spans)) == len(spans)


def test_items_of_a_list_are_left_out_too():
    source = "需提交护照复印件、银行流水单、无犯罪记录证明。"
    left = changed(source, "A copy of the passport and a bank statement are required.", Change.PART)
    assert any("无犯罪记录证明" not in zh and "护照复印件" in zh for zh, _ in left)


def test_a_clause_plainly_rendered_is_not_asked_about():
    source = "警方在北京机场逮捕了两名嫌疑人，没收了他们的护照。"
    target = "The police arrested two suspects at Beijing airport."
    asked = {v.span for v in variants(source, target) if v.change is Change.CLAUSE}
    assert asked == {(source.index("没"), len(source))}


@pytest.mark.parametrize(("source", "target"), [("", "x"), ("中", ""), ("不" * (LONGEST + 1), "no"), ("。", ".")])
def test_nothing_is_asked_about_what_is_empty_or_too_long(source, target):
    assert variants(source, target) == []


@settings(max_examples=150, deadline=None)
@given(
    st.text("他不没有无法离开北京，。、；的了并禁止 ", max_size=80),
    st.text("can not won't is without any. ", max_size=80),
)
def test_any_pair_may_be_asked_about(source, target):
    found = variants(source, target)
    assert len(found) <= MOST
    for v in found:
        text = source if v.change in (Change.CLAUSE, Change.PART, Change.UNDENIED) else target
        assert 0 <= v.span[0] < v.span[1] <= len(text)
        assert (v.source, v.target) != (source, target)
        assert v.source
        assert v.target


def judged(context_of, check, source, target, *contrasts, score=-2.0, tokens=12):
    signals = ModelSignals(package_sha256="0" * 64, score=score, contrasts=contrasts, tokens=tokens)
    return check(*context_of(source, target, signals=signals))


def test_a_package_finds_a_negation_lost_beside_others(context_of):
    source = "他不在家，也没有带手机。"
    target = "He isn't at home, and he has a mobile phone, unlike before."
    assert judged(context_of, Polarity(), source, target) == []
    at = target.index("has")
    (finding,) = judged(context_of, Polarity(), source, target, Contrast(Change.NEGATED, (at, at + 3), 6.0))
    assert (finding.severity, finding.evidence) == (Severity.MAJOR, {"negation": "lost"})
    assert finding.target_spans == ((at, at + 3),)
    assert "at “has a mobile phone, unlike”" in finding.explanation
    assert "403 times more probable" in finding.explanation


def test_a_package_may_contradict_what_was_counted(context_of):
    source, target = "警方没有逮捕他。", "The police arrested him."
    (alone,) = judged(context_of, Polarity(), source, target)
    (contradicted,) = judged(context_of, Polarity(), source, target, Contrast(Change.NEGATED, (4, 10), -14.0))
    assert (alone.severity, contradicted.severity) == (Severity.MAJOR, Severity.MINOR)
    assert "more probable as it stands" in contradicted.explanation


def test_a_package_finds_a_negation_added(context_of):
    source, target = "未成年人可以进入。", "Minors may not enter."
    assert judged(context_of, Polarity(), source, target) == []
    (finding,) = judged(context_of, Polarity(), source, target, Contrast(Change.AFFIRMED, (7, 14), 14.0))
    assert (finding.severity, finding.evidence) == (Severity.MAJOR, {"negation": "added"})
    assert "over 1,097 times" in finding.explanation


def test_a_package_finds_a_clause_whose_words_stand_elsewhere(context_of):
    source = "一名警察在门口检查护照，另一名警察在大厅检查护照。"
    target = "A policeman checked passports at the door."
    at = source.index("另")
    gain = Contrast(Change.CLAUSE, (at, len(source)), 8.0)
    (finding,) = judged(context_of, Omission(), source, target, gain)
    assert finding.severity is Severity.MAJOR
    assert finding.source_spans == ((at, len(source)),)
    assert "times more probable" in finding.explanation


def test_a_package_that_sees_no_omission_leaves_a_minor_doubt(context_of):
    source = "各地各部门要提高政治站位，切实增强责任感，抓好落实工作。"
    target = "All localities and departments must take this seriously and see it through."
    (alone,) = judged(context_of, Omission(), source, target)
    assert (alone.severity, alone.source_spans) == (Severity.MAJOR, ((13, 28),))
    first, second = (13, 21), (21, 28)
    gains, losses = ([Contrast(Change.CLAUSE, span, gain) for span in (first, second)] for gain in (4.0, -300.0))
    doubted = judged(context_of, Omission(), source, target, *gains, tokens=20)
    (kept,) = judged(context_of, Omission(), source, target, *losses, tokens=20, score=-4.0)
    assert [finding.severity for finding in doubted] == [Severity.MAJOR]
    assert kept.severity is Severity.MINOR
    assert "more probable as it stands" in kept.explanation


CLAUSE = "while thousands of farmers celebrated the harvest festival"


def shortened(context_of, gain):
    source = "昨天上午，警方在机场逮捕了两名嫌疑人，并没收了他们的护照。"
    whole = "Yesterday morning the police arrested two suspects at the airport and seized their passports, "
    target = f"{whole}{CLAUSE}."
    asked = [
        Contrast(v.change, v.span, gain, tokens=18)
        for v in variants(source, target)
        if v.change is Change.SHORTENED and CLAUSE in target[slice(*v.span)]
    ]
    assert asked
    return judged(context_of, Addition(), source, target, *asked, tokens=32)


def test_a_package_confirms_an_addition(context_of):
    (finding,) = shortened(context_of, 80.0)
    assert (finding.check, finding.severity) == ("addition", Severity.MAJOR)


def test_a_package_that_expects_the_words_leaves_a_minor_doubt(context_of):
    (finding,) = shortened(context_of, 7.0)
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    ("gain", "words"),
    [(0.0, "about as probable"), (1.0, "2.7 times more probable"), (3.0, "20 times more probable")],
)
def test_gains_in_words(gain, words):
    assert times(gain) == words
