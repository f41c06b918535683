"""The registry: every check runs, none can silence the others, nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks import registry
from reader.checks.contract import Context
from reader.model import Segment, Severity, Translation

HOSTILE = [
    "",
    " ",
    "\ud800",
    "\u202e\u200f\x00\x07",
    "一" * 100_000,
    "one " * 25_000,
    "1" * 100_000,
    "万亿" * 50_000,
    "\n" * 100,
]


def check_pair(source, target, flags=()):
    segment = Segment("s", "d", "b", 1, 0, len(source), source, "zh")
    return registry.run(
        segment, Translation("t", source, target, "", "", "", "", "", {}, "", flags=flags), Context(target)
    )


def test_names_and_versions():
    versions = registry.versions()
    assert {"empty", "copied", "looping", "untranslated", "numbers", "dates", "engine-flags"} <= set(versions)
    assert all(versions.values())
    assert registry.CHECKS.failures == {}
    for name, check in registry.CHECKS.all().items():
        assert check.name == name
        assert check.label


@pytest.mark.parametrize("target", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("source", HOSTILE[:5], ids=range(5))
def test_hostile_pairs(source, target):
    found = check_pair(source, target)
    assert not [f for f in found if f.label == "Check failed"]


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=80),
    st.text(st.characters(exclude_categories=()), max_size=80),
)
def test_any_pair_gives_findings_with_spans_inside(source, target):
    for finding in check_pair(source, target, ("split", "loop")):
        assert finding.label != "Check failed"
        assert finding.explanation.endswith(".")
        assert all(0 <= a <= b <= len(source) for a, b in finding.source_spans)
        assert all(0 <= a <= b <= len(target) for a, b in finding.target_spans)


def test_a_crash_becomes_a_minor_finding_that_names_the_check(monkeypatch):
    class Broken:
        name, version, label = "broken", "1", "Broken"

        def __call__(self, segment, translation, context):
            raise ValueError("张三的秘密")

    checks = {"broken": Broken(), **registry.CHECKS.all()}
    monkeypatch.setattr(registry.CHECKS, "_loaded", checks)
    found = check_pair("抓获35人。", "53 people were arrested.")
    failed = [f for f in found if f.label == "Check failed"]
    assert [f.check for f in failed] == ["broken"]
    assert failed[0].severity is Severity.MINOR
    assert "broken" in failed[0].explanation
    assert "张三" not in repr(failed[0])
    assert any(f.check == "numbers" for f in found)


def test_gravest_first():
    found = check_pair("涉案1.63亿元，至少50人。", "16,300,000 yuan, 50 people, 天山区.")
    ranks = [["critical", "major", "minor"].index(f.severity) for f in found]
    assert ranks == sorted(ranks)
    assert len(ranks) >= 3


def test_a_sound_translation_has_no_findings():
    assert (
        check_pair(
            "2022年1月5日，县公安局招聘50名辅警。",
            "On January 5, 2022, the county police recruited 50 auxiliary officers.",
        )
        == []
    )
