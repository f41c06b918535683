"""No character may hide text, turn it round, or break XML; every offset stays usable."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reader.exporters.runs import ORDER, Mark, quoted, runs
from reader.exporters.visible import hidden_names, is_hidden, visible, visible_chars

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NASTY = st.text(
    st.one_of(
        st.characters(), st.sampled_from("\0\x07\x1b\x7f\x85\u2028\n\r\t\ud800\ufffe\U000e0041" + BIDI + "中文a。")
    )
)


@given(NASTY)
@settings(max_examples=150, deadline=None)
def test_one_string_per_code_point_and_nothing_hidden_left(text):
    shown = visible_chars(text)
    assert len(shown) == len(text)
    assert visible(text) == "".join(shown) == visible(visible(text))
    assert not any(is_hidden(char) for char in visible(text))


@given(NASTY)
@settings(max_examples=100, deadline=None)
def test_xml_accepts_whatever_is_shown(text):
    element = etree.Element("t")
    element.text = visible(text)
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text in (visible(text), visible(text) or None)


@given(NASTY, st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(ORDER[:-1])), max_size=5))
@settings(max_examples=150, deadline=None)
def test_runs_join_to_the_text_and_carry_the_marks_of_their_code_points(text, spans):
    marks = [Mark(*span) for span in spans]
    cut = runs(text, marks)
    assert "".join(run.text for run in cut) == visible(text)
    expected = [
        {mark.name for mark in marks if mark.start <= i < mark.end} | ({"hidden"} if is_hidden(char) else set())
        for i, char in enumerate(text)
    ]
    flat = [set(run.marks) for run in cut for _ in run.text]
    assert flat == [names for names, shown in zip(expected, visible_chars(text), strict=True) for _ in shown]


def test_line_ends_of_the_old_layout_are_joined_as_the_script_asks():
    assert visible("边境\n管理") == "边境管理"
    assert visible("border\nmanagement") == "border management"
    assert visible("边境\r\nABC") == "边境 ABC"
    assert visible("a\tb") == "a b"


def test_what_is_hidden_is_named():
    names = hidden_names(["付\u202e款\u202e", "\x07\ud800", "\U000e0041"])
    assert names == [
        "U+0007 control character or noncharacter",
        "U+202E right-to-left override (2 times)",
        "U+D800 lone surrogate",
        "U+E0041 tag latin capital letter a",
    ]


def test_all_bidirectional_formatting_is_hidden_and_ordinary_text_is_not():
    formatting = {chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in
                  {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}}  # fmt: skip
    assert formatting == set(BIDI)
    assert all(is_hidden(char) for char in formatting)
    assert not any(is_hidden(char) for char in "中𠮷がはし한국어العربية😀\u200d\ufeff\u3000 \n")


def test_quotes_that_hold_quotes_get_single_ones():
    assert quoted("一二三四", ((0, 1), (2, 4))) == "“一” … “三四”"
    assert quoted("“遣返”", ((0, 4),)) == "‘“遣返”’"
