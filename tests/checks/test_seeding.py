"""The seeded-error benchmark's material: one error each, the same every time."""

import random
from difflib import SequenceMatcher

import pytest

from benchmarks.checks import seeds_figures, seeds_text, seeds_words
from benchmarks.checks.material import OWN, Pair, load
from benchmarks.checks.seeding import KINDS, build
from benchmarks.checks.seeds_names import Names


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Our own sentences: no evaluation set is distributed."""
    return load(tmp_path_factory.mktemp("empty"), sets=())[:2500]


def test_every_kind_is_made_and_differs_from_its_reference(own):
    seeded = build(own, per_kind=20)
    assert {one.kind for one in seeded} == set(KINDS)
    assert all(one.en != one.pair.en and one.en.strip() for one in seeded)
    assert seeded == build(own, per_kind=20)


def test_more_of_a_kind_adds_and_does_not_exchange(own):
    few, more = (build(own, per_kind=n, kinds=["omission"]) for n in (10, 15))
    assert more[:10] == few
    assert len(more) == 15


def test_a_third_is_blind(own):
    share = sum(pair.blind for pair in own) / len(own)
    assert 0.30 < share < 0.37


@pytest.mark.parametrize("kind", ["number", "magnitude", "date", "negation", "modality", "name"])
def test_small_errors_leave_the_rest_of_the_sentence_alone(own, kind):
    for one in build(own, per_kind=40, kinds=[kind]):
        changes = [
            c for c in SequenceMatcher(None, one.pair.en, one.en, autojunk=False).get_opcodes() if c[0] != "equal"
        ]
        start, end = changes[0][1], changes[-1][2]
        assert end - start <= 40, one


def test_a_magnitude_is_shifted_exactly():
    made = {seeds_figures.magnitude("1630万元", "It cost 16.3 million yuan.", random.Random(n)) for n in range(60)}
    assert ("ten times", "It cost 163 million yuan.") in made
    assert ("a tenth", "It cost 1.63 million yuan.") in made
    assert ("another scale word", "It cost 16.3 billion yuan.") in made


def test_no_figure_is_altered_when_the_chinese_has_none():
    assert seeds_figures.number("他来了。", "He came at 5.", random.Random(1)) is None


def test_negation_lost_keeps_the_sentence_natural():
    how, en = seeds_words.negation_lost("他不能来。", "He cannot come.", random.Random(1))
    assert (how, en) == ("negation lost", "He can come.")


def test_an_omitted_clause_is_gone_and_the_rest_stands():
    zh, en = (
        "他在昨天到达北京，并且立即向警方报案。",
        "He arrived in Beijing by train yesterday, and he reported to the police at once.",
    )
    left = {seeds_text.omission(zh, en, random.Random(n))[1] for n in range(20)}
    assert left == {"He arrived in Beijing by train yesterday."} or left <= {
        "He arrived in Beijing by train yesterday.",
        "He reported to the police at once.",
    }


def test_names_need_no_list_of_names():
    pairs = [Pair(OWN, f"第{n}次，特朗普说。", f"In round {n} it was Trump who spoke.") for n in range(4)]
    pairs += [Pair(OWN, f"第{n}次，有人说。", f"In round {n} somebody spoke.") for n in range(9)]
    how, en = Names(pairs).misspelt(pairs[0].zh, pairs[0].en, random.Random(3))
    assert how == "recurring name misspelt"
    assert "Trump" not in en
    assert Names(pairs).misspelt(pairs[5].zh, pairs[5].en, random.Random(3)) is None
