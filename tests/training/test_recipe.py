"""The recipe's steps one after another on a few hundred lines, as its README lists them; only training itself is
left out (random weights stand in), so PyTorch is not needed."""

import json
import lzma
import os
import subprocess
import sys

import numpy as np
import pytest
import sentencepiece

from benchmarks.translate.official_shape import random_weights
from models.training import convert, encode, evaluate, folders, norms, package, prepare, vocabulary
from models.training.pairs import read_pairs
from models.training.shape import Shape
from models.training.sources import SOURCES

PIECES = 2_600
INSTALL = """
import sys, argostranslate.package as packages
packages.install_from_path(sys.argv[1])
(installed,) = packages.get_installed_packages()
print(installed.from_code, installed.to_code, installed.package_version)
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A working folder after the steps prepare, vocabulary, encode, convert and package."""
    root = tmp_path_factory.mktemp("recipe")
    written = [pair for file in sorted(folders.HANDWRITTEN.glob("*.tsv")) for pair in read_pairs(file)]
    (root / "corpora").mkdir()
    for number, source in enumerate(SOURCES):
        lines = [f"{zh}\t{en}\n" for zh, en in written[number::12]]
        with lzma.open(root / "corpora" / f"{source.name}.tsv.xz", "wt", encoding="utf-8") as file:
            file.writelines(lines)
    made = folders.Work(root / "work")
    to_work = ["--work", str(made.root)]
    prepare.main(["--corpora", str(root / "corpora"), *to_work])
    vocabulary.main(["--pieces", str(PIECES), *to_work])
    encode.main(to_work)
    shape = Shape(PIECES, 64, 1, 1, 1)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(made.vocabulary))
    pieces = [processor.id_to_piece(n) for n in range(processor.get_piece_size())]
    convert.convert(random_weights(shape), shape, pieces, made.built / "tiny", "int8")
    package.main(["--name", "tiny", "--version", "0.9", *to_work])
    return made


def test_every_source_is_prepared_and_encoded(work):
    report = json.loads((work.pairs / "report.json").read_text("utf-8"))
    assert list(report) == [source.name for source in SOURCES]
    for source in SOURCES:
        with np.load(work.encoded / f"{source.name}.npz") as arrays:
            assert 100 < len(arrays["source_lengths"]) <= report[source.name]["kept"]
            assert arrays["source_lengths"].sum() == len(arrays["source"])
            assert arrays["target"].max() < PIECES


def test_plain_argos_installs_the_package(work, tmp_path):
    archive = work.built / "zh_en-starter-0.9.argosmodel"
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    command = [sys.executable, "-c", INSTALL, str(archive)]
    done = subprocess.run(command, env={**os.environ, **home}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["zh", "en", "0.9"]


def test_the_package_is_evaluated_through_the_readers_engine(work):
    sources = ["县公安局抓获3人。", "合计", "😂"]
    output = evaluate.translate(work.built / "zh_en-starter-0.9.argosmodel", work, sources, 40)
    assert len(output) == len(sources)
    assert output[2] == "😂"
    test = evaluate.TestSet("tiny", sources, ["The county police caught 3 people.", "Total", "😂"])
    scores, signature = evaluate.score(test, output, 1.0)
    assert scores.segments == 3
    assert scores.bleu < 60
    assert "tok:13a" in signature


def test_output_without_words_has_no_right_figures():
    assert evaluate.figures_right(["抓获3人。", "抓获4人。", "合计"], ["3 people were caught.", ". . .", "-"]) == 0.5


def test_norms_refuse_too_little_output(work):
    with pytest.raises(ValueError, match="too few"):
        norms.measure(["合计"] * 60, [""] * 60)
