"""The exhibit's own arithmetic, and finding an exporter by suffix."""

from pathlib import Path

import pytest
from record_builders import row

from reader.errors import Unsupported
from reader.exporters.contract import Exporter, QualityFigure, tally
from reader.exporters.registry import exporters, for_path


def test_every_row_is_counted_once(realistic):
    counted = realistic.tally()
    parts = ("machine", "corrected", "reviewed", "certified", "untranslated", "not_chinese")
    assert sum(getattr(counted, name) for name in parts) == counted.total == 62
    assert counted.doubtful + counted.checked == counted.machine == 56
    assert (counted.corrected, counted.reviewed, counted.certified) == (1, 1, 1)
    assert (counted.critical, counted.major, counted.minor, counted.dismissed) == (2, 2, 1, 1)
    assert (counted.untranslated, counted.not_chinese, counted.boilerplate, counted.gist_only) == (1, 2, 7, 1)


def test_the_newest_correction_is_shown(every_row):
    corrected = next(each for each in every_row if len(each.revisions) == 2)
    assert corrected.shown == "Units whose repatriation rate reaches 95% receive 10 points."
    assert row("D1", 1, "paragraph", "无", None).shown == ""
    assert tally([]).total == 0


def test_a_score_below_its_threshold_gives_the_gist_only():
    assert QualityFigure("news", "BLEU", 10.9, 15.0).gist_only
    assert not QualityFigure("news", "BLEU", 15.0, 15.0).gist_only
    assert not QualityFigure("news", "BLEU", 1.0).gist_only


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.html", "html"), ("a.HTM", "html"), ("b.docx", "docx"), ("c.jsonl", "jsonl"), ("d.ndjson", "jsonl")],
)
def test_picked_by_suffix(name, expected):
    assert for_path(Path(name)).name == expected


@pytest.mark.parametrize("name", ["a.rtf", "a", "a.html.zip"])
def test_an_unknown_suffix_is_refused_and_the_known_ones_named(name):
    with pytest.raises(Unsupported) as caught:
        for_path(Path(name))
    assert all(suffix in caught.value.hint for suffix in (".html", ".docx", ".jsonl"))


def test_all_built_in_exporters_load_and_fulfil_the_protocol():
    assert set(exporters.all()) >= {"html", "docx", "jsonl"}
    assert not exporters.failures
    assert all(isinstance(each, Exporter) for each in exporters.all().values())
