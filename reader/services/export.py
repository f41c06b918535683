"""Build the Exhibit of a case, or of some of its documents, and write it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader import __version__
from reader.checks import registry as checks
from reader.errors import UsageError
from reader.exporters import registry as exporters
from reader.exporters.contract import CheckRun, Exhibit, ExhibitDocument, Identifier, Row, Superseded
from reader.exporters.html import html_parts
from reader.model import Actor, Document, Segment, SegmentState, utc_now
from reader.services.locators import places_for
from reader.services.methods import methods
from reader.services.questions import questions_of
from reader.services.segment_view import state_of
from reader.store.actions import EXPORT_WRITTEN
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.translate.packages import PackageStore

SAMPLE_TAG = "sample"
"""Setting of the demo case: every export says that its material is fictional."""


class ExportService:
    """Hands a case on; each export is an entry in the log."""

    def __init__(self, store: CaseStore, actor: Actor, packages: PackageStore) -> None:
        self._store = store
        self._actor = actor
        self._packages = packages

    def formats(self) -> list[dict[str, Any]]:
        """Name, label and suffixes of every export format."""
        return [
            {"name": e.name, "label": e.label, "suffixes": list(e.suffixes)} for e in exporters.exporters.all().values()
        ]

    def export(
        self,
        target: Path,
        *,
        documents: Sequence[str] | None = None,
        questions: bool = False,
        overwrite: bool = False,
    ) -> list[Path]:
        """Write the exhibit; the suffix of *target* chooses the format.

        With *questions* it holds only what a translator is asked about, each sentence with its neighbours.
        Raises Unsupported (no such format), UnknownObject (document), UsageError
        (nothing to export), ExportError and StorageFull.
        """
        exporter = exporters.for_path(target)
        written = exporter.write(self.exhibit(documents, questions=questions), target, overwrite=overwrite)
        with self._store.write(self._actor) as session:
            for path in written:
                session.log.append(EXPORT_WRITTEN, path.name, _file_digest(path))
        return written

    def exhibit(self, documents: Sequence[str] | None = None, *, questions: bool = False) -> Exhibit:
        """The plain view model every exporter is given."""
        with self._store.read() as session:
            chosen = [session.documents.get(d) for d in documents] if documents else list(session.documents.all())
            if not chosen:
                raise UsageError("There is nothing to export yet.", hint="Add files to the case first.")
            asked = questions_of(session, [row.id for row in chosen]) if questions else None
            if asked is not None:
                chosen = [row for row in chosen if row.id in asked]
                if not chosen:
                    raise UsageError(
                        "No sentence is marked for a translator.",
                        hint="On the reading page, press q on a sentence you want a translator to look at.",
                    )
            parts = tuple(self._document(session, row, None if asked is None else asked[row.id]) for row in chosen)
            return Exhibit(
                exhibit_id=f"EX-{datetime.now(UTC):%Y%m%d-%H%M%S}",
                case_title=self._store.title,
                case_name=self._store.folder.name,
                exported_at=utc_now(),
                exported_by=self._actor,
                program=f"Evidence Reader {__version__}",
                log_head=session.log.head(),
                log_length=session.log.count(),
                documents=parts,
                documents_in_case=len(session.documents.all()),
                questions_only=questions,
                problems=tuple(session.problems.all()),
                identifiers=_identifiers(session),
                methods=methods((row.translation for part in parts for row in part.rows), self._packages),
                checks=tuple(
                    CheckRun(name, version, getattr(checks.CHECKS.get(name), "label", ""))
                    for name, version in checks.versions().items()
                ),
                sample=session.meta.get(SAMPLE_TAG) == "yes",
            )

    def html(self, document_id: str) -> str:
        """The HTML exhibit of one document as text (``reader show --format html``)."""
        return "".join(html_parts(self.exhibit([document_id])))

    def _document(self, session: Session, document: Document, asked: set[int] | None) -> ExhibitDocument:
        """The document with all its rows, or with those of the sentence numbers *asked* and their neighbours."""
        source = session.sources.get(document.source_id)
        segments = list(session.documents.segments(document.id))
        superseded = _superseded(session, document.id, segments)
        if asked is not None:
            near = {n + step for n in asked for step in (-1, 0, 1)}
            segments = [row for row in segments if row.n in near]
        rows = tuple(self._rows(session, segments, superseded))
        title = next((row for row in rows[:40] if row.segment.text.strip() == document.title.strip()), None)
        return ExhibitDocument(
            document=document,
            source=source,
            rows=rows,
            title_translation=title.shown if title else "",
            title_state=title.state if title else SegmentState.MACHINE,
            container=session.sources.get(source.container_id) if source.container_id else None,
            ingested_by=session.actors.get(source.ingested_by).name if source.ingested_by else "",
            source_revisions=tuple(session.source_revisions.all(document.id)),
        )

    def _rows(
        self, session: Session, segments: Sequence[Segment], superseded: Mapping[str, tuple[Superseded, ...]]
    ) -> list[Row]:
        ids = [row.id for row in segments]
        translations = session.translations.current(ids)
        revised = session.revisions.current(ids)
        findings = session.findings.for_segments(ids)
        notes = session.annotations.for_segments(ids)
        mentions = session.mentions.for_segments(ids)
        blocks = session.overview.blocks(row.block_id for row in segments)
        used = {translation.package_sha256 for translation in translations.values()}
        acts = session.source_revisions.get_many(row.source_revision_id for row in segments if row.source_revision_id)
        gist_only = {sha256: self._packages.quality(sha256).gist_only for sha256 in used}
        rows = []
        for segment in segments:
            block = blocks[segment.block_id]
            places = places_for(block, segment.start, segment.end)
            translation, revision = translations.get(segment.id), revised.get(segment.id)
            doubts = findings.get(segment.id)
            rows.append(
                Row(
                    segment=segment,
                    state=state_of(segment, translation, revision, doubts),
                    translation=translation,
                    places=tuple(places),
                    revisions=tuple(session.revisions.history(segment.id)) if revision else (),
                    findings=tuple(doubts or ()),
                    annotations=tuple(a for a in notes.get(segment.id, ()) if a.state != "deleted"),
                    mentions=tuple(mentions.get(segment.id, ())),
                    gist_only=translation is not None and gist_only[translation.package_sha256],
                    level=block.level,
                    context=block.context,
                    source_revision=acts.get(segment.source_revision_id or ""),
                    superseded=superseded.get(segment.id, ()),
                )
            )
        return rows


def _superseded(session: Session, document_id: str, segments: Sequence[Segment]) -> dict[str, tuple[Superseded, ...]]:
    """Sentences of earlier readings of a document, by the one of its *segments* that stands in their place: the last of
    their block whose number is not greater."""
    found: dict[str, list[Superseded]] = {}
    gone = session.source_revisions.superseded(document_id)
    machine = session.translations.current(row.id for row in gone)
    for row in gone:
        mine = [segment for segment in segments if segment.block_id == row.block_id]
        heir = next((segment for segment in reversed(mine) if segment.n <= row.n), mine[0])
        revisions = tuple(session.revisions.history(row.id))
        found.setdefault(heir.id, []).append(Superseded(row, machine.get(row.id), revisions))
    return {id: tuple(rows) for id, rows in found.items()}


def _identifiers(session: Session) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(row.type, row.canonical, tuple(row.surfaces), tuple(row.documents), row.count)
        for row in session.mentions.recurring(2)
        if row.type != "region"  # countries and provinces recur everywhere
    )


def _file_digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
