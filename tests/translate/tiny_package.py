"""A valid Argos package in miniature: random weights, a SentencePiece model of our own sentences.

The translations mean nothing; everything around them is real: the package's layout,
CTranslate2, SentencePiece, beams, batches, attention. About 0.3 MB, built in a second.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

PREFIX = "translate-zh_en-0_1"
SIZE = 32
FEED_FORWARD = 64
LAYERS = (1, 1)
HEADS = 4
SENTENCES = [
    "县公安局在火车站抓获三名嫌疑人，案件正在进一步侦办中。",
    "申请人应当在三十日内向主管机关提出书面申请，逾期不予受理。",
    "预算总额为1200万元，其中设备采购占40%，人员经费占35%。",
    "会议将于星期五在市政府大楼举行，请各单位准时参加。",
    "警察要求他出示护照和签证；他的哥哥在医院当医生。",
    "The county police arrested 3 suspects at the railway station.",
    "The applicant shall submit a written application within thirty days.",
    "The total budget is 12 million yuan, of which 40% is for equipment.",
    "The meeting will be held on Friday at the city government building.",
    "The police asked him to show his passport and visa.",
]


def build(folder: Path, *, seed: int = 1, version: str = "0.1", from_code: str = "zh", loops: bool = False) -> Path:
    """Write ``translate-…argosmodel`` into *folder*; equal arguments give equal translations.

    With *loops* every output goes round in circles (output weights tied to the input's).
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    model = folder / f"model-{seed}"
    _model(tokenizer, seed, loops).save(_made(model))
    archive = folder / f"translate-{from_code}_en-{version.replace('.', '_')}-{seed}.argosmodel"
    return write_archive(archive, members(model, tokenizer, version=version, from_code=from_code))


def members(model: Path, tokenizer: bytes, *, version: str = "0.1", from_code: str = "zh") -> dict[str, bytes]:
    """The files of a package in the official layout, by member name."""
    metadata = {
        "package_version": version, "argos_version": "1.9", "from_code": from_code, "from_name": "Chinese",
        "to_code": "en", "to_name": "English", "type": "translate",
    }  # fmt: skip
    files = {f"{PREFIX}/model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())}
    return {
        f"{PREFIX}/metadata.json": json.dumps(metadata).encode(),
        f"{PREFIX}/sentencepiece.model": tokenizer,
        f"{PREFIX}/README.md": b"A package for tests.",
        **files,
    }


def write_archive(path: Path, files: dict[str, bytes]) -> Path:
    """A zip of *files* at *path*, with fixed dates."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return path


def _tokenizer() -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES), model_writer=model, vocab_size=420, byte_fallback=True, split_digits=True,
        hard_vocab_limit=False, character_coverage=1.0, unk_id=0, bos_id=1, eos_id=2, num_threads=1, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def _made(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _model(tokenizer: bytes, seed: int, loops: bool) -> Any:
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    vocabulary = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    random = np.random.default_rng(seed)
    spec = ctranslate2.specs.TransformerSpec.from_config(LAYERS, HEADS, pre_norm=True)
    embeddings = _weights(random, len(vocabulary), SIZE, scale=1.0)
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings
    spec.decoder.projection.weight = embeddings if loops else _weights(random, len(vocabulary), SIZE, scale=1.0)
    spec.decoder.projection.bias = np.zeros(len(vocabulary), np.float32)
    spec.decoder.projection.bias[processor.eos_id()] = -4.0 if loops else 2.5
    spec.decoder.scale_outputs = 0.4
    for stack in (spec.encoder, spec.decoder):
        stack.scale_embeddings = True
        stack.position_encodings.encodings = _positions(2048)
        _norm(stack.layer_norm)
        for layer in stack.layer:
            _attention(layer.self_attention, random, (3 * SIZE, SIZE))
            if hasattr(layer, "attention"):
                _attention(layer.attention, random, (SIZE, 2 * SIZE, SIZE))
            _norm(layer.ffn.layer_norm)
            _linear(layer.ffn.linear_0, random, FEED_FORWARD, SIZE)
            _linear(layer.ffn.linear_1, random, SIZE, FEED_FORWARD)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_bos = False
    spec.config.add_source_eos = False
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _attention(attention: Any, random: np.random.Generator, rows: tuple[int, ...]) -> None:
    _norm(attention.layer_norm)
    sizes = (*rows, SIZE) if len(rows) == 1 else rows
    for linear, size in zip(attention.linear, sizes, strict=True):
        _linear(linear, random, size, SIZE)


def _linear(linear: Any, random: np.random.Generator, rows: int, columns: int) -> None:
    linear.weight = _weights(random, rows, columns, scale=columns**-0.5 * 2)
    linear.bias = np.zeros(rows, np.float32)


def _norm(norm: Any) -> None:
    norm.gamma = np.ones(SIZE, np.float32)
    norm.beta = np.zeros(SIZE, np.float32)


def _weights(random: np.random.Generator, rows: int, columns: int, *, scale: float) -> np.ndarray:
    return (random.standard_normal((rows, columns)) * scale).astype(np.float32)


def _positions(count: int) -> np.ndarray:
    angles = np.arange(count)[:, None] / 10000 ** (np.arange(SIZE // 2) / (SIZE // 2 - 1))
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
