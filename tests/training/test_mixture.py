"""The plan of batches, encoding and the package: what does not need PyTorch."""

import json
import zipfile
from itertools import islice

import numpy as np
import pytest

from models.training import encode, package
from models.training.mixture import Encoded, Mixture, ahead, collate
from models.training.pairs import Pair
from models.training.schedule import Schedule
from models.training.shape import END, START
from reader.translate import layout


class Letters:
    """Stands for SentencePiece: one token for each character."""

    def encode(self, texts):
        return [[ord(c) % 1_000 + 3 for c in text] for text in texts]


@pytest.fixture
def sources(tmp_path):
    made = {}
    for name, count in (("small", 40), ("large", 400)):
        pairs = [Pair("字" * (1 + n % 17), "w" * (1 + n % 23)) for n in range(count)]
        file = tmp_path / f"{name}.npz"
        np.savez_compressed(file, **encode.encode(pairs, Letters()))
        made[name] = Encoded.load(file)
    return made


def test_pairs_come_back_as_they_were_encoded(sources):
    source, target = sources["large"].pair(16)
    assert len(source) == 17
    assert len(target) == 17
    assert len(sources["large"]) == 400


def test_too_long_pairs_are_left_out():
    arrays = encode.encode([Pair("字" * 500, "w"), Pair("字", "w")], Letters())
    assert list(arrays["source_lengths"]) == [1]


def test_the_plan_is_the_same_every_time_and_differs_from_round_to_round(sources):
    mixture = Mixture(sources, {"small": 2.0, "large": 1.0}, seed=1, budget=400)
    again = Mixture(sources, {"small": 2.0, "large": 1.0}, seed=1, budget=400)
    assert mixture.plan(0) == again.plan(0)
    assert mixture.plan(0) != mixture.plan(1)


def test_a_run_goes_on_with_the_next_batch(sources):
    mixture = Mixture(sources, {"small": 1.0, "large": 1.0}, seed=1, budget=400)
    count = len(mixture.plan(0))
    first = list(islice(mixture.from_place(0, 0), count + 2))
    later = list(islice(mixture.from_place(0, count - 1), 3))
    assert [(number, at) for number, at, _ in later] == [(0, count - 1), (1, 0), (1, 1)]
    for (*_, one), (*_, other) in zip(first[count - 1 :], later, strict=True):
        assert one.source.tolist() == other.source.tolist()


def test_items_made_ahead_come_in_order_and_errors_come_through():
    def numbers():
        yield from range(20)
        raise OSError("no more")

    made = ahead(numbers(), 3)
    assert list(islice(made, 20)) == list(range(20))
    with pytest.raises(OSError, match="no more"):
        next(made)


def test_batches_keep_to_their_budget(sources):
    mixture = Mixture(sources, {"small": 1.0, "large": 1.0}, seed=1, budget=400)
    for members in mixture.plan(2)[:50]:
        batch = mixture.batch(members)
        assert len(members) == 1 or batch.source.size + batch.given.size <= 400 + 8 * batch.pairs


def test_weights_decide_how_often_a_source_is_seen(sources):
    mixture = Mixture(sources, {"small": 10.0, "large": 1.0}, seed=1, budget=400)
    owners = [owner for members in mixture.plan(0) for owner, _ in members]
    assert owners.count(1) == pytest.approx(owners.count(0), rel=0.01)


def test_every_pair_is_seen_once_in_a_pass(sources):
    mixture = Mixture({"large": sources["large"]}, {"large": 1.0}, seed=1, budget=400)
    seen = [index for members in mixture.plan(0) for _, index in members]
    counts = np.bincount(seen, minlength=400)
    assert counts.max() - counts.min() <= 1


def test_batches_are_padded_and_marked():
    batch = collate([(np.array([5, 6, 7]), np.array([8])), (np.array([9]), np.array([10, 11]))])
    assert batch.source.tolist() == [[5, 6, 7, 0], [9, 0, 0, 0]]
    assert batch.given.tolist() == [[START, 8, 0, 0], [START, 10, 11, 0]]
    assert batch.wanted.tolist() == [[8, END, 0, 0], [10, 11, END, 0]]


def test_schedule_warms_up_stays_and_decays():
    assert Schedule(warmup=10).factor(0) == pytest.approx(0.1)
    assert Schedule(warmup=10).factor(5_000) == 1.0
    falling = Schedule(warmup=0, decay=100)
    assert [falling.factor(step) for step in (0, 50, 100)] == pytest.approx([1.0, 0.5, 0.0])
    assert falling.over(100)
    assert not Schedule().over(10**9)


def test_packages_are_valid_and_reproducible(tmp_path):
    model = tmp_path / "model"
    model.mkdir()
    for name in ("model.bin", "config.json", "shared_vocabulary.json"):
        (model / name).write_bytes(name.encode())
    vocabulary = tmp_path / "sp.model"
    vocabulary.write_bytes(b"pieces")
    targets = [tmp_path / "a.argosmodel", tmp_path / "b.argosmodel"]
    for target in targets:
        package.build(model, vocabulary, "0.9", target)
    assert targets[0].read_bytes() == targets[1].read_bytes()
    with zipfile.ZipFile(targets[0]) as archive:
        found = layout.inspect_archive(archive, "x")
        table = json.loads(archive.read("translate-zh_en-0_9/metadata.json"))
    assert (found.metadata.version, found.metadata.from_code, found.metadata.to_code) == ("0.9", "zh", "en")
    assert table["type"] == "translate"
