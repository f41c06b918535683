"""Search both languages, notes and identifiers of a case."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from reader.errors import UsageError
from reader.store.case import CaseStore


class Mode(StrEnum):
    """How strictly to match."""

    SMART = "smart"
    EXACT = "exact"


class SearchService:
    """Phrase search: one token per Han character, folded script and width, digits joined."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def search(self, query: str, *, mode: str = Mode.SMART, limit: int = 50) -> dict[str, Any]:
        """Hits best first, as in the JSON contract of ``reader search --json``.

        ``smart`` wants every word somewhere in the sentence, with any English ending, and
        matches telephone numbers by their digits; ``exact`` wants one phrase, word for
        word. Both fold Traditional to Simplified, width and case. Raises UsageError for
        an unknown mode.
        """
        if mode not in [*Mode]:
            raise UsageError(f"There is no search mode {mode!r}.", hint=f"Choose one of: {', '.join(Mode)}.")
        if not query.strip():
            return {"query": query, "hits": []}
        with self._store.read() as session:
            hits = session.search.query(query, mode=mode, limit=limit)
            titles = session.overview.titles()
            numbers = {row.id: row for row in session.overview.segments([h.segment_id for h in hits])}
        return {
            "query": query,
            "hits": [
                {
                    "document": hit.document_id,
                    "title": titles[hit.document_id].original,
                    "translated_title": titles[hit.document_id].english,
                    "segment": hit.segment_id,
                    "n": numbers[hit.segment_id].n if hit.segment_id in numbers else None,
                    "field": hit.field,
                    "snippet": hit.snippet,
                    "matches": [list(span) for span in hit.matches],
                    "score": hit.score,
                }
                for hit in hits
            ],
        }
