"""The demo case: eight documents we wrote ourselves, and where each is said to come from.

People, places, organisations and telephone numbers in them are invented; every
document says SAMPLE. ``docs/demo-case.md`` describes them in English.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One file of the demo case with the provenance its ingest states.

    ``url`` and ``captured`` (UTC, ISO 8601) are ``None`` where the file says it
    itself, as a WARC does. ``note`` is an English gist of one sentence.
    """

    path: Path
    url: str | None
    captured: str | None
    collector: str
    note: str


def documents_dir() -> Path:
    """Folder that holds the demo documents and nothing else."""
    return _HERE / "documents"


def manifest_path() -> Path:
    """``sha256sum`` manifest of the demo documents; paths in it are relative to its folder."""
    return _HERE / "documents.sha256"


def entries() -> list[DemoEntry]:
    """The demo documents in the order in which they are to be ingested."""
    with (_HERE / "provenance.toml").open("rb") as stream:
        rows = tomllib.load(stream)["document"]
    return [
        DemoEntry(
            path=documents_dir() / row["file"],
            url=row.get("url"),
            captured=row.get("captured"),
            collector=row["collector"],
            note=row["note"],
        )
        for row in rows
    ]
