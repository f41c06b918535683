"""Mapped views: the right text for the engine, and every character knows its origin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.normalise import MappedText, for_engine, repair_wraps, simplify

WORDS = (
    "網際網路",
    "後來",
    "乾隆",
    "軟體",
    "公安局",
    "姓",
    "名",
    "word",
    "１２",
    "．",
    "，",
    "５",
    "Ａ",
    "-",
    "。",
    "。\n",
)
BLANKS = ("\u3000", " ", "\n", "\r\n", "\n\n", "\u200b", "\ufeff", "\x00")
ODD = ("\ud800", "𠮷", "葛\U000e0100", "e\u0301", "ﬁ", "⼈", "⻓", "丽")
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from((*WORDS, *BLANKS, *ODD)), max_size=40).map("".join),
)


def check(mapped: MappedText, original: str) -> None:
    assert len(mapped.text) == len(mapped.origins)
    last = (0, 0)
    for start, end in mapped.origins:
        assert 0 <= start <= end <= len(original)
        assert start >= last[0]
        assert end >= last[1]
        last = (start, end)


@given(TEXTS, st.booleans())
def test_origins_are_complete_and_in_order(text, to_simplified):
    mapped = for_engine(text, to_simplified=to_simplified)
    check(mapped, text)
    assert mapped.text == mapped.text.strip()
    assert "\n" not in mapped.text
    assert "  " not in mapped.text
    mapped.text.encode("utf-8")  # nothing the engine could not be given


@given(TEXTS)
def test_unchanged_characters_point_at_themselves(text):
    mapped = for_engine(text, to_simplified=False)
    for char, (start, end) in zip(mapped.text, mapped.origins, strict=True):
        if "\u4e00" <= char <= "\u9fff" and end == start + 1 and "\u4e00" <= text[start] <= "\u9fff":
            assert text[start] == char


@given(TEXTS, st.sampled_from(["t2s", "tw2sp"]))
def test_simplify_maps_whatever_opencc_does(text, config):
    check(simplify(text, config), text)


@given(TEXTS)
def test_repairing_wraps_loses_no_ink(text):
    mapped = repair_wraps(text)
    check(mapped, text)
    assert "".join(mapped.text.replace("-", "").split()) == "".join(
        text.replace("-", "").replace("\xad", "").split()
    ) or ("\u2010" in text or "\xad" in text)


@given(TEXTS)
def test_composition_is_association(text):
    first = repair_wraps(text)
    second = for_engine(first.text, to_simplified=True)
    both = second.after(first)
    assert both.text == second.text
    for i in range(len(both.text)):
        a, b = second.origins[i]
        assert both.source_span(i, i + 1) == first.source_span(a, b)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("姓　名：张三", "姓名：张三"),
        ("关 于 开 展 专项 行动", "关于开展 专项 行动"),
        ("王　伟 在北京", "王伟 在北京"),
        ("张三 李四", "张三 李四"),
        ("电　话：０５９１－１２３４", "电话：0591-1234"),
        ("１２：３０，３．５％，Ａ组", "12:30，3.5%，A组"),
        ("第一，第二", "第一，第二"),
        ("１，２３４万，５", "1,234万，5"),
        ("第３，４条", "第3，4条"),
        ("⻓江⼤学", "长江大学"),
        ("公\u200b安\u00ad局\ufeff\x00", "公安局"),
        ("葛\U000e0100城", "葛城"),
        ("一行\n\n另一行", "一行 另一行"),
        ("负责城镇\r\n建设用地规模的用途管制", "负责城镇建设用地规模的用途管制"),
        ("虚拟偶像“洛天依”\n为案例", "虚拟偶像“洛天依”为案例"),
        ("共计\n100 人\nin all", "共计 100 人 in all"),
        ("\ud842通告", "\ufffd通告"),
        ("ﬁnance oﬀice", "finance office"),
        ("", ""),
    ],
)
def test_for_engine(text, wanted):
    assert for_engine(text, to_simplified=False).text == wanted


def test_traditional_is_simplified_by_characters():
    mapped = for_engine("網際網路的後來，乾隆皇帝", to_simplified=True)
    assert mapped.text == "网际网路的后来，乾隆皇帝"
    assert mapped.source_span(5, 7) == (5, 7)


def test_words_of_other_lengths_keep_their_origins():
    mapped = simplify("我用網際網路，和軟體", "tw2sp")
    assert mapped.text == "我用互联网，和软件"
    assert mapped.source_span(2, 5) == (2, 6)
    assert mapped.source_span(3, 4) == (2, 6)
    assert mapped.source_span(7, 9) == (8, 10)


def test_spans_point_back_over_what_was_taken_out():
    text = "姓　名：\u200b張　三"
    mapped = for_engine(text, to_simplified=True)
    assert mapped.text == "姓名：张三"
    assert mapped.source_span(0, 2) == (0, 3)
    assert mapped.source_span(3, 5) == (5, 8)
    assert mapped.source_span(0, 99) == (0, 8)
    assert mapped.source_span(5, 5) == (8, 8)
    assert MappedText("", ()).source_span(0, 0) == (0, 0)


def test_wraps_are_joined_and_hard_breaks_kept():
    wrapped = "各县（市）区公安局，平潭综合实验区公安局，市局各直属单\n位，现将有关事项通知如下。"
    assert repair_wraps(wrapped).text == wrapped.replace("\n", "")
    assert repair_wraps("姓名：王某\n电话：0591").text == "姓名：王某\n电话：0591"
    english = "This sentence goes on over two lines of soft-\nware and then it ends here, somewhere on the\nthird line."
    assert repair_wraps(english).text == english.replace("-\n", "").replace("\n", " ")
    figure = "截至二〇二三年十二月三十一日，本级财政拨款结余共计为1,\n234万元，比上年减少。"
    assert "1,234万元" in repair_wraps(figure).text
    assert repair_wraps("一般公共\n预算财政\n拨款").text == "一般公共预算财政拨款"
    assert repair_wraps("收入\n支出").text == "收入\n支出"
