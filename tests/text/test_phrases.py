"""Search tokens and phone digits."""

from hypothesis import given
from hypothesis import strategies as st

from reader.text.phrases import Token, digits, han_tokens


def words(text):
    return [token.text for token in han_tokens(text)]


def test_one_token_per_han_character_and_folded_words():
    assert words("福州110服务站 Police-Station") == ["福", "州", "110", "服", "务", "站", "police", "station"]
    assert words("ＡＢＣ１２ Café STRASSE straße") == ["abc12", "café", "strasse", "strasse"]
    assert words("カタ한글𠮷〇々") == ["カ", "タ", "한", "글", "𠮷", "〇", "々"]
    assert words("，。 👍🏽 ——") == []


def test_traditional_and_simplified_give_the_same_tokens():
    assert words("網際網路後來") == words("网际网路后来")
    assert words("麗") == words("丽")


def test_tokens_know_where_they_stand():
    text = "用戶\u200bＩＤ：12"
    assert han_tokens(text) == [Token("用", 0, 1), Token("户", 1, 2), Token("id", 3, 5), Token("12", 6, 8)]
    assert han_tokens("co\u200bop") == [Token("coop", 0, 5)]


@given(st.text(max_size=80))
def test_tokens_are_in_order_and_inside_the_text(text):
    at = 0
    for token in han_tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert token.text
        assert not any(c.isspace() for c in token.text)
        at = token.start


@given(st.text(max_size=60))
def test_a_phrase_is_found_wherever_it_stands(text):
    inside = words("甲 " + text + " 乙")
    assert inside == ["甲", *words(text), "乙"]


def test_digits():
    assert digits("（０５９１）8765-4321") == "059187654321"
    assert digits("+86 591 ٣²①") == "865913"
    assert digits("无") == ""
