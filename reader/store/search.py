"""Search over originals, translations and notes, and the upkeep of its index.

The index is derived: it is changed in the transaction that changes what it
points at, can be rebuilt (:meth:`SearchIndex.index_document`), and is no part of
what the audit verifies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, delete, exists, func, select

from reader.model import Span
from reader.store import current, fulltext, schema
from reader.store.query import find, parse
from reader.store.search_text import SearchText, may_have_label
from reader.store.search_tokens import numbers, words
from reader.store.sentences import NUMBER
from reader.store.transaction import Transaction, chunked

SOURCE, TRANSLATION, NOTE, ABOUT, LABEL = "source", "translation", "note", "about", "label"
_OF_SEGMENTS = (SOURCE, TRANSLATION, NOTE, LABEL)
SNIPPET = 160
_LEAD = 40

_ENTRIES = schema.search_entries


@dataclass(frozen=True, slots=True)
class Hit:
    """One segment that answers a query. ``field`` is ``source``, ``translation``, ``note``, ``about`` (what is known
    of the document as a whole, found at its first segment) or ``label`` (a sentence of a message or comment
    together with who wrote it and when, where the sentence alone does not answer);
    ``matches`` are code points in ``snippet``; a higher ``score`` (BM25) is better."""

    document_id: str
    segment_id: str
    field: str
    snippet: str
    matches: tuple[Span, ...]
    score: float


class SearchIndex:
    """One index entry per segment for its source text and its shown translation, one per note, one per document, and
    one per sentence of a message or comment together with its author."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction
        self._texts = SearchText(transaction)

    def query(self, text: str, mode: str = "smart", limit: int = 50, document_id: str | None = None) -> list[Hit]:
        """The best *limit* hits for what a person typed (see :mod:`reader.store.query`), best first."""
        terms = parse(text, mode)
        if not terms or limit < 1:
            return []
        values = {"expression": fulltext.expression(terms), "document": document_id, "limit": 2 * limit}
        rows = _once(list(self._tx.stream(fulltext.MATCH.bindparams(**values))))[:limit]
        texts = self._texts.of((row.field, row.segment_id, row.ref) for row in rows)
        hits = []
        for row in rows:
            whole = texts.get((row.field, row.ref), "")
            snippet, matches = _snippet(whole, find(whole, terms))
            document = row.segment_id.partition(".")[0]
            hits.append(Hit(document, row.segment_id, row.field, snippet, matches, row.score))
        return hits

    def put_sources(self, texts: Iterable[tuple[str, str]]) -> None:
        """Index ``(segment id, text)`` pairs that are not in the index yet."""
        for chunk in chunked(texts):
            self._insert(SOURCE, [(segment_id, segment_id, text) for segment_id, text in chunk])

    def put_labels(self, texts: Iterable[tuple[str, str]]) -> None:
        """Index ``(segment id, author and text)`` pairs that are not in the index yet; see ``search_text.labelled``."""
        for chunk in chunked(texts):
            self._insert(LABEL, [(segment_id, segment_id, text) for segment_id, text in chunk])

    def put_missing_labels(self) -> None:
        """Index the authors of messages and comments that are not in the index: older programs left them out."""
        segments, blocks = schema.segments, schema.blocks
        indexed = exists().where(_ENTRIES.c.segment_id == segments.c.id, _ENTRIES.c.field == LABEL)
        query = (
            select(segments.c.id)
            .join(blocks, blocks.c.id == segments.c.block_id)
            .where(current.segments(), may_have_label(blocks.c.kind, blocks.c.context), ~indexed)
            .order_by(segments.c.pk)
        )
        for chunk in chunked([row.id for row in self._tx.rows(query)]):
            self._insert(LABEL, self._texts.shown(LABEL, chunk))

    def put_about(self, document_id: str) -> None:
        """Index what is known of a document that is not in the index yet: its origin and its metadata."""
        self._insert(ABOUT, self._texts.shown(ABOUT, [f"{document_id}.s1"]))

    def put_translations(self, texts: Iterable[tuple[str, str, str]]) -> None:
        """``(segment id, translation or revision id, text)``: each replaces what the segment showed before."""
        for chunk in chunked(texts):
            self._remove(TRANSLATION, [segment_id for segment_id, _, _ in chunk])
            self._insert(TRANSLATION, chunk)

    def put_note(self, segment_id: str, annotation_id: str, text: str | None) -> None:
        """Index a note's newest text; ``None`` takes it out."""
        self._remove(NOTE, [segment_id], ref=annotation_id)
        if text:
            self._insert(NOTE, [(segment_id, annotation_id, text)])

    def index_document(self, document_id: str) -> None:
        """Build the index entries of one document anew."""
        query = select(schema.segments.c.id).where(schema.segments.c.document_id == document_id, current.segments())
        self._build([row.id for row in self._tx.rows(query.order_by(NUMBER))])
        self._remove(ABOUT, [f"{document_id}.s1"])
        self.put_about(document_id)

    def exchange(self, gone: list[str], come: list[str]) -> None:
        """Take out all that is indexed of some segments, and index others with all that they show."""
        for chunk in chunked(gone):
            for field in _OF_SEGMENTS:
                self._remove(field, chunk)
        self._build(come)

    def _build(self, segment_ids: list[str]) -> None:
        for chunk in chunked(segment_ids):
            for field in _OF_SEGMENTS:
                self._remove(field, chunk)
                self._insert(field, self._texts.shown(field, chunk))

    def _remove(self, field: str, segment_ids: list[str], ref: str | None = None) -> None:
        query = select(_ENTRIES.c.pk).where(_ENTRIES.c.segment_id.in_(segment_ids), _ENTRIES.c.field == field)
        if ref is not None:
            query = query.where(_ENTRIES.c.ref == ref)
        pks = [row.pk for row in self._tx.rows(query)]
        if pks:
            self._tx.execute(fulltext.DELETE, [{"pk": pk} for pk in pks])
            self._tx.execute(delete(_ENTRIES).where(_ENTRIES.c.pk.in_(pks)))

    def _insert(self, field: str, texts: list[tuple[str, str, str]]) -> None:
        if not texts:
            return
        first = (self._tx.scalar(select(func.max(_ENTRIES.c.pk))) or 0) + 1
        entries, tokens = [], []
        for pk, (segment_id, ref, text) in enumerate(texts, start=first):
            entries.append({"pk": pk, "segment_id": segment_id, "field": field, "ref": ref})
            tokens.append({"rowid": pk, "words": words(text), "numbers": numbers(text)})
        self._tx.insert(_ENTRIES, entries)
        self._tx.insert(fulltext.ENTRIES, tokens)


def _once(rows: list[Row]) -> list[Row]:
    """Without the label entries of sentences that answer by themselves: hence twice the limit is asked for."""
    alone = {row.segment_id for row in rows if row.field == SOURCE}
    return [row for row in rows if row.field != LABEL or row.segment_id not in alone]


def _snippet(text: str, matches: list[Span]) -> tuple[str, tuple[Span, ...]]:
    """A window of :data:`SNIPPET` code points around the first match, and the matches inside it."""
    first = matches[0][0] if matches else 0
    start = 0 if len(text) <= SNIPPET else max(0, min(first - _LEAD, len(text) - SNIPPET))
    end = min(len(text), start + SNIPPET)
    inside = [(max(s, start) - start, min(e, end) - start) for s, e in matches if s < end and e > start]
    return text[start:end], tuple(inside)
