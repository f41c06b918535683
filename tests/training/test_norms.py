"""The measured norms of a package: middle and spread of its lengths."""

import math

import pytest

from models.training.norms import measure
from reader.checks.lengths import expected


def outputs(shift, count=101):
    """Sources of 40 characters and outputs whose logarithmic lengths lie evenly around *shift*."""
    middle = math.exp(expected(40) + shift)
    return ["汉" * 40] * count, [
        "x" * round(middle * math.exp((n / (count - 1) - 0.5) * 0.8) - 4) for n in range(count)
    ]


def test_middle_and_band():
    norms = measure(*outputs(-0.2))
    assert norms.length_shift == pytest.approx(-0.2, abs=0.01)
    assert norms.length_ratio[0] < norms.length_ratio[1]
    assert f"length_shift = {norms.length_shift:.3f}" in norms.toml()


def test_a_few_bad_translations_do_not_move_them():
    sources, texts = outputs(0.0)
    spoilt = measure([*sources, *sources[:8]], [*texts, *["x" * 4000] * 8])
    assert spoilt.length_deviation < measure(sources, texts).length_deviation + 0.05
    assert abs(spoilt.length_shift) < 0.06


def test_too_few_sentences_are_refused():
    with pytest.raises(ValueError, match="too few"):
        measure(["汉" * 40] * 10, ["x" * 100] * 10)
