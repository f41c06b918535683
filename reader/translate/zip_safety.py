"""Zip archives from strangers: looked at member by member before a byte is written."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reader.errors import PackageCorrupt

COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """What an archive may hold. Official packages: 5-40 members, 60-120 MB, ratio near 1."""

    members: int = 500
    total_bytes: int = 4 * 1024**3
    ratio: int = 50
    ratio_from_bytes: int = 1 << 20
    name_length: int = 200


@contextmanager
def open_checked(path: Path, label: str, limits: ZipLimits = ZipLimits()) -> Iterator[zipfile.ZipFile]:
    """The archive at *path*, called *label* in messages, every member's header checked.

    Raises :class:`PackageCorrupt` for a file that is no zip archive, is cut short,
    or holds absolute names, ``..``, backslashes, links, devices, encrypted or
    repeated members, too many or too large members, or a suspicious ratio.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise PackageCorrupt(
            f"{label} is not a complete zip archive, so it is no Argos package.",
            hint="Copy or download the file again; compare its size with the one on the sender's side.",
        ) from error
    with archive:
        _check(archive.infolist(), limits, label)
        yield archive


def _check(members: list[zipfile.ZipInfo], limits: ZipLimits, label: str) -> None:
    if len(members) > limits.members:
        raise _unsafe(label, f"it has {len(members)} members, more than {limits.members}")
    seen: set[str] = set()
    total = 0
    for member in members:
        reason = _unsafe_name(member, limits) or _unsafe_kind(member)
        if reason:
            raise _unsafe(label, reason)
        folded = member.filename.rstrip("/").casefold()
        if folded in seen:
            raise _unsafe(label, "two members have the same name")
        seen.add(folded)
        total += member.file_size
        if total > limits.total_bytes:
            raise _unsafe(label, f"it would unpack to more than {limits.total_bytes} bytes")
        if member.file_size > max(limits.ratio_from_bytes, limits.ratio * member.compress_size):
            raise _unsafe(label, f"a member is packed more than {limits.ratio} to 1")


def _unsafe_name(member: zipfile.ZipInfo, limits: ZipLimits) -> str:
    # orig_filename still has what zipfile would quietly have cut (NUL) or turned round (backslash)
    name = member.orig_filename
    if "\x00" in name or "\\" in name or ":" in name:
        return "a member's name has characters that do not belong in a path"
    if name.startswith("/") or ".." in PurePosixPath(name).parts:
        return "a member's name leads out of the folder"
    if not name.strip("/. ") or len(name) > limits.name_length:
        return "a member's name is empty or too long"
    return ""


def _unsafe_kind(member: zipfile.ZipInfo) -> str:
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "a member is a link or a device, not a plain file"
    if member.flag_bits & 0x1:
        return "a member is encrypted"
    return ""


def _unsafe(label: str, reason: str) -> PackageCorrupt:
    return PackageCorrupt(
        f"{label} is refused: {reason}.",
        hint="Argos packages look different; get the file from a source you trust.",
    )


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The bytes of member *name*, at most *limit*. Raises :class:`PackageCorrupt` when damaged, larger or absent."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limit + 1)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError, _zlib_error()) as error:
        raise _damaged(name) from error
    if len(data) > limit:
        raise PackageCorrupt(
            f"{PurePosixPath(name).name} in the package is larger than {limit} bytes.", hint="Get the package again."
        )
    return data


def extract(archive: zipfile.ZipFile, members: Iterable[tuple[str, Path]]) -> None:
    """Write each (member name, target file) pair; parent folders are made.

    Never writes more than the header announced; CRC errors and short data raise
    :class:`PackageCorrupt`. Targets are the caller's, names in the archive decide nothing.
    """
    for name, target in members:
        announced = archive.getinfo(name).file_size
        target.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        try:
            with archive.open(name) as source, target.open("xb") as sink:
                while chunk := source.read(COPY_BYTES):
                    written += len(chunk)
                    if written > announced:
                        raise _damaged(name)
                    sink.write(chunk)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, _zlib_error()) as error:
            raise _damaged(name) from error
        if written != announced:
            raise _damaged(name)


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def _damaged(name: str) -> PackageCorrupt:
    return PackageCorrupt(
        f"{PurePosixPath(name).name} in the package is damaged or missing.",
        hint="Copy or download the package again.",
    )
