"""Of a beam's hypotheses the first that keeps the most figures is taken, and that is recorded."""

import pytest

from reader.translate.engine import Engine
from reader.translate.figures import missing, most_faithful
from reader.translate.parameters import Parameters

RECEIPT = "今收到钟方前交来8.28万元。"


@pytest.mark.parametrize(
    ("zh", "en", "lost"),
    [
        (RECEIPT, "828,000 yuan was received today.", 1),
        (RECEIPT, "82,800 yuan was received today.", 0),
        ("共3人，其中2人受伤。", "Three people, two of them injured.", 0),
        ("共3人，其中3人受伤。", "Three people were injured.", 1),
        ("会议照常举行。", "The meeting will be held in 2024.", 0),
    ],
)
def test_figures_are_counted_by_value_and_each_once(zh, en, lost):
    assert missing(zh, en) == lost


def test_the_earliest_of_equals_wins():
    assert most_faithful(RECEIPT, ["828,000 yuan", "82,800 yuan", "RMB 82,800"]) == 1
    assert most_faithful(RECEIPT, ["828,000 yuan", "8,280 yuan"]) == 0
    assert most_faithful(RECEIPT, ["828,000 yuan"]) == 0
    assert most_faithful("会议照常举行。", ["The meeting", "A meeting"]) == 0


def test_the_engine_takes_it_says_so_and_keeps_its_own_links(starter):
    (free,) = dict(Engine(starter, parameters=Parameters(figures=False)).translate([RECEIPT])).values()
    (chosen,) = dict(Engine(starter).translate([RECEIPT])).values()
    assert missing(RECEIPT, free.text) == 1
    assert "hypothesis" not in free.parameters
    assert missing(RECEIPT, chosen.text) == 0
    assert chosen.parameters["hypothesis"] > 1
    assert chosen.score < free.score
    figure = chosen.text.index("82,800")
    assert any(pair.t0 <= figure < pair.t1 and "8" in RECEIPT[pair.s0 : pair.s1] for pair in chosen.alignment)


def test_how_hypotheses_are_chosen_is_part_of_the_memory_key(package):
    assert Engine(package).key(RECEIPT) != Engine(package, parameters=Parameters(figures=False)).key(RECEIPT)
