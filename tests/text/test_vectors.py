"""Nearness of Chinese and English words."""

import numpy as np
import pytest

from reader.text import lexicon, vectors
from reader.text.stems import stem


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("警方", "sheriff", "harvest"), ("预算", "expenditure", "passport"), ("喜欢", "favourite", "budget"),
     ("逮捕", "custody", "music")],
)  # fmt: skip
def test_words_of_like_meaning_are_near(word, near, far):
    like, unlike = vectors.load().likeness([word], [stem(near), stem(far)])[0]
    assert like > 0.4 > unlike
    assert like > unlike + 0.2


def test_shape_and_unknown_words():
    found = vectors.load().likeness(["警方", "鱻鱻"], ["polic", "zzzzzz", "budget"])
    assert found.shape == (2, 3)
    assert found[1].tolist() == [vectors.UNKNOWN] * 3
    assert found[0, 1] == vectors.UNKNOWN
    assert -1 <= found.min() <= found.max() <= 1.0001


def test_rows_are_the_words_of_the_table():
    with np.load(vectors.__file__.replace("vectors.py", "data/vectors.npz"), allow_pickle=False) as file:
        assert file["chinese"].shape[0] == lexicon.load().size
        assert file["english"].shape[0] == len(file["stems"].tobytes().decode().split("\n"))
        assert file["chinese"].shape[1] == file["english"].shape[1]
