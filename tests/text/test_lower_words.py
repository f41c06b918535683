"""Words in lower case: offsets hold, and a word is found where it stands alone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.text.lower_words import lower, places, word_set

TEXTS = st.text(st.sampled_from("aAbBnoNO -'’.5_éİß三"), max_size=40)


@given(TEXTS)
def test_offsets_hold_in_lower_case(text):
    assert len(lower(text)) == len(text)
    assert word_set(text) == set(re.findall("[a-z]+", lower(text)))


@given(st.text(st.sampled_from("abno"), min_size=1, max_size=3), TEXTS)
def test_places_are_those_of_whole_words(word, text):
    found = [m.start() for m in re.finditer(f"(?<![a-z]){word}(?![a-z])", lower(text))]
    assert list(places(word, lower(text))) == found
    assert bool(found) == (word in word_set(text))
