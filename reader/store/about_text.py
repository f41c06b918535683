"""What is searched of a document besides its text: where it came from and what it says of itself."""

from __future__ import annotations

import json

from sqlalchemy import select

from reader.store import schema
from reader.store.transaction import Transaction

_COLUMNS = ("name", "path", "url", "captured", "captured_how", "collector")
_LEFT_OUT = {
    "description",  # repeats the text
    "json_ld", "http_headers", "record_id", "record_type", "payload_digest", "payload_digest_state", "lines",
    "sidecar_sha256", "declared_charset", "declared_media_type", "file_modified",
}  # fmt: skip
"""Metadata for programs, or said elsewhere: a search would only drown in them."""

_VALUE_CHARS = 500


def about(transaction: Transaction, document_ids: list[str]) -> dict[str, str]:
    """Per document ``key: value`` lines of its source and its metadata; documents that do not exist are left out."""
    documents, sources = schema.documents, schema.sources
    query = (
        select(
            documents.c.id,
            documents.c.metadata.label("stated"),
            sources.c.metadata.label("known"),
            *(sources.c[name] for name in _COLUMNS),
        )
        .join(sources, sources.c.id == documents.c.source_id)
        .where(documents.c.id.in_(document_ids))
    )
    found = {}
    for row in transaction.rows(query):
        lines = [(name, getattr(row, name)) for name in _COLUMNS]
        lines += [*json.loads(row.known).items(), *json.loads(row.stated).items()]
        wanted = ((name, value) for name, value in lines if value and name not in _LEFT_OUT)
        found[row.id] = "\n".join(f"{name.replace('_', ' ')}: {value[:_VALUE_CHARS]}" for name, value in wanted)
    return found
