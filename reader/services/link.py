"""Identifiers that recur across documents: the lead that breaks a case."""

from __future__ import annotations

from typing import Any

from reader.services.shown import shown
from reader.store.case import CaseStore


class LinkService:
    """Reads what ingest recognised; nothing is computed here."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def recurring(self, *, min_documents: int = 2) -> list[dict[str, Any]]:
        """Identifiers in at least *min_documents* documents, most widespread first."""
        with self._store.read() as session:
            titles = session.overview.titles()
            rows = session.mentions.recurring(min_documents)
        return [
            {
                "type": row.type,
                "canonical": row.canonical,
                "surfaces": list(row.surfaces),
                "documents": [
                    {"id": d, "title": titles[d].original, "translated_title": titles[d].english} for d in row.documents
                ],
                "count": row.count,
            }
            for row in rows
        ]

    def where(self, type: str, canonical: str) -> list[dict[str, Any]]:
        """Every mention of the identifier in reading order, with its sentence and the English a reader sees."""
        with self._store.read() as session:
            mentions = session.mentions.where(type, canonical)
            segments = {row.id: row for row in session.overview.segments([m.segment_id for m in mentions])}
            texts = shown(session, list(segments))
        return [
            {
                "document": m.document_id,
                "segment": m.segment_id,
                "n": segments[m.segment_id].n,
                "source": segments[m.segment_id].text,
                "translation": texts[m.segment_id].text if m.segment_id in texts else None,
                "surface": m.surface,
            }
            for m in mentions
        ]
