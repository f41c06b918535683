"""How near in meaning a Chinese word and an English word are: vectors learned from public parallel text.

``data/vectors.npz`` is made by ``models/training/vectors.py``. It serves where the word table
(:mod:`reader.text.lexicon`) knows no link between two words: whether a rendering is free, or there is none.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reader.text import lexicon

UNKNOWN = -1.0
"""Likeness to a word that has no vector."""
_FILE = Path(__file__).resolve().parent / "data" / "vectors.npz"
Likeness = npt.NDArray[np.float32]


class Vectors:
    """*chinese* has a row for each word of the word table, *english* one for each of *stems*; whole numbers."""

    def __init__(self, chinese: npt.NDArray[np.int8], english: npt.NDArray[np.int8], stems: Sequence[str]) -> None:
        # one row more on either side, of zeros: words without a vector
        self._chinese, self._english = _unit(chinese), _unit(english)
        self._stems = {stem: number for number, stem in enumerate(stems)}
        self._rank = lexicon.load().rank

    def likeness(self, words: Sequence[str], stems: Sequence[str]) -> Likeness:
        """Cosines (-1..1) of *words* (simplified) and *stems* (:mod:`reader.text.stems`), one row for each word;
        :data:`UNKNOWN` where either has no vector."""
        number, none = self._stems.get, len(self._english) - 1
        rows = self._chinese.take(list(map(self._rank, words)), axis=0)
        columns = self._english.take([number(stem, none) for stem in stems], axis=0)
        found: Likeness = rows @ columns.T
        found[found == 0] = UNKNOWN
        return found


def _unit(vectors: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    long = np.zeros((len(vectors) + 1, vectors.shape[1]), dtype=np.float32)
    long[:-1] = vectors
    lengths = np.linalg.norm(long, axis=1, keepdims=True)
    long /= np.where(lengths > 0, lengths, 1)
    return long


_lock = threading.Lock()
_loaded: list[Vectors] = []


def load() -> Vectors:
    """The vectors, read once per process (a tenth of a second)."""
    with _lock:
        if not _loaded:
            with np.load(_FILE, allow_pickle=False) as file:
                stems = file["stems"].tobytes().decode().split("\n")
                _loaded.append(Vectors(file["chinese"], file["english"], stems))
        return _loaded[0]
