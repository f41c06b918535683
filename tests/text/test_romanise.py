"""Spelling: pinyin in every reading, older spellings, slips of the pen, sounds of foreign names."""

import pytest

from reader.text import romanise
from reader.text.romanise_foreign import likeness


@pytest.mark.parametrize(
    ("name", "folded"), [("Xī'ān", "xian"), ("Lü", "lu"), ("Hong Kong", "hongkong"), ("São", "sao")]
)
def test_fold(name, folded):
    assert romanise.fold_name(name) == folded


@pytest.mark.parametrize(
    ("letters", "characters"),
    [
        ("tianjin", "天津"),
        ("chongqing", "重庆"),
        ("lvliang", "吕梁"),
        ("luliang", "吕梁"),
        ("lyuliang", "吕梁"),
        ("xiamen", "厦门"),
    ],
)
def test_spells(letters, characters):
    assert romanise.spells(letters, characters)


def test_spelled_in_takes_whole_characters():
    assert romanise.spelled_in("jianguo", "局长李建国说") == (3, 5)
    assert romanise.spelled_in("jiangu", "局长李建国说") is None


@pytest.mark.parametrize(("letters", "characters"), [("chingwen", "庆文"), ("hsiaoping", "小平"), ("kuoching", "国清")])
def test_older_spellings(letters, characters):
    assert romanise.older_spelling(letters, characters)


@pytest.mark.parametrize(
    ("one", "two", "edits"),
    [("tianjin", "zianjin", 1), ("beijing", "bejing", 1), ("beijing", "biejing", 1), ("a", "b", 1)],
)
def test_distance(one, two, edits):
    assert romanise.distance(one, two, 2) == edits


def test_nearest_leaves_short_and_far_words():
    assert romanise.nearest("tianjin", ["nanjing", "zianjin"]) == "zianjin"
    assert romanise.nearest("wen", ["wan"]) is None
    assert romanise.nearest("tianjin", ["tianjin", "beijing"]) is None


def test_syllables():
    assert romanise.syllables("jianguo") == ("jian", "guo")
    assert romanise.syllables("smith") == ()
    assert romanise.syllables("a" * 10_000) == ()
    assert romanise.is_telling("xiaoming")
    assert not romanise.is_telling("queen")


@pytest.mark.parametrize(
    ("characters", "name"), [("默克尔", "merkel"), ("史密斯", "smith"), ("约翰逊", "johnson"), ("特朗普", "trump")]
)
def test_foreign_names_sound_alike(characters, name):
    assert likeness(characters, name) >= 0.8
    assert likeness(characters, "bagdasarov") < 0.6
