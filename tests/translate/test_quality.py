"""Whether a package may be read for more than its gist."""

from pathlib import Path

import pytest
from conftest import MODELS

from reader.translate.manifest import load
from reader.translate.packages import PackageStore
from reader.translate.quality import assess

THRESHOLDS = {"law": 50.0, "news": 45.0}


def test_below_the_threshold_is_gist_only_and_says_both_figures():
    verdict = assess({"news": {"chrf": 25.0}}, THRESHOLDS, "news")
    assert verdict.gist_only
    assert "25.0" in verdict.explanation
    assert "45" in verdict.explanation


def test_an_unknown_kind_of_text_takes_the_worst_measured_one():
    figures = {"law": {"chrf": 60.0}, "news": {"chrf": 44.9}}
    assert assess(figures, THRESHOLDS).state == "gist only"
    assert assess(figures, THRESHOLDS, "law").state == "usable as a lead"
    assert assess({"law": {"chrf": 50.0}}, THRESHOLDS).state == "usable as a lead"


def test_no_figures_are_no_praise():
    assert assess({}, THRESHOLDS).state == "not measured"
    assert assess({"law": {"chrf": 60.0}}, THRESHOLDS, "chat").state == "not measured"
    assert not assess({}, THRESHOLDS).gist_only


@pytest.mark.parametrize("kind", [None, "law", "news", "administrative"])
def test_the_shipped_starter_is_gist_only_for_everything(kind):
    manifest = load(MODELS / "manifest.toml")
    store = PackageStore(Path("/nonexistent"), MODELS)
    assert store.quality(manifest.named("zh_en-starter-0.5").sha256, kind).state == "gist only"
    assert store.quality(manifest.named("zh_en-1.9").sha256, kind).state == "not measured"
    assert store.quality("0" * 64, kind).state == "not measured"
