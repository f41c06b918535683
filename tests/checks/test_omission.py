"""Omission and addition, and the word table they rest on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.checks.addition.check import Addition
from reader.checks.coverage import evidence
from reader.checks.lengths import surprise, units
from reader.checks.omission.check import Omission
from reader.checks.stretches import promising, strongest
from reader.checks.support import Word
from reader.model import Severity
from reader.text import lexicon

SOURCE = "昨天上午，警方在机场逮捕了两名嫌疑人，同时没收了他们的护照，并冻结了相关银行账户。"
WHOLE = (
    "Yesterday morning the police arrested two suspects at the airport, seized their passports and froze the bank "
    "accounts concerned."
)


@pytest.mark.parametrize("name", [Omission(), Addition()], ids=["omission", "addition"])
def test_a_whole_translation_is_left_alone(apply, name):
    assert apply(name, SOURCE, WHOLE) == []


def test_a_clause_left_out_is_pointed_at(apply):
    (finding,) = apply(Omission(), SOURCE, "Yesterday morning the police arrested two suspects at the airport.")
    assert finding.severity is Severity.MAJOR
    ((start, end),) = finding.source_spans
    assert "护照" in SOURCE[start:end]
    assert "银行账户" in SOURCE[start:end]
    assert "机场" not in SOURCE[start:end]


def test_traditional_script_is_read_too(apply):
    source = "昨天上午，警方在機場逮捕了兩名嫌疑人，同時沒收了他們的護照，並凍結了相關銀行帳戶。"
    (finding,) = apply(Omission(), source, "Yesterday morning the police arrested two suspects at the airport.")
    ((start, end),) = finding.source_spans
    assert "護照" in source[start:end]


def test_a_clause_put_in_is_pointed_at(apply):
    added = ", while thousands of farmers celebrated the harvest festival with music in the mountains."
    (finding,) = apply(Addition(), SOURCE, WHOLE.rstrip(".") + added)
    assert finding.severity is Severity.MAJOR
    ((start, end),) = finding.target_spans
    assert "harvest festival" in (WHOLE.rstrip(".") + added)[start:end]


def test_a_short_form_stands_for_the_long_name(apply):
    source = "美国疾病控制与预防中心（CDC）建议民众佩戴口罩。"
    assert apply(Omission(), source, "The CDC advises people to wear masks.") == []


def test_evidence_has_a_sign():
    found = {SOURCE[e.start : e.end]: e.weight for e in evidence(SOURCE, "The police arrested him at the airport.")}
    assert found["警方"] < 0 < found["护照"]
    assert found["机场"] < 0 < found["账户"]


def test_lengths():
    assert units("他在Beijing。") == pytest.approx(2 + 7 * 0.4 + 0.3)
    usual = surprise(40, 165, None)
    assert abs(usual) < 1
    assert surprise(40, 60, None) < -3 < 3 < surprise(40, 500, None)


def test_the_strongest_stretch_needs_enough_evidence():
    words = [e for e in evidence(SOURCE, "weather") if e.weight > 0]
    assert strongest(words, SOURCE, re.compile("，"), lambda a, b: 0.0, 100.0) is None
    best = strongest(words, SOURCE, re.compile("，"), lambda a, b: 0.0, 1.0)
    assert best is not None
    assert best.score > 5


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=12), st.floats(0, 9), st.floats(0, 8))
def test_stretches_cleared_at_a_glance_have_too_little_evidence(weights, most_length, least):
    words = [Word(2 * at, 2 * at + 1, weight) for at, weight in enumerate(weights)]
    text, mark = "x " * len(words), re.compile(",")

    def length(start, end):
        return min(most_length, (end - start) / 2)

    thorough = strongest(words, text, mark, length, least)
    assert strongest(words, text, mark, length, least, most_length) == thorough
    if not promising(weights, least, most_length):
        assert thorough is None


def test_the_word_table():
    table = lexicon.load()
    assert [("警方逮捕了他")[a:b] for a, b in table.words("警方逮捕了他")] == ["警方", "逮捕", "了", "他"]
    assert table.renderings("逮捕")["arrest"] > 0.5
    assert table.renderings("鱻鱻") == {}
    assert "逮捕" in table
    assert table.rank("的") < table.rank("逮捕") < table.rank("鱻鱻")
