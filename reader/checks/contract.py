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
from reader.text.terms.model import Termbase


@dataclass(frozen=True, slots=True)
class PackageNorms:
    """What is usual for one translation package, measured beforehand.

    ``length_ratio`` is the band (low, high) of target characters per unit of
    source (:func:`reader.checks.lengths.units`) in which 98 % of its sound
    translations lie. Its logarithms lie ``length_shift`` above the line of human
    references with the standard deviation ``length_deviation``
    (:mod:`reader.checks.lengths`).
    """

    package_sha256: str
    length_ratio: tuple[float, float]
    length_shift: float = 0.0
    length_deviation: float = 0.16


@dataclass(frozen=True, slots=True)
class TermContext:
    """The termbase to judge by (a case's own merged with the bundled one), and the rendering that most of the
    document uses, by concept id (:func:`reader.checks.terms.usual_renderings`)."""

    termbase: Termbase
    usual: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything besides segment and translation a check may look at.

    ``text`` is the English to judge: the machine output or a person's revision.
    ``document_languages`` maps BCP 47 tags to shares (0..1). ``norms`` is ``None``
    when nothing was measured for the package. ``block_context`` holds the labels
    a table cell is read with (row and column heads, the unit line). ``signals``
    is what a translation model says about the pair, measured by a service;
    ``None`` when none was asked: checks never load a model. ``stated_date`` is the
    date the document gives for itself (ISO 8601), against which 昨日 is resolved;
    ``None`` when it gives none. ``usual_names`` says how most of the document
    renders each name (:func:`reader.checks.consistency.usual_names`), ``case_names`` how most of the case does.
    """

    text: str
    block_kind: BlockKind = BlockKind.PARAGRAPH
    document_languages: Mapping[str, float] = field(default_factory=dict)
    norms: PackageNorms | None = None
    block_context: tuple[str, ...] = ()
    terms: TermContext | None = None
    signals: ModelSignals | None = None
    stated_date: str | None = None
    usual_names: Mapping[str, str] = field(default_factory=dict)
    case_names: Mapping[str, str] = field(default_factory=dict)


class Check(Protocol):
    """One kind of doubt. ``name`` and ``version`` are recorded with every Finding;
    ``label`` is the heading shown to the reader ("Number")."""

    name: str
    version: str
    label: str

    def __call__(self, segment: Segment, translation: Translation, context: Context) -> list[Finding]:
        """The doubts about this one translation; empty when there are none."""
        ...
