"""The frozen records every part of Evidence Reader speaks in.

Conventions (docs/evidence-model.md has the reasons):

* offsets are Unicode code points, half-open, in the text named beside them;
* times are UTC, ISO 8601 with a trailing ``Z`` (:func:`utc_now`);
* languages are BCP 47: ``zh-Hans``, ``zh-Hant``, ``zh`` (script unclear),
  ``ja``, ``ko``, ``en``, ``und``;
* ids are short strings, unique within a case: ``O3`` (original), ``D2``
  (document), ``D2.b7`` (block 7 of it), ``D2.s41`` (sentence 41 of it);
* error categories are MQM's (https://themqm.org).

Records know nothing of storage; :func:`to_dict` gives their JSON form.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from reader.places import Locator as Locator
from reader.places import Place as Place
from reader.vocabulary import BlockKind as BlockKind
from reader.vocabulary import JobState as JobState
from reader.vocabulary import RevisionStatus as RevisionStatus
from reader.vocabulary import SegmentState as SegmentState
from reader.vocabulary import Severity as Severity
from reader.vocabulary import Side as Side
from reader.vocabulary import SourceRevisionKind as SourceRevisionKind

Span = tuple[int, int]
"""Half-open code-point range."""


def utc_now() -> str:
    """Now, as stored everywhere: ``2026-11-21T09:30:00.123Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def sha256_text(text: str) -> str:
    """Hex SHA-256 of *text* in UTF-8 (lone surrogates survive as such)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the program itself) who acted. ``qualification`` is what they
    declare about their Chinese, empty when none: ``reviewed`` and ``certified``
    need one."""

    id: str
    name: str
    role: str = "investigator"
    qualification: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One original as it came in. The bytes lie in the case under their SHA-256.

    ``media_type`` is sniffed from the bytes. ``captured_how`` says how the
    capture time is known (``WARC-Date``, ``file time``, ``stated by the user`` …).
    ``duplicate_of`` names an earlier Source with the same bytes.
    """

    id: str
    sha256: str
    size: int
    media_type: str
    name: str
    path: str = ""
    url: str | None = None
    captured: str | None = None
    captured_how: str | None = None
    container_id: str | None = None
    container_place: Place | None = None
    collector: str = ""
    ingested_at: str = ""
    ingested_by: str = ""
    duplicate_of: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Readable text taken from one Source. ``languages`` maps BCP 47 tags to the
    share (0..1) of letters in that language; ``n_*`` are counts."""

    id: str
    source_id: str
    title: str
    charset: str | None
    charset_how: str | None
    languages: Mapping[str, float]
    pages: int | None
    extractor: str
    extractor_version: str
    created_at: str
    n_blocks: int = 0
    n_segments: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRevision:
    """A person's act on the text of a block that was recognised in a picture: from then on it reads ``text``.
    ``version`` counts from 2 in the block: 1 is what was recognised. ``previous_id`` is the act before it, ``shows_id``
    the correction the block shows after it, ``None`` for the recognised text.
    """

    id: str
    document_id: str
    block_id: str
    version: int
    kind: SourceRevisionKind
    before: str
    text: str
    locators: tuple[Locator, ...]
    reason: str
    author: Actor
    created_at: str
    previous_id: str | None = None
    shows_id: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One logical unit in reading order; ``text`` is exactly what was extracted, unless a person corrected what was
    recognised in a picture: then ``revision`` is that correction and ``recognised`` what was extracted.

    ``context`` holds labels without which the text cannot be read alone (row and
    column headers, unit line of a table). ``level`` is the heading level.
    """

    id: str
    document_id: str
    n: int
    kind: BlockKind
    text: str
    locators: tuple[Locator, ...] = ()
    boilerplate: bool = False
    level: int | None = None
    context: tuple[str, ...] = ()
    revision: SourceRevision | None = None
    recognised: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text."""
        return sha256_text(self.text)

    @property
    def is_recognised(self) -> bool:
        """Whether all of the text was read in a picture (OCR), and may be misread."""
        return bool(self.locators) and all(at.place.confidence is not None for at in self.locators)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence (or heading, cell …): block text ``[start, end)``.

    ``n`` counts from 1 within the document in reading order. ``lang_how`` says
    which voice decided the language. ``text`` equals ``block.text[start:end]``.
    A sentence that a SourceRevision brought in holds what was ``recognised`` in its place.
    """

    id: str
    document_id: str
    block_id: str
    n: int
    start: int
    end: int
    text: str
    lang: str
    lang_how: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    boilerplate: bool = False
    source_revision_id: str | None = None
    recognised: str | None = None

    @property
    def is_chinese(self) -> bool:
        """Whether the segment is to be translated (``zh``, ``zh-Hans``, ``zh-Hant``)."""
        return self.lang == "zh" or self.lang.startswith("zh-")


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Source ``[s0, s1)`` corresponds to target ``[t0, t1)`` with ``weight`` 0..1."""

    s0: int
    s1: int
    t0: int
    t1: int
    weight: float


