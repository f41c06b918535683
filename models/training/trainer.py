"""One training run: batches in, checkpoints and log lines out."""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.training import checkpoints
from models.training.loss import cross_entropy
from models.training.mixture import Batch, Encoded, Mixture, ahead, collate
from models.training.muon import Muon
from models.training.network import Translator
from models.training.schedule import Schedule
from models.training.shape import Shape

AVERAGE_EVERY = 10
AVERAGE_DECAY = 0.98
"""The running average of the weights takes 2 % of them every 10 steps: it looks back about 500 steps."""
LOG_EVERY = 10
AHEAD = 8
"""Batches made ready by a second thread while the network works."""
VALIDATION = 400
"""The most pairs measured at a checkpoint, evenly taken: measuring more costs minutes on a busy machine."""
CLIP = 1.0


class Trainer:
    """Goes on from ``FOLDER/last.pt`` when there is one, else from ``options.init``, else from scratch.

    SIGTERM and SIGINT write a checkpoint and end the run. *validation*: an encoded file, measured at every checkpoint.
    """

    def __init__(
        self, folder: Path, mixture: Mixture, validation: Path | None, schedule: Schedule, options: argparse.Namespace
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._mixture, self._schedule, self._options = folder, mixture, schedule, options
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._validation = None if validation is None else _fixed_batches(Encoded.load(validation))
        self._stopped = False
        state = self._initial_state()
        self._network: Translator = state.pop("network").to(self._device)
        self._optimisers = self._make_optimisers()
        self._average = {n: p.detach().clone() for n, p in self._network.named_parameters()}
        self._at = {"step": 0, "round": 0, "batch": 0, "pairs": 0}
        self._seconds = 0.0
        if state:
            self._at.update({name: int(state["at"][name]) for name in self._at})
            self._seconds = float(state["at"].get("seconds", 0.0))
            for optimiser, saved in zip(self._optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(saved)
            self._average = {n: t.float().to(self._device) for n, t in state["average"].items()}

    def run(self, until: float, save_every: float) -> None:
        """Train until the monotonic time *until*; write a checkpoint every *save_every* seconds and at the end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        saved = logged = time.monotonic()
        sums = {"loss": 0.0, "tokens": 0, "pairs": 0}
        for batch in self._batches():
            loss, tokens = self._step(batch)
            sums["loss"] += loss
            sums["tokens"] += tokens
            sums["pairs"] += batch.pairs
            now = time.monotonic()
            if self._at["step"] % LOG_EVERY == 0:
                self._seconds += now - logged
                self._log(loss=sums["loss"] / sums["tokens"], pairs_per_second=sums["pairs"] / (now - logged))
                sums, logged = {"loss": 0.0, "tokens": 0, "pairs": 0}, now
            done = self._stopped or now >= until or self._schedule.over(self._at["step"])
            if done or now - saved >= save_every:
                self._save()
                saved = now
            if done:
                return

    def _step(self, batch: Batch) -> tuple[float, int]:
        factor = self._schedule.factor(self._at["step"])
        for optimiser, rate in zip(self._optimisers, (self._options.muon, self._options.adam), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = rate * factor
        smoothed, plain, tokens = self._loss(batch, self._options.smoothing)
        (smoothed / tokens).backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), CLIP)
        for optimiser in self._optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self._at["step"] += 1
        self._at["pairs"] += batch.pairs
        if self._at["step"] % AVERAGE_EVERY == 0:
            self._update_average()
        return float(plain), tokens

    def _loss(self, batch: Batch, smoothing: float) -> tuple[Tensor, Tensor, int]:
        source, given, wanted = (
            torch.from_numpy(a).to(self._device) for a in (batch.source, batch.given, batch.wanted)
        )
        padding = source == 0
        keep = wanted != 0
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            states = self._network(source, padding if bool(padding.any()) else None, given)
        targets = wanted[keep]
        table = self._network.emb.weight
        smoothed, plain = cross_entropy(states[keep].bfloat16(), table, targets, smoothing)
        return smoothed, plain, len(targets)

    def _batches(self) -> Iterator[Batch]:
        """Batches from where the run stands; ``round`` and ``batch`` name the one that comes next."""
        for number, at, batch in ahead(self._mixture.from_place(self._at["round"], self._at["batch"]), AHEAD):
            self._at["round"], self._at["batch"] = number, at + 1
            yield batch

    def _update_average(self) -> None:
        # Early on the average would mostly be the start: let it look back no further than a fifth of the run.
        decay = min(AVERAGE_DECAY, 1 - 1 / (1 + 0.2 * self._at["step"] / AVERAGE_EVERY))
        with torch.no_grad():
            for name, parameter in self._network.named_parameters():
                self._average[name].lerp_(parameter, 1 - decay)

    def _save(self) -> None:
        state = {
            "model": {n: p.detach().cpu() for n, p in self._network.named_parameters()},
            "average": {n: t.half().cpu() for n, t in self._average.items()},
            "optimisers": [optimiser.state_dict() for optimiser in self._optimisers],
            "at": {**self._at, "seconds": self._seconds},
        }
        checkpoints.save(self._folder / "last.pt", state)
        if self._validation is not None:
            self._log(validation=self._measure(), checkpoint=True)

    @torch.no_grad()
    def _measure(self) -> float:
        """Mean negative log-likelihood of the validation pairs under the averaged weights."""
        assert self._validation is not None
        current = {n: p.detach().clone() for n, p in self._network.named_parameters()}
        self._network.load_state_dict(self._average)
        total, tokens = 0.0, 0
        for batch in self._validation:
            _, plain, count = self._loss(batch, 0.0)
            total, tokens = total + float(plain), tokens + count
        self._network.load_state_dict(current)
        return total / tokens

    def _log(self, **values: Any) -> None:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            **self._at,
            "seconds": self._seconds,
            **values,
        }
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in line.items()}) + "\n")

    def _stop(self, *_: Any) -> None:
        self._stopped = True

    def _make_optimisers(self) -> list[torch.optim.Optimizer]:
        hidden = [p for n, p in self._network.named_parameters() if p.ndim == 2 and n != "emb.weight"]
        others = [p for n, p in self._network.named_parameters() if p.ndim != 2 or n == "emb.weight"]
        return [
            Muon(hidden, width=self._network.shape.width, lr=self._options.muon, weight_decay=0.01),
            torch.optim.AdamW(others, lr=self._options.adam, betas=(0.9, 0.98), weight_decay=0.0),
        ]

    def _initial_state(self) -> dict[str, Any]:
        options = self._options
        try:
            state = checkpoints.load(self._folder / "last.pt")
        except FileNotFoundError:
            if options.init:
                return {"network": checkpoints.restore(checkpoints.weights_of(checkpoints.load(options.init)))}
            if not options.scratch:
                raise SystemExit(
                    f"{self._folder} holds no checkpoint: name one with --init, or say --scratch"
                ) from None
            shape = Shape(options.vocabulary, options.width, options.width // 64, options.encoder, options.decoder)
            return {"network": Translator(shape)}
        return {**state, "network": checkpoints.restore(state["model"])}


def _fixed_batches(encoded: Encoded, size: int = 32) -> list[Batch]:
    step = max(1, len(encoded) // VALIDATION)
    order = sorted(range(0, len(encoded), step), key=lambda i: len(encoded.pair(i)[1]))
    return [collate([encoded.pair(i) for i in order[at : at + size]]) for at in range(0, len(order), size)]
