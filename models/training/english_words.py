"""The English words of the checks: which words English text is made of, and which of them are names.

``python -m models.training.english_words FILE... --output reader/text/data/english_words.txt.xz`` reads files of pairs
(Chinese, tab, English) and the senses of CC-CEDICT and writes every word seen often enough, one a line in alphabetic
order: in lower case, or with a capital when inside sentences it hardly ever stands without one. The evaluation sets and
our own sentences take no part, so that they can measure what the checks make of the list.
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from models.training.pairs import read_pairs
from reader.text import dictionary

_WORD = re.compile(r"(?<![A-Za-z0-9_@.\\/\-])[A-Za-z][a-z]{2,19}(?![A-Za-z0-9_@\\/])")
_LEAST = 3
_LEAST_IN_SENSES = 1
_NAME = 0.9  # share of capitals inside sentences from which a word is a name
_BEGIN = re.compile(r"(?:^|[.!?:;\"“”(\[*•]\s*)$")


class Words:
    """Counts of words: all, inside sentences, with a capital inside sentences."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the words of one English text. Headings in capitals teach nothing about names and are left out."""
        words = [(m.group(), _BEGIN.search(text, max(0, m.start() - 3), m.start())) for m in _WORD.finditer(text)]
        self.all.update(word.lower() for word, _ in words)
        if sum(word[0].isupper() for word, _ in words) > 0.5 * len(words):
            return
        for word, begins in words:
            if not begins:
                self.inside[word.lower()] += 1
                self.capital[word.lower()] += word[0].isupper()

    def chosen(self, least: int) -> Iterable[str]:
        """Words counted *least* times or more, names with a capital."""
        for word, count in self.all.items():
            if count >= least:
                name = self.inside[word] and self.capital[word] >= _NAME * self.inside[word]
                yield word.capitalize() if name else word


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--per-file", type=int, default=300_000, help="the most pairs taken from a file")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    text, senses = Words(), Words()
    for file in options.files:
        pairs = [pair.en for pair in read_pairs(file)]
        for en in pairs[:: max(1, -(-len(pairs) // options.per_file))]:
            text.add(en)
    known = dictionary.load()
    for head in known.headwords():
        for entry in known.entries(head):
            senses.add("; ".join(entry.senses))
    kept = {word.lower(): word for word in senses.chosen(_LEAST_IN_SENSES)}
    kept |= {word.lower(): word for word in text.chosen(_LEAST)}
    options.output.write_bytes(lzma.compress("".join(f"{kept[w]}\n" for w in sorted(kept)).encode(), preset=9))
    sys.stdout.write(f"{len(kept)} words, {sum(w[0].isupper() for w in kept.values())} of them names\n")


if __name__ == "__main__":
    main()
