"""Which outputs are no answer, and which strange ones are right."""

import pytest

from reader.translate.judge import COPIED, EMPTY, LOOP, duplicate_share, judge, longest_repeat

LIMIT = 500


def flags(source, text, limit=LIMIT):
    return judge(source, text, list(source), text.split(" "), limit)


@pytest.mark.parametrize("text", ["", "   ", "\n", "\x00\x07", "\u200b"])
def test_nothing_to_see_is_empty(text):
    assert flags("会议举行。", text) == (EMPTY,)


@pytest.mark.parametrize("source", ["……", "—", "  "])
def test_nothing_said_may_stay_nothing(source):
    assert flags(source, "") == ()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("县公安局", "县公安局"),
        ("县公安局。", "县 公安局."),
        ("ＡＢ公司", "AB公司"),
        ("县公安局抓获三人", "The 县公安局抓获三人"),
    ],
)
def test_chinese_that_came_back_is_copied(source, text):
    assert COPIED in flags(source, text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("ABC-123", "ABC-123"),
        ("15%", "15%"),
        ("县公安局", "County police"),
        ("福建省", "Fujian Province (福建)"),
        ("北京", "Beijing"),
    ],
)
def test_what_needs_no_translation_may_come_back(source, text):
    assert flags(source, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the the the the the the",
        "he said that he said that he said that he said that",
        "The value of the value of the value of the value shall be recorded.",
        "We go to the shop and we go to the inn and " * 4,
    ],
)
def test_going_round_in_circles_is_a_loop(text):
    assert LOOP in flags("会议将于星期五举行。", text)


def test_scattered_repetition_of_a_long_output_is_a_loop():
    towns = ["A", "B", "A", "C", "B", "A"]
    assert LOOP in flags("县公安局报告", " ".join(f"and the county police of {town}" for town in towns))


def test_reaching_the_limit_is_a_loop():
    words = " ".join(f"w{n}" for n in range(30))
    assert flags("会议", words, limit=30) == (LOOP,)
    assert flags("会议", words, limit=31) == ()


def test_what_the_source_repeats_may_be_repeated():
    assert flags("哈哈哈哈哈哈", "ha ha ha ha ha ha") == ()
    assert judge("100000000", "100000000", list("100000000"), list("100000000"), LIMIT) == ()
    assert flags("………………", ". . . . . .") == ()


def test_longest_repeat_counts_runs_of_any_size():
    assert longest_repeat([]) == 0
    assert longest_repeat(list("abc")) == 1
    assert longest_repeat(list("aab")) == 2
    assert longest_repeat(list("xabcabcabcy")) == 3
    assert longest_repeat(list("xaaay")) == 3
    assert longest_repeat(list("xaaay"), 2) == 1


def test_duplicate_share_is_a_share():
    assert duplicate_share(list("abc")) == 0
    assert duplicate_share(list("abcdefgh")) == 0
    assert duplicate_share(list("abcdabcdabcd")) == pytest.approx(5 / 9)
