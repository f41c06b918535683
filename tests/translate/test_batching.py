"""Batches hold one length only, are bounded, and lose nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.translate.batching import BATCH, BATCH_TOKENS, Buckets, batch_size


def test_a_full_batch_comes_back_at_once():
    buckets = Buckets(pool=10)
    assert buckets.add(7, "a", 2) is None
    assert buckets.add(9, "b", 2) is None
    assert buckets.add(7, "c", 2) == ["a", "c"]
    assert len(buckets) == 1


def test_the_fullest_bucket_goes_first_and_the_oldest_of_equals():
    buckets = Buckets(pool=10)
    for key in (3, 5, 4, 5, 4):
        buckets.add(key, key, 9)
    assert [buckets.pop() for _ in range(4)] == [[5, 5], [4, 4], [3], None]


def test_full_says_when_to_stop_adding():
    buckets = Buckets(pool=2)
    buckets.add(1, "a", 9)
    assert not buckets.full
    buckets.add(2, "b", 9)
    assert buckets.full


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(st.integers(1, 5), max_size=60), batch=st.integers(1, 7))
def test_everything_comes_out_once_in_batches_of_one_key(keys, batch):
    buckets = Buckets(pool=1000)
    batches = [b for item in enumerate(keys) if (b := buckets.add(item[1], item, batch)) is not None]
    while (rest := buckets.pop()) is not None:
        batches.append(rest)
    assert sorted(item for b in batches for item in b) == list(enumerate(keys))
    assert all(len(b) <= batch and len({key for _, key in b}) == 1 for b in batches)


def test_batches_of_long_inputs_are_smaller():
    assert batch_size(1) == batch_size(BATCH_TOKENS // BATCH) == BATCH
    assert batch_size(100) == BATCH_TOKENS // 100
    assert batch_size(10_000) == 1
    assert batch_size(5, most=3) == 3
