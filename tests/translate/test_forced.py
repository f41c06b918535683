"""Forced decoding: repeatable, in agreement with the engine's own scores, and silent about what it cannot judge."""

import random

import pytest
from tiny_package import SENTENCES

from reader.translate import align
from reader.translate.engine import Engine
from reader.translate.forced import TOKEN_LIMIT, ForcedDecoder
from reader.translate.parameters import Decoding, Parameters

CHINESE, ENGLISH = SENTENCES[:5], SENTENCES[5:]
_random = random.Random(3)
PAIRS = [(zh, en) for zh in CHINESE for en in ENGLISH] + [
    ("".join(_random.choices("公安局会议预算警察", k=_random.randint(1, 9))), _random.choice(ENGLISH)[:20])
    for _ in range(40)
]


@pytest.mark.parametrize("attention", [False, True])
def test_a_pair_has_the_same_figures_alone_and_among_others(package, attention):
    with ForcedDecoder(package, workers=1, attention=attention) as decoder:
        alone = [next(decoder.score([pair]))[1] for pair in PAIRS]
    order = list(range(len(PAIRS)))
    _random.shuffle(order)
    with ForcedDecoder(package, workers=3, attention=attention) as decoder:
        found = {order[n]: forced for n, forced in decoder.score(PAIRS[i] for i in order)}
    assert [found[i] for i in range(len(PAIRS))] == alone


def test_it_gives_the_engine_its_own_score_back(starter):
    greedy = Parameters(decoding=Decoding(beam_size=1), retries=())
    with Engine(starter, parameters=greedy) as engine, ForcedDecoder(starter, attention=True) as decoder:
        agreeing = 0
        for text in CHINESE:
            output = next(engine.translate([text]))[1]
            forced = next(decoder.score([(text, output.text)]))[1]
            if forced is None or decoder._tokenizer.encode(output.text).pieces != tuple(_pieces(engine, text)):
                continue  # the text made of its pieces is cut into others
            assert forced.mean == pytest.approx(output.score, abs=1e-3)
            assert forced.alignment == output.alignment
            agreeing += 1
        assert agreeing


def _pieces(engine, text):
    tokens = engine._tokenizer.encode(text)
    limit = engine.parameters.output_limit(len(tokens))
    (result,) = engine._translator.translate_batch([list(tokens.pieces)], beam_size=1, max_decoding_length=limit)
    return result.hypotheses[0]


def test_figures_speak_of_the_english(package):
    with ForcedDecoder(package, attention=True) as decoder:
        ((_, forced),) = decoder.score([(CHINESE[0], ENGLISH[0])])
    assert len(forced.spans) == len(forced.log_probs)
    assert all(p <= 0 for p in forced.log_probs)
    assert "".join(ENGLISH[0][a:b] for a, b in forced.spans).replace(" ", "") == ENGLISH[0].replace(" ", "")
    assert 0 <= forced.entropy <= 1
    assert all(0 <= p.s0 < p.s1 <= len(CHINESE[0]) and p.t1 <= len(ENGLISH[0]) for p in forced.alignment)


def test_without_attention_there_is_no_alignment(package):
    with ForcedDecoder(package) as decoder:
        ((_, forced),) = decoder.score([(CHINESE[0], ENGLISH[0])])
    assert (forced.alignment, forced.entropy) == ((), None)


@pytest.mark.parametrize(
    "pair",
    [("", "Hello"), ("你好", " "), ("长" * 100_000, "long"), ("长", "long " * 20_000), ("会" * (TOKEN_LIMIT + 1), "x")],
)
def test_what_cannot_be_scored_is_said_to_be_unscored(package, pair):
    with ForcedDecoder(package) as decoder:
        found = dict(decoder.score([pair, (CHINESE[0], ENGLISH[0])]))
    assert found[0] is None
    assert found[1] is not None


def test_lone_surrogates_are_scored(package):
    with ForcedDecoder(package) as decoder:
        ((_, forced),) = decoder.score([("警\ud800察", "po\udfffice")])
    assert forced is not None


def test_entropy_is_0_for_one_place_and_1_for_everywhere():
    assert align.entropy([[1.0, 0.0, 0.0]]) == pytest.approx(0, abs=1e-6)
    assert align.entropy([[1 / 3] * 3] * 2) == pytest.approx(1)
    assert align.entropy([[1.0]]) is None
    assert align.entropy([]) is None
