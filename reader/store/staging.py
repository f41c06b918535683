"""Short-lived working folders inside a case, on the same disk as the originals."""

from __future__ import annotations

import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.store.failures import translated

ABANDONED_AFTER_SECONDS = 24 * 3600
"""A folder in which nothing changed for this long belongs to a process that was killed."""

PREFIXES = ("work-", "blob-")
"""Names this room gives to folders and to half-written originals."""


@contextmanager
def folder(staging: Path) -> Iterator[Path]:
    """A new empty folder (0700), deleted with everything in it when the block ends."""
    with translated():
        path = staging / f"work-{uuid.uuid4().hex}"
        path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        remove(path)


def sweep(staging: Path, *, now: float | None = None) -> int:
    """Delete what killed processes of ours left behind, and nothing else; how many things were deleted."""
    limit = (time.time() if now is None else now) - ABANDONED_AFTER_SECONDS
    old = [path for path in staging.iterdir() if path.name.startswith(PREFIXES) and _last_change(path) < limit]
    for path in old:
        remove(path)
    return len(old)


def remove(path: Path) -> None:
    """Delete a file or folder, read-only content included; missing is fine."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, onerror=_make_writable_and_retry)
    else:
        path.unlink(missing_ok=True)


def _make_writable_and_retry(function: Callable[[str], Any], path: str, _error: Any) -> None:
    try:
        os.chmod(path, stat.S_IRWXU)
        function(path)
    except OSError:
        # Another program still reads the file (Windows); sweep() gets it later.
        return


def _last_change(path: Path) -> float:
    try:
        newest = path.lstat().st_mtime
        for parent, _, names in os.walk(path):
            for name in names:
                newest = max(newest, os.lstat(os.path.join(parent, name)).st_mtime)
    except FileNotFoundError:  # its owner is deleting it right now
        return time.time()
    return newest
