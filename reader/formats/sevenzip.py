"""7z archives, through py7zr where it is installed: an optional extra, because its licence is LGPL."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.errors import EncryptedInput, FormatError, LimitExceeded, TruncatedInput, UnknownFormat
from reader.formats.contract import Event, Payload, Probe, Trouble
from reader.formats.members import LEAST_BUDGET, Members, archive_members, container_head
from reader.formats.sniff import sniff
from reader.model import Place

SEVENZIP = "application/x-7z-compressed"
_READ = 256 * 1024
_BROKEN = (
    lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, TypeError, AttributeError, LookupError, AssertionError,
    OverflowError, struct.error,
)  # fmt: skip
"""What py7zr raises on damaged headers besides errors of its own; the disk was read from before."""


class SevenZip:
    """7z with every method py7zr knows, encrypted names included."""

    name = "sevenzip"
    version = "1"

    def score(self, probe: Probe) -> float:
        """The six bytes a 7z archive begins with."""
        return 0.9 if sniff(probe) == SEVENZIP else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per file; at the end a Head. Raises UnknownFormat where py7zr is missing, EncryptedInput,
        TruncatedInput and LimitExceeded for the archive as a whole."""
        try:
            import py7zr
        except ImportError:
            raise UnknownFormat(
                "This is a 7-Zip archive; reading it needs an extra package that is not installed.",
                hint="Install it with: pip install 'evidence-reader[sevenzip]'; or unpack the archive first.",
            ) from None
        members = archive_members(payload, staging)
        names: list[str] = []
        folders = 0
        with _opened(py7zr, payload) as archive:
            entries = archive.list()
            for entry in entries:
                members.entry()
                if entry.is_directory:
                    folders += 1
                elif entry.is_file:
                    names.append(entry.filename)
                else:
                    members.refuse("a symbolic link" if entry.is_symlink else "a special file", entry.filename)
            files = _Files(staging, payload)
            failure = _extract(py7zr, archive, names, files)
        times = {entry.filename: _time(entry.creationtime) for entry in entries}
        yield from _children(members, files, times, payload)
        if failure is not None:
            yield Trouble.from_error(failure)
        yield from members.closing()
        metadata = {"entries": str(len(entries)), "folders": str(folders)}
        yield container_head(SEVENZIP, self.name, self.version, metadata)


class _Files:
    """py7zr's factory of writers: every member goes into a numbered file, whatever its name, within a budget."""

    def __init__(self, staging: Path, payload: Payload) -> None:
        size = payload.path.stat().st_size
        limits = payload.limits
        self._staging = staging
        self.left = min(limits.file_bytes, max(size * limits.expansion_ratio, LEAST_BUDGET))
        self.written: list[tuple[str, Path]] = []

    def create(self, filename: str) -> _Writer:
        path = self._staging / f"unpacked-{len(self.written):06d}"
        self.written.append((filename, path))
        return _Writer(path, self)


class _Writer:
    """What py7zr calls ``Py7zIO``."""

    def __init__(self, path: Path, files: _Files) -> None:
        self._stream = path.open("w+b")
        self._files = files
        self._size = 0

    def write(self, data: bytes | bytearray) -> int:
        self._files.left -= len(data)
        if self._files.left < 0:
            raise LimitExceeded(
                "The archive unpacks to more than it may; the rest was left out.",
                hint="It may be a trap. Unpack it and add the parts you need.",
            )
        self._size += len(data)
        return self._stream.write(data)

    def read(self, size: int | None = None) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def flush(self) -> None:
        if not self._stream.closed:
            self._stream.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._stream.close()


def _opened(py7zr: Any, payload: Payload) -> Any:
    """The archive, opened with the first password that fits where it needs one."""
    for password in (None, *payload.passwords):
        try:
            archive = py7zr.SevenZipFile(payload.path, password=password)
        except py7zr.exceptions.PasswordRequired:
            continue
        except (py7zr.exceptions.ArchiveError, *_BROKEN) as error:
            if password is not None or payload.passwords:
                continue
            raise TruncatedInput(
                f"The archive is damaged or cut off ({type(error).__name__}).", hint="Compare with another copy."
            ) from None
        if not archive.needs_password() or (password is not None and _fits(py7zr, payload, password)):
            return archive
        archive.close()
    known = "None of the given passwords opens the archive." if payload.passwords else "It is protected by a password."
    raise EncryptedInput(known, hint="Add the archive again with the right --password.")


def _fits(py7zr: Any, payload: Payload, password: str) -> bool:
    """Whether the members' checksums hold with this password."""
    try:
        with py7zr.SevenZipFile(payload.path, password=password) as archive:
            return archive.testzip() is None
    except (py7zr.exceptions.ArchiveError, *_BROKEN):
        return False


def _extract(py7zr: Any, archive: Any, names: list[str], files: _Files) -> FormatError | None:
    """Unpack *names*; what came before a failure is kept."""
    try:
        archive.extract(targets=names, factory=files)
    except FormatError as error:
        return error
    except (py7zr.exceptions.ArchiveError, *_BROKEN) as error:
        return TruncatedInput(
            f"The archive is damaged or cut off ({type(error).__name__}).",
            hint="What precedes the damage is kept; compare with another copy.",
        )
    return None


def _children(members: Members, files: _Files, times: dict[str, str | None], payload: Payload) -> Iterator[Event]:
    packed = payload.path.stat().st_size  # members are packed together: none has a size of its own
    for name, path in files.written:
        place = Place("member", path=name)
        yield from members.stage(name, _pieces(path), packed=packed, place=place, modified=times.get(name))
        path.unlink()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_READ):
            yield piece


def _time(moment: datetime | None) -> str | None:
    """7z keeps times in UTC."""
    if moment is None:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
