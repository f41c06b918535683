"""The word table: words aligned by what stands beside them."""

import pytest

from models.training.lexicon import Table, numbered

ZH = [["警方", "逮捕"], ["警方", "说"], ["他", "逮捕"], ["他", "说"], ["罕见", "他"]]
EN = [["polic", "arrest"], ["polic", "say"], ["he", "arrest"], ["he", "say"], ["he"]]


@pytest.fixture
def aligned():
    chinese, english, pairs = numbered(ZH, EN, 2, 1)
    table = Table(pairs, len(english))
    table.train(10)
    return chinese, english, table


def test_rare_words_have_no_number(aligned):
    chinese, english, _ = aligned
    assert set(chinese) == {"警方", "逮捕", "说", "他"}
    assert min(chinese.values()) == 1
    assert sorted(english.values()) == list(range(4))


def test_words_are_aligned_with_what_renders_them(aligned):
    chinese, english, table = aligned
    best = {number: found[0][0] for number, found in table.renderings().items()}
    assert best[chinese["警方"]] == english["polic"]
    assert best[chinese["逮捕"]] == english["arrest"]
    # every English word of the pairs is aligned once, with a Chinese word or with none
    assert table.counts.sum() == pytest.approx(9)
