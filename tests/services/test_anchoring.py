from hypothesis import given
from hypothesis import strategies as st

from reader.model import TextTarget
from reader.services.anchoring import resolve, target

TEXT = "林某某表示，服务站不收费。林某某又说，不收费。"


def test_selectors_hold_quote_and_surroundings():
    found = target(TEXT, 13, 16)
    assert (found.exact, found.start, found.end) == ("林某某", 13, 16)
    assert found.prefix.endswith("不收费。")
    assert found.suffix.startswith("又说")


def test_unchanged_text_resolves_to_the_same_place():
    assert resolve(target(TEXT, 13, 16), TEXT) == (13, 16)


def test_surroundings_choose_between_two_occurrences():
    moved = "前言。" + TEXT
    assert resolve(target(TEXT, 13, 16), moved) == (16, 19)


def test_gone_words_are_an_orphan():
    assert resolve(target(TEXT, 6, 9), "别的句子") is None


def test_an_empty_quote_is_never_found():
    assert resolve(TextTarget("", "", "", 0, 0), TEXT) is None


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_target_always_resolves_in_its_own_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert resolve(target(text, start, end), text) == (start, end)


@given(st.text(max_size=20), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_a_unique_quote_is_found_wherever_it_moved(before, quote, after):
    wanted = TextTarget(quote, "", "", 0, len(quote))
    found = resolve(wanted, before + quote + after)
    assert found is not None
    assert (before + quote + after)[slice(*found)] == quote
