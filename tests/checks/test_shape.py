"""Repetition with words between, truncation, length, mixed scripts."""

import pytest

from reader.checks.contract import PackageNorms
from reader.checks.length import Length
from reader.checks.mixed_scripts import MixedScripts
from reader.checks.repetition import Repetition
from reader.checks.truncation import Truncation
from reader.model import Severity

SOURCE = "公安机关在边境地区查获一批伪造的护照，并将三名嫌疑人移送检察机关审查起诉。"


def test_a_phrase_said_again_further_on(apply):
    said = "the police seized forged passports at the border"
    target = f"In the border area {said} and three suspects were sent for trial, {said}."
    (finding,) = apply(Repetition(), SOURCE, target)
    assert finding.severity is Severity.MAJOR
    first, second = finding.target_spans
    assert target[slice(*first)] == target[slice(*second)] == said


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            SOURCE,
            "The police seized the passports; the passports were forged, and the police sent three men for trial.",
        ),
        (
            "北京市公安局海淀分局的民警找到了北京市公安局朝阳分局的民警。",
            "Officers of the Haidian Sub-bureau of the Beijing Municipal Public Security Bureau found those of the "
            "Chaoyang Sub-bureau of the Beijing Municipal Public Security Bureau.",
        ),
        (SOURCE, "the the the the the the the the"),
    ],
)
def test_fair_repetition(apply, source, target):
    assert apply(Repetition(), source, target) == []


@pytest.mark.parametrize("target", ["The police seized a batch of forged passports and", "The police seized the"])
def test_broken_off(apply, target):
    (finding,) = apply(Truncation(), SOURCE, target)
    assert finding.severity is Severity.MAJOR
    assert target[slice(*finding.target_spans[0])] in ("and", "the")


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("The police seized passports,", Severity.MINOR),
        ("The police (in the border area seized passports.", Severity.MINOR),
    ],
)
def test_signs_of_a_break(apply, target, severity):
    (finding,) = apply(Truncation(), SOURCE, target)
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, "The police seized passports."),
        ("一、公安机关查获伪造护照的情况；", "1. the seizure of forged passports by the police; and"),
        ("公安机关查获一批伪造的护照和", "The police seized forged passports and"),
        ("昌宁县悬赏通缉犯罪嫌疑人兰安", "Changning County offers a reward for Lan An"),
        ("（公安机关查获一批伪造的护照", "(The police seized forged passports"),
        ("标题", "The and"),
    ],
)
def test_sound_endings(apply, source, target):
    assert apply(Truncation(), source, target) == []


def test_far_too_short_and_far_too_long(apply):
    (short,) = apply(Length(), SOURCE, "Passports.")
    (long,) = apply(Length(), SOURCE, "word " * 200)
    assert (short.category, long.category) == ("Accuracy/Omission", "Accuracy/Addition")
    assert "human translations" in short.explanation
    assert short.severity is long.severity is Severity.MAJOR


def test_a_package_is_measured_by_its_own_norms(context_of):
    target = "The police seized forged passports on the border. " * 9
    segment, translation, context = context_of(SOURCE, target)
    assert Length()(segment, translation, context)
    wordy = PackageNorms("0" * 64, (2.0, 14.0), length_shift=0.9, length_deviation=0.3)
    assert Length()(*context_of(SOURCE, target, norms=wordy)) == []
    terse = PackageNorms("0" * 64, (1.0, 3.0), length_shift=-0.3, length_deviation=0.1)
    (finding,) = Length()(*context_of(SOURCE, target, norms=terse))
    assert "this translation package" in finding.explanation


@pytest.mark.parametrize(
    ("target", "shown"),
    [("The Роlice came.", "Cyrillic"), ("He said ありがとう.", "kana"), ("A � sign", "could not write")],
)
def test_letters_that_do_not_belong(apply, target, shown):
    (finding,) = apply(MixedScripts(), "他来了。", target)
    assert shown in finding.explanation
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("source", "target"),
    [("他来了。", "He came – “café”, naïve."), ("他说Привет。", "He said Привет."), ("β型", "type β"), ("�", "�")],
)
def test_letters_that_belong(apply, source, target):
    assert apply(MixedScripts(), source, target) == []
