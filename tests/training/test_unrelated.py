"""Whether an output has anything to do with its source."""

import pytest

from models.training.unrelated import Relation, relation


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("犯罪嫌疑人", "suspect in a crime"),
        ("统战", "United front work"),  # the glossary
        ("甘孜", "Garze"),  # a place by its own name, not pinyin
        ("许樱碧", "Xu Zhi"),  # a name in part
        ("33亿元", "330 million yuan"),  # ten times too small is an error of its own
        ("7768194973（原件）", "768194973 (project)"),
        ("查 PDF 17", "Bring PDF"),
        ("事先生：", "Mr. matter:"),  # divided otherwise: 先生
    ],
)
def test_a_trace_of_the_source_is_found(zh, en):
    assert relation(zh, en) is Relation.RELATED


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("遣返", "Repair"),
        ("但瞭望塔", "But it's"),
        ("成专案", "🙄 🙄"),
        ("季昀", "Zhong"),
        ("干部选拔任用", "Director-General"),
        ("编号 KW02", "The weather"),
        ("八千六百余人", ""),
    ],
)
def test_text_about_something_else_is_told(zh, en):
    assert relation(zh, en) is Relation.UNRELATED


def test_what_holds_nothing_to_be_found_is_not_judged():
    assert relation("%，", "%,") is Relation.NOT_JUDGED