@dataclass(frozen=True, slots=True)
class Translation:
    """A machine translation: a pure function of input, package, parameters, CPU.

    ``id`` is the memory key (see ``translate/memory.py``). ``source`` is the engine
    input and ``alignment`` speaks of it, not of the segment's own text. ``text``
    is never rewritten. ``score`` is the mean token log-probability. ``flags``:
    ``split``, ``retried``, ``loop``, ``copied``, ``empty``.
    """

    id: str
    source: str
    text: str
    engine: str
    engine_version: str
    package: str
    package_version: str
    package_sha256: str
    parameters: Mapping[str, Any]
    isa: str
    score: float | None = None
    alignment: tuple[AlignedPair, ...] = ()
    flags: tuple[str, ...] = ()
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A person's correction of a translation. The newest is the one shown."""

    id: str
    segment_id: str
    translation_id: str | None
    text: str
    status: RevisionStatus
    reason: str
    author: Actor
    created_at: str
    previous_id: str | None = None


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A person decided that a Finding is not an error."""

    author: Actor
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about one translation, in words a police officer understands.

    Spans speak of the segment's text and of the translation's text. ``label`` is
    a one- or two-word heading ("Number"). ``evidence`` holds the compared values.
    """

    check: str
    check_version: str
    label: str
    category: str
    severity: Severity
    explanation: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    segment_id: str = ""
    translation_id: str = ""
    dismissal: Dismissal | None = None


@dataclass(frozen=True, slots=True)
class TextTarget:
    """W3C Web Annotation selectors: exact quote with prefix and suffix, and position.

    ``start``/``end`` are code points in the block's text (source side) or in the
    text of the named translation or revision (translation side).
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """One version of a note or tag. Versions share ``id``; the highest is current.

    ``state`` is ``active``, ``orphaned`` (its quote is no longer found) or
    ``deleted``. ``text_id`` names the Translation, Revision or SourceRevision the target speaks of.
    """

    id: str
    version: int
    document_id: str
    segment_id: str
    side: Side
    target: TextTarget
    note: str
    tags: tuple[str, ...]
    author: Actor
    created_at: str
    modified_at: str
    state: str = "active"
    text_id: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity or identifier seen in a segment's text. ``canonical`` is what makes
    two mentions the same (a phone number by its digits)."""

    type: str
    canonical: str
    surface: str
    start: int
    end: int
    document_id: str = ""
    segment_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: what, where, why, and what was kept."""

    id: str
    stage: str
    code: str
    message: str
    hint: str
    path: str
    kept: str
    at: str
    source_id: str | None = None
    document_id: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One link of the chain: ``hash`` covers every other field, ``previous`` included."""

    seq: int
    at: str
    actor_id: str
    action: str
    object: str
    digest: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Job:
    """Long work, run by one worker process per case. ``done``/``total`` count units
    of ``unit``; ``rate`` is units per second."""

    id: str
    kind: str
    params: Mapping[str, Any]
    state: JobState
    actor_id: str
    created_at: str
    started_at: str | None = None
    finished_at: str | None = None
    heartbeat_at: str | None = None
    worker: str | None = None
    done: int = 0
    total: int = 0
    unit: str = ""
    rate: float = 0.0
    message: str = ""
    problems: int = 0
    cancel_requested: bool = False


def to_dict(record: Any) -> dict[str, Any]:
    """JSON-ready dictionary of a record (enums become strings, tuples lists).

    Tuples, enums and nested records are converted; ``None`` stays ``None``.
    """
    return {f.name: _plain(getattr(record, f.name)) for f in dataclasses.fields(record)}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_dict(value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    return value
