"""The sounds of the checks: which letters each character stands for in the Chinese spelling of foreign names.

``python -m models.training.sounds FILE... --output reader/text/data/sounds.tsv`` collects names with their Chinese
spelling (names of persons written with dots in files of pairs, 约翰·史密斯 beside John Smith, and the names among the
headwords of CC-CEDICT) and estimates by expectation maximisation which letters each character gives: a name is cut
into as many pieces as it has characters, in their order, each of none to five letters. A row holds a character, or a
syllable in pinyin for characters that were seen too rarely, and its pieces with their share in thousandths. The
evaluation sets and our own sentences take no part, so that they can measure what the checks make of the table.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from models.training.pairs import read_pairs
from reader.text import dictionary
from reader.text.person_names import FOREIGN_SOUNDS, dotted
from reader.text.romanise import fold_name, readings, spells
from reader.text.romanise_foreign import likeness

Names = Mapping[tuple[str, str], float]
Piece = Callable[[str, str], float]

EMPTY = "-"
_LETTERS = "a-zà-öø-ÿ'’\\-"
_NAME = re.compile(
    rf"[A-Z][A-Z{_LETTERS}]+(?: [A-Z]\.)*(?:(?: (?:de|da|la|van|von|bin|al|el))* [A-Z][A-Z{_LETTERS}]+)+"
)
_SENSE = re.compile(rf"(?:\([^)]*\) ?)?([A-Z][{_LETTERS}]+)(?=$|[,;( ])")
_LIKE = 0.5
_LONGEST_PIECE = 5
_LENGTHS = (0.02, 0.3, 0.35, 0.23, 0.08, 0.02)  # of pieces, before anything is learned
_OTHER_BEGINNING = 0.15  # what a piece is worth at first that does not begin as the character's pinyin does
_ROUNDS, _CLEAN_ROUNDS = 8, 3
_OUTLIER = -2.6  # natural logarithm of the probability for each letter, below which a pair is no transcription
_PRIOR = 8.0  # observations that a character borrows from its syllable, a syllable from all
_LEAST_ROW, _LEAST_SHARE = 3.0, 0.002


def syllable(character: str) -> str:
    """The first reading of a character."""
    return (readings(character) or ("?",))[0]


def from_pairs(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Parts of names written with dots, each with the English word that fits its place."""
    for file in files:
        for pair in read_pairs(file):
            people = dotted(pair.zh)
            if not people:
                continue
            english = [[w for w in m.group().split() if len(w.strip(".")) > 1] for m in _NAME.finditer(pair.en)]
            for person in people:
                yield from _placed(person.parts, english)


def _placed(parts: tuple[str, ...], english: list[list[str]]) -> Iterator[tuple[str, str]]:
    best: tuple[float, list[str]] = (0.0, [])
    for words in english:
        for i in range(len(words) - len(parts) + 1):
            folded = [fold_name(word) for word in words[i : i + len(parts)]]
            like = [likeness(*two) for two in zip(parts, folded, strict=True)]
            if min(like) >= _LIKE and sum(like) > best[0]:
                best = sum(like), folded
    yield from zip(parts, best[1], strict=False)


def from_dictionary() -> Iterator[tuple[str, str]]:
    """Names of CC-CEDICT that are written with the characters of foreign names and are no pinyin."""
    known = dictionary.load()
    sounds = frozenset(FOREIGN_SOUNDS)
    for head in known.headwords():
        if not (1 < len(head) <= 8 and sounds.issuperset(head)):
            continue
        for entry in known.entries(head):
            for sense in entry.senses[:3] if entry.pinyin[:1].isupper() else ():
                m = _SENSE.match(sense)
                if m and not spells(fold_name(m[1]), head):
                    yield head, fold_name(m[1])


