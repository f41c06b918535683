"""The report of an audit as one HTML file: no script, nothing remote, prints on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reader.exporters import pages
from reader.exporters.labels import Label
from reader.exporters.runs import Run


@dataclass(frozen=True, slots=True)
class AuditFact:
    """One line of the cover table; ``exact`` values are set in a fixed-width face."""

    label: str
    value: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class AuditCount:
    """A row of a table of counts: what, its meaning, how many, and their share of all in words."""

    label: Label
    meaning: str
    n: int
    share: str


@dataclass(frozen=True, slots=True)
class AuditRemark:
    """One doubt under a pair."""

    label: Label
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One pair: ``percent`` its risk, ``source`` and ``english`` with the places of its doubts lit."""

    anchor: str
    number: str
    place: str
    percent: int
    level: Label
    lang: str
    source: tuple[Run, ...]
    english: tuple[Run, ...]
    reasons: tuple[str, ...]
    remarks: tuple[AuditRemark, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    """Everything the report shows. ``problems`` are (place, words) of records that could not be read."""

    title: str
    program: str
    facts: tuple[AuditFact, ...]
    levels: tuple[AuditCount, ...]
    severities: tuple[AuditCount, ...]
    kinds: tuple[tuple[str, int], ...]
    problems: tuple[tuple[str, str], ...]
    more_problems: int
    notice: tuple[str, ...]
    method: tuple[str, ...]
    shown: str
    rows: Sequence[AuditRow]


def write_audit(view: AuditView, stream: BinaryIO) -> None:
    """Write the page to *stream*, UTF-8, piece by piece."""
    for part in audit_parts(view):
        stream.write(part.encode())


def audit_parts(view: AuditView) -> Iterator[str]:
    """The page piece by piece."""
    templates = pages.environment()
    css = "".join(pages.source(templates, name) for name in ("exhibit.css", "audit.css"))  # no data in them
    yield from pages.parts(templates, "audit.html.j2", css, view=view)
