"""What a person types, as terms; and where the terms stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store import fulltext
from reader.store.query import Number, Phrase, find, parse


def p(*tokens, endings=None, open_ended=False):
    *first, last = tokens
    return Phrase(tuple(first), endings or (last,), open_ended)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("公安", [p("公", "安")]),
        ("網際網路", [p("网", "际", "网", "路")]),
        ("公安 福州", [p("公", "安"), p("福", "州")]),
        ("Stations", [p("station", open_ended=True)]),
        ("visited cities", [p("visit", open_ended=True), p("x", endings=("citi", "city"), open_ended=True)]),
        ("class us", [p("class", open_ended=True), p("us")]),
        ('"The Stations"', [p("the", "stations")]),
        ("“福州公安” phone", [p("福", "州", "公", "安"), p("phone", open_ended=True)]),
        ("0591-8765 4321", [Number("59187654321")]),
        ("电话 139 0000 0000", [Number("13900000000"), p("电", "话")]),
        ("2019", [p("2019")]),
        ("NEAR(a, b) OR -c", [p("near", "a"), p("b"), p("or"), p("c")]),
        ("words : x*", [p("word", open_ended=True), p("x")]),
        ('"', []),
        ("。，！", []),
        ("", []),
    ],
)
def test_smart(typed, terms):
    assert parse(typed) == terms


def test_exact_is_one_phrase():
    assert parse('the "stations" 12345', "exact") == [p("the", "stations", "12345")]


@given(st.text(st.characters(codec=None) | st.sampled_from(list('"*():^-+{}公安a1 ')), max_size=25))
@settings(max_examples=200)
def test_anything_typed_gives_terms_and_an_expression(typed):
    for mode in ("smart", "exact"):
        fulltext.expression(parse(typed, mode))


def marked(text, typed, mode="smart"):
    return [text[start:end] for start, end in find(text, parse(typed, mode))]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("福州公安局公安", "公安", ["公安", "公安"]),
        ("請聯絡網際網路中心", "网际网路", ["網際網路"]),
        ("Two Stations, one station.", "station", ["Stations", "station"]),
        ("tel (0591) 8765-4321, end", "059187654321", ["0591) 8765-4321"]),
        ("tel (0591) 8765-4321, end", "654321", ["65-4321"]),
        ("福州公安", "公安 州公", ["州公安"]),
        ("𠮷公安", "公安", ["公安"]),
        ("nothing here", "公安", []),
    ],
)
def test_find(text, typed, expected):
    assert marked(text, typed) == expected


def test_exact_finds_no_endings():
    assert marked("Stations station", "station", "exact") == ["station"]
