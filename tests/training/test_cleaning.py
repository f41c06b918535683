"""Which public pairs are learnt from, and what is rewritten first."""

import pytest

from models.training import cleaning
from models.training.decontaminate import EvaluationText
from models.training.pairs import Pair, read_pairs, write_pairs


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("犯罪嫌疑人已被抓获。", "The suspect has been arrested."),
        ("预算12.5万元", "Budget: 125,000 yuan"),
        ("姓名", "Name"),
    ],
)
def test_sound_pairs_are_kept(zh, en):
    assert cleaning.is_sound(Pair(zh, en))


@pytest.mark.parametrize(
    ("zh", "en", "why"),
    [
        ("犯罪嫌疑人已被抓获，并移送检察机关审查起诉。", "Yes.", "far too short"),
        ("否", "No, this is a long explanation that nobody asked for at all.", "far too long"),
        ("共有1284人入境。", "Altogether 3,771 people entered.", "other figures"),
        ("主管机关得派员检查。", "The 主管机关 may inspect.", "Han in the English"),
        ("これは日本語の文です。", "This is a Japanese sentence.", "kana"),
        ("Hello", "Hello", "no Chinese"),
        ("哈哈哈哈哈哈哈哈哈哈哈哈", "Ha ha ha ha ha ha", "runs of one character"),
    ],
)
def test_unsound_pairs_are_dropped(zh, en, why):
    assert not cleaning.is_sound(Pair(zh, en)), why


def test_manuals_with_markup_are_dropped():
    assert cleaning.is_prose(Pair("打开文件。", "Open the file."))
    assert not cleaning.is_prose(Pair("打开 `config.py`。", "Open `config.py`."))
    assert not cleaning.is_prose(Pair("请参阅 https://example.org", "See https://example.org"))


def test_careful_rules_want_whole_sentences():
    assert cleaning.is_careful(Pair("警方正在调查这起案件。", "The police are investigating the case."))
    assert not cleaning.is_careful(Pair("警方正在调查这起案件。", "the police are investigating the case ."))
    assert not cleaning.is_careful(Pair("警方在调查吗？", "The police are investigating."))


def test_yuan_is_not_taught_as_new_taiwan_dollars():
    assert cleaning.neutral_money(Pair("处三万元以下罚款。", "A fine of up to NT$30,000 shall be imposed.")) == Pair(
        "处三万元以下罚款。", "A fine of up to 30,000 yuan shall be imposed."
    )
    assert cleaning.neutral_money(Pair("处罚款。", "A fine in NT$ shall be imposed.")) is None


def test_named_taiwan_money_stays_or_loses_its_name_on_both_sides():
    kept = [
        cleaning.neutral_money(Pair(f"第{n}条处新台币{n}万元罚锾。", f"Article {n}: NT${n}0,000."))
        for n in range(1, 40)
    ]
    assert all(pair is not None for pair in kept)
    assert all(("新台币" in pair.zh) == ("NT$" in pair.en) for pair in kept)
    assert {"新台币" in pair.zh for pair in kept} == {True, False}


def test_evaluation_text_is_recognised_whole_and_in_part():
    text = EvaluationText()
    text.add("持旅游签证入境的人员不得在中国境内就业。", "Persons on a tourist visa may not work in China.")
    assert text.touches(Pair("持旅游签证入境的人员不得在中国境内就业", "Other English."))
    assert text.touches(Pair("其他内容。", "Persons on a tourist visa may not work in China!"))
    assert text.touches(Pair("凡持旅游签证入境的人员不得在中国境内就业者", "Other."))
    assert not text.touches(Pair("持工作签证者可以就业。", "Holders of work visas may work."))


def test_pairs_are_written_whole_and_read_back(tmp_path):
    file = tmp_path / "new" / "x.tsv"
    assert write_pairs(file, [Pair("甲", "A"), Pair("乙", "B")]) == 2
    assert list(read_pairs(file)) == [Pair("甲", "A"), Pair("乙", "B")]
    assert [f.name for f in file.parent.iterdir()] == ["x.tsv"]
    file.write_text("没有制表符\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        list(read_pairs(file))
