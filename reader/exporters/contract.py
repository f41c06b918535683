"""What every exporter is given (an :class:`Exhibit`) and must offer (an :class:`Exporter`).

An Exhibit is a plain, complete view of what is handed on: built once by
``services/export.py`` out of the case's own records, then written in any format
without asking the case again. Exporters decide nothing about the evidence; they
never leave out a row. :mod:`reader.exporters.registry` finds them by suffix.

Field names follow :mod:`reader.model`; offsets inside the records mean what they
mean there (findings: the segment's text and the shown translation; source-side
annotations: the block's text).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from reader.model import (
    Actor,
    Annotation,
    Document,
    Finding,
    Mention,
    Place,
    Problem,
    Revision,
    RevisionStatus,
    Segment,
    SegmentState,
    Source,
    SourceRevision,
    Translation,
)


@dataclass(frozen=True, slots=True)
class Superseded:
    """A sentence of an earlier reading of text that was recognised in a picture, the machine's English for it and
    people's corrections of that English, oldest first."""

    segment: Segment
    translation: Translation | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One segment with everything known about it.

    ``locator``  where it stands, in words ("page 3, row 12"); empty: made from ``places``.
    ``places``  the places of the segment's own span, first one first.
    ``state``  what a reader may rely on.
    ``translation``  the current machine translation, ``None`` when there is none.
    ``revisions``  every human correction, oldest first; the last one is shown.
    ``findings``  of the current check run, dismissed ones included.
    ``annotations``  current versions that are not deleted, orphaned ones included.
    ``gist_only``  the package's measured quality for this kind of text is below its threshold.
    ``level``, ``context``  heading level and table headers of the segment's block.
    ``source_revision``  the correction of recognised text that brought the segment in, if any;
    ``superseded``  what stood in its place before, with what was said of it.
    """

    segment: Segment
    state: SegmentState
    translation: Translation | None = None
    locator: str = ""
    places: tuple[Place, ...] = ()
    revisions: tuple[Revision, ...] = ()
    findings: tuple[Finding, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    gist_only: bool = False
    level: int | None = None
    context: tuple[str, ...] = ()
    source_revision: SourceRevision | None = None
    superseded: tuple[Superseded, ...] = ()

    @property
    def revision(self) -> Revision | None:
        """The correction that is shown, if any."""
        return self.revisions[-1] if self.revisions else None

    @property
    def shown(self) -> str:
        """The English a reader sees: the newest correction, else the machine's text, else empty."""
        if self.revision is not None:
            return self.revision.text
        return self.translation.text if self.translation is not None else ""


