"""Over-long input is cut at marks and nothing is lost."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.translate.splitting import split
from reader.translate.tokens import Tokens


def by_character(text):
    """A tokenizer of one token per character."""
    return Tokens(tuple(text), tuple((i, i + 1) for i in range(len(text))))


def parts(text, limit):
    return [text[a:b] for a, b in split(text, by_character, limit)]


def test_short_text_stays_whole():
    assert parts("会议举行。", 5) == ["会议举行。"]


def test_a_sentence_mark_is_the_first_choice():
    assert parts("一二三，四五六七。八九，十一二", 10) == ["一二三，四五六七。", "八九，十一二"]


def test_then_a_clause_mark_then_a_comma_then_white_space():
    assert parts("一二三四，五六；七八九十", 8) == ["一二三四，五六；", "七八九十"]
    assert parts("一二三四五、六七八九十", 8) == ["一二三四五、", "六七八九十"]
    assert parts("一二三四 五六七八九十", 8) == ["一二三四 ", "五六七八九十"]


def test_parts_are_of_like_size():
    assert parts("一二，" * 6, 10) == ["一二，" * 3] * 2


def test_a_closing_mark_stays_with_its_sentence():
    assert parts("他说：“一二三。”四五六七八九", 10) == ["他说：“一二三。”", "四五六七八九"]


def test_figures_and_words_stay_whole_when_cut_without_marks():
    for text in ("一二三四1,234,567.89五六七八", "一二三四12:30五六七八九十", "一二三四ABCdef五六七八九十"):
        figure = "".join(c for c in text if c.isascii())
        assert any(figure in part for part in parts(text, 14))


def test_an_endless_figure_is_cut_all_the_same():
    assert all(len(part) <= 10 for part in parts("1" * 25, 10))


def test_combining_signs_stay_with_their_letter():
    for part in parts("e\u0301" * 20, 7):
        assert not unicodedata.combining(part[0])


ALPHABET = st.sampled_from("县公安局，；。、：”“ 1,.a\u0301\u200d\n𠮷")


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=ALPHABET, max_size=80), limit=st.integers(2, 20))
def test_spans_cover_the_text_in_order_and_keep_the_limit(text, limit):
    spans = split(text, by_character, limit)
    assert "".join(text[a:b] for a, b in spans) == text
    assert [a for a, _ in spans[1:]] == [b for _, b in spans[:-1]]
    assert all(b - a <= limit for a, b in spans)


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet=st.characters(), max_size=60), limit=st.integers(4, 20))
def test_a_real_tokenizer_keeps_the_limit_but_for_single_characters(engine, text, limit):
    encode = engine._tokenizer.encode
    spans = split(text, encode, limit)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(len(encode(text[a:b])) <= limit or b - a == 1 for a, b in spans)
