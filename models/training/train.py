"""Step 5: train, for a given time, from a warm start or from where the run was stopped.

``python -m models.training.train --run NAME --minutes 60`` keeps everything in ``WORK/runs/NAME/``: ``last.pt`` (all
that is needed to go on), ``log.jsonl`` and ``mixture.json`` (the sources' weights, written at the first start).
Starting the same run again goes on exactly where it was. ``--decay STEPS`` branches off: the learning rate falls to
zero from the checkpoint given with ``--init`` and a finished model is left. On a processor, preload jemalloc (memory
grows otherwise) and set OMP_NUM_THREADS.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.training import folders
from models.training.schedule import Schedule

WEIGHTS: Mapping[str, float] = {
    "moj_tw_law": 1.0,
    "msdocs_business": 0.4,
    "msdocs_tech": 0.15,
    "python_docs": 0.15,
    "tatoeba_cmn": 1.5,
    "jiyu_examples": 0.35,
    "generated": 0.3,
    "handwritten": 25.0,
}
"""How often a pair of each source is seen, relative to the others. Sources that are not there are left out."""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folders.add_work_argument(made)
    made.add_argument("--run", required=True, help="name of the run")
    made.add_argument("--init", type=Path, help="checkpoint whose weights a new run starts from")
    made.add_argument("--scratch", action="store_true", help="start a new run from random weights")
    made.add_argument("--minutes", type=float, default=60.0, help="stop after this time (a checkpoint is written)")
    made.add_argument("--decay", type=int, default=0, help="steps of a linear fall to zero; 0: stable rate")
    made.add_argument("--warmup", type=int, default=200)
    made.add_argument("--tokens", type=int, default=8_000, help="padded source and target tokens of a batch")
    made.add_argument("--muon", type=float, default=0.008, help="learning rate of the hidden matrices")
    made.add_argument("--adam", type=float, default=0.0005, help="learning rate of embeddings, norms and biases")
    made.add_argument("--smoothing", type=float, default=0.1, help="label smoothing")
    made.add_argument("--vocabulary", type=int, help="of a network from scratch (default: the pieces of WORK/sp.model)")
    made.add_argument("--width", type=int, default=384, help="of a network from scratch")
    made.add_argument("--encoder", type=int, default=6, help="of a network from scratch")
    made.add_argument("--decoder", type=int, default=2, help="of a network from scratch")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--weights", type=json.loads, default=None, help="JSON object: weight of each source")
    made.add_argument("--save-every", type=float, default=10.0, help="minutes between checkpoints")
    return made


def pieces(vocabulary: Path) -> int:
    """How many pieces a SentencePiece model has."""
    import sentencepiece

    return int(sentencepiece.SentencePieceProcessor(model_file=str(vocabulary)).get_piece_size())


def load_mixture(options: argparse.Namespace, folder: Path) -> Any:
    """The run's mixture; its weights and seed are fixed at the first start."""
    from models.training.mixture import Encoded, Mixture

    note = folder / "mixture.json"
    if note.exists():
        chosen = json.loads(note.read_text("utf-8"))
    else:
        there = {file.stem for file in options.work.encoded.glob("*.npz")} - {"validation"}
        weights = {name: weight for name, weight in (options.weights or WEIGHTS).items() if name in there}
        chosen = {"weights": weights, "seed": options.seed, "tokens": options.tokens}
        folder.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(chosen, indent=1), encoding="utf-8")
    sources = {name: Encoded.load(options.work.encoded / f"{name}.npz") for name in chosen["weights"]}
    return Mixture(sources, chosen["weights"], seed=chosen["seed"], budget=chosen["tokens"])


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    from models.training.trainer import Trainer

    options = parser().parse_args(arguments)
    if options.scratch and options.vocabulary is None:
        options.vocabulary = pieces(options.work.vocabulary)
    folder = options.work.runs / options.run
    mixture = load_mixture(options, folder)
    validation = options.work.encoded / "validation.npz"
    trainer = Trainer(
        folder,
        mixture,
        validation if validation.exists() else None,
        Schedule(options.warmup, options.decay),
        options,
    )
    trainer.run(until=time.monotonic() + 60 * options.minutes, save_every=60 * options.save_every)


if __name__ == "__main__":
    main()
