"""The index holds the very tokens that queries are made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store.search_tokens import numbers, words
from reader.text.phrases import han_tokens

HAN = ["公安", "網際", "〇", "𠮷", "豈", "々", "。", "①", "２"]
OTHERS = ["ーカ", "한국", "abc", "Él", "e\u0301", "K", "ß", "\u200b", " ", "2", "ﬁ", "\ud800"]
piece = st.sampled_from(HAN + OTHERS)


@given(st.lists(piece | st.text(max_size=4), max_size=12))
@settings(max_examples=400)
def test_the_same_tokens_as_a_query_has(pieces):
    text = "".join(pieces)
    assert words(text) == " ".join(token.text for token in han_tokens(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("无", set()),
        ("2019年", set()),
        ("电话 0591-8765 4321", {"059187654321", "87654321", "r56781950", "r123456781950"}),
    ],
)
def test_numbers(text, tokens):
    assert set(numbers(text).split()) == tokens
