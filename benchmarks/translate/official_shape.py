"""A package of the official packages' shape, with random weights: it says nothing and takes as long.

The official Chinese–English package is made from OPUS-MT (opus-mt-zh-en): 6 encoder and 6 decoder layers, width 512,
8 heads, feed-forward width 2,048, 65,001 joint pieces.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import sentencepiece

from models.training import convert, package
from models.training.shape import Shape
from reader.translate import layout
from reader.translate.package import Package
from reader.translate.packages import PackageStore

OPUS_PIECES = 65_001
"""``decoder_vocab_size`` in opus-mt-zh-en's configuration."""
_SPREAD = 0.05


def shape(vocabulary: int) -> Shape:
    """The official shape over *vocabulary* pieces."""
    return Shape(vocabulary=vocabulary, width=512, heads=8, encoder_layers=6, decoder_layers=6)


def random_weights(wanted: Shape, seed: int = 7) -> dict[str, np.ndarray]:
    """Weights of that shape under the names ``convert`` expects."""
    random = np.random.default_rng(seed)
    width, inner = wanted.width, wanted.inner
    weights: dict[str, np.ndarray] = {}

    def linear(name: str, rows: int, columns: int) -> None:
        weights[f"{name}.weight"] = random.standard_normal((rows, columns), dtype=np.float32) * np.float32(_SPREAD)
        weights[f"{name}.bias"] = np.zeros(rows, np.float32)

    def norm(name: str) -> None:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = np.ones(width, np.float32), np.zeros(width, np.float32)

    weights["emb.weight"] = random.standard_normal((wanted.vocabulary, width), dtype=np.float32) * np.float32(_SPREAD)
    norm("eln")
    norm("dln")
    for side, layers, parts in (
        ("enc", wanted.encoder_layers, ("self", "feed")),
        ("dec", wanted.decoder_layers, ("self", "cross", "feed")),
    ):
        for layer in range(layers):
            for number, part in enumerate(parts):
                name = f"{side}.{layer}.{number}"
                norm(f"{name}.ln")
                if part == "feed":
                    linear(f"{name}.a", inner, width)
                    linear(f"{name}.b", width, inner)
                    continue
                linear(f"{name}.q", width if part == "cross" else 3 * width, width)
                linear(f"{name}.o", width, width)
                if part == "cross":
                    linear(f"{name}.kv", 2 * width, width)
    return weights


def install(like: Package, folder: Path, pieces: int | None = None) -> Package:
    """A ready package of the official shape in *folder*, with the SentencePiece model of *like*.

    *pieces*: size of the output layer; those *like* does not know are never in an input, and cost what real ones do.
    """
    vocabulary_file = layout.tokenizer_file(like.path)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary_file))
    known = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    names = known + [f"<unused{number}>" for number in range(len(known), pieces or 0)]
    wanted = shape(len(names))
    convert.convert(random_weights(wanted), wanted, names, folder / "model", "int8")
    archive = folder / "official-shape.argosmodel"
    package.build(folder / "model", vocabulary_file, "0.0", archive)
    store = PackageStore(folder / "installed", folder / "bundled")
    return store.prepare(store.import_file(archive))


def multiplications(of: Shape, source: float, target: float, beam: int) -> float:
    """Multiplications of matrices for one segment of *source* tokens that becomes *target* tokens.

    An encoder layer has 12·width² weights a token (attention 4, feed-forward 8), a decoder layer 14·width² a
    hypothesis (attention to itself 4, to the source 2, feed-forward 8) and 2·width² a source token (keys and values),
    the output layer width·vocabulary a hypothesis.
    """
    square = of.width**2
    reading = source * square * (12 * of.encoder_layers + 2 * of.decoder_layers)
    writing = target * beam * (14 * square * of.decoder_layers + of.width * of.vocabulary)
    return reading + writing
