"""Bytes into the case: one original's Source row, or the Problem that kept it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.formats import contract as formats
from reader.model import Actor, Problem, Source, utc_now
from reader.services.compose import described
from reader.services.dates import as_stored
from reader.services.manifest import Manifest
from reader.services.problems import problem
from reader.services.walk import Found
from reader.store.blobs import Blobs

CHARSET, MEDIA_TYPE = "declared_charset", "declared_media_type"
"""Metadata of a container's member: what the container said of it."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the user knows about loose files; applies to every path of one request.

    ``manifest`` is the path of a ``sha256sum`` file the bytes are compared with.
    """

    url: str | None = None
    captured: str | None = None
    collector: str = ""
    note: str = ""
    manifest: Path | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """``source`` has no id yet and is ``None`` when the bytes could not be stored;
    ``problems`` do not name the source yet."""

    source: Source | None
    problems: tuple[Problem, ...] = field(default=())


class Intake:
    """Stores bytes; writes no rows."""

    def __init__(self, blobs: Blobs, actor: Actor, *, file_bytes: int) -> None:
        self._blobs = blobs
        self._actor = actor
        self._file_bytes = file_bytes

    def file(self, found: Found, options: IngestOptions, manifest: Manifest | None) -> Taken:
        """A loose file. Raises StorageFull; everything wrong with the file is a Problem."""
        if found.refused:
            return _refused("not-read", found.refused, found.hint, found)
        try:
            status = found.path.stat()
            if status.st_size > self._file_bytes:
                text = f"The file has {status.st_size:,} bytes; the limit is {self._file_bytes:,}."
                return _refused("limit-exceeded", text, "Split the archive and add the parts.", found)
            sha256, size = self._blobs.add_file(found.path)
        except PermissionError:
            hint = "Change its permissions or copy it as a user who may read it."
            return _refused("unreadable-file", "You have no permission to read this file.", hint, found)
        except FileNotFoundError:
            return _refused("unreadable-file", "The file disappeared before it was read.", "Add it again.", found)
        except OSError as error:  # a bad sector, a share that went away: the other files must not wait for this one
            text = f"The file cannot be read from its disk ({error.strerror or 'unknown reason'})."
            return _refused("unreadable-file", text, "Copy it from another medium and add it again.", found)
        modified = _modified(status.st_mtime)
        source = Source(
            id="",
            sha256=sha256,
            size=size,
            media_type=self._sniff(sha256, found.path.name, size),
            name=found.path.name,
            path=found.relative,
            url=options.url,
            captured=options.captured or modified,
            captured_how="stated by the person who added it" if options.captured else modified and "time of the file",
            collector=options.collector,
            ingested_at=utc_now(),
            ingested_by=self._actor.id,
            metadata=described({}, note=options.note, file_modified=modified),
        )
        reason = manifest.compare(found.relative, sha256) if manifest else ""
        return Taken(source, (problem("manifest-mismatch", reason, path=found.relative),) if reason else ())

    def child(self, parent: Source, child: formats.Child) -> Source:
        """A payload found in *parent*; its staged file is removed. Raises StorageFull."""
        sha256, size = self._blobs.add_file(Path(child.path))
        Path(child.path).unlink(missing_ok=True)
        return Source(
            id="",
            sha256=sha256,
            size=size,
            media_type=self._sniff(sha256, child.name, size),
            name=child.name,
            path=f"{parent.path}!{child.name}",
            url=child.url,
            captured=child.captured or parent.captured,
            captured_how=child.captured_how or parent.captured_how,
            container_id=parent.id,
            container_place=child.place,
            collector=parent.collector,
            ingested_at=utc_now(),
            ingested_by=self._actor.id,
            metadata=described(child.metadata, **{CHARSET: child.charset, MEDIA_TYPE: child.media_type}),
        )

    def _sniff(self, sha256: str, name: str, size: int) -> str:
        with self._blobs.open(sha256) as stream:
            return formats.sniff(formats.Probe(name, stream.read(formats.HEAD_BYTES), size, None))


def payload_of(source: Source, path: Path) -> formats.Payload:
    """What a format is given of *source*, whose bytes lie at *path*: the same whenever it is read."""
    return formats.Payload(
        path=path,
        name=source.name,
        media_type=source.metadata.get(MEDIA_TYPE),
        charset=source.metadata.get(CHARSET),
        url=source.url,
    )


def _refused(code: str, message: str, hint: str, found: Found) -> Taken:
    return Taken(None, (problem(code, message, hint=hint, path=found.relative),))


def _modified(seconds: float) -> str | None:
    """A file's time as stored; ``None`` for times that no calendar has (damaged file systems)."""
    try:
        return as_stored(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return None
