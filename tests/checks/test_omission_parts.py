"""The parts of the Chinese that may be missing, and what each piece of evidence says of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.checks.contract import Context
from reader.checks.omission.check import Omission, places
from reader.checks.omission.competition import left_for, one_by_one
from reader.checks.omission.exact import Kind, exact, tally
from reader.checks.omission.nearness import nearness
from reader.checks.omission.spans import parts, runs
from reader.checks.omission.weighing import ASKED, RULES, by_rules, features
from reader.model import Severity

SOURCE = "昨天上午，警方在机场逮捕了两名嫌疑人，没收了护照、手机、银行卡，并冻结了账户。"


def texts(source, spans):
    return [source[a:b] for a, b in spans]


def test_clauses_and_items():
    found = parts(SOURCE)
    assert texts(SOURCE, found.clauses) == [
        "昨天上午，", "警方在机场逮捕了两名嫌疑人，", "没收了护照、手机、银行卡，", "并冻结了账户。",
    ]  # fmt: skip
    assert "银行卡，" in texts(SOURCE, found.items)
    assert "没收了护照、" in texts(SOURCE, found.items)


def test_figures_are_not_divided():
    source = "2024-03-02 14:15:16 林某某，共付3,400元：已经收到。"
    assert texts(source, parts(source).clauses) == ["2024-03-02 14:15:16 林某某，", "共付3,400元：", "已经收到。"]


def test_an_undivided_sentence_has_no_parts_but_a_run():
    source = "警方逮捕两名嫌疑人并没收护照冻结银行账户"
    assert parts(source).every == ()
    (run,) = runs(source, "Police arrest two suspects")
    assert "护照" in source[slice(*run)]
    assert "逮捕" not in source[slice(*run)]
    assert runs(source, "Police arrest two suspects, seize passports and freeze bank accounts") == ()


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        (
            "安全防线是一款功能强大并同时拥有反木马反间谍功能的病毒查杀工具",
            "A strong tool.",
            "反木马反间谍",
        ),
        ("县公安局购置无人机和人脸识别摄像机项目采购结果公告", "Announcement of the county.", "无人机和人脸识别"),
    ],
)
def test_words_missing_from_a_headline_are_pointed_at(apply, source, target, missing):
    (finding,) = apply(Omission(), source, target)
    ((start, end),) = finding.source_spans
    assert missing in source[start:end]


def test_a_headline_rendered_whole_is_left_alone(apply):
    assert apply(Omission(), "县公安局公布采购结果", "County police bureau publishes procurement results") == []


def test_a_word_renders_one_part_only():
    source = "一名警察在门口检查护照，另一名警察在大厅检查护照。"
    target = "A policeman checked passports at the door."
    second = parts(source).clauses[1]
    alone = source[slice(*second)]
    assert left_for([second], source, target)[0] > 0 > left_for([(0, len(alone))], alone, target)[0]
    assert [start for start, _ in one_by_one(source, target)] == sorted(
        start for start, _ in one_by_one(source, target)
    )


def test_what_comes_near_in_meaning_counts():
    source = "警方表示，下周公布结果。"
    said, silent = (
        nearness([parts(source).clauses[1]], source, english)[0].within
        for english in ("The sheriff said it will be announced next week.", "The sheriff said so.")
    )
    assert said < 0 < silent


@pytest.mark.parametrize(
    ("source", "target", "kind", "there"),
    [
        ("去年出口额为3.2亿元。", "Exports were 320 million yuan last year.", Kind.FIGURE, True),
        ("去年出口额为3.2亿元。", "Exports rose last year.", Kind.FIGURE, False),
        ("会议于2021年3月5日召开。", "The meeting was held on 5 March 2021.", Kind.DATE, True),
        ("会议于2021年3月5日召开。", "The meeting was held.", Kind.DATE, False),
        ("他住在福州。", "He lives in Fuzhou.", Kind.NAME, True),
        ("他住在福州。", "He lives there.", Kind.NAME, False),
        ("他使用WeChat付款。", "He pays with WeChat.", Kind.LATIN, True),
        ("他使用WeChat付款。", "He pays by phone.", Kind.LATIN, False),
    ],
)
def test_what_can_be_told_exactly(source, target, kind, there):
    items = [item for item in exact(source, target) if item.kind is kind]
    assert [item.there for item in items] == [there]
    counts = tally(items, (0, len(source)))
    assert counts[2 * kind + (not there)] == 1
    assert sum(counts) == 1
    assert sum(tally(items, (0, 0))) == 0


def test_a_name_that_recurs_proves_nothing():
    items = exact("福州警方说，福州很安全。", "The police of Fuzhou said so.")
    assert [item for item in items if item.kind is Kind.NAME] == []


def test_parts_left_out_side_by_side_are_one_place(apply):
    source = "警方逮捕了两名嫌疑人，没收了他们的护照，并冻结了银行账户。会议讨论了教育问题。"
    (finding,) = apply(Omission(), source, "The police arrested two suspects. The meeting discussed education.")
    assert finding.severity is Severity.MAJOR
    assert texts(source, finding.source_spans) == ["没收了他们的护照，并冻结了银行账户。"]


def test_parts_left_out_apart_are_all_shown(apply):
    source = "警方没收了他们的护照，会议讨论了教育问题，代表团参观了当地的汽车工厂，农民庆祝了丰收。"
    (finding,) = apply(Omission(), source, "The meeting discussed education. The farmers celebrated the harvest.")
    assert len(finding.source_spans) == 2
    assert "(and 1 more)" in finding.explanation


def test_places_are_those_of_the_finding(apply):
    source, target = SOURCE, "Yesterday morning the police arrested two suspects at the airport."
    (finding,) = apply(Omission(), source, target)
    assert places(source, Context(target)) == finding.source_spans


def test_a_glance_clears_what_is_rendered_and_keeps_what_is_not():
    target = "Yesterday morning the police arrested two suspects at the airport."
    glanced = {part.span: part.log_odds for part in by_rules(SOURCE, Context(target))}
    thorough = {part.span: part.log_odds for part in by_rules(SOURCE, Context(target), thorough=True)}
    assert set(glanced) < set(thorough)
    assert max(glanced.values()) == max(thorough.values())
    assert set(parts(SOURCE).every) <= set(thorough)


def test_every_feature_has_a_factor():
    (row, *_) = features(SOURCE, Context("x"), parts(SOURCE).every, ())
    assert len(row) == len(RULES.factors)
    assert len(row) + 2 == len(ASKED.factors)
    for weights in (RULES, ASKED):
        assert weights.bounds.minor < weights.bounds.major


def test_long_texts_weigh_few_parts():
    source = "警方没收了他们的护照，" * 200
    assert len(by_rules(source, Context("The meeting discussed education."))) <= 20


@settings(max_examples=60, deadline=None)
@given(st.text("警方没收护照会议，。、；:0123CDC（）(\n", max_size=60), st.text("The police CDC 3,. ", max_size=60))
def test_any_pair_has_places_within_the_chinese(source, target):
    spans = places(source, Context(target))
    assert all(0 <= start < end <= len(source) for start, end in spans)
    assert list(spans) == sorted(spans)