@dataclass(frozen=True, slots=True)
class ExhibitDocument:
    """One document: its records and its rows in reading order, boilerplate included (all of them, unless the
    exhibit says otherwise).

    ``title_translation``  the English title, empty when there is none; ``title_state`` says what
    it is worth. ``container``  the Source the original was found in (WARC, zip …), if any.
    ``ingested_by``  the name to print; empty: ``source.ingested_by``. ``source_revisions``  every correction of
    recognised text in it and every withdrawal of one, oldest first.
    """

    document: Document
    source: Source
    rows: tuple[Row, ...]
    title_translation: str = ""
    title_state: SegmentState = SegmentState.MACHINE
    container: Source | None = None
    ingested_by: str = ""
    source_revisions: tuple[SourceRevision, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A phone number, address, document number … and where it recurs.

    ``canonical`` decides identity, ``surfaces`` are the spellings seen, ``documents`` the ids of
    the documents that hold it, ``segments`` ids of segments (may be cut short), ``count`` all
    mentions in the case."""

    type: str
    canonical: str
    surfaces: tuple[str, ...]
    documents: tuple[str, ...]
    count: int
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QualityFigure:
    """One measured score of a package: on which kind of text, which metric, how much.
    ``threshold``: below it the package gives the gist only; ``None`` when none is set."""

    measured_on: str
    metric: str
    score: float
    threshold: float | None = None

    @property
    def gist_only(self) -> bool:
        """Whether the score is below the threshold."""
        return self.threshold is not None and self.score < self.threshold


@dataclass(frozen=True, slots=True)
class Method:
    """How one package translated: one per distinct package, parameters and instruction set used.

    ``status``  bundled, official or unverified. ``libraries``  name → version of what the result
    depends on (sentencepiece, opencc …). ``limits``  known weaknesses, one plain sentence each.
    ``segments``  how many rows of this exhibit it translated. ``gist_only``  label them so.
    """

    package: str
    package_version: str
    package_sha256: str
    engine: str
    engine_version: str
    isa: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    libraries: Mapping[str, str] = field(default_factory=dict)
    status: str = ""
    licence: str = ""
    quality: tuple[QualityFigure, ...] = ()
    limits: tuple[str, ...] = ()
    gist_only: bool = False
    segments: int = 0


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A check that ran over the rows: name, version, and its heading in plain words."""

    name: str
    version: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the rows of an exhibit.

    ``machine`` counts rows whose English is the machine's alone; ``doubtful`` and ``checked`` are
    those of them in that state. ``corrected``, ``reviewed`` and ``certified`` count rows by the
    status of the newest correction (proposed, reviewed, certified), so that
    ``machine + corrected + reviewed + certified + untranslated + not_chinese == total``.
    ``critical``, ``major`` and ``minor`` count open findings, ``dismissed`` those a person dismissed.
    """

    total: int = 0
    chinese: int = 0
    machine: int = 0
    doubtful: int = 0
    checked: int = 0
    corrected: int = 0
    reviewed: int = 0
    certified: int = 0
    untranslated: int = 0
    not_chinese: int = 0
    boilerplate: int = 0
    gist_only: int = 0
    notes: int = 0
    critical: int = 0
    major: int = 0
    minor: int = 0
    dismissed: int = 0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Everything one export holds.

    ``exhibit_id``  printed on every page ("EX-20261121-1"). ``case_title`` as people know it;
    ``case_name``  the case folder's name, used in the commands that reproduce the exhibit (never a
    whole path). ``exported_by``/``exported_at``  who and when (UTC ISO 8601). ``program``  name and
    version of the software. ``log_head``  hash of the newest log entry at the time of export,
    ``log_length`` its number. ``documents_in_case``  so that a partial export says that it is one;
    ``questions_only``  it holds only the sentences a translator is asked about, with their neighbours.
    ``problems``  all Problems of the case. ``identifiers``  those that recur.
    ``methods``, ``checks``  for the method statement. ``sample``  fictional material: every format
    marks itself SAMPLE throughout.
    """

    exhibit_id: str
    case_title: str
    case_name: str
    exported_at: str
    exported_by: Actor
    program: str
    log_head: str
    documents: tuple[ExhibitDocument, ...]
    log_length: int = 0
    documents_in_case: int = 0
    questions_only: bool = False
    problems: tuple[Problem, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    methods: tuple[Method, ...] = ()
    checks: tuple[CheckRun, ...] = ()
    sample: bool = False

    def tally(self) -> Tally:
        """Counts over all rows of all documents."""
        return tally(row for part in self.documents for row in part.rows)


_HUMAN = {
    RevisionStatus.PROPOSED: "corrected",
    RevisionStatus.REVIEWED: "reviewed",
    RevisionStatus.CERTIFIED: "certified",
}


def tally(rows: Iterable[Row]) -> Tally:
    """Count *rows* as :class:`Tally` describes."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts["total"] += 1
        counts["chinese"] += row.segment.is_chinese
        counts["boilerplate"] += row.segment.boilerplate
        counts["notes"] += len(row.annotations)
        for finding in row.findings:
            counts["dismissed" if finding.dismissal is not None else str(finding.severity)] += 1
        if row.revision is not None:
            counts[_HUMAN[row.revision.status]] += 1
        elif row.translation is not None:
            counts["machine"] += 1
            counts["doubtful"] += row.state == SegmentState.DOUBTFUL
            counts["checked"] += row.state == SegmentState.CHECKED
            counts["gist_only"] += row.gist_only
        elif row.state == SegmentState.NOT_CHINESE:
            counts["not_chinese"] += 1
        else:
            counts["untranslated"] += 1
    return Tally(**counts)


@runtime_checkable
class Exporter(Protocol):
    """A format exhibits can be written in. ``suffixes`` are lower-case, with the dot."""

    name: str
    label: str
    suffixes: tuple[str, ...]

    def write(self, exhibit: Exhibit, target: Path, *, overwrite: bool = False) -> list[Path]:
        """Write *exhibit* to *target*, whole or not at all; the paths written.

        Raises :class:`reader.errors.ExportError` (target exists and *overwrite* is false, folder
        missing or read-only) or :class:`reader.errors.StorageFull`.
        """
        ...
