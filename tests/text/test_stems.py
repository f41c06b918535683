"""Stems: forms of a word come together, and the content words are the same however they are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.stems import FUNCTION_STEMS, content, content_spans, content_stems, stem, stems


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("investigations", "investigating"),
        ("said", "say"),
        ("cities", "city"),
        ("men", "man"),
        ("police's", "police"),
        ("stopped", "stop"),
        ("ran", "runs"),
    ],
)
def test_forms_of_one_word(one, two):
    assert stem(one) == stem(two)


def test_stems_have_places():
    assert stems("The police said") == (("the", (0, 3)), ("polic", (4, 10)), ("say", (11, 15)))
    assert {"the", "be", "hav"} <= FUNCTION_STEMS
    assert "polic" not in FUNCTION_STEMS


def test_content_words_keep_their_case_and_place():
    text = "The police of Fuzhou said so."
    assert [word for _, word in content(text)] == ["police", "Fuzhou", "said"]
    assert [text[a:b] for a, b in content_spans(text)] == ["police", "Fuzhou", "said"]


@given(st.text(st.sampled_from("Thepolic'’s nota5-三"), max_size=60))
def test_content_is_what_is_left_of_all_words(text):
    kept = [(found, span) for found, span in stems(text) if found not in FUNCTION_STEMS]
    assert list(zip([found for found, _ in content(text)], content_spans(text), strict=True)) == kept
    assert [word for _, word in content(text)] == [text[a:b] for _, (a, b) in kept]
    assert content_stems(text) == {found for found, _ in kept}
