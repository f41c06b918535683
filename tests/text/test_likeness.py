"""Likeness of two texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.likeness import likeness, mean_likeness


def test_the_same_but_for_case_and_spaces_is_1():
    assert likeness("The police  came.", "the POLICE came.") == 1.0


def test_what_shares_words_is_more_alike():
    one = "The police arrested three suspects."
    near, far = "Police have arrested three suspects.", "The committee approved a budget."
    assert 1 > likeness(one, near) > likeness(one, far) >= 0
    assert likeness(one, "完全不同的句子没有相同") == 0


def test_the_mean_of_none_is_none():
    assert mean_likeness("a", []) is None
    assert mean_likeness("one two", ["one two", "完全不同的句子"]) == 0.5


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=100)
def test_symmetric_and_bounded(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
