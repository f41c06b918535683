"""Word links: exact on made attention, good enough on sentences marked by hand."""

import pytest
from marked_alignments import MARKED

from reader.model import AlignedPair
from reader.translate import align
from reader.translate.engine import Engine

ZH, EN = "警察去北京", "Police go to Beijing."
ZH_SPANS = [(0, 2), (2, 3), (3, 5)]
EN_SPANS = [(0, 6), (6, 9), (9, 12), (12, 16), (16, 20), (20, 21)]


def links(attention, source=ZH, source_spans=ZH_SPANS, text=EN, spans=EN_SPANS):
    found = align.pairs(attention, source, source_spans, text, spans)
    assert list(found) == sorted(found, key=lambda p: (p.t0, p.s0))
    return [(source[p.s0 : p.s1], text[p.t0 : p.t1], p.weight) for p in found]


def test_pieces_become_words_and_punctuation_has_no_links():
    attention = [[1, 0, 0], [0, 1, 0], [0, 0.4, 0.05], [0, 0, 1], [0, 0, 0.5], [0, 0, 1]]
    assert links(attention) == [
        ("警察", "Police", 1.0),
        ("去", "go", 1.0),
        ("去", "to", 0.4),
        ("北京", "Beijing", 0.75),
    ]


def test_neighbours_are_merged_and_weights_add_up():
    attention = [[0.5, 0.5, 0], [0, 0, 0], [0, 0, 0], [0, 0, 1], [0, 0, 1], [0, 0, 0]]
    assert links(attention) == [("警察去", "Police", 1.0), ("北京", "Beijing", 1.0)]


def test_an_article_does_not_win_what_belongs_to_the_noun():
    attention = [[0.9, 0.1], [0.3, 0.35], [0.0, 0.9]]
    found = links(attention, "警察法", [(0, 2), (2, 3)], "Police the law", [(0, 6), (6, 10), (10, 14)])
    assert ("法", "law", 0.9) in found
    assert ("警察", "Police", 0.9) in found


def test_digits_are_one_figure_on_both_sides():
    source, text = "占12.5%", "is 12.5%."
    spans = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)]
    targets = [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9)]
    attention = [[1, 0, 0, 0, 0, 0]] + [[0, 0.2, 0.2, 0.2, 0.2, 0.2]] * 6 + [[0, 0, 0, 0, 0, 0.9]]
    assert links(attention, source, spans, text, targets) == [("占", "is", 1.0), ("12.5%", "12.5%", 1.0)]


def test_empty_ranges_and_missing_rows_are_no_trouble():
    assert align.pairs([], ZH, ZH_SPANS, EN, EN_SPANS) == ()
    assert align.pairs([[1.0, 0, 0]], ZH, ZH_SPANS, "", []) == ()
    assert align.pairs([[1.0]], "", [(0, 0)], "x", [(0, 1)]) == ()
    assert links([[1.0, 0, 0]]) == [("警察", "Police", 1.0)]


def test_shifting_moves_both_sides():
    assert align.shifted([AlignedPair(0, 2, 1, 3, 0.5)], 10, 100) == (AlignedPair(10, 12, 101, 103, 0.5),)


def _overlap(a, b):
    return max(a[0], b[0]) < min(a[1], b[1])


@pytest.fixture(scope="module")
def measured(starter):
    """(links found right, links found, marks met, marks) on the marked sentences, translations forced."""
    right = found = met = marks = 0
    with Engine(starter) as engine:
        for source, text, words in MARKED:
            tokens, target = engine._tokenizer.encode(source), engine._tokenizer.encode(text)
            (result,) = engine._translator.translate_batch(
                [list(tokens.pieces)], target_prefix=[list(target.pieces)], beam_size=1,
                max_decoding_length=len(target), return_attention=True,
            )  # fmt: skip
            decoded = engine._tokenizer.decode(result.hypotheses[0])
            assert decoded.text == text
            pairs = align.pairs(result.attention[0], source, tokens.spans, text, decoded.spans)
            marked = [(_span(source, zh), _span(text, en)) for zh, en in words]
            for pair in pairs:
                beside = [zh for zh, en in marked if _overlap(en, (pair.t0, pair.t1))]
                found += bool(beside)
                right += any(_overlap(zh, (pair.s0, pair.s1)) for zh in beside)
            marks += len(marked)
            met += sum(
                any(_overlap(zh, (p.s0, p.s1)) and _overlap(en, (p.t0, p.t1)) for p in pairs) for zh, en in marked
            )
    return right, found, met, marks


def _span(text, part):
    start = text.index(part)
    return start, start + len(part)


def test_links_on_marked_sentences_are_mostly_right_and_mostly_there(measured):
    right, found, met, marks = measured
    assert marks == 57
    assert right / found >= 0.75
    assert met / marks >= 0.80
