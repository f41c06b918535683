"""Foreign names by their Chinese spelling: where they stand, how well they fit, and that chance does not fit."""

import math

import pytest

from reader.text.sounds import NONE, WORST, fit

FITS = [
    ("克林顿", "clinton"), ("默克尔", "merkel"), ("特朗普", "trump"), ("加兰德", "garland"), ("杜兰特", "durant"),
    ("霍普金斯", "hopkins"), ("斯特里科娃", "strycova"), ("科索沃", "kosovo"), ("安达纳尔", "andanar"),
    ("奥马哈", "omaha"),
]  # fmt: skip


@pytest.mark.parametrize(("characters", "letters"), FITS)
def test_names_fit_their_spelling(characters, letters):
    found = fit(f"记者了解到，{characters}表示同意", letters)
    assert found.score > -2.0
    assert found.span == (6, 6 + len(characters))


@pytest.mark.parametrize(("characters", "letters"), FITS)
def test_names_fit_no_other_spelling(characters, letters):
    others = [other for other, _ in FITS if other != characters]
    assert all(fit(other, letters).score < -2.0 for other in others)


def test_a_slip_fits_worse():
    assert fit("加兰德", "gerland").score * 7 < fit("加兰德", "garland").score * 7 - 4


@pytest.mark.parametrize("letters", ["", "a", "x" * 200, "zzzzqqqq"])
def test_what_is_no_name_fits_nowhere(letters):
    assert fit("克林顿访问了北京", letters) == NONE


def test_no_characters():
    assert fit("", "clinton") == NONE
    assert fit("abc 123 ！？", "clinton") == NONE


def test_worse_than_the_worst_is_none():
    assert all(s == -math.inf or s >= WORST for s in (fit(zh, en).score for zh, _ in FITS for _, en in FITS))


def test_other_characters_of_one_sound_do_as_well():
    assert fit("柯林頓".replace("頓", "顿"), "clinton").score > -2.0
