"""What pages and routes need from ``reader.services``, as Protocols.

All views are JSON-ready dictionaries (docs/architecture.md, "ui"). Offsets are
code points. Every method may raise :class:`reader.errors.UnknownObject`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from reader.model import Actor, Annotation, Block, Finding, Job, Revision
from reader.services.corrections import Corrected

View = dict[str, Any]

FILTERS = ("all", "doubts", "notes", "questions", "corrected")


class Reading(Protocol):
    """Read-only views for the reading page."""

    def documents(self) -> list[View]:
        """One row per document: ``id``, ``title``, ``translated_title``, ``segments``, ``doubts``, ``packages`` …"""

    def require(self, document_ids: Sequence[str] | None) -> None:
        """Raise UnknownObject unless the case holds every one of them."""

    def header(self, document_id: str) -> View:
        """The document's row, plus ``provenance``, ``filters`` and ``kinds`` of doubt (counts) and ``problems``."""

    def segments(self, document_id: str, *, start: int, count: int, filter: str, label: str) -> View:
        """``{"total", "start", "rows"}``: *count* rows from the 1-based position *start* within *filter*, and
        within the kind of doubt *label* unless it is empty."""

    def segment(self, segment_id: str) -> View:
        """One SegmentView."""

    def index(self, document_id: str, *, filter: str, label: str) -> View:
        """Parallel arrays over the filter's segments: ``n``, ``state``, ``boilerplate``, ``severity``, ``length``."""

    def original(self, document_id: str, *, n: int) -> View:
        """Where sentence *n* stands: a page with boxes, a web page, or the text snapshot around it."""

    def page_image(self, document_id: str, page: int) -> Path:
        """A PNG file of *page* (1-based)."""

    def unlock(self, document_id: str, password: str) -> None:
        """Use *password* for page images of a protected original while the program runs; EncryptedInput if it
        does not fit."""

    def page_copy(self, document_id: str) -> Path:
        """An HTML file: the harmless copy of a web page."""

    def history(self, segment_id: str) -> View:
        """``{"translations": [...], "revisions": [...]}``, oldest first."""


class Words(Protocol):
    """The dictionary beside a text."""

    def words(self, document_id: str, *, start: int, count: int) -> View:
        """``{"rows", "entries", "attribution"}`` for *count* sentences from number *start* on."""


class Annotating(Protocol):
    """Human acts on sentences. Each stores a log entry; return values are the stored records."""

    def note(
        self,
        segment_id: str,
        *,
        side: str,
        note: str,
        tags: Sequence[str] = (),
        start: int | None = None,
        end: int | None = None,
        exact: str | None = None,
    ) -> Annotation:
        """A note and/or tags on ``[start, end)`` of one side's text, where *exact* must stand."""

    def revise_note(self, annotation_id: str, *, note: str, tags: Sequence[str]) -> Annotation:
        """A new version of a note."""

    def delete_note(self, annotation_id: str) -> Annotation:
        """Mark a note deleted; its history stays."""

    def correct(self, segment_id: str, *, text: str, status: str = "proposed", reason: str = "") -> Revision:
        """A person's correction of the translation."""

    def dismiss(self, finding_id: str, *, reason: str) -> Finding:
        """Set a finding aside, with the reason."""


class Corrections(Protocol):
    """Human acts on text that was read by OCR."""

    def view(self, segment_id: str) -> View:
        """The text of the block a sentence stands in, what was recognised, pictures of its lines, every act so far."""

    def block_holding(self, segment_id: str) -> Block:
        """The block in which a sentence stands."""

    def correct(
        self, block_id: str, *, text: str, reason: str = "", quote: str | None = None, version: int | None = None
    ) -> Corrected:
        """From now on the block reads *text*."""

    def withdraw(self, block_id: str, *, reason: str = "", version: int | None = None) -> Corrected:
        """Take the newest correction back."""


class Jobs(Protocol):
    """The queue of long work."""

    def enqueue(self, kind: str, params: Mapping[str, Any] | None = None) -> Job:
        """Put work in line."""

    def ensure_worker(self) -> None:
        """Make sure that somebody does it."""

    def all(self) -> list[Job]:
        """Every job, oldest first."""


class Packages(Protocol):
    """Installed translation packages."""

    def choose(self, lang: str, name: str | None = None) -> Any:
        """The package for a language; PackageMissing."""


class Translating(Protocol):
    """Machine translation."""

    def default_package(self) -> str | None:
        """The case's own choice."""


class Services(Protocol):
    """One open case."""

    @property
    def title(self) -> str:
        """The case's title."""

    @property
    def actor(self) -> Actor:
        """Who acts in this browser."""

    @property
    def reading(self) -> Reading:
        """Read-only views."""

    @property
    def words(self) -> Words:
        """Words, pinyin, senses."""

    @property
    def annotate(self) -> Annotating:
        """Human acts."""

    @property
    def corrections(self) -> Corrections:
        """Corrections of recognised text."""

    @property
    def translate(self) -> Translating:
        """Machine translation."""

    @property
    def packages(self) -> Packages:
        """Translation packages."""

    @property
    def jobs(self) -> Jobs:
        """Long work."""
