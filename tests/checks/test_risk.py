"""The risk score and the levels of confidence: bounded, monotone, explained; fitted figures whole."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks import risk
from reader.checks.confidence import Confidence, Level, confidence
from reader.checks.contract import Context
from reader.checks.coverage import Evidence
from reader.checks.improbable import Improbable
from reader.checks.no_source import NoSource
from reader.checks.risk_features import text_features, worst_run
from reader.checks.signals import Doubt, ModelSignals
from reader.model import Actor, Dismissal, Finding, Segment, Severity, Translation

ZH, EN = "会议将于星期五在市政府大楼举行。", "The meeting will be held on Friday at the city government building."
STARTER = next(iter(risk.load().score_norms))


def finding(severity=Severity.MAJOR, check="numbers", label="Number"):
    return Finding(check, "1", label, "Accuracy/Mistranslation", severity, "Words.")


def value(findings=(), source=ZH, target=EN, **named):
    return risk.assess(source, target, findings, **named).value


@given(
    source=st.text(max_size=60),
    target=st.text(max_size=60),
    severities=st.lists(st.sampled_from(list(Severity)), max_size=3),
    score=st.none() | st.floats(-50, 0),
    others=st.none() | st.floats(0, 1),
)
@settings(max_examples=80)
def test_any_two_strings_have_a_risk_and_a_reason(source, target, severities, score, others):
    signals = ModelSignals(package_sha256=STARTER, score=score, others=others)
    found = confidence(source, target, [finding(s) for s in severities], signals=signals)
    assert 0 <= found.risk <= 1
    assert found.reasons
    json.dumps(found.view())


@pytest.mark.parametrize("source", ["", "\ud800警察", "长" * 100_000, "a\u202eb", "\x00"])
def test_hostile_text_is_judged_like_any_other(source):
    assert 0 < value(source=source) < 1
    assert 0 < value(target=source) < 1


def test_findings_raise_the_risk_by_their_severity():
    clean, minor, major, critical = (value(f) for f in ((), *([finding(s)] for s in Severity)))
    assert clean < minor < major < critical
    assert critical > 0.75


def test_an_unknown_check_counts_by_its_severity():
    assert value([finding(check="from-a-plug-in")]) > value() + 0.3


def test_one_check_that_speaks_twice_does_not_count_twice():
    assert value([finding(), finding()]) == value([finding()])
    assert value([finding(), finding(check="dates")]) > value([finding()])


def test_a_dismissed_finding_does_not_count():
    dismissed = replace(finding(), dismissal=Dismissal(Actor("A1", "A"), "checked", "2026-01-01T00:00:00.000Z"))
    assert value([dismissed]) == value()
    assert confidence(ZH, EN, [dismissed]).level is Level.NO_DOUBT


def test_english_that_covers_nothing_of_the_chinese_is_riskier():
    assert value(target="Bananas are yellow and sweet, my aunt says, whatever you pay.") > 1.5 * value()


def test_the_package_and_other_translations_speak():
    probable, improbable = (ModelSignals(package_sha256=STARTER, score=s) for s in (-1.0, -7.0))
    assert value(signals=improbable) > value(signals=probable)
    alike, unlike = (ModelSignals(others=likeness, n_others=2) for likeness in (0.9, 0.1))
    assert value(signals=unlike) > value(signals=alike)


def test_scores_of_a_package_without_norms_mean_nothing():
    assert value(signals=ModelSignals(package_sha256="f" * 64, score=-9.0)) == value()


def test_the_fitted_file_is_whole():
    known = risk.load()
    assert set(known.models) == {"", "improbable", "unlike", "improbable+unlike"}
    assert 0 < known.look_twice < known.do_not_rely < 1
    for model in known.models.values():
        assert set(model.weights) == set(model.centre)
        assert all(weight >= 0 for weight in model.weights.values())
    assert all(0 <= weight < 1 for weight in known.weights.values())
    assert {"elsewhere", "own"} <= set(known.score_norms[STARTER])


def test_a_file_without_a_severity_is_refused():
    with pytest.raises(KeyError):
        risk.parse({"models": {}, "finding_weights": {"major": 0.5}, "score_norms": {}, "levels": {}})


def test_levels_and_their_reasons():
    assert confidence(ZH, EN, []) == Confidence(
        Level.NO_DOUBT, ("No check found a doubt. That does not prove the sentence right.",), value()
    )
    doubtful = confidence(ZH, EN, [finding(label="Date"), finding(Severity.MINOR, label="Term")])
    assert doubtful.level in {Level.LOOK_TWICE, Level.DO_NOT_RELY}
    assert doubtful.reasons[:2] == ("1 major doubt: Date.", "1 minor doubt: Term.")
    grave = confidence(ZH, EN, [finding(Severity.CRITICAL)])
    assert grave.level is Level.DO_NOT_RELY


def test_a_package_that_gives_the_gist_only_is_never_without_doubt():
    found = confidence(ZH, EN, [], gist_only=True)
    assert found.level is Level.LOOK_TWICE
    assert any("gist" in reason for reason in found.reasons)


def test_the_worst_run_is_the_stretch_with_the_most_evidence():
    words = tuple(Evidence(n, n + 1, w) for n, w in enumerate([1.0, -2.0, 1.0, 1.5, -0.5, 1.0, -3.0]))
    assert worst_run(words) == (3.0, 2, 5)
    assert worst_run(()) == (0.0, -1, -1)


def test_length_says_no_more_beyond_what_was_annotated():
    assert text_features("长" * 5_000, "x")["length"] == text_features("长" * 50_000, "x")["length"]


def test_no_source(apply):
    (found,) = apply(NoSource(), "", "Hello")
    assert (found.severity, found.target_spans) == (Severity.CRITICAL, ((0, 5),))
    assert apply(NoSource(), "你好", "Hello") == []
    assert apply(NoSource(), "…", "") == []


def test_improbable_words_are_pointed_at():
    segment = Segment("S", "D", "B", 1, 0, len(ZH), ZH, "zh-Hans")
    made = Translation("T", ZH, EN, "e", "1", "", "", "", {}, "")
    doubts = (Doubt((4, 11), -9.0, ((0, 2),)), Doubt((23, 32), -8.0))
    (found,) = Improbable()(segment, made, Context(EN, signals=ModelSignals("ab", doubts=doubts)))
    assert (found.severity, found.target_spans, found.source_spans) == (Severity.MINOR, ((4, 11), (23, 32)), ((0, 2),))
    assert "“meeting”" in found.explanation
    for signals in (None, ModelSignals("ab"), ModelSignals("ab", own=True, doubts=doubts)):
        assert Improbable()(segment, made, Context(EN, signals=signals)) == []
