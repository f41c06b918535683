"""The attention of a batch is that of each input alone, first row included."""

import numpy as np
import pytest

from reader.translate.layout import model_folder
from reader.translate.parameters import Decoding
from reader.translate.search import load, start


@pytest.mark.parametrize("beam", [1, 2, 4])
def test_attention_does_not_depend_on_neighbours(package, engine, beam):
    translator = load(model_folder(package.path), 2, package.label)
    texts = ["县公安局抓获", "会议将于北京", "申请人提出书", "警察要求出示", "预算总额为人", "护照和签证书"]
    batch = [engine._tokenizer.encode(text).pieces for text in texts]
    longest = min(len(pieces) for pieces in batch)
    batch = [pieces[:longest] for pieces in batch]
    decoding = Decoding(beam_size=beam)
    together = start(translator, batch, decoding, 20).results()
    for pieces, result in zip(batch, together, strict=True):
        (alone,) = start(translator, [pieces], decoding, 20).results()
        assert result.pieces == alone.pieces
        assert result.score == alone.score
        assert np.array_equal(result.attention, alone.attention)
        assert len(result.others) == len(alone.others) == beam - 1
        for other, other_alone in zip(result.others, alone.others, strict=True):
            assert other.pieces == other_alone.pieces
            assert np.array_equal(other.attention, other_alone.attention)
