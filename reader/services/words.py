"""The words of a document's Chinese sentences, with pinyin and dictionary senses."""

from __future__ import annotations

from typing import Any

from reader.model import Segment
from reader.store.case import CaseStore
from reader.text import dictionary, normalise
from reader.text.dictionary import Entry


class WordService:
    """Looks words up in the installed dictionary; nothing is stored."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def words(self, document_id: str, *, start: int, count: int) -> dict[str, Any]:
        """Words of *count* sentences from number *start* on.

        ``rows``: ``{"n", "words": [[start, end, pinyin, [entry numbers]]]}``, offsets in the sentence's text;
        ``entries``: ``{"simplified", "traditional", "pinyin", "senses"}``, each once; ``attribution`` belongs
        beside every sense shown. Sentences in other languages have no words. Raises UnknownObject.
        """
        with self._store.read() as session:
            session.documents.get(document_id)
            segments = list(session.documents.segments(document_id, start, count))
        entries: dict[Entry, int] = {}
        rows = [{"n": segment.n, "words": _words(segment, entries)} for segment in segments]
        return {
            "attribution": dictionary.ATTRIBUTION,
            "rows": rows,
            "entries": [
                {"simplified": e.simplified, "traditional": e.traditional, "pinyin": e.pinyin, "senses": list(e.senses)}
                for e in entries
            ],
        }


def _words(segment: Segment, entries: dict[Entry, int]) -> list[list[Any]]:
    if not segment.is_chinese:
        return []
    unbroken = normalise.repair_wraps(segment.text, one_sentence=True)  # a word may go on in the next line
    found = []
    for word in dictionary.words(unbroken.text, dictionary.load()):
        numbers = [entries.setdefault(entry, len(entries)) for entry in word.entries]
        found.append([*unbroken.source_span(*word.span), word.pinyin, numbers])
    return found
