"""Where the recipe finds its own data and where it puts what it makes."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
TEST_SETS = DATA / "test"
HANDWRITTEN = DATA / "handwritten"
DEFAULT_WORK = HERE / "work"


@dataclass(frozen=True, slots=True)
class Work:
    """The working folder of one build. Nothing in it is committed."""

    root: Path

    @property
    def pairs(self) -> Path:
        """Cleaned text, ``NAME.tsv`` for each source: Chinese, tab, English."""
        return self.root / "pairs"

    @property
    def vocabulary(self) -> Path:
        """The SentencePiece model in use."""
        return self.root / "sp.model"

    @property
    def encoded(self) -> Path:
        """Pairs as token numbers, ``NAME.npz`` for each source."""
        return self.root / "encoded"

    @property
    def runs(self) -> Path:
        """Checkpoints and logs, one folder for each training run."""
        return self.root / "runs"

    @property
    def built(self) -> Path:
        """Converted models and packages."""
        return self.root / "built"


def add_work_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--work DIR``."""
    parser.add_argument(
        "--work", type=lambda value: Work(Path(value)), default=Work(DEFAULT_WORK), metavar="DIR",
        help="working folder for everything this step reads and writes (default: models/training/work)",
    )  # fmt: skip
