"""Confidence as the page gets it."""

import pytest

from reader.model import Finding, Place, Segment, Severity, Translation
from reader.services.segment_view import confidence_view, locator_view

ZH, EN = "会议将于星期五举行。", "The meeting will be held on Friday."
SEGMENT = Segment("D1.s1", "D1", "D1.b1", 1, 0, len(ZH), ZH, "zh-Hans")
MADE = Translation("T", ZH, EN, "e", "1", "p", "1", "ab", {}, "avx2", -1.5)
FINDING = Finding("numbers", "1", "Number", "Accuracy/Mistranslation", Severity.CRITICAL, "Words.")


@pytest.mark.parametrize(
    ("findings", "gist_only", "level"),
    [([], False, "no-doubt-found"), ([], True, "look-twice"), ([FINDING], False, "do-not-rely")],
)
def test_levels(findings, gist_only, level):
    view = confidence_view(SEGMENT, MADE, findings, gist_only)
    assert set(view) == {"level", "words", "risk", "reasons"}
    assert view["level"] == level
    assert view["reasons"]
    assert 0 < view["risk"] < 1


def test_nothing_is_said_of_what_was_not_translated_or_not_checked():
    assert confidence_view(SEGMENT, None, [], False) is None
    assert confidence_view(SEGMENT, MADE, None, False) is None


@pytest.mark.parametrize(("confidences", "least"), [((), None), ((None,), None), ((0.9, None, 0.61), 0.61)])
def test_a_sentence_has_the_least_confidence_of_its_lines(confidences, least):
    places = [Place("page", page=1, confidence=each) for each in confidences]
    assert locator_view(places)["confidence"] == least
