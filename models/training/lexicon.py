"""The word table of the checks: how Chinese words are rendered in English, learned from public parallel text.

``python -m models.training.lexicon FILE... --output reader/text/data/lexicon.txt.xz`` reads files of pairs (Chinese,
tab, English), splits the Chinese into the words of CC-CEDICT, reduces the English to stems (:mod:`reader.text.stems`)
and estimates translation probabilities with IBM Model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine
Translation"). Written is a line for each Chinese word: the word, then its renderings from the most probable down, each
a stem and its probability in thousandths, words of grammar left out; words come with the most frequent first. The
evaluation sets and our own sentences take no part, so that they can measure what the checks make of the table.
"""

from __future__ import annotations

import argparse
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.training.pairs import read_pairs
from reader.text import dictionary
from reader.text.hanzi import to_simplified_table
from reader.text.scripts import is_han
from reader.text.stems import FUNCTION_STEMS, stems

LONGEST_PAIR = 40
"""Words on either side: longer sentences are aligned less surely."""
ROUNDS = 5
"""Of expectation and maximisation."""
_LEAST_COUNT, _LEAST_STEM = 8, 5
_LEAST_SHARE, _MOST = 0.012, 16


def sample(files: Iterable[Path], count: int) -> Iterator[tuple[str, str]]:
    """Evenly taken, at most *count* pairs of each file."""
    for file in files:
        pairs = list(read_pairs(file))
        yield from pairs[:: max(1, -(-len(pairs) // count))]


def words(text: str, heads: frozenset[str], longest: int = 8) -> list[str]:
    """*text* as the longest headwords from left to right; other characters than Han are left out."""
    found = []
    at = 0
    while at < len(text):
        if not is_han(text[at]):
            at += 1
            continue
        end = next((e for e in range(min(len(text), at + longest), at + 1, -1) if text[at:e] in heads), at + 1)
        found.append(text[at:end])
        at = end
    return found


class Table:
    """IBM Model 1: ``t(english | chinese)`` over the cells that occur.

    ``cells`` are ``chinese * n_en + english``, ``counts`` how often each is expected to be aligned, ``probability``
    its share of the Chinese word's.
    """

    def __init__(self, pairs: list[tuple[list[int], list[int]]], n_en: int) -> None:
        # One cell for each (Chinese word, English stem) of a pair; word 0 is "no word".
        keys, groups = [], []
        group = 0
        for zh, en in pairs:
            z, e = np.array([0, *zh], dtype=np.int64), np.array(en, dtype=np.int64)
            keys.append((z[None, :] * n_en + e[:, None]).ravel())
            groups.append(np.repeat(np.arange(group, group + len(en), dtype=np.int32), len(z)))
            group += len(en)
        self._n_en = n_en
        self.cells, self._cell = np.unique(np.concatenate(keys), return_inverse=True)
        self._cell = self._cell.astype(np.int32)
        self._group = np.concatenate(groups)
        self._owner = self.cells // n_en
        self.probability = np.full(len(self.cells), 1.0)
        self.counts = np.zeros(len(self.cells))

    def train(self, rounds: int) -> None:
        """Expectation and maximisation, *rounds* times."""
        for _ in range(rounds):
            weight = self.probability[self._cell]
            weight /= np.bincount(self._group, weights=weight)[self._group]
            self.counts = np.bincount(self._cell, weights=weight, minlength=len(self.cells))
            totals = np.bincount(self._owner, weights=self.counts)
            self.probability = self.counts / totals[self._owner]

    def renderings(self) -> dict[int, list[tuple[int, float]]]:
        """The probable English stems of each Chinese word, most probable first."""
        chosen = np.flatnonzero((self.probability >= _LEAST_SHARE) & (self._owner > 0))
        table: dict[int, list[tuple[int, float]]] = {}
        for cell in chosen[np.argsort(-self.probability[chosen], kind="stable")]:
            table.setdefault(int(self._owner[cell]), []).append(
                (int(self.cells[cell] % self._n_en), float(self.probability[cell]))
            )
        return table


def headwords() -> frozenset[str]:
    """The simplified headwords of CC-CEDICT, two characters and longer."""
    return frozenset(word for word in dictionary.load().headwords() if 2 <= len(word) <= 8)


class Numbered(NamedTuple):
    """Numbers of the Chinese words (from 1) and English stems (from 0), and the pairs that have words on both sides."""

    chinese: dict[str, int]
    english: dict[str, int]
    pairs: list[tuple[list[int], list[int]]]


def numbered(zh_side: list[list[str]], en_side: list[list[str]], least_zh: int, least_en: int) -> Numbered:
    """The pairs as numbers; words that stand in fewer sides than *least_zh* and *least_en* are left out."""
    chinese, english = _vocabulary(zh_side, least_zh, 1), _vocabulary(en_side, least_en, 0)
    pairs = [
        (zh_ids, en_ids)
        for z, e in zip(zh_side, en_side, strict=True)
        if (zh_ids := [chinese[w] for w in z if w in chinese]) and (en_ids := [english[s] for s in e if s in english])
    ]
    return Numbered(chinese, english, pairs)


def _vocabulary(sides: Iterable[list[str]], least: int, first: int) -> dict[str, int]:
    counts: Counter[str] = Counter(word for side in sides for word in set(side))
    kept = [word for word, count in counts.most_common() if count >= least]
    return {word: number for number, word in enumerate(kept, first)}


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--per-file", type=int, default=120_000, help="the most pairs taken from a file")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    heads = headwords()
    zh_side, en_side = [], []
    for zh, en in sample(options.files, options.per_file):
        z, e = words(zh.translate(to_simplified_table()), heads), [stem for stem, _ in stems(en)]
        if 1 <= len(z) <= LONGEST_PAIR and 1 <= len(e) <= LONGEST_PAIR:
            zh_side.append(z)
            en_side.append(e)
    chinese, english, pairs = numbered(zh_side, en_side, _LEAST_COUNT, _LEAST_STEM)
    table = Table(pairs, len(english))
    table.train(ROUNDS)
    write(options.output, table.renderings(), list(chinese), list(english))
    sys.stdout.write(f"{len(pairs)} pairs, {len(chinese)} Chinese words, {len(english)} English stems\n")


def write(file: Path, table: dict[int, list[tuple[int, float]]], chinese: list[str], english: list[str]) -> None:
    """One line for each Chinese word: ``警方 police:612 offic:85``."""
    lines = []
    for number, word in enumerate(chinese, 1):
        named = [(english[stem], share) for stem, share in table.get(number, ())]
        content = [f"{stem}:{round(1000 * share)}" for stem, share in named if stem not in FUNCTION_STEMS]
        lines.append(" ".join([word, *content[:_MOST]]) + "\n")
    file.write_bytes(lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
