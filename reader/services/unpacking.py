"""What archives inside archives may cost altogether."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.config import Limits
from reader.formats import contract as formats
from reader.model import Problem
from reader.services.problems import READING, problem
from reader.services.readahead import Work

LEAST_BYTES = 256 * 1024**2
"""Archives inside a small archive may unpack to this much in any case."""


def admitted(found: Sequence[formats.Child], work: Work, limits: Limits) -> tuple[list[formats.Child], list[Problem]]:
    """The members to take in, and Problems for those that are not; files of the latter are removed.

    Each archive keeps its own limits; this one is for all that came out of one loose file: ``expansion_ratio`` times
    the size of the archive read now or :data:`LEAST_BYTES`, ``members``, and the ``depth`` of nesting.
    """
    if not found:
        return [], []
    if work.depth >= limits.depth:
        _discard(found)
        return [], [_refused(f"Archives inside archives are read to a depth of {limits.depth}.", work)]
    most = max(LEAST_BYTES, work.source.size * limits.expansion_ratio)
    kept: list[formats.Child] = []
    for n, child in enumerate(found):
        size = child.path.stat().st_size
        if work.spent.members >= limits.members or work.spent.size + size > most:
            _discard(found[n:])
            text = "The archives inside this file unpack to more than they may; the rest was left out."
            return kept, [_refused(text, work)]
        work.spent.members += 1
        work.spent.size += size
        kept.append(child)
    return kept, []


def _discard(children: Sequence[formats.Child]) -> None:
    for child in children:
        Path(child.path).unlink(missing_ok=True)


def _refused(text: str, work: Work) -> Problem:
    return problem("limit-exceeded", text, hint="Unpack it and add the parts.", source=work.source, stage=READING)
