"""Files that arrive through the browser, kept in the case until a job has ingested them."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

UNSAFE = set('/\\:*?"<>|')
NAME_BYTES = 200
"""Room for a name on every file system (255 bytes) with a prefix of ours."""


@dataclass(frozen=True, slots=True)
class Received:
    """``files`` lie in ``folder``, which the ingest job removes when it has finished."""

    folder: Path
    files: list[Path]


class UploadService:
    """Writes uploads below the case's ``staging/`` folder."""

    def __init__(self, staging: Path) -> None:
        self._staging = staging

    def receive(self, uploads: Iterable[tuple[str, BinaryIO]]) -> Received:
        """Store ``(name, stream)`` pairs; two with one name both survive. Raises OSError when the disk is full."""
        folder = self._staging / f"upload-{uuid.uuid4().hex}"
        folder.mkdir(mode=0o700, parents=True)
        files: list[Path] = []
        for number, (name, stream) in enumerate(uploads, start=1):
            target = folder / safe_name(name)
            if target.exists():
                target = folder / f"{number}-{target.name}"
            with target.open("wb") as sink:
                shutil.copyfileobj(stream, sink)
            files.append(target)
        return Received(folder, files)


def safe_name(name: str) -> str:
    """*name* without anything a file system gives a meaning; never empty, never hidden, never too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join("_" if c in UNSAFE or not c.isprintable() else c for c in last).strip(" .") or "upload"
    stem, dot, suffix = clean.rpartition(".")
    while len(clean.encode()) > NAME_BYTES:
        if dot and len(suffix) < 20 and stem:
            stem = stem[:-1]
            clean = f"{stem}.{suffix}"
        else:
            clean = clean[:-1]
    return clean
