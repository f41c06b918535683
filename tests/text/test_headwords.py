"""The set of headwords says the same as the dictionary it is made of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import dictionary
from reader.text.headwords import is_name, is_word, longest_word

PIECES = ["公安局", "派出所", "海外", "的", "，", "A", "卡拉", "中华人民共和国", "长"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8)


@settings(max_examples=100, deadline=None)
@given(TEXTS.map("".join))
def test_the_longest_word_is_that_of_the_dictionary(text):
    known = dictionary.load()
    assert [longest_word(text, at) for at in range(len(text))] == [
        max(known.longest(text, at), at + 1) for at in range(len(text))
    ]


def test_words_and_names():
    assert is_word("公安局")
    assert not is_word("安局")
    assert not is_word("局")
    assert is_name("福州")
    assert not is_name("公安")
