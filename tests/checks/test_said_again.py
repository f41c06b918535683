"""The quick look for repetition must never miss what the close look would find."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks import looping
from reader.checks.repetition import _longest
from reader.checks.said_again import says_again

WORDS = st.lists(st.sampled_from(["ha", "Ha", "to", "the", "man", "5", "long-term", "it’s", "über", ","]), max_size=24)


def test_three_words_again():
    assert says_again("go to the man who can go to the")
    assert says_again("ha ha ha ha")
    assert not says_again("ha ha ha")
    assert not says_again("go to the man, to the go")
    assert not says_again("")


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_a_loop_stands_where_every_size_would_find_it(words):
    """The distances between equal words are the only sizes that need to be tried."""
    text = " ".join(words)
    ids: dict[str, int] = {}
    numbers = [ids.setdefault(m.group().casefold(), len(ids)) for m in looping.WORD.finditer(text)]
    most = (len(numbers) + 1) // 2
    possible = looping._distances(numbers, most)
    for size in range(1, most + 1):
        needed = looping._NEEDED.get(size) or size - (size > 4)
        if list(looping._runs(numbers, size, needed)):
            assert size in possible
            assert says_again(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("ab"), min_size=10, max_size=30))
def test_a_word_that_circles_is_never_passed_over(letters):
    word = "".join(letters)
    if any(m.end() - m.start() >= 10 for m in looping._LETTERS.finditer(word)):
        assert looping._letter_loops(word)


def test_repeated_phrase_and_doubled_word():
    text = "the head of the whole police station said that the head of the whole police station left"
    assert _longest(text)
    assert looping.repetitions("他非常严格", "It is strictly strictly forbidden")
    assert looping.repetitions("他非常严格", "C’est éééé éééé")
