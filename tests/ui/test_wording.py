"""What the reader calls places, and how it shows text that a page's layout broke into lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Block, BlockKind, Place, Segment
from reader.services.locators import label
from reader.services.segment_view import wraps_view


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("element", path="html > body > table > tr:nth-of-type(3) > td:nth-of-type(2)"), "table cell"),
        (Place("element", path="body > h2:nth-of-type(1)"), "heading"),
        (Place("element", path="p"), "paragraph"),
        (Place("element", path="body > DIV.story#main"), "passage"),
        (Place("element"), ""),
        (Place("page", page=3), "page 3"),
        (Place("line", line=12), "line 12"),
        (Place("cell", path="Sheet1!B4"), "cell Sheet1!B4"),
        (None, ""),
    ],
)
def test_places_read_in_words(place, words):
    assert label(place) == words


def sentence(text, start=0, end=None):
    block = Block("D1.b1", "D1", 1, BlockKind.PARAGRAPH, text)
    end = len(text) if end is None else end
    return Segment("D1.s1", "D1", "D1.b1", 1, start, end, text[start:end], "zh-Hans"), block


def displayed(segment, block):
    shown, at = "", 0
    for start, end, instead in wraps_view(segment, block):
        shown += segment.text[at:start] + instead
        at = end
    return shown + segment.text[at:]


WRAPPED = (
    "服务站位于码头街十九号，由同乡会无偿提供，不收取\n任何费用。站长林某某说，"
    "工作人员均为当地的 station\nstaff 和志愿者，一年来没有从服务站领取过任何\n报酬。"
)


def test_wraps_of_the_layout_are_not_shown():
    assert displayed(*sentence(WRAPPED)) == WRAPPED.replace("station\nstaff", "station staff").replace("\n", "")


def test_offsets_are_those_of_the_sentence():
    start = WRAPPED.index("站长")
    segment, block = sentence(WRAPPED, start)
    first = wraps_view(segment, block)[0]
    assert first == [segment.text.index("\n"), segment.text.index("\n") + 1, " "]


def test_breaks_that_the_author_made_stay():
    heading = "海瀛县公安局\n关于敦促滞留境外人员限期回国投案自首的通告"
    assert wraps_view(*sentence(heading)) == []
    assert wraps_view(*sentence("一行而已。")) == []


@settings(max_examples=60, deadline=None)
@given(st.text("甲乙丙，。 a-\n𠮷", max_size=40), st.data())
def test_only_white_space_and_hyphens_are_left_out(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    segment, block = sentence(text, start, end)
    at = 0
    for first, last, instead in wraps_view(segment, block):
        assert at <= first < last <= len(segment.text)
        assert not segment.text[first:last].strip(" \n-")
        assert instead in ("", " ")
        at = last
