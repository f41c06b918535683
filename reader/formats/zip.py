"""ZIP archives: every file inside becomes an original of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipInfo

from reader.errors import FormatError
from reader.formats import hunchly, wacz, zip_data, zip_entries, zip_names
from reader.formats.contract import Child, Event, Payload, Probe, Trouble
from reader.formats.members import archive_members, container_head
from reader.formats.sniff import sniff
from reader.model import Place

ZIP = "application/zip"
_LIST_BYTES = 64 * 1024**2
RESOURCE_FORKS = "__MACOSX/"
"""What macOS adds beside each file: icons and window positions, no text."""


class Zip:
    """ZIP with any compression and encryption that is common; damaged ends are searched for members."""

    name = "zip"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Bytes of a ZIP archive that are no office document or book."""
        return 0.9 if sniff(probe) == ZIP else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Child per file; at the end a Head that counts what else there is."""
        entries, whole = zip_entries.entries(payload.path)
        if wacz.is_wacz(entry.orig_filename for entry in entries):  # its order hid it from the sniffer
            yield from wacz.Wacz().read(payload, staging)
            return
        if not whole:
            yield no_directory()
        names, how = zip_names.names(entries)
        members = archive_members(payload, staging)
        folders = forks = 0
        with payload.path.open("rb") as stream:
            export = _hunchly(stream, entries, names, payload)
            for entry, name in zip(entries, names, strict=True):
                members.entry()
                if kind := zip_names.special(entry):
                    members.refuse(kind, name)
                elif name.endswith(("/", "\\")) and not entry.file_size:
                    folders += 1
                elif name.startswith(RESOURCE_FORKS):
                    forks += 1
                else:
                    modified, written = zip_names.modified(entry)
                    for event in members.stage(
                        name,
                        zip_data.unpacked(stream, entry, payload.passwords),
                        packed=entry.compress_size,
                        place=Place("member", path=name, offset=entry.header_offset, length=entry.compress_size),
                        modified=modified,
                        metadata=_metadata(entry, written),
                    ):
                        yield export.told(event, name) if export and isinstance(event, Child) else event
        yield from members.closing()
        metadata = {"entries": str(len(entries)), "folders": str(folders)}
        if how:
            metadata["names_charset"] = how
        if forks:
            metadata["macos_resource_forks"] = f"{forks} left out: they hold no text"
        head = container_head(ZIP, self.name, self.version, metadata)
        yield export.head(head) if export else head
        if export:
            yield from export.blocks()


def _hunchly(
    stream: BinaryIO, entries: Sequence[ZipInfo], names: Sequence[str], payload: Payload
) -> hunchly.Export | None:
    """What the archive says of its members when it is a case export of Hunchly."""
    prefix = hunchly.prefix_of(names)
    if prefix is None:
        return None
    by_name = dict(zip(names, entries, strict=True))

    def table(name: str) -> bytes | None:
        if name not in by_name:
            return None
        data = bytearray()
        try:
            for piece in zip_data.unpacked(stream, by_name[name], payload.passwords):
                data += piece
                if len(data) > _LIST_BYTES:
                    return None
        except FormatError:
            return None
        return bytes(data)

    return hunchly.Export(prefix, table)


def no_directory() -> Trouble:
    """The Trouble of an archive whose members had to be searched for."""
    return Trouble(
        "truncated-input",
        "The archive's directory is missing or damaged; its members were searched for one by one.",
        "Members near the damage may be missing; compare with another copy.",
    )


def _metadata(entry: ZipInfo, written: str) -> dict[str, str]:
    metadata = {"member_time": f"{written} (as written, without time zone)"}
    if entry.comment:
        metadata["member_comment"] = entry.comment[:500].decode("utf-8", "replace")
    if entry.flag_bits & 1:
        metadata["member_encrypted"] = "yes"
    return metadata
