"""Checkpoints on disk: written beside and moved into place, so that a kill at any moment leaves a whole one."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.training.network import Translator
from models.training.shape import Shape


def save(file: Path, state: Mapping[str, Any]) -> None:
    """Write *state* to *file*, the one before it kept as ``FILE.previous``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(file.name + ".part")
    torch.save(dict(state), partial)
    if file.exists():
        file.replace(file.with_name(file.name + ".previous"))
    partial.replace(file)


def load(file: Path) -> dict[str, Any]:
    """Read a checkpoint, or the one before it when it is damaged. Raises ``FileNotFoundError`` when there is none."""
    for candidate in (file, file.with_name(file.name + ".previous")):
        if candidate.exists():
            with contextlib.suppress(RuntimeError, EOFError):
                state: dict[str, Any] = torch.load(candidate, map_location="cpu", weights_only=True)
                return state
    raise FileNotFoundError(file)


def weights_of(state: Mapping[str, Any]) -> dict[str, Tensor]:
    """The weights to use: the running average where there is one, in float32."""
    weights = state.get("average") or state["model"]
    return {name: tensor.float() for name, tensor in weights.items()}


def shape_of(weights: Mapping[str, Tensor], heads: int | None = None) -> Shape:
    """The network's shape read from its weights. Heads have 64 dimensions unless *heads* says otherwise."""
    vocabulary, width = weights["emb.weight"].shape
    layers = {
        side: 1 + max(int(n.split(".")[1]) for n in weights if n.startswith(f"{side}.")) for side in ("enc", "dec")
    }
    return Shape(vocabulary, width, heads or max(1, width // 64), layers["enc"], layers["dec"])


def restore(weights: Mapping[str, Tensor], heads: int | None = None) -> Translator:
    """A network with *weights*."""
    network = Translator(shape_of(weights, heads))
    network.load_state_dict(dict(weights))
    return network


def export(file: Path, weights: Mapping[str, Tensor], shape: Shape) -> None:
    """Write weights alone, as float16, with the shape: what the later steps need."""
    save(file, {"model": {name: tensor.half() for name, tensor in weights.items()}, "shape": asdict(shape)})
