"""Pieces and their code-point offsets, in both directions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import PackageCorrupt
from reader.translate.layout import tokenizer_file
from reader.translate.tokens import Tokenizer, encodable


@pytest.fixture(scope="module", params=["tiny", "starter"])
def tokenizer(request, package, starter):
    return Tokenizer(tokenizer_file((package if request.param == "tiny" else starter).path))


def test_offsets_count_code_points_of_the_input(tokenizer):
    text = "县公安局　２０２１年  在𠮷野家，95%。"
    tokens = tokenizer.encode(text)
    assert len(tokens.pieces) == len(tokens.spans)
    covered = [text[a:b] for a, b in tokens.spans]
    assert "".join(covered) == text
    assert "𠮷" in covered


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("县公安局𠮷1,2。 ▁\u0301\ud800")), max_size=30))
def test_any_string_gets_sorted_offsets_inside_it(tokenizer, text):
    tokens = tokenizer.encode(text)
    flat = [position for span in tokens.spans for position in span]
    assert flat == sorted(flat)
    assert all(0 <= position <= len(text) for position in flat)


def test_lone_surrogates_become_replacement_characters_of_the_same_length():
    assert encodable("a\ud800b\udfff") == "a\ufffdb\ufffd"
    assert encodable("公安𠮷") == "公安𠮷"


def test_decoding_gives_the_text_and_where_each_piece_stands(tokenizer):
    pieces = list(tokenizer.encode("In 2021 the 𠮷 police, 95%.").pieces)
    decoded = tokenizer.decode(pieces)
    assert decoded.text == "In 2021 the 𠮷 police, 95%."
    assert "".join(decoded.text[a:b] for a, b in decoded.spans) == decoded.text


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_pieces_decode_to_trimmed_text_with_offsets_inside_it(tokenizer, data):
    known = [*tokenizer.encode("In 2021 县公安局 a , . 𠮷").pieces, "<unk>", "</s>", "<0xF0>", "▁", "▁never-seen"]
    decoded = tokenizer.decode(data.draw(st.lists(st.sampled_from(known), max_size=12)))
    assert decoded.text == decoded.text.strip()
    assert all(0 <= a <= b <= len(decoded.text) for a, b in decoded.spans)


def test_a_damaged_tokenizer_is_an_error_with_advice(tmp_path):
    broken = tmp_path / "sentencepiece.model"
    broken.write_bytes(b"not a model")
    for path in (broken, tmp_path / "absent"):
        with pytest.raises(PackageCorrupt) as caught:
            Tokenizer(path)
        assert "reader models verify" in caught.value.hint
