"""The English side of a comparison of names: words, runs of words, and names however they are joined."""

import pytest

from reader.text.english_names import read


def test_words_and_where_sentences_begin():
    found = read("Mr. J. Smith of the People's Bank spoke. Then he left.").words
    assert [word.folded for word in found][5:8] == ["people", "bank", "spoke"]
    assert [word.folded for word in found if word.first] == ["mr", "then"]
    assert [word.folded for word in read("THE PEOPLE'S BANK").words] == ["the", "people", "bank"]


def test_words_of_other_letters():
    found = read("Xī’ān, “Łódź” 西安").words
    assert [(word.folded, word.capital) for word in found] == [("xi", True), ("an", False), ("lodz", True)]


def test_capitals_and_their_numbers_go_together():
    english = read("police in Fuzhou and New York")
    assert [english.words[number].folded for number in english.capital_numbers] == ["fuzhou", "new", "york"]
    assert [word.folded for word in english.capitals] == ["fuzhou", "new", "york"]


def test_runs_begin_with_a_capital_and_end_at_a_mark():
    english = read("In New York, police")
    assert [run.letters for run in english.runs()] == ["in", "innew", "innewyork", "new", "newyork", "york"]
    assert [run.first for run in english.runs()][:2] == [True, False]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("from Xi an to", "Xi'an", "Xi an"),
        ("all Londoners", "London", "Londoners"),
        ("the UN said", "UN", "UN"),
        ("an unfair", "UN", None),
        ("with Nato", "NATO", "Nato"),
        ("Hong-Kong police", "Hong Kong", "Hong-Kong"),
        ("", "London", None),
    ],
)
def test_names_are_found_however_they_are_written(text, name, found):
    span = read(text).find(name)
    assert (text[slice(*span)] if span else None) == found