def learn(names: Names) -> Shares:
    """Shares of pieces by character; see the module's text."""
    pieces: Piece = _first
    shares = Shares({})
    for turn in range(_ROUNDS):
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (characters, letters), weight in names.items():
            _count(characters, letters, weight, pieces, counts, clean=turn >= _CLEAN_ROUNDS)
        shares = pieces = Shares(counts)
    return shares


def _first(character: str, piece: str) -> float:
    fits = not piece or piece[0] == syllable(character)[0]
    return _LENGTHS[len(piece)] * (1.0 if fits else _OTHER_BEGINNING)


def _count(
    characters: str, letters: str, weight: float, pieces: Piece, counts: Mapping[str, Counter[str]], *, clean: bool
) -> None:
    """Add the expected uses of every piece, by the forward and backward sums over all ways to cut the name."""
    n, m = len(characters), len(letters)
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = backward[n][m] = 1.0
    share: dict[tuple[int, int, int], float] = {}
    for i in range(n):
        for j in range(m + 1):
            for size in range(min(_LONGEST_PIECE, m - j) + 1) if forward[i][j] else ():
                value = share[i, j, size] = pieces(characters[i], letters[j : j + size])
                forward[i + 1][j + size] += forward[i][j] * value
    whole = forward[n][m]
    if whole <= 0 or (clean and math.log(whole) / m < _OUTLIER):
        return
    for (i, j, size), value in sorted(share.items(), reverse=True):
        backward[i][j] += value * backward[i + 1][j + size]
    for (i, j, size), value in share.items():
        used = forward[i][j] * value * backward[i + 1][j + size] / whole
        counts[characters[i]][letters[j : j + size]] += used * weight


class Shares:
    """Shares of pieces: a character's own counts, helped by those of its syllable, and these by all."""

    def __init__(self, counts: Mapping[str, Counter[str]]) -> None:
        self._counts = counts
        self._syllables: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._all: Counter[str] = Counter()
        for character, found in counts.items():
            self._syllables[syllable(character)].update(found)
            self._all.update(found)
        self._total = max(1.0, self._all.total())
        self._totals = {key: found.total() for key, found in chain(self._syllables.items(), counts.items())}

    def __call__(self, character: str, piece: str) -> float:
        """The share of *piece* among the pieces of *character*, which may also be a syllable."""
        spoken = character if character.isascii() else syllable(character)
        general = 0.5 * self._all[piece] / self._total + 0.5 * _LENGTHS[len(piece)] * 26 ** -len(piece)
        share = self._helped(self._syllables.get(spoken), spoken, piece, general)
        return share if character.isascii() else self._helped(self._counts.get(character), character, piece, share)

    def _helped(self, found: Counter[str] | None, key: str, piece: str, general: float) -> float:
        return ((found[piece] if found else 0) + _PRIOR * general) / (self._totals.get(key, 0) + _PRIOR)

    def rows(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Syllables and characters with their pieces, the most frequent first."""
        for key, found in sorted(chain(self._syllables.items(), self._counts.items())):
            if self._totals[key] < _LEAST_ROW:
                continue
            pieces = {**self._syllables[key if key.isascii() else syllable(key)], **found}
            shares = {piece: self(key, piece) for piece in pieces}
            yield key, {p: s for p, s in sorted(shares.items(), key=lambda e: (-e[1], e[0])) if s >= _LEAST_SHARE}


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    seen = Counter(chain(from_pairs(options.files), from_dictionary()))
    names = {
        (zh, en): 1 + math.log(count)
        for (zh, en), count in sorted(seen.items())
        if len(zh) <= len(en) <= len(zh) * _LONGEST_PIECE and len(en) > 1
    }
    written = [
        f"{key}\t{' '.join(f'{piece or EMPTY}:{round(1000 * share)}' for piece, share in pieces.items())}\n"
        for key, pieces in learn(names).rows()
    ]
    options.output.write_text("".join(written), "utf-8")
    sys.stdout.write(f"{len(names)} names, {len(written)} rows\n")


if __name__ == "__main__":
    main()
