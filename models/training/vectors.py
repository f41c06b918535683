"""Word vectors of the checks: how near in meaning a Chinese word and an English word are.

``python -m models.training.vectors FILE... --output reader/text/data/vectors.npz`` aligns the words of public parallel
text (:mod:`models.training.lexicon`), turns the expected counts into positive pointwise mutual information and keeps
the 64 strongest dimensions of the matrix (singular value decomposition). Two words lie near one another when they are
rendered by, or render, the same words: 警方 near "officer" though it is mostly "police". The evaluation sets and our
own sentences take no part.

Written are whole numbers -127..127, a row for each word of the word table in its order and one for each English stem;
a row of zeros is a word that the text hardly has.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from models.training.lexicon import LONGEST_PAIR, ROUNDS, Table, numbered, sample
from reader.text import lexicon
from reader.text.hanzi import to_simplified_table
from reader.text.stems import content_stems

DIMENSIONS = 64
_LEAST_COUNT = 10
_LEAST_EXPECTED = 0.3  # of a cell: what is aligned less often is chance
_SMOOTHING, _SHIFT = 3.0, 1.0  # of the mutual information
_DAMPED = 2.0  # expected count from which a cell counts in full


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--per-file", type=int, default=400_000, help="the most pairs taken from a file")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    table, simplified = lexicon.load(), to_simplified_table()
    zh_side, en_side = [], []
    for zh, en in sample(options.files, options.per_file):
        text = zh.translate(simplified)
        z = sorted({text[a:b] for a, b in table.words(text)})
        e = sorted(content_stems(en))
        if 1 <= len(z) <= LONGEST_PAIR and 1 <= len(e) <= LONGEST_PAIR:
            zh_side.append(z)
            en_side.append(e)
    chinese, english, pairs = numbered(zh_side, en_side, _LEAST_COUNT, _LEAST_COUNT)
    aligned = Table(pairs, len(english))
    aligned.train(ROUNDS)
    by_chinese, by_english = factors(aligned, len(chinese), len(english))
    rows = np.zeros((table.size, DIMENSIONS), dtype=np.int8)
    for word, number in chinese.items():
        rank = table.rank(word)
        if rank < table.size:
            rows[rank] = by_chinese[number - 1]
    names = np.frombuffer("\n".join(english).encode(), dtype=np.uint8)
    np.savez_compressed(options.output, chinese=rows, english=by_english, stems=names)
    sys.stdout.write(f"{len(pairs)} pairs, {len(chinese)} Chinese words, {len(english)} English stems\n")


def factors(aligned: Table, n_zh: int, n_en: int) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of both sides, -127..127, from the expected counts of *aligned* (Chinese words from 1)."""
    zh, en, counts = aligned.cells // n_en - 1, aligned.cells % n_en, aligned.counts
    kept = (zh >= 0) & (counts > _LEAST_EXPECTED)
    zh, en, counts = zh[kept], en[kept], counts[kept]
    by_zh, by_en = np.bincount(zh, counts, n_zh), np.bincount(en, counts, n_en)
    information = np.log(counts * counts.sum() / ((by_zh[zh] + _SMOOTHING) * (by_en[en] + _SMOOTHING))) - _SHIFT
    cells = np.maximum(information, 0) * np.minimum(1, counts / _DAMPED)
    start = np.random.default_rng(1).standard_normal(min(n_zh, n_en))
    left, strengths, right = svds(csr_matrix((cells, (zh, en)), shape=(n_zh, n_en)), k=DIMENSIONS, v0=start)
    return _whole(left * strengths), _whole(right.T * strengths)


def _whole(vectors: np.ndarray) -> np.ndarray:
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(vectors / np.where(largest > 0, largest, 1) * 127).astype(np.int8)


if __name__ == "__main__":
    main()
