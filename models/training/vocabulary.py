"""Step 3: one SentencePiece model for both languages, and a checkpoint moved to it.

``python -m models.training.vocabulary`` learns ``WORK/sp.model`` from ``WORK/pairs`` (an even sample of each source,
hand-written text ten times): unigram, 16,000 pieces, digits split, byte fallback, so that no character is unknown.
``--keep CHECKPOINT --old SP.MODEL --output FILE`` also writes the checkpoint with the new vocabulary's embeddings:
those of pieces both know are kept, a new piece gets the mean of the old pieces that spell it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.training import folders
from models.training.pairs import read_pairs
from models.training.shape import END, START, UNKNOWN

PIECES = 16_000
SAMPLE = 150_000
"""The most pairs of one source the pieces are learnt from."""
MARKS = "《》〔〕“”‘’—…、·％℃□☑①②③④⑤⑥⑦⑧⑨⑩"
"""Signs of official papers that are to be pieces of their own however rare they are."""


def sentences(folder: Path) -> Iterator[str]:
    """Both sides of the pairs the pieces are learnt from; hand-written ones ten times."""
    for file in sorted(folder.glob("*.tsv")):
        if file.stem == "validation":
            continue
        pairs = list(read_pairs(file))
        step = max(1, -(-len(pairs) // SAMPLE))
        for pair in pairs[::step] * (10 if file.stem == "handwritten" else 1):
            yield pair.zh
            yield pair.en


def learn(folder: Path, target: Path, size: int = PIECES) -> None:
    """Learn the pieces from the pairs in *folder* and write ``TARGET``."""
    import sentencepiece

    prefix = target.with_suffix(".new")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sentences(folder), model_prefix=str(prefix), vocab_size=size, model_type="unigram",
        character_coverage=0.9998, split_digits=True, byte_fallback=True, unk_id=UNKNOWN, bos_id=START, eos_id=END,
        pad_id=-1, normalization_rule_name="nmt_nfkc", required_chars=MARKS, num_threads=2,
        train_extremely_large_corpus=False, max_sentence_length=4_096,
    )  # fmt: skip
    prefix.with_name(prefix.name + ".model").replace(target)
    prefix.with_name(prefix.name + ".vocab").unlink(missing_ok=True)


def origins(new: Any, old: Any) -> list[list[int]]:
    """For every piece of *new* the pieces of *old* its embedding is the mean of (at least one)."""
    known = {old.id_to_piece(i): i for i in range(old.get_piece_size())}
    result = []
    for number in range(new.get_piece_size()):
        piece = new.id_to_piece(number)
        if piece in known:
            result.append([known[piece]])
            continue
        spelt = old.encode(piece.replace("\u2581", " ").strip() or " ", add_bos=False, add_eos=False)
        alone = [token for token in spelt if old.id_to_piece(token) != "\u2581"]
        result.append((spelt if piece.startswith("\u2581") else alone) or [known["\u2581"]])
    return result


def move(checkpoint: Path, new: Any, old: Any, output: Path) -> int:
    """Write *checkpoint* for the vocabulary *new*; returns how many pieces were known before."""
    import torch

    from models.training import checkpoints

    weights = checkpoints.weights_of(checkpoints.load(checkpoint))
    sources = origins(new, old)
    table = weights["emb.weight"]
    weights["emb.weight"] = torch.stack([table[numbers].mean(dim=0) for numbers in sources])
    checkpoints.export(output, weights, checkpoints.shape_of(weights))
    return sum(len(numbers) == 1 for numbers in sources)


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    import sentencepiece

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(parser)
    parser.add_argument("--pieces", type=int, default=PIECES)
    parser.add_argument("--keep", type=Path, help="checkpoint to move to the new vocabulary")
    parser.add_argument("--old", type=Path, help="the checkpoint's own SentencePiece model")
    parser.add_argument("--output", type=Path, help="where the moved checkpoint goes")
    options = parser.parse_args(arguments)
    if options.keep and not (options.old and options.output):
        parser.error("--keep needs --old and --output")
    learn(options.work.pairs, options.work.vocabulary, options.pieces)
    if options.keep:
        new = sentencepiece.SentencePieceProcessor(model_file=str(options.work.vocabulary))
        old = sentencepiece.SentencePieceProcessor(model_file=str(options.old))
        known = move(options.keep, new, old, options.output)
        sys.stdout.write(f"{known} of {new.get_piece_size()} pieces were known\n")


if __name__ == "__main__":
    main()
