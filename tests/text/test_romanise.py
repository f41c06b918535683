"""Spelling: pinyin in every reading, older spellings, slips of the pen, sounds of foreign names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import romanise, romanise_older
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
    assert romanise_older.older_spelling(letters, characters)


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


def edits(one, two):
    """The distance without a limit, cell by cell."""
    rows = [[max(i, j) if not (i and j) else 0 for j in range(len(two) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(two, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


LETTERS = st.text(st.sampled_from("abcz"), max_size=7)


@given(LETTERS, LETTERS, st.integers(1, 3))
def test_distance_is_exact_up_to_its_limit(one, two, limit):
    assert romanise.distance(one, two, limit) == min(edits(one, two), limit + 1)


CHARACTERS = st.text(st.sampled_from("李建国长重庆行西安吕儿A，女"), max_size=8)


@given(
    st.sampled_from(["jianguo", "zhang", "chang", "xian", "lyu", "r", "hang", "zhongqing", "xingxi", ""]), CHARACTERS
)
def test_words_are_found_wherever_they_are_spelled(letters, characters):
    runs = [(a, b) for a in range(len(characters)) for b in range(a + 1, len(characters) + 1)]
    spelled = [run for run in runs if letters and romanise.spells(letters, characters[slice(*run)])]
    assert romanise.spelled_in(letters, characters, least=1) == (spelled[0] if spelled else None)
    short = [characters[a:b] for a, b in runs if b - a <= 3]
    older = letters != "" and any(romanise_older.older_spelling(letters, run) for run in short)
    assert romanise_older.older_spelled_in(letters, characters) == older
