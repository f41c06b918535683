"""Files of parallel text: one pair a line, Chinese, tab, English, UTF-8; ``.xz`` when compressed."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO


class Pair(NamedTuple):
    """One Chinese line and its English."""

    zh: str
    en: str


def read_pairs(file: Path) -> Iterator[Pair]:
    """The pairs of *file*; further columns are ignored. Raises ``ValueError`` for a line without a tab."""
    with _open(file) as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 2:
                raise ValueError(f"{file.name}, line {number}: expected Chinese, tab, English")
            yield Pair(columns[0], columns[1])


def write_pairs(file: Path, pairs: Iterable[Pair]) -> int:
    """Write *pairs*, replacing *file* only when all are written; returns how many."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(file.name + ".part")
    count = 0
    with partial.open("w", encoding="utf-8", newline="\n") as out:
        for pair in pairs:
            out.write(f"{pair.zh}\t{pair.en}\n")
            count += 1
    partial.replace(file)
    return count


def read_lines(file: Path) -> list[str]:
    """The lines of a text file, ``.xz`` or plain, without their ends."""
    with _open(file) as lines:
        return [line.rstrip("\n") for line in lines]


def _open(file: Path) -> TextIO:
    if file.suffix == ".xz":
        return lzma.open(file, "rt", encoding="utf-8", newline="\n")
    return file.open("r", encoding="utf-8", newline="\n")
