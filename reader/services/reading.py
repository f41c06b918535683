"""What the pages and ``reader show`` read: overview, document header, windows of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from reader.errors import UsageError
from reader.model import Document, Segment, Source
from reader.services.captures import also_captured
from reader.services.corrections import superseded_views
from reader.services.document_view import document_view
from reader.services.original import OriginalService
from reader.services.rates import stored_rates
from reader.services.reading_index import ALL, FILTERS, DocumentIndex, document_index
from reader.services.segment_view import segment_view
from reader.services.snapshots import Snapshots
from reader.services.term_view import termbase_of
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.store.summaries import DocumentSummary
from reader.translate.packages import PackageStore

WINDOW = 500
"""Most sentences one window may hold: a page shows a few dozen."""


class ReadingService:
    """Read-only views of one case; every method opens one short read transaction."""

    def __init__(self, store: CaseStore, packages: PackageStore, original: OriginalService) -> None:
        self._store = store
        self._packages = packages
        self.original = original.original
        self.page_image = original.page_image
        self.page_copy = original.page_copy
        self.unlock = original.unlock
        self._snapshots = Snapshots()

    def documents(self) -> list[dict[str, Any]]:
        """Every document with its titles, counts of sentences, doubts and notes."""
        with self._store.read() as session:
            summaries = self._summaries(session)
        gist_only = cache(self._gist_only)
        return [document_view(summary, gist_only) for summary in summaries.values()]

    def header(self, document_id: str) -> dict[str, Any]:
        """Titles, provenance, counts per filter, and which package translated it."""
        with self._store.read() as session:
            document = session.documents.get(document_id)
            source = session.sources.get(document.source_id)
            container = session.sources.get(source.container_id) if source.container_id else None
            added_by = session.actors.get(source.ingested_by).name if source.ingested_by else ""
            row = document_view(self._summaries(session, document_id)[document_id], self._gist_only)
            index = self._index(session, document_id)
            problems = list(session.problems.for_source(source.id))
            also = also_captured(source, session.sources.same_bytes(source))
        return {
            **row,
            "provenance": {**provenance(document, source, container, added_by), "also_captured": also},
            "filters": index.counts(),
            "kinds": index.kinds(),
            "problems": [{"code": p.code, "message": p.message, "hint": p.hint, "kept": p.kept} for p in problems],
        }

    def index(self, document_id: str, *, filter: str = "all", label: str = "") -> dict[str, Any]:
        """Parallel arrays over the sentences that match *filter* (and have an open doubt under *label*), for
        navigation and layout.

        ``n``, ``state``, ``boilerplate`` (0/1), ``severity`` (worst open doubt or
        empty), ``length`` (code points of the source), ``notes``.
        """
        _known(filter)
        with self._store.read() as session:
            session.documents.get(document_id)
            index = self._index(session, document_id)
        return index.columns(filter, label)

    def segments(
        self, document_id: str, *, start: int = 1, count: int = 100, filter: str = "all", label: str = ""
    ) -> dict[str, Any]:
        """*count* sentences from position *start* (1-based) among those that match *filter* and *label*."""
        _known(filter)
        start, count = max(1, start), max(0, min(count, WINDOW))
        with self._store.read() as session:
            document = session.documents.get(document_id)
            if filter == ALL and not label and not session.source_revisions.any(document_id):
                total = document.n_segments
                rows = list(session.documents.segments(document_id, start, count))
            else:
                index = self._index(session, document_id)
                positions = index.positions(filter, label)
                total = len(positions)
                shown = positions[start - 1 : start - 1 + count]
                rows = session.overview.segments(index.id[at] for at in shown)
            return {"total": total, "start": start, "rows": self._views(session, rows)}

    def require(self, document_ids: Sequence[str] | None) -> None:
        """Raise UnknownObject unless every document is in the case."""
        with self._store.read() as session:
            for document_id in document_ids or ():
                session.documents.get(document_id)

    def segment_id(self, document_id: str, n: int) -> str:
        """Id of sentence *n* of a document. Raises UnknownObject."""
        with self._store.read() as session:
            return session.documents.segment_by_n(document_id, n).id

    def whole(self, document_id: str) -> dict[str, Any]:
        """A whole document in the JSON contract of ``reader show --format json``."""
        header = self.header(document_id)
        rows: list[dict[str, Any]] = []
        while len(rows) < header["segments"]:
            rows += self.segments(document_id, start=len(rows) + 1, count=WINDOW)["rows"]
        facts = header["provenance"]
        return {
            "document": {
                "id": document_id,
                "title": header["title"],
                "languages": header["languages"],
                **{key: facts[key] for key in ("sha256", "media_type", "url", "captured", "charset")},
                "provenance": facts,
                "packages": header["packages"],
            },
            "segments": [
                {
                    **row,
                    "machine": row["translation"],
                    "translation": (row["revision"] or row["translation"] or {}).get("text"),
                }
                for row in rows
            ],
        }

    def segment(self, segment_id: str) -> dict[str, Any]:
        """One sentence. Raises UnknownObject."""
        with self._store.read() as session:
            return self._views(session, [session.documents.segment(segment_id)])[0]

    def history(self, segment_id: str) -> dict[str, Any]:
        """Machine translations and corrections of a sentence, oldest first, and the sentences of earlier readings of
        its Chinese."""
        with self._store.read() as session:
            segment = session.documents.segment(segment_id)
            translations = session.translations.history(segment_id)
            revisions = session.revisions.history(segment_id)
            gone = session.source_revisions.superseded(segment.document_id)
            superseded = superseded_views(session, [row for row in gone if row.n == segment.n])
        return {
            "superseded": superseded,
            "translations": [
                {
                    "id": t.id,
                    "text": t.text,
                    "package": t.package,
                    "version": t.package_version,
                    "created_at": t.created_at,
                    "score": t.score,
                    "flags": list(t.flags),
                }
                for t in translations
            ],
            "revisions": [
                {
                    "id": r.id,
                    "text": r.text,
                    "status": str(r.status),
                    "reason": r.reason,
                    "author": r.author.name,
                    "created_at": r.created_at,
                }
                for r in revisions
            ],
        }

    def _summaries(self, session: Session, document_id: str | None = None) -> dict[str, DocumentSummary]:
        """By document id: of all documents, or at least of *document_id*."""
        head, every = session.log.head(), ("summaries", None)
        key = every if self._snapshots.has(head, every) else ("summaries", document_id)
        return self._snapshots.get(
            head, key, lambda: {found.document.id: found for found in session.overview.summaries(key[1])}
        )

    def _index(self, session: Session, document_id: str) -> DocumentIndex:
        make = partial(document_index, session, document_id)
        return self._snapshots.get(session.log.head(), ("index", document_id), make)

    def _gist_only(self, sha256: str) -> bool:
        return self._packages.quality(sha256).gist_only

    def _views(self, session: Session, rows: Sequence[Segment]) -> list[dict[str, Any]]:
        ids = [row.id for row in rows]
        translations = session.translations.current(ids)
        revisions = session.revisions.current(ids)
        versions = session.overview.revision_counts(ids)
        findings = session.findings.for_segments(ids)
        notes = session.annotations.for_segments(ids)
        mentions = session.mentions.for_segments(ids)
        spread = session.mentions.document_counts({(m.type, m.canonical) for found in mentions.values() for m in found})
        blocks = session.overview.blocks(row.block_id for row in rows)
        acts = session.source_revisions.get_many(row.source_revision_id for row in rows if row.source_revision_id)
        rates = stored_rates(session)
        termbase = self._snapshots.get(session.log.head(), "terms", lambda: termbase_of(session.terms.current()))
        gist = {sha: self._gist_only(sha) for sha in {t.package_sha256 for t in translations.values()}}
        return [
            segment_view(
                row,
                blocks[row.block_id],
                source_revision=acts.get(row.source_revision_id or ""),
                translation=(t := translations.get(row.id)),
                revision=revisions.get(row.id),
                n_revisions=versions.get(row.id, 0),
                findings=findings.get(row.id),
                annotations=notes.get(row.id, ()),
                mentions=[(m, spread.get((m.type, m.canonical), 1)) for m in mentions.get(row.id, ())],
                gist_only=gist.get(t.package_sha256, False) if t else False,
                rates=rates,
                termbase=termbase,
            )
            for row in rows
        ]


def provenance(document: Document, source: Source, container: Source | None, added_by: str) -> dict[str, Any]:
    """Everything known about where a document came from; *added_by* is the name behind ``source.ingested_by``."""
    return {
        "name": source.name,
        "path": source.path,
        "url": source.url,
        "captured": source.captured,
        "captured_how": source.captured_how,
        "sha256": source.sha256,
        "size": source.size,
        "media_type": source.media_type,
        "charset": document.charset,
        "charset_how": document.charset_how,
        "pages": document.pages,
        "extractor": f"{document.extractor} {document.extractor_version}",
        "collector": source.collector,
        "ingested_at": source.ingested_at,
        "ingested_by": added_by,
        "container": {"name": container.name, "sha256": container.sha256} if container else None,
        "record_offset": source.container_place.offset if source.container_place else None,
        "metadata": {**dict(source.metadata), **dict(document.metadata)},
    }


def _known(filter: str) -> None:
    if filter not in FILTERS:
        raise UsageError(f"There is no filter called {filter!r}.", hint=f"Choose one of: {', '.join(FILTERS)}.")
