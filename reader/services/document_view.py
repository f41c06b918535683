"""One document as lists and headers show it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from reader.model import Severity
from reader.store.summaries import DocumentSummary


def document_view(summary: DocumentSummary, gist_only: Callable[[str], bool]) -> dict[str, Any]:
    """JSON-ready titles and counts; *gist_only* is the verdict on a package by its archive's SHA-256."""
    document = summary.document
    return {
        "id": document.id,
        "title": summary.title,
        "translated_title": summary.translated_title,
        "source": summary.source,
        "url": summary.url,
        "media_type": summary.media_type,
        "blocks": document.n_blocks,
        "segments": summary.sentences,
        "chinese": summary.chinese,
        "translated": summary.translated,
        "corrected_blocks": summary.corrected,
        "findings": {str(severity): summary.findings.get(severity, 0) for severity in reversed(Severity)},
        "doubts": summary.doubts,
        "notes": summary.notes,
        "languages": dict(document.languages),
        "packages": [{**dataclasses.asdict(use), "gist_only": gist_only(use.sha256)} for use in summary.packages],
    }
