"""Terms: renderings to avoid, missing ones, disagreement within a document."""

import dataclasses

import pytest

from reader.checks.contract import Context, TermContext
from reader.checks.terms import Terms, usual_renderings
from reader.model import Segment, Severity, Translation
from reader.text.terms.bundled import bundled
from reader.text.terms.model import ENGLISH, HANS, Concept, Term, TermStatus, merged


def judged(source, target, terms=None):
    segment = Segment("D1.s1", "D1", "D1.b1", 1, 0, len(source), source, "zh-Hans")
    translation = Translation("T", source, target, "engine", "1", "package", "1", "0" * 64, {}, "avx2")
    return Terms()(segment, translation, dataclasses.replace(Context(target), terms=terms))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("劝返人员十二名。", "12 people were persuaded to return."),
        ("警方劝返其亲属。", "Police persuaded his relatives abroad to return."),
        ("警侨服务站揭牌", "A police–overseas Chinese service station opens"),
        ("他被刑事拘留后逮捕。", "He was criminally detained and then arrested."),
        ("招标单位公开招标", "The unit held an open tender"),
        ("被勸返者已被遣返。", "Those persuaded to return have been repatriated."),
        ("他说你好。", "He said hello."),
        ("劝返", ""),
        ("劝返", "。"),
    ],
)
def test_nothing_to_say(source, target):
    assert judged(source, target) == []


def test_a_rendering_to_avoid_is_major_and_marked_on_both_sides():
    source, target = "全年共劝返十二人。", "In the whole year 12 voluntary returns took place."
    (finding,) = judged(source, target)
    assert (finding.severity, finding.category, finding.label) == (Severity.MAJOR, "Terminology", "Term")
    assert [source[a:b] for a, b in finding.source_spans] == ["劝返"]
    assert [target[a:b] for a, b in finding.target_spans] == ["voluntary returns"]
    assert "quàn fǎn" in finding.explanation
    assert "“persuade to return”" in finding.explanation
    assert finding.evidence["source"].startswith("Safeguard Defenders")


def test_a_rendering_to_avoid_is_explained_by_another_term_of_the_sentence():
    assert judged("红色通报、遣返", "Red Notice, repatriation") == []
    found = judged("劝返和遣返", "persuasion to return and repatriation")
    assert found == []


def test_one_right_rendering_does_not_cover_two_instances_of_a_critical_term():
    source = "已取保候审。另一人取保候审。"
    assert [f.severity for f in judged(source, "One was bailed. The other was acquitted.")] == [Severity.MAJOR]
    assert judged(source, "One was bailed. The other was bailed.") == []


def test_no_known_rendering_is_minor():
    (finding,) = judged("辅警三人", "Three helpers")
    assert (finding.severity, finding.target_spans) == (Severity.MINOR, ())
    assert "“auxiliary police”" in finding.explanation


def test_at_most_one_finding_for_a_term():
    assert len(judged("辅警、辅警、辅警", "helpers, helpers, helpers")) == 1


def test_another_rendering_than_the_rest_of_the_document_is_minor():
    usual = usual_renderings(
        [("脱北者", "a North Korean refugee"), ("脱北者", "North Korean refugees"), ("脱北者", "a defector")],
        TermContext(bundled()),
    )
    assert usual == {"脱北者": "North Korean refugee"}
    terms = TermContext(bundled(), usual)
    (finding,) = judged("两名脱北者", "two North Korean escapees", terms)
    assert (finding.severity, finding.label) == (Severity.MINOR, "Term not consistent")
    assert finding.evidence["document_uses"] == "North Korean refugee"
    assert judged("两名脱北者", "two North Korean refugees", terms) == []


def test_everyday_words_may_vary_within_a_document():
    assert usual_renderings([("报警", "call the police")] * 3, TermContext(bundled())) == {}
    assert judged("报警", "raise the alarm", TermContext(bundled(), {"报警": "call the police"})) == []


def test_a_rendering_seen_once_is_not_usual():
    assert usual_renderings([("脱北者", "a North Korean refugee")], TermContext(bundled())) == {}


def test_a_cases_termbase_decides():
    own = Concept(
        "T1",
        (
            Term("辅警", HANS),
            Term("helper constable", ENGLISH),
            Term("auxiliary police", ENGLISH, TermStatus.DEPRECATED),
        ),
    )
    terms = TermContext(merged([own], bundled()))
    (finding,) = judged("辅警三人", "three auxiliary police", terms)
    assert finding.severity is Severity.MAJOR
    assert judged("辅警三人", "three helper constables", terms) == []


@pytest.mark.parametrize("source", ["劝返" * 10_000, "\ud83d劝返\u202e辅警", "劝\x00返", "辅\u200b警"])
@pytest.mark.parametrize("target", ["\udfff\u202eabc", "a return " * 10_000])
def test_odd_texts_make_no_exception(source, target):
    assert all(f.category == "Terminology" for f in judged(source, target))
