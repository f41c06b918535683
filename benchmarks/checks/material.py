"""Human translations the checks are measured on, and the records a check is called with.

Evaluation sets lie outside the project, line-aligned as ``NAME.zh.xz`` / ``NAME.en.xz``. Our own sentences are
``models/training/data/test`` and ``…/handwritten`` (Chinese, tab, English).
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.checks.contract import Context
from reader.model import Segment, Translation

SETS = (
    "newstest2017_zhen",
    "newstest2019_zhen",
    "newstest2020_zhen",
    "wmt21_zhen",
    "flores200_dev",
    "tico19_all",
    "ted21_zhen",
    "moj_tw_law_gov",
)
OWN = "own sentences"
_OWN_FOLDER = Path(__file__).resolve().parents[2] / "models" / "training" / "data"


class Pair(NamedTuple):
    """One Chinese sentence, a person's English for it, and the set they stand in."""

    set: str
    zh: str
    en: str

    @property
    def blind(self) -> bool:
        """Whether this pair is kept from everybody who tunes a check: a third of all, by the hash of the source."""
        return int.from_bytes(hashlib.sha256(self.zh.encode()).digest()[:4], "big") % 3 == 0


def load(folder: Path, sets: Iterable[str] = SETS, *, own: bool = True) -> list[Pair]:
    """The pairs of *sets* in *folder*, then our own; pairs with an empty side are left out."""
    pairs = [pair for name in sets for pair in evaluation_set(folder, name)]
    if own:
        files = [*sorted((_OWN_FOLDER / "test").glob("*.tsv")), *sorted((_OWN_FOLDER / "handwritten").glob("*.tsv"))]
        rows = (line.split("\t") for file in files for line in file.read_text("utf-8").splitlines())
        pairs += [Pair(OWN, row[0], row[1]) for row in rows]
    return [pair for pair in pairs if pair.zh.strip() and pair.en.strip()]


def evaluation_set(folder: Path, name: str) -> list[Pair]:
    """The pairs of one set."""
    sides = [lzma.decompress((folder / f"{name}.{lang}.xz").read_bytes()).decode() for lang in ("zh", "en")]
    lines = [side.rstrip("\n").split("\n") for side in sides]
    return [Pair(name, zh.strip(), en.strip()) for zh, en in zip(*lines, strict=True)]


def records(zh: str, en: str) -> tuple[Segment, Translation, Context]:
    """The records a check is called with, of a translation from elsewhere (no score, no alignment)."""
    segment = Segment("S", "D", "B", 1, 0, len(zh), zh, "zh")
    return segment, Translation("T", zh, en, "x", "1", "x", "1", "", {}, ""), Context(en)
