"""What a check is, and what it is given.

A check is a pure function ``(segment, translation, context) -> [Finding]``: no
I/O, no memory between calls, the same answer for the same input. It never
raises on purpose; :mod:`reader.checks.registry` turns a crash into a Finding.

The caller fills a Finding's ``id``, ``segment_id`` and ``translation_id``.
Source spans speak of ``segment.text``, target spans of ``context.text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from reader.checks.signals import ModelSignals
from reader.model import BlockKind, Finding, Segment, Translation


@dataclass(frozen=True, slots=True)
class PackageNorms:
    """What is usual for one translation package, measured beforehand.

    ``length_ratio`` is the band (low, high) of target characters per source
    character in which 99 % of its sound translations lie.
    """

    package_sha256: str
    length_ratio: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything besides segment and translation a check may look at.

    ``text`` is the English to judge: the machine output or a person's revision.
    ``document_languages`` maps BCP 47 tags to shares (0..1). ``norms`` is ``None``
    when nothing was measured for the package. ``block_context`` holds the labels
    a table cell is read with (row and column heads, the unit line). ``signals``
    is what a translation model says about the pair, measured by a service;
    ``None`` when none was asked: checks never load a model.
    """

    text: str
    block_kind: BlockKind = BlockKind.PARAGRAPH
    document_languages: Mapping[str, float] = field(default_factory=dict)
    norms: PackageNorms | None = None
    block_context: tuple[str, ...] = ()
    signals: ModelSignals | None = None


class Check(Protocol):
    """One kind of doubt. ``name`` and ``version`` are recorded with every Finding;
    ``label`` is the heading shown to the reader ("Number")."""

    name: str
    version: str
    label: str

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """The doubts about this one translation; empty when there are none."""
        ...
