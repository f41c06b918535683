"""Negations lost and added, yes turned into no; duty, permission, questions, conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.checks.modality import Modality
from reader.checks.polarity import negation_en, negation_zh
from reader.checks.polarity.check import Polarity
from reader.checks.polarity.negation_en import negations, plain
from reader.checks.polarity.negation_zh import denials
from reader.model import Severity
from reader.text import english_words


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("我不同意这个方案。", "I agree with this plan."),
        ("警方没有逮捕他。", "The police arrested him."),
        ("嫌疑人从未到过北京。", "The suspect had been to Beijing."),
        ("该公司未经批准开展业务。", "The company did business with approval."),
        ("任何人不得进入。", "Anybody may enter."),
        ("他並未離開台灣。", "He left Taiwan."),
        ("证人无法辨认嫌疑人。", "The witness could identify the suspect."),
        ("严禁携带手机。", "Bring a mobile phone."),
    ],
)
def test_negation_lost(apply, source, target):
    (finding,) = apply(Polarity(), source, target)
    assert finding.severity is Severity.MAJOR
    assert finding.evidence == {"negation": "lost"}
    assert finding.source_spans


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他已经离开北京。", "He has not left Beijing."),
        ("会议将于周五举行。", "The meeting will not be held on Friday."),
        ("证人指认了嫌疑人。", "The witness never identified the suspect."),
        ("非常重要。", "It is not important."),
        ("他不得不离开。", "He did not have to leave."),
        ("警方逮捕了他，但没有没收他的手机。", "The police did not arrest him, and they did not seize his phone."),
    ],
)
def test_negation_added(apply, source, target):
    (finding,) = apply(Polarity(), source, target)
    assert finding.severity is Severity.MAJOR
    assert finding.evidence == {"negation": "added"}
    assert finding.target_spans


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("我不同意。", "I disagree."),
        ("他拒绝回答。", "He refused to answer."),
        ("他不得不离开。", "He had to leave."),
        ("不仅如此，人数不断增加。", "What is more, numbers keep growing."),
        ("不久，他来到非洲。", "Soon he came to Africa."),
        ("无论如何都要完成。", "It must be finished in any case."),
        ("两人意见不同。", "The two hold different views."),
        ("是否同意？", "Do you agree?"),
        ("除本人外，禁止入内。", "No entry except for the person named."),
        ("他并非党员。", "He isn't a Party member."),
        ("无人不知。", "Everybody knows it."),
        ("失败是难免的。", "Failure is unavoidable."),
        ("直到昨天他才回来。", "He did not come back until yesterday."),
        ("未成年人须由家长陪同。", "Minors must be accompanied by a parent."),
        ("不超过三人。", "Not more than three people."),
        ("他没有护照，也没有身份证。", "He has neither a passport nor an identity card."),
        ("预算不单列，并入本级。", "The budget is not listed separately but merged into this level."),
        ("报错No module named 'configs'。", "Error: No module named 'configs'."),
        ("网友臧否案件。", "Readers comment on the case."),
    ],
)
def test_rendered_negations(apply, source, target):
    assert apply(Polarity(), source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [("否", "Yes"), ("是", "No"), ("无", "Yes."), ("不同意", "Agreed"), ("有", "None"), (" 否。", "yes")],
)
def test_a_lone_answer_turned_around_is_critical(apply, source, target):
    (finding,) = apply(Polarity(), source, target)
    assert finding.severity is Severity.CRITICAL


@pytest.mark.parametrize(("source", "target"), [("否", "No"), ("是", "Yes"), ("无", "None"), ("无", "N/A")])
def test_a_lone_answer_kept(apply, source, target):
    assert apply(Polarity(), source, target) == []


def test_what_denies_and_what_only_looks_like_it():
    assert len(denials("他没有来，我不能去。").certain) == 2
    assert not denials("非常感谢，不仅是你，未来不断进步，是不是？").certain
    found = denials("不同的意见")
    assert (found.certain, found.other, len(found.weak)) == ((), (), 1)


def test_open_negations_and_phrases():
    assert len(negations("He is not here and never was.").open) == 2
    assert negations("Not only that, no more than three, last but not least.").open == ()
    assert [len(negations(text).every) for text in ("unable", "the illegal entry", "United States")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("申请人应当提交身份证。", "The applicant may submit an identity card.", "duty as permission"),
        ("当事人有权申请复议。", "The party must apply for reconsideration.", "permission as duty"),
        ("任何单位不得收取费用。", "Any unit may charge fees.", "prohibition lost"),
        ("如果下雨，比赛取消。", "It rains; the match is cancelled.", "condition"),
        ("你去过北京吗？", "You have been to Beijing.", "question"),
        ("他去过北京。", "Has he been to Beijing?", "question"),
    ],
)
def test_modality(apply, source, target, kind):
    (finding,) = apply(Modality(), source, target)
    assert finding.evidence == {"kind": kind}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("申请人应当提交身份证。", "The applicant shall submit an identity card."),
        ("当事人有权申请复议。", "The party is entitled to apply for reconsideration."),
        ("任何单位不得收取费用。", "No unit may charge fees."),
        ("主要是费用增加。", "This is mainly due to higher costs."),
        ("相应的措施", "The corresponding measures may follow."),
        ("如需帮助，请拨打电话。", "If you need help, please call."),
        ("为什么？", "Why?"),
        ("可能下雨。", "It must be raining."),
    ],
)
def test_sound_modality(apply, source, target):
    assert apply(Modality(), source, target) == []


def test_no_word_that_denies_inside_is_passed_over():
    for word in english_words.load()._all:
        assert negation_en._may_begin(word) or not negation_en._INSIDE.match(word), word


@given(st.lists(st.sampled_from(["not", "no more", "unable", "Never", "can't", "free of", "un", "non", "5", "don’t"])))
def test_plain_negations_are_those_of_all(words):
    text = " ".join(words)
    assert plain(text) == negations(text).open


@given(st.text(st.sampled_from("不没未无非否勿莫弗禁止拒绝决切是能在人，")))
def test_what_has_no_sign_of_a_denial_denies_nothing(text):
    found = denials(text)
    assert not any(found) or any(sign in text for sign in "不没未无非否勿毋禁拒莫弗")
    for sign in "不没未无非否勿毋禁拒莫弗":
        text = text.replace(sign, "")
    masked = [pattern.search(text) for pattern in (negation_zh._CERTAIN, negation_zh._WEAK, negation_zh._DENIAL)]
    assert masked == [None, None, None]
