"""The records that pass between a format, its worker and the services.

A format turns one :class:`Payload` into a stream of events: a :class:`Head`, then
:class:`BlockDraft` in reading order; a container yields :class:`Child` for each
payload and its :class:`Head` at the end, when it knows what else it held (:class:`Revisit` for a
capture whose bytes an earlier one holds).
:class:`Trouble` may come at any place. Nothing in here parses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from reader.config import Limits
from reader.errors import FormatError
from reader.formats.probe import HEAD_BYTES as HEAD_BYTES
from reader.formats.probe import Probe as Probe
from reader.formats.probe import probe_file as probe_file
from reader.formats.probe import read_head as read_head
from reader.formats.sniff import describe as describe
from reader.formats.sniff import sniff as sniff
from reader.model import BlockKind, Locator, Place

HIDDEN = "hidden on the page"
"""Context label of text a visitor of the page would not have seen."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One file to read. ``path`` is read-only evidence; ``name`` is what it was
    called; ``media_type`` and ``charset`` are what a server or a container declared.
    ``passwords`` are tried, in order, on what is protected by one."""

    path: Path
    name: str
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    limits: Limits = field(default_factory=Limits)
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of the document as a whole.

    ``title`` may be empty. ``charset_how`` says in plain words how the charset was
    decided. ``metadata`` keys of documents: ``published``, ``author``, ``site``,
    ``description``, ``keywords`` … as stated by the document itself.
    """

    title: str
    media_type: str
    charset: str | None
    charset_how: str | None
    pages: int | None
    extractor: str
    extractor_version: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block before it has an id; fields as in :class:`reader.model.Block`."""

    kind: BlockKind
    text: str
    locators: tuple[Locator, ...]
    boilerplate: bool = False
    level: int | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """A payload found in a container, staged as a file of its own at ``path``.

    ``place`` is where it stands in the container. ``media_type`` and ``charset``
    are declared values, to be handed on in the child's own :class:`Payload`.
    """

    path: Path
    name: str
    media_type: str | None = None
    url: str | None = None
    captured: str | None = None
    captured_how: str | None = None
    place: Place | None = None
    charset: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revisit:
    """A capture without bytes of its own: the server sent what an earlier capture holds.

    ``digest`` is the archive's digest of those bytes (``sha1:…``; empty when it states none),
    ``original_url`` and ``original_captured`` name the earlier capture where the archive does. The
    services find it in the case; the other fields are those of :class:`Child`.
    """

    digest: str
    name: str
    url: str | None = None
    captured: str | None = None
    captured_how: str | None = None
    original_url: str | None = None
    original_captured: str | None = None
    media_type: str | None = None
    place: Place | None = None
    charset: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read; services store it as a Problem.

    ``code`` is an error code of :mod:`reader.errors` or one of those listed in
    docs/formats.md. ``kept`` says what was read nevertheless.
    """

    code: str
    message: str
    hint: str = ""
    kept: str = ""
    place: Place | None = None

    @classmethod
    def from_error(cls, error: FormatError, *, place: Place | None = None) -> Trouble:
        """The same statement as a raised error."""
        return cls(error.code, error.message, error.hint, place=place)


@dataclass(frozen=True, slots=True)
class Working:
    """A page was recognised in its picture, which is slow: the reading gets ``limits.page_seconds`` more.

    Meant for the host that keeps the time; it never leaves the host.
    """


Event = Head | BlockDraft | Child | Revisit | Trouble | Working


class Format(Protocol):
    """One kind of file. ``name`` and ``version`` are stored with every document.

    ``read`` may raise :class:`reader.errors.FormatError`, or anything else: the
    worker turns it into a Trouble and keeps what was yielded before. It must not
    write anywhere but below ``staging``.
    """

    name: str
    version: str

    def score(self, probe: Probe) -> float:
        """How well this format reads the probed file, ``0`` not at all … ``1``."""
        ...

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Events of the payload, in reading order."""
        ...
