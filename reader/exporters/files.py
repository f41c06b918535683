"""Writing an export whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import ExportError, ReaderError, StorageFull

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


@contextmanager
def atomic_file(target: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file that becomes *target* when the block ends well, and vanishes when it does not.

    The bytes go to a file beside *target* (its name tells nothing), are flushed to disk, then
    renamed. Raises :class:`ExportError` (target exists, is a folder, its folder is missing or
    closed to us) and :class:`StorageFull`.
    """
    if target.is_dir():
        raise ExportError(f"{target} is a folder.", hint="Name a file in it.")
    if not target.parent.is_dir():
        raise ExportError(f"The folder {target.parent} does not exist.", hint="Create it first, or name another one.")
    if target.exists() and not overwrite:
        raise _exists(target)
    partial = target.parent / f".export-{secrets.token_hex(6)}.part"
    try:
        # 0666 lets the user's umask decide, as for any document they save themselves.
        descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _publish(partial, target, overwrite)
    except OSError as error:
        raise _explained(error) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _publish(partial: Path, target: Path, overwrite: bool) -> None:
    if overwrite:
        os.replace(partial, target)
        return
    try:
        os.link(partial, target)  # unlike rename, refuses a target that appeared meanwhile
    except FileExistsError:
        raise _exists(target) from None
    except OSError as error:  # file systems of USB sticks know no links
        if error.errno not in _NO_LINKS:
            raise
        os.rename(partial, target)


def _exists(target: Path) -> ExportError:
    return ExportError(
        f"{target} exists already and was left as it is.", hint="Choose another name, or allow it with --overwrite."
    )


def _explained(error: OSError) -> ReaderError:
    if error.errno in _FULL:
        return StorageFull(
            "The disk is full; the export was not written.", hint="Free some space or export to another disk."
        )
    if error.errno in _DENIED:
        return ExportError(
            "The folder to export into may not be written to.",
            hint="Choose a folder of your own, or change its rights.",
        )
    return ExportError(
        f"The export could not be written: {os.strerror(error.errno or errno.EIO)}.", hint="Try another folder."
    )
