"""Archives become folders once, all or nothing, however many processes try at the same time.

An unpacked package is named after its archive's SHA-256 and holds a receipt with
the size and SHA-256 of every file, so it can be checked without the archive.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.errors import PackageCorrupt, PackageError, PathMissing, StorageFull
from reader.model import utc_now
from reader.translate import layout, zip_safety

RECEIPT = "reader-package.json"
_READ_BYTES = 1 << 20
_STALE_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was unpacked: the archive's ``sha256`` and ``size``, and per file
    (POSIX path) its size and SHA-256. ``file`` is the archive's name."""

    sha256: str
    size: int
    file: str
    files: Mapping[str, tuple[int, str]]
    unpacked_at: str


def sha256_file(path: Path) -> str:
    """Hex SHA-256 of a file's bytes. Raises :class:`PathMissing` or :class:`PackageError` when it cannot be read."""
    try:
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(_READ_BYTES):
                digest.update(chunk)
        return digest.hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise PathMissing(f"There is no package file {path.name} there.", hint="Check the path.") from error
    except OSError as error:
        raise PackageError(
            f"{path.name} cannot be read: {os.strerror(error.errno or 0)}.", hint="Check the permissions and the disk."
        ) from error


def unpack(archive: Path, sha256: str, folder: Path, file: str = "") -> Path:
    """Unpack *archive* (whose hash is *sha256*) into a new folder in *folder* and return that.

    *file* is the name the package is known by, when *archive* has a temporary one.

    An already unpacked one whose files are as they were is returned; a damaged one is replaced.
    A crash leaves only a ``.tmp-`` folder that is never looked at and swept away a day later.
    Raises :class:`PackageCorrupt`, :class:`StorageFull`, :class:`PackageError`.
    """
    label = file or archive.name
    with zip_safety.open_checked(archive, label) as opened:
        plan = layout.inspect_archive(opened, label)
        meta = plan.metadata
        final = folder / f"{meta.from_code}_{meta.to_code}-{meta.version}-{sha256[:12]}"
        if _intact(final):
            return final
        staging: Path | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
            staging = Path(tempfile.mkdtemp(prefix=".tmp-", dir=folder))
            zip_safety.extract(opened, [(name, staging.joinpath(*path.parts)) for name, path in plan.members])
            _write_receipt(staging, archive, sha256, label)
            _publish(staging, final)
        except OSError as error:
            raise _storage_error(error, folder) from error
        finally:
            if staging is not None:
                shutil.rmtree(staging, ignore_errors=True)
    return final


def read_receipt(folder: Path) -> Receipt | None:
    """The receipt of an unpacked package; ``None`` when there is none or it is damaged."""
    try:
        table = json.loads((folder / RECEIPT).read_bytes())
        files = {str(name): (int(size), str(sha)) for name, (size, sha) in table["files"].items()}
        return Receipt(str(table["sha256"]), int(table["size"]), str(table["file"]), files, str(table["unpacked_at"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def quick_check(folder: Path, receipt: Receipt) -> str:
    """Empty when every file is there in its size, else a sentence naming the first that is not."""
    for name, (size, _) in receipt.files.items():
        try:
            actual = (folder / name).stat().st_size
        except OSError:
            return f"{name} is missing"
        if actual != size:
            return f"{name} has {actual} bytes instead of {size}"
    return ""


def full_check(folder: Path, receipt: Receipt) -> list[str]:
    """One sentence per file whose bytes are not those that were unpacked."""
    failures = []
    for name, (_, expected) in receipt.files.items():
        try:
            found = sha256_file(folder / name)
        except (PathMissing, PackageError):
            failures.append(f"{name} is missing or cannot be read")
            continue
        if found != expected:
            failures.append(
                f"{name} has changed since it was unpacked (SHA-256 {found[:12]}…, expected {expected[:12]}…)"
            )
    return failures


def _write_receipt(staging: Path, archive: Path, sha256: str, label: str) -> None:
    files = {}
    for path in sorted(p for p in staging.rglob("*") if p.is_file()):
        _flush(path)
        files[path.relative_to(staging).as_posix()] = (path.stat().st_size, sha256_file(path))
    table = {
        "sha256": sha256,
        "size": archive.stat().st_size,
        "file": label,
        "files": files,
        "unpacked_at": utc_now(),
    }
    receipt = staging / RECEIPT
    receipt.write_text(json.dumps(table, indent=1), "utf-8")
    _flush(receipt)


def _flush(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _publish(staging: Path, final: Path) -> None:
    staging.chmod(0o755)  # mkdtemp makes 0700; packages hold no evidence and may be shared between users
    try:
        staging.rename(final)
    except OSError:
        if _intact(final):  # another process was faster: its copy is as good as ours
            return
        if not final.exists():
            raise
        # a damaged copy is moved away as a whole, never merged with ours
        broken = Path(tempfile.mkdtemp(prefix=".tmp-", dir=final.parent))
        try:
            with contextlib.suppress(FileNotFoundError):
                final.rename(broken / "broken")
            staging.rename(final)
        finally:
            shutil.rmtree(broken, ignore_errors=True)


def _intact(folder: Path) -> bool:
    receipt = read_receipt(folder)
    return receipt is not None and not full_check(folder, receipt)


def _sweep(folder: Path) -> None:
    """Remove what killed processes left behind more than a day ago."""
    oldest = time.time() - _STALE_SECONDS
    for left in [*folder.glob(".tmp-*"), *folder.glob(".download-*")]:
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _storage_error(error: OSError, folder: Path) -> PackageError | StorageFull:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageFull(
            "The disk has no room for the translation package.", hint=f"Free some space on the disk of {folder}."
        )
    return PackageError(
        f"The translation package cannot be unpacked into {folder}: {os.strerror(error.errno or 0)}.",
        hint="Make the folder writable, or name another one in READER_PACKAGES_DIR.",
    )


def damaged(folder_or_file: str, reason: str) -> PackageCorrupt:
    """The error for a package that is there but not whole."""
    return PackageCorrupt(
        f"The translation package {folder_or_file} is damaged: {reason.removesuffix('.')}.",
        hint="Run: reader models verify; then install or import it again.",
    )
