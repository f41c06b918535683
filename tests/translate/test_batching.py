"""Batches hold one length only, are bounded, and lose nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.translate.batching import Buckets


def test_a_full_batch_comes_back_at_once():
    buckets = Buckets(batch=2, pool=10)
    assert buckets.add(7, "a") is None
    assert buckets.add(9, "b") is None
    assert buckets.add(7, "c") == ["a", "c"]
    assert len(buckets) == 1


def test_the_fullest_bucket_goes_first_and_the_oldest_of_equals():
    buckets = Buckets(batch=9, pool=10)
    for key in (3, 5, 4, 5, 4):
        buckets.add(key, key)
    assert [buckets.pop() for _ in range(4)] == [[5, 5], [4, 4], [3], None]


def test_full_says_when_to_stop_adding():
    buckets = Buckets(batch=9, pool=2)
    buckets.add(1, "a")
    assert not buckets.full
    buckets.add(2, "b")
    assert buckets.full


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(st.integers(1, 5), max_size=60), batch=st.integers(1, 7))
def test_everything_comes_out_once_in_batches_of_one_key(keys, batch):
    buckets = Buckets(batch=batch, pool=1000)
    batches = [b for item in enumerate(keys) if (b := buckets.add(item[1], item)) is not None]
    while (rest := buckets.pop()) is not None:
        batches.append(rest)
    assert sorted(item for b in batches for item in b) == list(enumerate(keys))
    assert all(len(b) <= batch and len({key for _, key in b}) == 1 for b in batches)
