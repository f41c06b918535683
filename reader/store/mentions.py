"""Identifiers seen in the text, and which of them recur across documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, func, select

from reader.model import Mention, utc_now
from reader.store import actions, current, schema
from reader.store.sentences import READING_ORDER
from reader.store.transaction import Transaction, chunked

_RUNS, _TABLE, _SEGMENTS, _DOCUMENTS = schema.mention_runs, schema.mentions, schema.segments, schema.documents
_WITH_RUN = select(_TABLE, _RUNS.c.document_id).join(_RUNS, _RUNS.c.id == _TABLE.c.run_id).where(current.mentions())


_LAST = frozenset({"region"})  # countries and provinces recur everywhere and lead nowhere


@dataclass(frozen=True, slots=True)
class RecurringMention:
    """An identifier in several documents: every way it is written, the documents' ids, and how often in all."""

    type: str
    canonical: str
    surfaces: tuple[str, ...]
    documents: tuple[str, ...]
    count: int


class Mentions:
    """The newest recognition run of a document is current, with one more for each correction of recognised text;
    earlier ones stay in the case."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def replace(self, document_id: str, mentions: Sequence[Mention], *, source_revision_id: str | None = None) -> None:
        """Store what a recognition run found in a document, or in the sentences that a correction of recognised text
        brought in, in one log entry."""
        run_id = f"E{self._tx.next_pk(_RUNS)}"
        rows = (
            {
                "run_id": run_id,
                "segment_id": mention.segment_id,
                "type": mention.type,
                "canonical": mention.canonical,
                "surface": mention.surface,
                "start": mention.start,
                "end": mention.end,
            }
            for mention in mentions
        )
        run = {"id": run_id, "document_id": document_id, "at": utc_now(), "source_revision_id": source_revision_id}
        object = f"{run_id}: {len(mentions)} in {document_id}"
        self._tx.record(actions.MENTIONS_REPLACED, object, (_RUNS, [run]), (_TABLE, rows))

    def for_segments(self, ids: Iterable[str]) -> dict[str, list[Mention]]:
        """Mentions in these segments, in the order of the text."""
        found: dict[str, list[Mention]] = {}
        for chunk in chunked(dict.fromkeys(ids)):
            query = _WITH_RUN.where(_TABLE.c.segment_id.in_(chunk)).order_by(_TABLE.c.segment_id, _TABLE.c.start)
            for row in self._tx.rows(query):
                found.setdefault(row.segment_id, []).append(_mention(row))
        return found

    def recurring(self, min_documents: int = 2) -> list[RecurringMention]:
        """Identifiers in at least *min_documents* documents, most widespread first, countries and provinces last."""
        spread = func.count(_RUNS.c.document_id.distinct())
        groups = (
            select(_TABLE.c.type, _TABLE.c.canonical)
            .join(_RUNS, _RUNS.c.id == _TABLE.c.run_id)
            .where(current.mentions())
            .group_by(_TABLE.c.type, _TABLE.c.canonical)
            .having(spread >= min_documents)
            .subquery()
        )
        query = (
            select(_TABLE.c.type, _TABLE.c.canonical, _TABLE.c.surface, _DOCUMENTS.c.id, func.count().label("times"))
            .join(_RUNS, _RUNS.c.id == _TABLE.c.run_id)
            .join(_DOCUMENTS, _DOCUMENTS.c.id == _RUNS.c.document_id)
            .join(groups, (groups.c.type == _TABLE.c.type) & (groups.c.canonical == _TABLE.c.canonical))
            .where(current.mentions())
            .group_by(_TABLE.c.type, _TABLE.c.canonical, _TABLE.c.surface, _DOCUMENTS.c.id)
            .order_by(_DOCUMENTS.c.pk, _TABLE.c.surface)
        )
        merged: dict[tuple[str, str], tuple[dict[str, None], dict[str, None], list[int]]] = {}
        for row in self._tx.rows(query):
            surfaces, documents, counts = merged.setdefault((row.type, row.canonical), ({}, {}, []))
            surfaces[row.surface] = documents[row.id] = None
            counts.append(row.times)
        found = [RecurringMention(t, c, tuple(s), tuple(d), sum(n)) for (t, c), (s, d, n) in merged.items()]
        return sorted(found, key=lambda m: (m.type in _LAST, -len(m.documents), -m.count, m.type, m.canonical))

    def where(self, type: str, canonical: str) -> list[Mention]:
        """Every place of one identifier, in reading order."""
        query = (
            _WITH_RUN.join(_SEGMENTS, _SEGMENTS.c.id == _TABLE.c.segment_id)
            .where(_TABLE.c.type == type, _TABLE.c.canonical == canonical)
            .order_by(*READING_ORDER, _TABLE.c.start)
        )
        return [_mention(row) for row in self._tx.rows(query)]

    def document_counts(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """In how many documents each ``(type, canonical)`` occurs."""
        wanted = set(pairs)
        found = {}
        for chunk in chunked(sorted({canonical for _, canonical in wanted})):
            query = (
                select(_TABLE.c.type, _TABLE.c.canonical, func.count(_RUNS.c.document_id.distinct()).label("spread"))
                .join(_RUNS, _RUNS.c.id == _TABLE.c.run_id)
                .where(current.mentions(), _TABLE.c.canonical.in_(chunk))
                .group_by(_TABLE.c.type, _TABLE.c.canonical)
            )
            rows = self._tx.rows(query)
            found.update({(r.type, r.canonical): r.spread for r in rows if (r.type, r.canonical) in wanted})
        return found


def _mention(row: Row) -> Mention:
    return Mention(row.type, row.canonical, row.surface, row.start, row.end, row.document_id, row.segment_id)
