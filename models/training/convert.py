"""Step 7: a checkpoint as a CTranslate2 model in int8.

``python -m models.training.convert --checkpoint FILE --name NAME`` writes ``WORK/built/NAME/`` (``model.bin``,
``config.json``, ``shared_vocabulary.json``). The specification is filled from the weights; nothing is guessed.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from models.training import folders
from models.training.positions import positions
from models.training.shape import Shape

POSITIONS = 512
"""Positions stored in the model: more than any input (the reader splits at 160 pieces) or output (its limit) has."""


def specification(weights: Mapping[str, Any], shape: Shape) -> Any:
    """The CTranslate2 specification of the network with *weights* (name → array or tensor)."""
    import ctranslate2
    from ctranslate2.specs import common_spec

    spec = ctranslate2.specs.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True,
        activation=common_spec.Activation.RELU,
    )  # fmt: skip
    fill = _Filler(weights)
    encodings = positions(POSITIONS, shape.width)
    for side, norm, embeddings in (
        (spec.encoder, "eln", spec.encoder.embeddings[0]),
        (spec.decoder, "dln", spec.decoder.embeddings),
    ):
        embeddings.weight = fill.array("emb.weight")
        side.position_encodings.encodings = encodings
        side.scale_embeddings = True
        fill.norm(side.layer_norm, norm)
    for n, layer in enumerate(spec.encoder.layer):
        fill.self_attention(layer.self_attention, f"enc.{n}.0")
        fill.feed_forward(layer.ffn, f"enc.{n}.1")
    for n, layer in enumerate(spec.decoder.layer):
        fill.self_attention(layer.self_attention, f"dec.{n}.0")
        fill.cross_attention(layer.attention, f"dec.{n}.1")
        fill.feed_forward(layer.ffn, f"dec.{n}.2")
    spec.decoder.projection.weight = fill.array("emb.weight")
    return spec


class _Filler:
    """Copies weights into parts of a specification."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights = weights

    def array(self, name: str) -> np.ndarray:
        return np.asarray(self._weights[name], dtype=np.float32)

    def norm(self, spec: Any, name: str) -> None:
        spec.gamma, spec.beta = self.array(f"{name}.weight"), self.array(f"{name}.bias")

    def linear(self, spec: Any, name: str) -> None:
        spec.weight, spec.bias = self.array(f"{name}.weight"), self.array(f"{name}.bias")

    def self_attention(self, spec: Any, name: str) -> None:
        self.norm(spec.layer_norm, f"{name}.ln")
        self.linear(spec.linear[0], f"{name}.q")
        self.linear(spec.linear[1], f"{name}.o")

    def cross_attention(self, spec: Any, name: str) -> None:
        self.norm(spec.layer_norm, f"{name}.ln")
        self.linear(spec.linear[0], f"{name}.q")
        self.linear(spec.linear[1], f"{name}.kv")
        self.linear(spec.linear[2], f"{name}.o")

    def feed_forward(self, spec: Any, name: str) -> None:
        self.norm(spec.layer_norm, f"{name}.ln")
        self.linear(spec.linear_0, f"{name}.a")
        self.linear(spec.linear_1, f"{name}.b")


def convert(weights: Mapping[str, Any], shape: Shape, pieces: list[str], folder: Path, quantization: str) -> None:
    """Write the CTranslate2 model of *weights* to *folder*. *pieces*: the vocabulary in order."""
    spec = specification(weights, shape)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_bos = False
    spec.config.add_source_eos = False
    spec.config.decoder_start_token = "<s>"  # noqa: S105 (a vocabulary piece)
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    import sentencepiece

    from models.training import checkpoints

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--name", required=True, help="name of the folder below WORK/built")
    parser.add_argument("--quantization", default="int8")
    options = parser.parse_args(arguments)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(options.work.vocabulary))
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    weights = checkpoints.weights_of(checkpoints.load(options.checkpoint))
    folder = options.work.built / options.name
    convert(weights, checkpoints.shape_of(weights), pieces, folder, options.quantization)


if __name__ == "__main__":
    main()
