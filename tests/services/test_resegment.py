"""Sentences of a corrected text: kept ones, new ones, and their numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Block, BlockKind, Segment
from reader.services.resegment import resegmented
from reader.store.document_text import text_fault
from reader.text import segment
from reader.text.language import LanguageContext

FIRST = 5


def block(text):
    return Block("D1.b1", "D1", 1, BlockKind.PARAGRAPH, text)


def extracted(text):
    spans = segment.segment(text, BlockKind.PARAGRAPH)
    return [
        Segment(f"D1.s{n}", "D1", "D1.b1", n, a, b, text[a:b], "zh-Hans") for n, (a, b) in enumerate(spans, start=FIRST)
    ]


def corrected(old, new):
    here = extracted(old)
    return resegmented(block(old), new, here, [row.n for row in here], LanguageContext())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲说了。乙没说。丙走了。", "甲说了。乙设说。丙走了。", [("D1.s5", 5), ("", 6), ("D1.s7", 7)]),
        ("甲说了。乙没说。丙走了。", "甲说了，乙没说。丙走了。", [("", 5), ("D1.s7", 7)]),
        ("甲说了，乙没说。丙走了。", "甲说了。乙没说。丙走了。", [("", 5), ("D1.s6", 6)]),
        ("甲说了。丙走了。", "甲说了。乙没说。丙走了。", [("", 5), ("D1.s6", 6)]),
        ("甲说了。丙走了。", "天黑了。甲说了。丙走了。", [("", 5), ("D1.s6", 6)]),
        ("甲说了。乙没说。", "乙没说。", [("D1.s6", 6)]),
        ("甲说了。乙没说。", "全不一样。", [("", 5)]),
        ("一句。", "两句。两句。三句。", [("", 5)]),
        ("甲说了。乙没说。", "乙没说。甲说了。", [("", 5)]),
    ],
)
def test_numbers_and_what_is_kept(old, new, expected):
    made = corrected(old, new)
    assert [(row.id, row.n) for row in made] == expected
    assert not text_fault(new, ((row.start, row.end, row.text) for row in made))


def test_a_new_sentence_says_what_was_recognised_in_its_place():
    kept, new, last = corrected("甲说了。乙没说。丙走了。", "甲说了。乙设说。丙走了。")
    assert (kept.recognised, new.recognised, last.recognised) == (None, "乙没说。", None)
    assert (new.text, new.lang, new.block_id) == ("乙设说。", "zh-Hans", "D1.b1")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from("甲乙丙丁。。\n，"), min_size=1, max_size=24),
    st.lists(st.sampled_from("甲乙丙丁。。\n，"), min_size=1, max_size=24),
)
def test_whatever_is_typed_makes_up_the_text_under_numbers_of_its_own(old, new):
    old, new = "".join(old).strip(), "".join(new).strip()
    if not extracted(old) or not extracted(new):
        return
    made = corrected(old, new)
    assert not text_fault(new, ((row.start, row.end, row.text) for row in made))
    numbers = [row.n for row in made]
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= {row.n for row in extracted(old)}
