"""Empty, copied, looping, untranslated, engine flags."""

import pytest

from reader.checks.copied import Copied
from reader.checks.empty import Empty
from reader.checks.engine_flags import EngineFlags
from reader.checks.looping import Looping
from reader.checks.untranslated import Untranslated
from reader.model import Severity


@pytest.mark.parametrize("target", ["", "   \n", " .", "--"])
def test_empty(apply, target):
    (finding,) = apply(Empty(), "公安机关依法处理。", target)
    assert finding.severity is Severity.CRITICAL
    assert finding.source_spans == ((0, 9),)


@pytest.mark.parametrize(("source", "target"), [("。。。", ""), ("", ""), ("好", "OK")])
def test_not_empty(apply, source, target):
    assert apply(Empty(), source, target) == []


@pytest.mark.parametrize("target", ["公安机关依法处理。", "公安机关依法处理", "公安机关依法处理 the"])
def test_copied(apply, target):
    (finding,) = apply(Copied(), "公安机关依法处理。", target)
    assert finding.severity is Severity.CRITICAL
    assert apply(Untranslated(), "公安机关依法处理。", target) == []


@pytest.mark.parametrize(
    ("source", "target"), [("2022-01-05", "2022-01-05"), ("ABC", "ABC"), ("北京市", "Beijing (北京)")]
)
def test_rightly_copied(apply, source, target):
    assert apply(Copied(), source, target) == []


def test_untranslated_han_is_major_with_spans_on_both_sides(apply):
    source, target = "他住在乌鲁木齐市天山区。", "He lives in 天山区 of Urumqi."
    (finding,) = apply(Untranslated(), source, target)
    assert finding.severity is Severity.MAJOR
    assert [target[a:b] for a, b in finding.target_spans] == ["天山区"]
    assert [source[a:b] for a, b in finding.source_spans] == ["天山区"]


@pytest.mark.parametrize("target", ["Zhang Wei (张伟) came.", "Zhang Wei（张伟）came.", "the Hukou [户口] system"])
def test_gloss_in_brackets_is_minor(apply, target):
    (finding,) = apply(Untranslated(), "张伟户口来了。", target)
    assert finding.severity is Severity.MINOR


def test_gloss_and_remains_are_told_apart(apply):
    found = apply(Untranslated(), "张伟在北京。", "Zhang Wei (张伟) is in 北京.")
    assert {f.severity for f in found} == {Severity.MAJOR, Severity.MINOR}


@pytest.mark.parametrize(
    "target",
    [
        "He said, he said, he said, he said it.",
        "the the the the the man",
        "The police station of the county. The police station of the county.",
        "he is an officer of the bureau and he is an officer of the bureau",
        "Ahahahahahahahahahaha",
        "and so on, and so on, and so on, and so on",
    ],
)
def test_looping(apply, target):
    (finding,) = apply(Looping(), "他说他是县公安局的民警。", target)
    assert finding.severity in {Severity.MAJOR, Severity.CRITICAL}
    start, end = finding.target_spans[0]
    assert 0 <= start < end <= len(target)


def test_a_doubled_word_is_minor_and_the_quote_is_whole_words(apply):
    (finding,) = apply(Looping(), "应当严格管理。", "It shall be strictly strictly managed.")
    assert finding.severity is Severity.MINOR
    assert finding.evidence == {"repeated": "strictly", "times": "2"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("哈哈哈哈", "Hahahahahaha"),
        ("非常非常非常重要", "very, very, very important"),
        ("他说了三次。", "He said it again and again."),
        ("表格", "0 0 0 0 0 0"),
        ("分隔", "------------------"),
        ("他认为她认为他认为的", "what he thinks that she thinks that he thinks"),
        ("再见，再见！", "Bye-bye, bye-bye!"),
        ("保持节奏、保持节奏。", "Keep up the pace. Keep up the pace."),
    ],
)
def test_fair_repetition(apply, source, target):
    assert apply(Looping(), source, target) == []


def test_flags_are_put_into_words(apply):
    found = apply(EngineFlags(), "很长的句子", "A long sentence", ("split", "retried", "loop"))
    assert [f.evidence["flag"] for f in found] == ["split", "retried", "loop"]
    assert [f.severity for f in found] == [Severity.MINOR, Severity.MINOR, Severity.MAJOR]


def test_visible_loop_is_reported_once(run_all):
    found = run_all("他说话。", "he said he said he said he said", flags=("loop",))
    assert [f.check for f in found] == ["looping"]


def test_flags_do_not_speak_of_a_revision(apply):
    assert apply(EngineFlags(), "句子", "machine", ("split",), judged="a person's words") == []


def test_unknown_flags_are_left_to_other_checks(apply):
    assert apply(EngineFlags(), "句子", "sentence", ("empty", "copied", "new")) == []
