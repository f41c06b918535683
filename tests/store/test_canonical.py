"""One value, one text: the basis of every digest."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import sha256_text
from reader.store.canonical import canonical_json, entry_hash, row_line

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
@settings(max_examples=150)
def test_reading_it_back_gives_the_value(value):
    assert json.loads(canonical_json(value)) == value


@given(values)
@settings(max_examples=150)
def test_it_is_a_fixed_point_without_line_breaks(value):
    text = canonical_json(value)
    assert canonical_json(json.loads(text)) == text
    assert "\n" not in text


@given(st.dictionaries(st.text(), st.integers(), min_size=2, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_keys_does_not_matter(value, random):
    items = list(value.items())
    random.shuffle(items)
    assert canonical_json(dict(items)) == canonical_json(value)


@given(values, values)
@settings(max_examples=150)
def test_different_values_have_different_texts(one, other):
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical_json(one) == canonical_json(other)) == same


def test_characters_stand_as_they_are():
    assert canonical_json({"b": "𠮷", "a": "公安\n"}) == '{"a":"公安\\n","b":"𠮷"}'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [-float("inf")]])
def test_nan_and_infinity_are_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(value)


def test_an_empty_column_does_not_enter_a_row():
    assert row_line("actors", {"id": "A1", "later": None}) == row_line("actors", {"id": "A1"})
    assert row_line("actors", {"id": "A1"}) != row_line("sources", {"id": "A1"})


def test_the_hash_covers_every_field_but_itself():
    fields = {"seq": 1, "at": "t", "previous": "0"}
    expected = hashlib.sha256(b'{"at":"t","previous":"0","seq":1}').hexdigest()
    assert entry_hash(fields | {"hash": "anything"}) == expected
    for name in fields:
        assert entry_hash(fields | {name: "changed"}) != expected


def test_text_digests_take_lone_surrogates():
    assert sha256_text("\ud800") == hashlib.sha256(b"\xed\xa0\x80").hexdigest()
