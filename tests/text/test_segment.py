"""Sentences: where they end, where they must not, and offsets that are always exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import BlockKind
from reader.text import clusters
from reader.text.lengths import LONGEST, units
from reader.text.segment import segment

# What breaks careless offset code, beside ordinary text.
MARKS = tuple("。！？；，、“”「」（）《》\"'…")
CLUSTERS = ("𠮷", "👨\u200d👩\u200d👧", "👍🏽", "🇨🇳", "e\u0301", "\u0301", "\ufe0f", "\u200d", "\u200b", "葛\U000e0100")
PIECES = (
    "公安局",
    "通告",
    "……",
    "3.5",
    "1.",
    "（一）",
    "一、",
    "Mr. ",
    "U.S. ",
    "end. Next",
    "a@b.cn",
    "http://a.cn/x?y!z ",
)
BLANKS = ("\n", "\r\n", "\n\n", " ", "\u3000", "\t")
PARTS = st.sampled_from((*MARKS, *CLUSTERS, "\ud842", "\udfb7", *PIECES, *BLANKS))
TEXTS = st.one_of(st.lists(PARTS, max_size=60).map("".join), st.text(max_size=120))


def cut(text, kind=BlockKind.PARAGRAPH):
    return [text[start:end] for start, end in segment(text, kind)]


@pytest.mark.parametrize(
    "marked",
    [
        "今天开会。|明天放假！|后天呢？|大后天再说。",
        "总额为392.687694万元。|同比增长3.5%。|第1.2条不变。",
        "他说：“今天很冷。明天更冷。”|然后走了。",
        "“你是谁？”他问。|“我是王。”",
        "「你好。」他說。|我不知道。",
        "《关于进一步。办法》已印发。|请执行。",
        "（记者王某。摄影李某）今天开会。|明天放假。",
        "他……我不知道……真的吗？！|好！！！",
        "详见http://www.example.com/x?y=1!2.html。|谢谢！",
        "请发至a.b@example.com。|电话0591-87654321。",
        "Mr. Smith met Dr. Li at 3.30 p.m. today. |He left. |Then e.g. this one.",
        "1. 加强管理。|2.提高认识。|3、改进作风。",
        "他来了. |我走了.|好.",
        "有人说“没有。”，也有人说“有！”。|到底有没有？",
        "很多人来了 。 ”|大家很高兴。",
        "一件件摆放在展台上 … … 各式各样。|好看。",
        "会议要求，一是提高政治站位，增强做好工作的责任感；|二是加强组织领导，层层压实责任。",
        "甲方：张三；乙方：李四。",
        "好!|is it?yes=1 对的。",
        "𠮷野家👨‍👩‍👧。|👍🏽！",
        "未闭合的“引号。|后面照常。|还有（括号。",
    ],
)
def test_sentences(marked):
    wanted = [part.strip() for part in marked.split("|")]
    assert cut(marked.replace("|", "")) == wanted


def test_labels_and_cells_stay_whole():
    text = "一、收入。二、支出。"
    for kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.TABLE_CELL, BlockKind.CAPTION, BlockKind.LINK):
        assert cut(text, kind) == [text]
    assert cut("福州市公安局\n关于专项行动的通告", BlockKind.HEADING) == ["福州市公安局\n关于专项行动的通告"]


def test_a_cell_of_running_text_is_cut():
    sentence = "根据有关规定，各单位应当于每年年底之前报送预算执行情况，逾期不报的予以通报批评。"
    assert cut(sentence * 3, BlockKind.TABLE_CELL) == [sentence] * 3
    menu = "\n\n".join(["机构职能", "学思践悟", "警钟长鸣", "宣传教育"] * 6)
    assert len(cut(menu, BlockKind.TABLE_CELL)) == 24


def test_hard_breaks_part_and_wraps_do_not():
    wrapped = "各县（市）区公安局，平潭综合实验区公安局，市局直属单\n位，现将事项通知如下，请认真执行，确保落到\n实处。"
    assert cut(wrapped) == [wrapped]
    assert cut("姓名：王某\n电话：0591\n地址：福州") == ["姓名：王某", "电话：0591", "地址：福州"]
    assert cut("会议内容如下：\n一、学习\n二、讨论") == ["会议内容如下：", "一、学习", "二、讨论"]


def test_long_quotations_are_cut_inside():
    inner = "我们要坚持依法行政，切实维护人民群众的合法权益，不断提高服务水平。"
    assert cut(f"他说：“{inner * 3}”") == [f"他说：“{inner}", inner, f"{inner}”"]


@pytest.mark.parametrize("mark", ["；", "，", "、", " ", ""])
def test_over_long_sentences_are_cut_at_the_best_mark(mark):
    text = mark.join(["坚持以人民为中心的发展思想"] * 60) + "。"
    pieces = cut(text)
    assert len(pieces) > 1
    assert all(units(piece) <= LONGEST for piece in pieces)
    assert "".join(pieces) == text.replace(" ", "") if mark != " " else True
    if mark in "；，、" and mark:
        assert all(piece[-1] in f"{mark}。" for piece in pieces)


def test_a_semicolon_is_preferred_to_a_comma():
    clause = "，".join(["完善制度机制建设"] * 12)
    assert cut(f"{clause}；{clause}。") == [f"{clause}；", f"{clause}。"]


def test_nothing_from_nothing():
    assert segment("", BlockKind.PARAGRAPH) == []
    assert segment(" \n\u3000\t", BlockKind.HEADING) == []


@given(TEXTS, st.sampled_from(list(BlockKind)))
def test_spans_are_exact(text, kind):
    at = 0
    for start, end in segment(text, kind):
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        for edge in (start, end):
            assert clusters.is_boundary(text, edge)
        assert not text[end - 1].isspace()
        assert not text[start].isspace() or clusters.extends(text[start + 1])
        at = end
    assert text[at:].strip() == ""


@settings(max_examples=30)
@given(st.lists(PARTS, min_size=200, max_size=400).map("".join))
def test_long_blocks_too(text):
    spans = segment(text, BlockKind.PARAGRAPH)
    joined = "".join(text[start:end] for start, end in spans)
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "中" * 100_000,
        "1." * 50_000,
        "a" * 100_000,
        "(" * 50_000 + "]" * 50_000,
        "中；" * 20_000,
        " " * 50_000 + "a",
        "a.b@" * 30_000,
        "\n " * 50_000,
        "“" * 30_000 + "。”" * 30_000,
        "e\u0301" * 50_000,
    ],
    ids=lambda text: repr(text[:3]),
)
@pytest.mark.timeout(20)
def test_hostile_blocks_take_linear_time(text):
    assert "".join("".join(text[a:b] for a, b in segment(text, BlockKind.PARAGRAPH)).split()) == "".join(text.split())
