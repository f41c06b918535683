"""The full-text index in SQLite's FTS5: the one place that knows its syntax.

Texts are tokenised before they come here (one token per Han character) and are
stored as tokens joined by blanks; FTS5's ``ascii`` tokenizer splits at blanks and
leaves everything else alone, so both sides always agree.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, column, table, text

from reader.store.query import Number, Phrase, Term

ENTRIES = table("fulltext", column("rowid"), column("words"), column("numbers"))
DELETE = text("DELETE FROM fulltext WHERE rowid = :pk")
MATCH = text(
    "SELECT e.segment_id, e.field, e.ref, -bm25(fulltext) AS score"
    " FROM fulltext JOIN search_entries e ON e.pk = fulltext.rowid"
    " WHERE fulltext MATCH :expression"
    " AND (:document IS NULL OR e.segment_id LIKE :document || '.%')"
    " ORDER BY bm25(fulltext), e.pk LIMIT :limit"
)


def create(connection: Connection) -> None:
    """Create the empty index."""
    connection.execute(text("CREATE VIRTUAL TABLE fulltext USING fts5(words, numbers, tokenize = 'ascii')"))


def expression(terms: Sequence[Term]) -> str:
    """The MATCH expression that demands all *terms*; every token is quoted, nothing is taken for an operator."""
    return " AND ".join(f"({_term(term)})" for term in terms)


def _term(term: Term) -> str:
    if isinstance(term, Number):
        return " OR ".join(f"numbers : {_quoted(token)} *" for token in term.prefixes)
    return " OR ".join(_phrase(term, last) for last in term.endings)


def _phrase(term: Phrase, last: str) -> str:
    star = " *" if term.open_ended else ""
    return f"words : {_quoted(' '.join((*term.tokens, last)))}{star}"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
