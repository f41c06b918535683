"""The steps that need PyTorch (extra ``training``): skipped without it."""

import argparse
import json
import time

import numpy as np
import pytest

torch = pytest.importorskip("torch")
ctranslate2 = pytest.importorskip("ctranslate2")

from models.training import checkpoints, convert, encode  # noqa: E402
from models.training.loss import cross_entropy  # noqa: E402
from models.training.mixture import Encoded, Mixture  # noqa: E402
from models.training.muon import Muon, orthogonal  # noqa: E402
from models.training.network import Translator  # noqa: E402
from models.training.pairs import Pair  # noqa: E402
from models.training.schedule import Schedule  # noqa: E402
from models.training.shape import END, START, Shape  # noqa: E402
from models.training.trainer import Trainer  # noqa: E402


class Letters:
    """Stands for SentencePiece: one token for each character."""

    def encode(self, texts):
        return [[ord(c) % 100 + 3 for c in text] for text in texts]


SMALL = Shape(vocabulary=120, width=64, heads=1, encoder_layers=2, decoder_layers=1)


def test_chunked_loss_and_gradient_are_those_of_pytorch():
    torch.manual_seed(0)
    states = torch.randn(2_500, 16, requires_grad=True)
    table = torch.randn(50, 16, requires_grad=True)
    targets = torch.randint(0, 50, (2_500,))
    loss, plain = cross_entropy(states, table, targets, 0.1)
    gradients = torch.autograd.grad(loss, (states, table))
    expected = torch.nn.functional.cross_entropy(states @ table.T, targets, reduction="sum", label_smoothing=0.1)
    assert loss.item() == pytest.approx(expected.item(), rel=1e-4)
    for ours, theirs in zip(gradients, torch.autograd.grad(expected, (states, table)), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-3)
    assert plain.item() == pytest.approx(
        torch.nn.functional.cross_entropy(states @ table.T, targets, reduction="sum").item(), rel=1e-4
    )


def test_updates_are_nearly_orthogonal():
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonal(torch.randn(3, 64, 32)).float())
    assert values.min() > 0.5
    assert values.max() < 1.4


def test_muon_works_on_the_parts_of_fused_projections():
    weight = torch.nn.Parameter(torch.zeros(96, 32))
    optimiser = Muon([weight], width=32, lr=1.0)
    weight.grad = torch.randn(96, 32)
    optimiser.step()
    for part in weight.detach().split(32):
        assert torch.linalg.svdvals(part).max() < 1.4


def test_padding_changes_nothing():
    torch.manual_seed(1)
    network = Translator(SMALL).eval()
    source, given = torch.tensor([[5, 6, 7]]), torch.tensor([[START, 9, 10]])
    padded = torch.tensor([[5, 6, 7, 0, 0]])
    with torch.no_grad():
        alone = network(source, None, given)
        together = network(padded, padded == 0, given)
    assert torch.allclose(alone, together, atol=1e-4)


def test_the_converted_model_scores_as_the_network_does(tmp_path):
    torch.manual_seed(2)
    network = Translator(SMALL).eval()
    weights = {name: parameter.detach() for name, parameter in network.named_parameters()}
    shape = checkpoints.shape_of(weights)
    assert shape == SMALL
    pieces = ["<unk>", "<s>", "</s>", *(f"p{n}" for n in range(3, SMALL.vocabulary))]
    convert.convert(weights, shape, pieces, tmp_path / "model", "float32")
    source, target = [5, 6, 7, 8], [9, 10, 11]
    with torch.no_grad():
        states = network(torch.tensor([source]), None, torch.tensor([[START, *target]]))[0]
        expected = torch.log_softmax(states @ network.emb.weight.T, dim=1)[range(4), [*target, END]]
    translator = ctranslate2.Translator(str(tmp_path / "model"), compute_type="float32")
    scored = translator.score_batch([[pieces[t] for t in source]], [[pieces[t] for t in target]])[0]
    assert scored.log_probs == pytest.approx(expected.tolist(), abs=1e-3)


def test_a_damaged_checkpoint_is_replaced_by_the_one_before(tmp_path):
    file = tmp_path / "last.pt"
    checkpoints.save(file, {"step": 1})
    checkpoints.save(file, {"step": 2})
    assert checkpoints.load(file)["step"] == 2
    file.write_bytes(file.read_bytes()[:40])
    assert checkpoints.load(file)["step"] == 1
    with pytest.raises(FileNotFoundError):
        checkpoints.load(tmp_path / "none.pt")


class Stopping(Schedule):
    """A constant rate that ends after a number of steps."""

    def over(self, step):
        return step >= self.decay

    def factor(self, step):
        return 1.0


def _trainer(tmp_path, name, steps):
    file = tmp_path / "small.npz"
    if not file.exists():
        pairs = [Pair("字" * (1 + n % 9), "w" * (1 + n % 11)) for n in range(200)]
        np.savez_compressed(file, **encode.encode(pairs, Letters()))
    mixture = Mixture({"small": Encoded.load(file)}, {"small": 1.0}, seed=1, budget=300)
    options = argparse.Namespace(
        init=None,
        scratch=True,
        vocabulary=SMALL.vocabulary,
        width=64,
        encoder=1,
        decoder=1,
        muon=0.01,
        adam=0.001,
        smoothing=0.1,
    )
    torch.manual_seed(4)
    return Trainer(tmp_path / name, mixture, file, Stopping(warmup=0, decay=steps), options)


def test_a_stopped_run_goes_on_exactly_where_it_was(tmp_path):
    later = time.monotonic() + 600
    _trainer(tmp_path, "whole", 12).run(until=later, save_every=600)
    _trainer(tmp_path, "halves", 5).run(until=later, save_every=600)
    _trainer(tmp_path, "halves", 12).run(until=later, save_every=600)
    whole, halves = (checkpoints.load(tmp_path / name / "last.pt") for name in ("whole", "halves"))
    assert whole["at"]["pairs"] == halves["at"]["pairs"]
    for name, weight in whole["model"].items():
        assert torch.allclose(weight, halves["model"][name], atol=1e-6), name
    logged = [json.loads(line) for line in (tmp_path / "halves" / "log.jsonl").read_text("utf-8").splitlines()]
    assert logged[-1]["validation"] < logged[0]["validation"]
