"""Places carried from one text to a nearly equal one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.carry import Carrier


@pytest.mark.parametrize(
    ("old", "new", "span", "expected"),
    [
        ("公按部门", "公安部门", (0, 4), (0, 4)),
        ("公按部门", "公安部门", (2, 4), (2, 4)),
        ("公部门", "公安部门", (0, 3), (0, 4)),
        ("公部门", "公安部门", (1, 3), (1, 4)),  # what was put in at an edge belongs to it
        ("公安部门", "公部门", (2, 4), (1, 3)),
        ("部门", "公安部门", (0, 2), (0, 4)),
        ("公安", "公安部门", (0, 2), (0, 4)),
        ("一二\n三四", "一二十\n三四", (0, 2), (0, 3)),
        ("一二\n三四", "一二十\n三四", (3, 5), (4, 6)),
        ("一二\n三四", "完全不同的\n三四", (0, 2), (0, 5)),
        ("一二\n三四", "完全不同的\n别的", (3, 5), (6, 8)),
        ("一二\n三四", "一二三四", (3, 5), (2, 4)),
        ("", "一", (0, 0), (0, 1)),
    ],
)
def test_where_a_span_stands_now(old, new, span, expected):
    assert Carrier(old, new).span(*span) == expected


@settings(max_examples=60, deadline=None)
@given(st.text("公安按部\n门。", max_size=14), st.text("公安按部\n门。", max_size=14), st.data())
def test_a_span_stays_inside_the_text_and_in_order(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    carrier = Carrier(old, new)
    a, b = carrier.span(start, end)
    assert 0 <= a <= b <= len(new)
    assert carrier.span(0, len(old)) == (0, len(new))
    if old == new:
        assert (a, b) == (start, end)
