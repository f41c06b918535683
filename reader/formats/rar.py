"""RAR archives, through the system's libarchive where it and its binding are installed (the extra ``rar``)."""

from __future__ import annotations

import ctypes
import locale
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.errors import EncryptedInput, LimitExceeded, TruncatedInput, UnknownFormat
from reader.formats.contract import Event, Payload, Probe, Trouble
from reader.formats.members import archive_members, container_head
from reader.formats.sniff import sniff
from reader.model import Place

RAR = "application/vnd.rar"
_NEW = b"Rar!\x1a\x07\x01\x00"
_LIBRARIES = (
    "libarchive.so.13", "/opt/homebrew/opt/libarchive/lib/libarchive.dylib",
    "/usr/local/opt/libarchive/lib/libarchive.dylib", "libarchive.dylib", "archive.dll",
)  # fmt: skip
_BLOCK = 256 * 1024
_KINDS = {"issym": "a symbolic link", "islnk": "a hard link", "isdev": "a device", "isfifo": "a pipe"}
_LOCALES = ("C.UTF-8", "en_US.UTF-8", "UTF-8")


class Rar:
    """RAR 1.5 to 4 and RAR 5 as libarchive reads them: no encrypted archives, no further volumes."""

    name = "rar"
    version = "1"

    def score(self, probe: Probe) -> float:
        """The six bytes a RAR archive begins with."""
        return 0.9 if sniff(probe) == RAR else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per file; at the end a Head. Raises UnknownFormat where libarchive is missing, EncryptedInput,
        TruncatedInput and LimitExceeded for the archive as a whole."""
        libarchive = _binding()
        with payload.path.open("rb") as stream:
            new = stream.read(len(_NEW)) == _NEW
        members = archive_members(payload, staging)
        count = folders = 0
        failure: Trouble | None = None
        # only this one format and no filters: some of the library's filters start programs
        opened = libarchive.file_reader(str(payload.path), "rar5" if new else "rar", "none")
        try:
            with _utf8(), opened as archive:
                for entry in archive:
                    members.entry()
                    count += 1
                    name = _name(entry)
                    if entry.isdir:
                        folders += 1
                    elif kind := next((words for test, words in _KINDS.items() if getattr(entry, test)), ""):
                        members.refuse(kind, name)
                    else:
                        yield from members.stage(
                            name,
                            _pieces(libarchive, entry),
                            packed=payload.path.stat().st_size,  # members may be packed together: none has its own
                            place=Place("member", path=name),
                            modified=_time(entry.mtime) if new else None,
                            metadata={} if new else _written(entry.mtime),
                        )
        except libarchive.ArchiveError as error:
            failure = _failure(str(error))
        if failure is None and not count:
            failure = _failure("")
        if failure is not None:
            yield failure
        yield from members.closing()
        yield container_head(RAR, self.name, self.version, {"entries": str(count), "folders": str(folders)})


def _binding() -> Any:
    """The module that calls libarchive. Its own search starts programs, which a sealed process may not."""
    if "LIBARCHIVE" not in os.environ:
        for place in _LIBRARIES:
            try:
                ctypes.CDLL(place)
            except OSError:
                continue
            os.environ["LIBARCHIVE"] = place
            break
    try:
        if "LIBARCHIVE" in os.environ:
            import libarchive

            logging.getLogger("libarchive").disabled = True  # its warnings name members
            return libarchive
    except (ImportError, OSError, AttributeError):
        pass
    raise UnknownFormat(
        "This is a RAR archive; reading it needs libarchive, which is not installed here.",
        hint="Install the system's libarchive and: pip install 'evidence-reader[rar]'; or unpack the archive first.",
    )


@contextmanager
def _utf8() -> Iterator[None]:
    """The library turns names into the characters of the locale: it needs one that has them all."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in _LOCALES:
        try:
            locale.setlocale(locale.LC_CTYPE, name)
            break
        except locale.Error:
            continue
    try:
        yield
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _name(entry: Any) -> str:
    name = entry.pathname or "member without a name"
    return name if isinstance(name, str) else name.decode("utf-8", "replace")


def _pieces(libarchive: Any, entry: Any) -> Iterator[bytes]:
    stated, size = entry.size, 0
    try:
        for block in entry.get_blocks(_BLOCK):
            size += len(block)
            yield block
    except libarchive.ArchiveError as error:
        said = str(error)
        if "ncrypt" in said:
            raise EncryptedInput(
                "A member is encrypted, which this program cannot undo for RAR archives.",
                hint="Unpack the archive with its password in another program and add the folder.",
            ) from None
        raise TruncatedInput("A member is damaged or cut off.", hint="Compare with another copy.") from None
    if stated and size < stated:  # the library takes the end of the file for the end of the member
        raise TruncatedInput("A member is damaged or cut off.", hint="Compare with another copy.")


def _failure(said: str) -> Trouble:
    """What ended the archive, from the library's English; none of it is repeated, as it may name members."""
    if "ncrypt" in said:
        return Trouble(
            EncryptedInput("").code,
            "The archive is protected by a password, which this program cannot undo for RAR archives.",
            "Unpack it with its password in another program and add the folder.",
        )
    if "memory" in said.lower():
        return Trouble(LimitExceeded("").code, "The archive needs more memory than allowed.", "It may be a trap.")
    return Trouble(
        TruncatedInput("").code,
        "The archive is damaged, cut off, or one of several volumes.",
        "What precedes the damage is kept. Unpack several volumes together and add the folder.",
    )


def _time(seconds: float | None) -> str | None:
    """RAR 5 keeps times in UTC."""
    if not seconds:
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _written(seconds: float | None) -> dict[str, str]:
    """Older ones keep the local time of wherever they were made; the library took it for the time of this machine."""
    if not seconds:
        return {}
    try:
        text = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))
    except (ValueError, OverflowError, OSError):
        return {}
    return {"member_time": f"{text} (as written, without time zone)"}
