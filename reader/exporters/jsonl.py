"""JSON Lines: one object per line, the header first, then everything the exhibit holds.

The content hash printed in every format is the SHA-256 of all lines after the
first, so anyone can recompute it with ``tail`` and ``sha256sum``. Keys are
listed in docs/exports.md; they are added to, never renamed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reader.exporters import wording
from reader.exporters.contract import Exhibit, ExhibitDocument, Row, Superseded
from reader.exporters.files import atomic_file
from reader.exporters.labels import places_label
from reader.model import Place, Translation, sha256_text, to_dict

FORMAT = "evidence-reader/exhibit"
FORMAT_VERSION = 1

# Line ends of Unicode that "one object per line" readers might split at, and the characters that
# would turn a line round in an editor: written as JSON escapes, which keeps them exactly.
_ESCAPED = {
    ord(char): f"\\u{ord(char):04x}"
    for char in "\x7f\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
}

_MACHINE = (
    "id",
    "text",
    "engine",
    "engine_version",
    "package",
    "package_version",
    "package_sha256",
    "isa",
    "score",
    "created_at",
)


class JsonlExporter:
    """Exhibits for other programs."""

    name = "jsonl"
    label = "JSON Lines (for other programs)"
    suffixes = (".jsonl", ".ndjson")

    def write(self, exhibit: Exhibit, target: Path, *, overwrite: bool = False) -> list[Path]:
        """See :class:`reader.exporters.contract.Exporter`."""
        with atomic_file(target, overwrite=overwrite) as stream:
            stream.write(_line(header(exhibit)))
            stream.writelines(content_lines(exhibit))
        return [target]


def content_sha256(exhibit: Exhibit) -> str:
    """The hash every format prints: SHA-256 of :func:`content_lines`."""
    digest = hashlib.sha256()
    for line in content_lines(exhibit):
        digest.update(line)
    return digest.hexdigest()


def content_lines(exhibit: Exhibit) -> Iterator[bytes]:
    """Every line after the header, each ended by one line feed.

    Nothing here depends on when or by whom the export is made: the same content always gives the
    same lines."""
    for record in _content(exhibit):
        yield _line({**record, "sample": exhibit.sample})


def header(exhibit: Exhibit) -> dict[str, Any]:
    """The first line: what this export is, who made it when, and how to verify it."""
    return {
        "type": "exhibit",
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "sample": exhibit.sample,
        "exhibit_id": exhibit.exhibit_id,
        "case": exhibit.case_title,
        "scope": wording.scope(exhibit),
        "notice": " ".join(wording.NOTICE),
        "exported_at": exhibit.exported_at,
        "exported_by": to_dict(exhibit.exported_by),
        "program": exhibit.program,
        "log_head": exhibit.log_head,
        "log_length": exhibit.log_length,
        "content_sha256": content_sha256(exhibit),
        "counts": to_dict(exhibit.tally()),
        "reproduce": [command.line for command in wording.reproduce(exhibit)],
    }


def _content(exhibit: Exhibit) -> Iterator[dict[str, Any]]:
    for part in exhibit.documents:
        yield _document(part)
        for row in part.rows:
            yield _segment(row)
        for act in part.source_revisions:
            yield {"type": "source-revision", **to_dict(act)}
    for identifier in exhibit.identifiers:
        yield {"type": "identifier", "kind": identifier.type, **_without(to_dict(identifier), "type")}
    for problem in exhibit.problems:
        yield {"type": "problem", **to_dict(problem)}
    for method in exhibit.methods:
        yield {"type": "method", **to_dict(method)}
    for check in exhibit.checks:
        yield {"type": "check", **to_dict(check)}


def _document(part: ExhibitDocument) -> dict[str, Any]:
    document, source = to_dict(part.document), to_dict(part.source)
    return {
        "type": "document",
        **document,
        "title_translation": part.title_translation or None,
        "source": source,
        "container": to_dict(part.container) if part.container is not None else None,
        "ingested_by": part.ingested_by or part.source.ingested_by,
    }


def _segment(row: Row) -> dict[str, Any]:
    segment, revision = row.segment, row.revision
    return {
        "type": "segment",
        "document": segment.document_id,
        "id": segment.id,
        "n": segment.n,
        "block": segment.block_id,
        "start": segment.start,
        "end": segment.end,
        "kind": str(segment.kind),
        "level": row.level,
        "context": list(row.context),
        "boilerplate": segment.boilerplate,
        "locator": row.locator or places_label(row.places),
        "places": [_place(place) for place in row.places],
        "lang": segment.lang,
        "lang_how": segment.lang_how,
        "source": segment.text,
        "source_sha256": sha256_text(segment.text),
        "recognised": segment.recognised,
        "source_revision_id": segment.source_revision_id,
        "superseded": [_superseded(each) for each in row.superseded],
        "state": str(row.state),
        "translation": row.shown if row.translation is not None or revision is not None else None,
        "translation_by": _by(row),
        "gist_only": row.gist_only,
        "machine": _machine(row.translation),
        "revisions": [to_dict(each) for each in row.revisions],
        "findings": [to_dict(each) for each in row.findings],
        "annotations": [to_dict(each) for each in row.annotations],
        "mentions": [to_dict(each) for each in row.mentions],
    }


def _superseded(each: Superseded) -> dict[str, Any]:
    return {
        "id": each.segment.id,
        "source": each.segment.text,
        "machine": _machine(each.translation),
        "revisions": [to_dict(revision) for revision in each.revisions],
    }


def _by(row: Row) -> str | None:
    if row.revision is not None:
        return str(row.revision.status)
    return "machine" if row.translation is not None else None


def _machine(translation: Translation | None) -> dict[str, Any] | None:
    """The machine's part, without the parameters that the method lines hold and without the alignment."""
    if translation is None:
        return None
    record = {name: getattr(translation, name) for name in _MACHINE}
    return {**record, "flags": list(translation.flags), "engine_input": translation.source}


def _place(place: Place) -> dict[str, Any]:
    return {key: value for key, value in to_dict(place).items() if value not in (None, "")}


def _without(record: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def _line(record: Mapping[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    # a lone surrogate is not UTF-8; "backslashreplace" writes it as the JSON escape it needs
    return text.encode("utf-8", "backslashreplace") + b"\n"
