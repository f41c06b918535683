"""The list of English words: what it knows, what is a name, what is one slip away."""

from reader.text import english_words


def test_words_and_names():
    words = english_words.load()
    assert "returned" in words
    assert not words.is_name("returned")
    assert "gibraltar" in words
    assert words.is_name("gibraltar")
    assert "retruned" not in words


def test_one_slip_away():
    words = english_words.EnglishWords("film\nfirm\nMoscow\n")
    assert words.near("fiml") == {"film"}
    assert words.near("fim") == {"film", "firm"}
    assert words.near("mosscow") == {"moscow"}
    assert words.near("moscow") == set()
    assert words.near("") == set()
