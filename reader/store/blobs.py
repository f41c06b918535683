"""Originals, kept once each under their SHA-256 and never opened for writing again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.errors import CaseDamaged, PathMissing, UnknownObject
from reader.store.failures import translated

CHUNK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """Content-addressed files ``originals/ab/ab…``; mode 0444, folders 0700."""

    def __init__(self, originals: Path, staging: Path) -> None:
        self._originals = originals
        self._staging = staging
        self._lasting: set[str] = set()

    def add_file(self, path: Path) -> tuple[str, int]:
        """Copy the file's bytes into the case; ``(sha256, size)``.

        Bytes already held are not written twice. The copy appears under its name
        only when complete and on disk. Raises StorageFull, PathMissing.
        """
        if not path.is_file():
            raise PathMissing("The file to be added does not exist.", hint="Check the path.")
        with translated(), path.open("rb") as given:
            part = self._staging / f"blob-{uuid.uuid4().hex}"
            try:
                sha256, size = _copy(given, part)
                self._settle(part, sha256, size)
            finally:
                _discard(part)
        return sha256, size

    def path(self, sha256: str) -> Path:
        """Where these bytes lie; UnknownObject when the case does not hold them."""
        place = self._place(sha256)
        if not place.is_file():
            raise UnknownObject(
                f"The case holds no original with SHA-256 {sha256}.",
                hint="Run `reader verify` to see whether originals are missing.",
            )
        return place

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, opened for reading."""
        return self.path(sha256).open("rb")

    def digest(self, sha256: str) -> str | None:
        """SHA-256 of the bytes that now lie under the name *sha256*; ``None`` when nothing does."""
        place = self._place(sha256)
        if not place.is_file():
            return None
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def verify(self, sha256: str) -> bool:
        """Whether the bytes are there and still have this digest."""
        return self.digest(sha256) == sha256

    def all(self) -> Iterator[str]:
        """The name of every original in the folder, sorted."""
        for folder in sorted(p for p in self._originals.iterdir() if p.is_dir()):
            yield from sorted(p.name for p in folder.iterdir() if _NAME.fullmatch(p.name))

    def _place(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise UnknownObject("That is not a SHA-256.", hint="A SHA-256 is 64 hexadecimal digits.")
        return self._originals / sha256[:2] / sha256

    def _settle(self, part: Path, sha256: str, size: int) -> None:
        place = self._place(sha256)
        if place.exists():
            if place.stat().st_size != size:
                raise CaseDamaged(
                    f"The original {sha256} in the case does not have the size it should.",
                    hint="Run `reader verify`; restore the originals folder from a backup.",
                )
            return
        folder = place.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chmod(part, 0o444)
        try:
            os.replace(part, place)
        except PermissionError:
            # Windows refuses to replace a read-only file: another writer stored the same bytes just now.
            if not place.exists():
                raise
        sync_folder(folder)
        if folder.name not in self._lasting:  # once is enough: folders are never taken away
            sync_folder(self._originals)
            self._lasting.add(folder.name)


def _copy(given: BinaryIO, part: Path) -> tuple[str, int]:
    sha, size = hashlib.sha256(), 0
    with part.open("xb") as out:
        while chunk := given.read(CHUNK):
            sha.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return sha.hexdigest(), size


def _discard(part: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.chmod(part, 0o600)  # Windows deletes no read-only file
        part.unlink()


def sync_folder(folder: Path) -> None:
    """Make a folder's new names survive a power cut (Windows does so by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
