"""Sentences a reader wants a translator to look at, and the list that is handed over.

A question is a note with a reserved tag: it has an author, a history and a place in the log like every note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reader.model import Annotation
from reader.services.shown import shown
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.store.summaries import DocumentTitle

QUESTION_TAG = "ask a translator"
"""The tag that makes a note a question."""


class QuestionService:
    """The questions of a case."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def list(self) -> list[dict[str, Any]]:
        """Every open question in reading order: ``document``, ``title``, ``segment``, ``n``, ``source``, ``exact``
        (the words asked about), ``translation``, ``question``, ``author``, ``at``."""
        with self._store.read() as session:
            asked = questions(session)
            ids = list(dict.fromkeys(note.segment_id for note in asked))
            segments = {row.id: row for row in session.overview.segments(ids)}
            english = shown(session, ids)
            titles = session.overview.titles()
        rows = [_row(note, segments[note.segment_id], english, titles) for note in asked if note.segment_id in segments]
        return sorted(rows, key=lambda row: (int(row["document"][1:]), row["n"]))


def questions(session: Session, document_ids: Sequence[str] | None = None) -> list[Annotation]:
    """The notes that ask a translator, in the order of writing (of some documents, or of the case)."""
    wanted = None if document_ids is None else set(document_ids)
    return [
        note
        for note in session.annotations.all()
        if QUESTION_TAG in note.tags and (wanted is None or note.document_id in wanted)
    ]


def questions_of(session: Session, document_ids: Sequence[str]) -> dict[str, set[int]]:
    """Document id → numbers of the sentences asked about; documents without a question are left out."""
    found: dict[str, set[int]] = {}
    for segment in session.overview.segments(note.segment_id for note in questions(session, document_ids)):
        found.setdefault(segment.document_id, set()).add(segment.n)
    return found


def _row(note: Annotation, segment: Any, english: Any, titles: Mapping[str, DocumentTitle]) -> dict[str, Any]:
    text = english.get(note.segment_id)
    return {
        "document": note.document_id,
        "title": titles[note.document_id].shown,
        "segment": note.segment_id,
        "n": segment.n,
        "source": segment.text,
        "exact": note.target.exact,
        "translation": text.text if text else "",
        "question": note.note,
        "author": note.author.name,
        "at": note.modified_at,
    }
