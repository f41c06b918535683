"""What changed between two versions of a text: which sentences belong together, and which characters differ.

Sentences are paired in two steps: those that are equal when figures are set aside anchor the rest (a budget of
the next year says the same with other figures), and between two anchors the most similar remain pairs. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from reader.model import Span

SIMILAR = 0.5
"""Least ratio (``difflib``, 0..1) of two different sentences to be two versions of one: below it the one was
removed and the other added. Chosen on pairs of yearly budgets, where unrelated table labels reach 0.4."""

_LONGEST_GAP = 120
"""Sentences between two anchors compared each with each; a longer gap is paired in order."""

_FIGURE = re.compile(r"[0-9][0-9,.:/-]*")
_SPACE = re.compile(r"\s+")
_WORDS = re.compile(r"\w+|[^\w\s]|\s+")


class ChangeKind(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a comparison: the places (0-based) of the sentence in the old and in the new version."""

    kind: ChangeKind
    old: int | None
    new: int | None


@lru_cache(maxsize=65536)
def outline(text: str) -> str:
    """*text* without white space, with every figure written in digits as ``#``: equal for what a yearly document
    repeats. Full-width forms count as their ASCII ones."""
    plain = unicodedata.normalize("NFKC", text)
    return _FIGURE.sub("#", _SPACE.sub("", plain))


def align(old: Sequence[str], new: Sequence[str], old_keys: Sequence[str], new_keys: Sequence[str]) -> list[Change]:
    """Every sentence of both versions in one list, in reading order (removed before added at the same place).

    ``*_keys`` anchor the pairing: sentences with equal keys may be paired, e.g. :func:`outline` with the labels
    of a table cell in front. Equal length as the texts they stand for.
    """
    changes: list[Change] = []
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, old_keys, new_keys).get_opcodes():
        if tag == "equal":
            changes += (_pair(old, new, i, j) for i, j in zip(range(i0, i1), range(j0, j1), strict=True))
        else:
            changes += _gap(old, new, range(i0, i1), range(j0, j1))
    return changes


def differing(old: str, new: str, *, words: bool = False) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans (code points) that only the old and only the new text has; by whole words for alphabetic text.
    White space alone makes no difference."""
    a, b = (_WORDS.findall(text) if words else list(text) for text in (old, new))
    a_at, b_at = _offsets(a), _offsets(b)
    only_old: list[Span] = []
    only_new: list[Span] = []
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            if "".join(a[i0:i1]).strip():
                only_old.append((a_at[i0], a_at[i1]))
            if "".join(b[j0:j1]).strip():
                only_new.append((b_at[j0], b_at[j1]))
    return tuple(only_old), tuple(only_new)


def _pair(old: Sequence[str], new: Sequence[str], i: int, j: int) -> Change:
    same = _SPACE.sub("", old[i]) == _SPACE.sub("", new[j])
    return Change(ChangeKind.SAME if same else ChangeKind.CHANGED, i, j)


def _gap(old: Sequence[str], new: Sequence[str], mine: range, theirs: range) -> Iterator[Change]:
    """Between two anchors: pairs of similar sentences that do not cross, the rest removed and added."""
    i, j = mine.start, theirs.start
    for a, b in _similar(old, new, mine, theirs):
        yield from (Change(ChangeKind.REMOVED, n, None) for n in range(i, a))
        yield from (Change(ChangeKind.ADDED, None, n) for n in range(j, b))
        yield _pair(old, new, a, b)
        i, j = a + 1, b + 1
    yield from (Change(ChangeKind.REMOVED, n, None) for n in range(i, mine.stop))
    yield from (Change(ChangeKind.ADDED, None, n) for n in range(j, theirs.stop))


def _similar(old: Sequence[str], new: Sequence[str], mine: range, theirs: range) -> list[tuple[int, int]]:
    """The best pairs that keep the order: the longest chain of similar sentences, by total similarity."""
    if not mine or not theirs:
        return []
    if max(len(mine), len(theirs)) > _LONGEST_GAP:
        return [pair for pair in zip(mine, theirs, strict=False) if _ratio(old[pair[0]], new[pair[1]]) >= SIMILAR]
    # best[a][b]: greatest sum of similarities of pairs within mine[a:] and theirs[b:]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    ratios: dict[tuple[int, int], float] = {}
    for a in range(len(mine) - 1, -1, -1):
        for b in range(len(theirs) - 1, -1, -1):
            ratio = ratios[a, b] = _ratio(old[mine[a]], new[theirs[b]])
            together = ratio + best[a + 1][b + 1] if ratio >= SIMILAR else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], together)
    pairs, a, b = [], 0, 0
    while a < len(mine) and b < len(theirs):
        if ratios[a, b] >= SIMILAR and best[a][b] == ratios[a, b] + best[a + 1][b + 1]:
            pairs.append((mine[a], theirs[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _ratio(old: str, new: str) -> float:
    """Similarity of two sentences, 0..1; cheap bounds first, because most pairs have nothing in common."""
    shorter, longer = sorted((len(old), len(new)))
    if not shorter or 2 * shorter < SIMILAR * (shorter + longer):
        return 0.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SIMILAR else 0.0


def _offsets(parts: Sequence[str]) -> list[int]:
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return places
