"""WACZ 1.1.1 and 1.2: a ZIP with web archives, their index, a list of pages, and hashes over all of it.

After https://specs.webrecorder.net/wacz/1.1.1/ and https://specs.webrecorder.net/wacz-auth/0.1.0/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipInfo

from reader.errors import FormatError, LimitExceeded
from reader.formats import wacz_index, wacz_package, wacz_pages, zip_data, zip_entries
from reader.formats.contract import Child, Event, Head, Payload, Probe, Trouble
from reader.formats.members import Members, archive_members
from reader.formats.sniff import WARC, sniff
from reader.model import Place

WACZ = "application/wacz"
_TEXT_BYTES = 64 * 1024**2
"""Longest list of pages or index read."""


class Wacz:
    """The archives inside become originals; the list of pages becomes a document; hashes and signature are checked."""

    name = "wacz"
    version = "1"

    def score(self, probe: Probe) -> float:
        """A ZIP that begins as web archive tools write it."""
        return 1.0 if sniff(probe) == WACZ else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per WARC file, the Head with the results of the checks, then the pages as blocks."""
        return _Reading(payload, staging, self).events()


def is_wacz(names: Iterable[str]) -> bool:
    """Whether an archive with these members is a WACZ."""
    known = list(names)
    return "datapackage.json" in known and any(map(_is_archive, known))


def _is_archive(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz", ".warc.zst", ".arc.gz"))


class _Reading:
    def __init__(self, payload: Payload, staging: Path, fmt: Wacz) -> None:
        self._payload = payload
        self._format = fmt
        self._members: Members = archive_members(payload, staging)
        entries, self._whole = zip_entries.entries(payload.path)
        self._entries = {
            entry.orig_filename: entry for entry in entries
        }  # a later entry replaces an earlier, as in ZIP
        self._repeated = len(entries) - len(self._entries)
        self._hashes: dict[str, str] = {}
        self._archives: dict[str, Child] = {}

    def events(self) -> Iterator[Event]:
        with self._payload.path.open("rb") as self._stream:
            troubles = list(self._stage_archives())
            package, metadata, complaints = wacz_package.examine(self)
            troubles += complaints
            troubles += self._check_index(metadata)
            if self._repeated:
                metadata["repeated_names"] = str(self._repeated)
            if not self._whole:
                metadata["directory"] = "missing or damaged; members were searched for one by one"
            pages = list(self._pages())
        told = {"wacz_signature": metadata["wacz_signature"]}
        for child in self._archives.values():  # a container without a list of pages has no document to tell it
            yield replace(child, metadata={**child.metadata, **told})
        yield Head(
            title=str(package.get("title") or ""),
            media_type=WACZ,
            charset=None,
            charset_how=None,
            pages=None,
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata=metadata,
        )
        yield from pages
        yield from troubles

    def names(self) -> list[str]:
        """Every member that is no folder."""
        return [name for name in self._entries if not name.endswith("/")]

    def sha256(self, name: str) -> str | None:
        """Of a member's unpacked bytes; ``None`` when it is missing or cannot be unpacked."""
        if name not in self._hashes and name in self._entries:
            digest = hashlib.sha256()
            try:
                for piece in self._pieces(self._entries[name]):
                    digest.update(piece)
            except FormatError:
                return None
            self._hashes[name] = digest.hexdigest()
        return self._hashes.get(name)

    def size(self, name: str) -> int:
        """Unpacked bytes of a member, as the ZIP directory says."""
        return self._entries[name].file_size

    def text(self, name: str) -> bytes | None:
        """A member that is a text for programs; ``None`` when it is missing, damaged or too large."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        data = bytearray()
        try:
            for piece in self._pieces(entry):
                data += piece
                if len(data) > _TEXT_BYTES:
                    return None
        except FormatError:
            return None
        return bytes(data)

    def _pieces(self, entry: ZipInfo) -> Iterator[bytes]:
        size = 0
        for piece in zip_data.unpacked(self._stream, entry, self._payload.passwords):
            size += len(piece)
            if size > self._payload.limits.file_bytes:
                raise LimitExceeded("A member is too large.")
            yield piece

    def _stage_archives(self) -> Iterator[Trouble]:
        for name in filter(_is_archive, self.names()):
            self._members.entry()
            entry = self._entries[name]
            digest = hashlib.sha256()
            place = Place("member", path=name, offset=entry.header_offset, length=entry.compress_size)
            pieces = _digested(self._pieces(entry), digest)
            for event in self._members.stage(name, pieces, packed=entry.compress_size, place=place, media_type=WARC):
                if isinstance(event, Child):
                    self._archives[name] = event
                    self._hashes[name] = digest.hexdigest()
                elif isinstance(event, Trouble):
                    yield event
        yield from self._members.closing()

    def _check_index(self, metadata: dict[str, str]) -> list[Trouble]:
        """Compare the index with the archives; what it found goes into *metadata*."""
        found = wacz_index.Check({name.rpartition("/")[2]: child.path for name, child in self._archives.items()})
        for name in self.names():
            if name.startswith("indexes/") and (data := self.text(name)) is not None:
                found.read(name, data)
        metadata.update(found.metadata())
        return found.troubles()

    def _pages(self) -> Iterator[Event]:
        for name in self.names():
            if name.startswith("pages/") and name.endswith(".jsonl") and (data := self.text(name)) is not None:
                yield from wacz_pages.blocks(name, data)


def _digested(pieces: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece
