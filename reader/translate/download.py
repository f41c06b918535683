"""Fetching an official package: only on request, to a part file, checked before use."""

from __future__ import annotations

import contextlib
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from reader.errors import DownloadFailed, PackageCorrupt, PackageError
from reader.translate.manifest import ManifestEntry
from reader.translate.unpack import sha256_file

TIMEOUT_SECONDS = 30.0
_READ_BYTES = 1 << 18


def fetch(url: str, target: Path, limit_bytes: int) -> None:
    """Write the bytes behind *url* (https only) to *target*; stops beyond *limit_bytes*.

    Raises :class:`DownloadFailed` (its hint says what to copy), :class:`PackageCorrupt` (more bytes than expected).
    """
    if not url.startswith("https://"):
        raise DownloadFailed("Packages are fetched over https only.", hint=_copy_hint(url))
    request = urllib.request.Request(url, headers={"User-Agent": "evidence-reader"})  # noqa: S310 - https, checked above
    try:
        with (
            urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response,  # noqa: S310 - as above
            target.open("wb") as sink,
        ):
            if not str(response.url).startswith("https://"):
                raise DownloadFailed("The server answered with a redirection away from https.", hint=_copy_hint(url))
            written = 0
            while chunk := response.read(_READ_BYTES):
                written += len(chunk)
                if written > limit_bytes:
                    raise PackageCorrupt(
                        f"The server sends more than the {limit_bytes} bytes the manifest names.", hint=_copy_hint(url)
                    )
                sink.write(chunk)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise DownloadFailed(f"{url} cannot be downloaded: {reason}.", hint=_copy_hint(url)) from error


@contextlib.contextmanager
def part_file(folder: Path, sha256: str) -> Iterator[Path]:
    """A fresh file in *folder* for one download, removed afterwards whatever happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".download-{sha256[:12]}-", suffix=".part", dir=folder)
    except OSError as error:
        raise PackageError(
            f"Nothing can be written to {folder}: {os.strerror(error.errno or 0)}.",
            hint="Make the folder writable, or name another one in READER_PACKAGES_DIR.",
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def check(part: Path, entry: ManifestEntry) -> None:
    """Raise :class:`PackageCorrupt` unless *part* has the size and SHA-256 of *entry*."""
    size = part.stat().st_size
    if size != entry.size:
        raise PackageCorrupt(
            f"The download of {entry.label} has {size} bytes instead of {entry.size}.", hint=_copy_hint(entry.url)
        )
    found = sha256_file(part)
    if found != entry.sha256:
        raise PackageCorrupt(
            f"The download of {entry.label} is not the file the manifest describes "
            f"(SHA-256 {found[:16]}…, expected {entry.sha256[:16]}…); it was not installed.",
            hint=_copy_hint(entry.url),
        )


def _copy_hint(url: str) -> str:
    file = url.rpartition("/")[2]
    return (
        f"On a computer with a network, download {url}, copy {file} to this one "
        f"(a USB stick will do), and run: reader models import {file}"
    )
