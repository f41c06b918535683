"""One line per document: its titles and counts, for any number of documents in a fixed number of queries."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.sql import ColumnElement

from reader.model import BlockKind, Document, Severity
from reader.store import current, schema
from reader.store.document_rows import document_of
from reader.store.documents import CHINESE
from reader.store.findings import NOT_DISMISSED, current_findings
from reader.store.sentences import NUMBER, numbered
from reader.store.transaction import Transaction

_DOCUMENTS, _SOURCES, _SEGMENTS = schema.documents, schema.sources, schema.segments
_ASSIGNMENTS, _TRANSLATIONS, _RECIPES = schema.assignments, schema.translations, schema.recipes
_FINDINGS, _REVISIONS, _NOTES = schema.findings, schema.revisions, schema.annotations
_ACTS = schema.source_revisions

TITLE_REACH = 40
"""Sentences among which a title is looked for."""

_ROWS = 2**40
"""More than a table has rows."""

LISTS = ("csv",)
"""Extractors of documents that are rows of cells from the first line on."""

TITLE_KINDS = (BlockKind.TITLE, BlockKind.HEADING)
_OF_SOURCE = ("url", "media_type", "captured", "captured_how")
_WHITE_SPACE = "".join(c for c in map(chr, range(sys.maxunicode)) if c.isspace())


@dataclass(frozen=True, slots=True)
class PackageUse:
    """One package behind the translations a document shows: ``segments`` of them, the newest made at
    ``translated_at``."""

    name: str
    version: str
    sha256: str
    engine_version: str
    isa: str
    segments: int
    translated_at: str


@dataclass(frozen=True, slots=True)
class DocumentTitle:
    """What a document is called, in the ``original`` and, when that sentence is translated, in ``english``."""

    original: str
    english: str | None = None

    @property
    def shown(self) -> str:
        """In English where there is any."""
        return self.english or self.original


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """``title`` and ``translated_title`` as in :class:`DocumentTitle`. ``doubts`` counts segments with
    an open major or critical finding and no person's correction; ``notes`` those not deleted; ``findings``
    the open ones. ``corrected`` counts blocks whose recognised text a person corrected. ``packages``: most used
    first."""

    document: Document
    source: str
    url: str | None
    media_type: str
    captured: str | None
    captured_how: str | None
    title: str
    translated_title: str | None = None
    sentences: int = 0
    chinese: int = 0
    translated: int = 0
    corrected: int = 0
    findings: Mapping[Severity, int] = field(default_factory=dict)
    doubts: int = 0
    notes: int = 0
    packages: tuple[PackageUse, ...] = ()


class Summaries:
    """Read-only. Every query is one statement over the documents asked for."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def of(self, document_id: str | None = None) -> list[DocumentSummary]:
        """Every document of the case in the order of adding, or only *document_id* (empty when unknown)."""
        titles = self.titles(document_id)
        texts = self._texts(document_id)
        corrected = self._corrected(document_id)
        doubts = self._findings(document_id)
        notes = self._notes(document_id)
        packages = self._packages(document_id)
        query = _only(
            select(_DOCUMENTS, _SOURCES.c.name.label("source_name"), *(_SOURCES.c[name] for name in _OF_SOURCE))
            .join(_SOURCES, _SOURCES.c.id == _DOCUMENTS.c.source_id)
            .order_by(_DOCUMENTS.c.pk),
            _DOCUMENTS.c.id,
            document_id,
        )
        found = []
        for row in self._tx.rows(query):
            title = titles[row.id]
            sentences, chinese, translated = texts.get(row.id, (0, 0, 0))
            findings, doubtful = doubts.get(row.id, ({}, 0))
            found.append(
                DocumentSummary(
                    document=document_of(row),
                    source=row.source_name,
                    **{name: getattr(row, name) for name in _OF_SOURCE},
                    title=title.original,
                    translated_title=title.english,
                    sentences=sentences,
                    corrected=corrected.get(row.id, 0),
                    chinese=chinese,
                    translated=translated,
                    findings=findings,
                    doubts=doubtful,
                    notes=notes.get(row.id, 0),
                    packages=packages.get(row.id, ()),
                )
            )
        return found

    def titles(self, document_id: str | None = None) -> dict[str, DocumentTitle]:
        """Document → its title, and what the sentence that is its title shows in English.

        That sentence is the one that says the same as the document's title (or did, before somebody corrected
        what was recognised: then the title is corrected too), else the first Chinese heading; a
        document without a title of its own (its title is the file's name) is called by its first
        sentence that is not page furniture, unless it is a mere list, whose first cell names nothing.
        """
        nameless = _DOCUMENTS.c.title == _SOURCES.c.name
        title = func.trim(_DOCUMENTS.c.title, _WHITE_SPACE)
        said = or_(_SEGMENTS.c.text == title, _SEGMENTS.c.recognised == title)
        heading = and_(_SEGMENTS.c.kind.in_(TITLE_KINDS), CHINESE)
        listed = _DOCUMENTS.c.extractor.in_(LISTS)
        opening = and_(nameless, ~listed, CHINESE, _SEGMENTS.c.boilerplate == 0)
        place = NUMBER * _ROWS + _SEGMENTS.c.pk  # the first in reading order; a corrected sentence has a late row
        first = [func.min(case((condition, place))) for condition in (said, heading, opening)]
        chosen = _only(
            select(_SEGMENTS.c.document_id, (func.coalesce(*first) % _ROWS).label("pk"))
            .select_from(_SEGMENTS)
            .join(_DOCUMENTS, _DOCUMENTS.c.id == _SEGMENTS.c.document_id)
            .join(_SOURCES, _SOURCES.c.id == _DOCUMENTS.c.source_id)
            .where(numbered(1, TITLE_REACH + 1), current.segments())
            .group_by(_SEGMENTS.c.document_id),
            _SEGMENTS.c.document_id,
            document_id,
        ).subquery()
        revised = (
            select(_REVISIONS.c.text)
            .where(_REVISIONS.c.segment_id == _SEGMENTS.c.id)
            .order_by(_REVISIONS.c.pk.desc())
            .limit(1)
            .correlate(_SEGMENTS)
            .scalar_subquery()
        )
        shown = func.coalesce(revised, _TRANSLATIONS.c.text)
        own = and_(~nameless, func.coalesce(_SEGMENTS.c.recognised != title, True))
        query = _only(
            select(_DOCUMENTS.c.id, _DOCUMENTS.c.title, own.label("own"), _SEGMENTS.c.text, shown.label("shown"))
            .select_from(_DOCUMENTS)
            .join(_SOURCES, _SOURCES.c.id == _DOCUMENTS.c.source_id)
            .outerjoin(chosen, chosen.c.document_id == _DOCUMENTS.c.id)
            .outerjoin(_SEGMENTS, _SEGMENTS.c.pk == chosen.c.pk)
            .outerjoin(_TRANSLATIONS, _TRANSLATIONS.c.id == current.translation_id(_SEGMENTS.c.id)),
            _DOCUMENTS.c.id,
            document_id,
        )
        return {
            row.id: DocumentTitle(row.title if row.own or not row.text else row.text.strip(), row.shown)
            for row in self._tx.rows(query)
        }

    def _corrected(self, document_id: str | None) -> dict[str, int]:
        acts = _ACTS.c.document_id
        query = select(acts, func.count().label("n")).where(current.source_revisions(), _ACTS.c.shows_id.is_not(None))
        return {row.document_id: row.n for row in self._tx.rows(_only(query.group_by(acts), acts, document_id))}

    def _texts(self, document_id: str | None) -> dict[str, tuple[int, int, int]]:
        """Document → how many segments it has, how many are Chinese, how many translated."""
        assigned = select(_ASSIGNMENTS.c.pk).where(_ASSIGNMENTS.c.segment_id == _SEGMENTS.c.id).exists()
        chinese, translated = (func.sum(case((condition, 1), else_=0)) for condition in (CHINESE, assigned))
        counts = (func.count().label("sentences"), chinese.label("chinese"), translated.label("translated"))
        query = select(_SEGMENTS.c.document_id, *counts).where(current.segments())
        query = _only(query.group_by(_SEGMENTS.c.document_id), _SEGMENTS.c.document_id, document_id)
        return {row.document_id: (row.sentences, row.chinese, row.translated) for row in self._tx.rows(query)}

    def _findings(self, document_id: str | None) -> dict[str, tuple[dict[Severity, int], int]]:
        """Document → open findings by severity, and how many segments they make doubtful."""
        revised = select(_REVISIONS.c.pk).where(_REVISIONS.c.segment_id == _SEGMENTS.c.id).exists()
        grave = and_(
            _FINDINGS.c.severity.in_([str(severity) for severity in Severity if severity.is_serious]), ~revised
        )
        numbers: dict[str, ColumnElement[int]] = {
            str(s): func.sum(case((_FINDINGS.c.severity == str(s), 1), else_=0)) for s in Severity
        }
        numbers["doubtful"] = func.max(case((grave, 1), else_=0))
        per_segment = (
            select(_SEGMENTS.c.document_id, *(number.label(name) for name, number in numbers.items()))
            .select_from(_FINDINGS)
            .join(_SEGMENTS, _SEGMENTS.c.id == _FINDINGS.c.segment_id)
            .where(current_findings(document_id), NOT_DISMISSED)
            .group_by(_SEGMENTS.c.id, _SEGMENTS.c.document_id)
            .subquery()
        )
        sums = (func.sum(per_segment.c[name]).label(name) for name in numbers)
        query = select(per_segment.c.document_id, *sums).group_by(per_segment.c.document_id)
        return {
            row.document_id: ({s: n for s in Severity if (n := getattr(row, str(s)))}, row.doubtful)
            for row in self._tx.rows(query)
        }

    def _notes(self, document_id: str | None) -> dict[str, int]:
        mine: list[ColumnElement[bool]] = [] if document_id is None else [_NOTES.c.document_id == document_id]
        query = (
            select(_NOTES.c.document_id, func.count().label("notes"))
            .where(current.annotations(*mine), _NOTES.c.state != "deleted")
            .group_by(_NOTES.c.document_id)
        )
        return {row.document_id: row.notes for row in self._tx.rows(query)}

    def _packages(self, document_id: str | None) -> dict[str, tuple[PackageUse, ...]]:
        shown = _only(
            select(_SEGMENTS.c.document_id, current.translation_id(_SEGMENTS.c.id).label("translation_id")).where(
                current.segments()
            ),
            _SEGMENTS.c.document_id,
            document_id,
        ).subquery()
        made_by = tuple(
            _RECIPES.c[name] for name in ("package", "package_version", "package_sha256", "engine_version", "isa")
        )
        count = func.count().label("segments")
        query: Select[Any] = (
            select(shown.c.document_id, *made_by, count, func.max(_TRANSLATIONS.c.created_at).label("translated_at"))
            .select_from(shown)
            .join(_TRANSLATIONS, _TRANSLATIONS.c.id == shown.c.translation_id)
            .join(_RECIPES, _RECIPES.c.id == _TRANSLATIONS.c.recipe_id)
            .group_by(shown.c.document_id, *made_by)
            .order_by(count.desc(), _RECIPES.c.package)
        )
        found: dict[str, tuple[PackageUse, ...]] = {}
        for row in self._tx.rows(query):
            found[row.document_id] = (*found.get(row.document_id, ()), PackageUse(*tuple(row)[1:]))
        return found


def _only(query: Select, column: ColumnElement[str], document_id: str | None) -> Select:
    return query if document_id is None else query.where(column == document_id)
