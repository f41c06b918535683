"""What every registered check must stand: hostile text, whole spans, and work that grows no faster than the text."""

import dataclasses
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks import registry
from reader.checks.contract import Context, PackageNorms
from reader.model import Finding, Segment, Severity, Translation

CHECKS = registry.CHECKS.all()
SENTENCE = "2022年1月5日，公安局（PSB）没有逮捕张伟等35人，涉案1.63亿元，不得离境！"
ENGLISH = "On 5 January 2022 the police (PSB) did not arrest Zhang Wei and 34 others; 163 million yuan. "
HOSTILE = {
    "empty": "",
    "white": " \t\n\u3000\u00a0",
    "surrogate": "张\ud800三\udfff 12\ud83d",
    "bidi": "\u202e没有\u200f不\u2066 not\u2069\u061c",
    "control": "\x00不\x07\x1b[31m no\x7f\x85",
    "combining": "不" + "\u0301" * 400 + "e" + "\u0323" * 400,
    "astral": "𠮷野家没有𠮷 𝟙𝟚𝟛 👮🏽‍♂️",
    "marks": "，。；：！？“”()（）[]" * 40,
    "digits": "1,2.3-4/5:6" * 200,
    "long": SENTENCE * (100_000 // len(SENTENCE)),
    "long-english": ENGLISH * (100_000 // len(ENGLISH)),
    "one-word": "a" * 100_000,
    "one-han": "不" * 100_000,
    "open-brackets": "(" * 50_000 + "“" * 50_000,
    "spaces": "不" + " " * 100_000 + "no",
    "lines": "不\n" * 50_000,
}


def call(check, source, target, norms=None):
    segment = Segment("s", "d", "b", 1, 0, len(source), source, "zh")
    translation = Translation("t", source, target, "", "", "", "", "", {}, "", flags=("split", "loop", "new"))
    return check(segment, translation, Context(target, norms=norms))


def assert_sound(found, source, target):
    for finding in found:
        assert isinstance(finding, Finding)
        assert finding.severity in Severity
        assert finding.explanation.endswith((".", "”", "?"))
        assert finding.label
        assert finding.category
        assert all(0 <= a <= b <= len(source) for a, b in finding.source_spans)
        assert all(0 <= a <= b <= len(target) for a, b in finding.target_spans)
        assert all(isinstance(k, str) and isinstance(v, str) for k, v in finding.evidence.items())
        assert len(finding.explanation) < 2_000
        dataclasses.asdict(finding)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_on_either_side(name, hostile):
    text = HOSTILE[hostile]
    short = text[:3_000]
    for source, target in ((text, "He did not come."), (SENTENCE, text), (short, short[::-1])):
        assert_sound(call(CHECKS[name], source, target), source, target)


@pytest.mark.parametrize("name", CHECKS)
def test_the_same_answer_for_the_same_input(name):
    norms = PackageNorms("0" * 64, (1.0, 9.0))
    once, again = (call(CHECKS[name], SENTENCE, "The police arrested 53 people.", norms) for _ in range(2))
    assert once == again


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("不没有未张三北京警方逮捕了，。（）0123一二三万亿abc \u202e\ud800\x00"), max_size=60),
    st.text(st.sampled_from("not no the police 0123,.()“”'’\n\u202e\ud800不"), max_size=120),
)
def test_any_mixture(source, target):
    for check in CHECKS.values():
        assert_sound(call(check, source, target), source, target)


def steps(check, source, target):
    """Calls of Python and library functions: a count of the work that no other process disturbs."""
    count = 0

    def tick(frame, event, argument):
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(tick)
    try:
        call(check, source, target)
    finally:
        sys.setprofile(None)
    return count


GROWING = {
    "sentences": (lambda n: SENTENCE * n, lambda n: ENGLISH * n),
    "negations": (lambda n: "他没有来，" * n, lambda n: "he was there, " * n),
    "figures": (lambda n: "有12人，" * n, lambda n: "34 men, " * n),
    "unrelated": (lambda n: "学生们在公园里唱歌，" * n, lambda n: "budget revenue increased, " * n),
    "one-side": (lambda n: "警方逮捕了嫌疑人。" * n, lambda n: "No."),
}


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("kind", GROWING)
def test_work_grows_no_faster_than_the_text(name, kind):
    source, target = GROWING[kind]
    check = CHECKS[name]
    call(check, source(7), target(7))  # tables and caches are filled
    small, large = (steps(check, source(n), target(n)) for n in (150, 600))
    assert large <= 4 * 1.8 * small + 3_000, f"{small} calls for 150 sentences, {large} for 600"
