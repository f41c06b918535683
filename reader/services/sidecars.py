"""Lists that other tools leave beside the files they saved: what they state is recorded as their statement.

Recognised by their content, not by their name: ``sha256sum`` lists, and the tables and JSON files of Bellingcat's
auto-archiver (columns of its Google Sheet and of its ``Metadata`` record). The list of pages of an unpacked Hunchly
export is known by its place too (``case_data/pages.json``). Nothing here overrides what the bytes themselves say.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from reader.formats import hunchly
from reader.services.dates import as_stored
from reader.services.manifest import LINE
from reader.services.walk import Found

AUTO_ARCHIVER = "auto-archiver"
_SUFFIXES = {".csv", ".json", ".sha256", ".sha256sum", ".txt", ""}
_SUM_NAMES = re.compile(r"sha256|checksums?|manifest", re.I)
_MOST_BYTES = 8 * 1024**2
_SHEET = {"link", "archive status", "archive location"}
"""Columns without which a table is not the auto-archiver's (its manifest lists them all)."""

_VALUE_CHARS = 500


@dataclass(frozen=True, slots=True)
class Statement:
    """What ``tool`` says of one file, in the sidecar ``where``."""

    tool: str
    where: str
    url: str | None = None
    captured: str | None = None
    sha256: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sidecars:
    """Statements by what identifies a file: its SHA-256, or its name in the sidecar's folder or below."""

    paths: set[str] = field(default_factory=set)
    """Relative paths of the sidecars themselves: they are kept, not read as documents."""

    _by_hash: dict[str, Statement] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], Statement] = field(default_factory=dict)

    @classmethod
    def among(cls, found: Iterable[Found]) -> Sidecars:
        """The sidecars among the files of one request."""
        result = cls()
        for item in found:
            if not item.refused and PurePosixPath(item.relative).suffix.lower() in _SUFFIXES:
                result._consider(item)
        return result

    def about(self, relative: str, sha256: str) -> Statement | None:
        """What is stated of the file with this path and digest; the digest counts more."""
        if relative in self.paths:
            return None
        path = PurePosixPath(relative)
        for folder in path.parents:
            below = path.relative_to(folder).as_posix()
            for name in (below, path.name):
                if (stated := self._by_name.get((folder.as_posix(), name))) is not None:
                    return self._by_hash.get(sha256, stated)
        return self._by_hash.get(sha256)

    def _consider(self, item: Found) -> None:
        try:
            if not 0 < item.path.stat().st_size <= _MOST_BYTES:
                return
            text = item.path.read_text("utf-8-sig", "strict")
        except (OSError, UnicodeDecodeError):
            return  # not ours to complain: it is taken in as any other file
        folder = PurePosixPath(item.relative).parent.as_posix()
        if item.relative.endswith(hunchly.PAGES):
            folder = PurePosixPath(folder).parent.as_posix()
            stated = list(_hunchly_pages(text, item.relative))
        else:
            stated = list(_statements(text, item.relative))
        if not stated:
            return
        self.paths.add(item.relative)
        for name, statement in stated:
            if statement.sha256:
                self._by_hash.setdefault(statement.sha256, statement)
            if name:
                self._by_name.setdefault((folder, name), statement)


def _statements(text: str, where: str) -> Iterable[tuple[str, Statement]]:
    name = PurePosixPath(where).name
    if _SUM_NAMES.search(name):
        return _sums(text, where)
    if name.lower().endswith(".csv"):
        return _sheet(text, where)
    return _metadata(text, where) if name.lower().endswith(".json") else ()


def _hunchly_pages(text: str, where: str) -> Iterable[tuple[str, Statement]]:
    """The captures an unpacked Hunchly export lists, named as they lie beside the list's folder."""
    for row in hunchly.rows(text.encode("utf-8", "surrogatepass")):
        said = hunchly.page_said(row)
        if number := said.metadata.get("hunchly_page"):
            metadata = {key.removeprefix("hunchly_"): value for key, value in said.metadata.items()}
            yield f"pages/{number}.mhtml", Statement(hunchly.TOOL, where, said.url, said.captured, None, metadata)


def _sums(text: str, where: str) -> list[tuple[str, Statement]]:
    lines = [line for line in text.splitlines() if line.strip()]
    matches = [LINE.match(line) for line in lines]
    if not all(matches):
        return []
    found = []
    for match in filter(None, matches):
        name = match[2].replace("\\", "/").removeprefix("./")
        found.append((name, Statement("sha256sum", where, sha256=match[1].lower())))
    return found


def _sheet(text: str, where: str) -> list[tuple[str, Statement]]:
    """The table the auto-archiver keeps its results in, exported as CSV."""
    found = []
    try:
        for row in csv.DictReader(io.StringIO(text)):
            cells = {str(k).strip().lower(): (v or "").strip() for k, v in row.items() if isinstance(v, str)}
            if not cells.keys() >= _SHEET:
                return []
            extra = {
                key: cells[key] for key in ("archive status", "upload title", "upload timestamp") if cells.get(key)
            }
            for column in ("archive location", "wacz", "screenshot"):
                if cells.get(column):
                    statement = _statement(where, cells["link"], cells.get("archive date"), cells.get("hash"), extra)
                    found.append((PurePosixPath(cells[column].split("?")[0]).name, statement))
    except csv.Error:
        return []
    return found


def _metadata(text: str, where: str) -> list[tuple[str, Statement]]:
    """One record of the auto-archiver: status, metadata of the page, and the media files saved for it."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(record, dict) or not {"status", "metadata", "media"} <= record.keys():
        return []
    about, media = record["metadata"], record["media"]
    if not isinstance(about, dict) or not isinstance(media, list):
        return []
    extra = {"archive status": str(record["status"])}
    extra |= {f"upload {key}": str(about[key]) for key in ("title", "timestamp") if about.get(key)}
    found = []
    for item in media:
        if isinstance(item, dict) and isinstance(item.get("filename"), str):
            stated = item.get("properties")
            properties: dict[str, Any] = stated if isinstance(stated, dict) else {}
            hash = str(properties.get("hash") or item.get("hash") or "")
            statement = _statement(where, about.get("url"), about.get("_processed_at"), hash, extra)
            found.append((PurePosixPath(item["filename"]).name, statement))
    return found


def _statement(where: str, url: Any, captured: Any, hash: str | None, extra: Mapping[str, str]) -> Statement:
    digest = (hash or "").rpartition(":")[2].lower()
    return Statement(
        tool=AUTO_ARCHIVER,
        where=where,
        url=url[:4096] if isinstance(url, str) and url else None,
        captured=_time(captured),
        sha256=digest if re.fullmatch(r"[0-9a-f]{64}", digest) else None,
        metadata={key.replace(" ", "_"): value[:_VALUE_CHARS] for key, value in extra.items()},
    )


def _time(value: Any) -> str | None:
    """ISO 8601 or seconds since 1970, in UTC; ``None`` for anything else."""
    try:
        moment = datetime.fromtimestamp(value, UTC) if isinstance(value, int | float) else datetime.fromisoformat(value)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return as_stored(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))
