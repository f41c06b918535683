"""Bytes into the case: one original's Source row, or the Problem that kept it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.formats import contract as formats
from reader.formats.media import companions
from reader.formats.web_pictures import ON_PAGE, ON_PAGE_VALUE, may_hold_writing
from reader.model import Actor, Problem, Source, utc_now
from reader.services import provenance
from reader.services.compose import described
from reader.services.dates import as_stored
from reader.services.manifest import Manifest
from reader.services.problems import problem
from reader.services.sidecars import Sidecars, Statement
from reader.services.walk import Found
from reader.store.blobs import Blobs

CHARSET, MEDIA_TYPE = "declared_charset", "declared_media_type"
"""Metadata of a container's member: what the container said of it."""

ROLE, PAGE = "role", "belongs_to"
COMPANION, SIDECAR = "part of a saved page", "list made by the tool that saved the files"
"""Metadata of originals that are kept and not read: what they are, and the path of the page."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the user knows about loose files; applies to every path of one request.

    ``manifest`` is the path of a ``sha256sum`` file the bytes are compared with. ``pictures``: whether pictures of
    saved pages are read. ``passwords`` are tried on protected files and kept, sealed, so that its originals can
    be opened again here.
    """

    url: str | None = None
    captured: str | None = None
    collector: str = ""
    note: str = ""
    manifest: Path | None = None
    pictures: bool = True
    passwords: tuple[str, ...] = field(default=(), repr=False)


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

    def file(
        self, found: Found, options: IngestOptions, manifest: Manifest | None, sidecars: Sidecars | None = None
    ) -> Taken:
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
        media_type, page, written = self._look(sha256, found.path.name, size)
        sidecar = sidecars.about(found.relative, sha256) if sidecars else None
        claims = provenance.of_file((options.url, options.captured), page, sidecar, modified)
        url, captured, how, others = provenance.decide(claims)
        role = SIDECAR if sidecars and found.relative in sidecars.paths else None
        belongs = _belongs(found.page, read=written and options.pictures)
        source = Source(
            id="",
            sha256=sha256,
            size=size,
            media_type=media_type,
            name=found.path.name,
            path=found.relative,
            url=url,
            captured=captured,
            captured_how=how,
            collector=options.collector,
            ingested_at=utc_now(),
            ingested_by=self._actor.id,
            metadata=described(
                _stated(sidecar, sha256),
                note=options.note,
                file_modified=modified,
                **{provenance.OTHERS: others, ROLE: role, **belongs, **companions(found.path)},
            ),
        )
        reasons = [manifest.compare(found.relative, sha256)] if manifest else []
        reasons.append(_differs(sidecar, sha256))
        return Taken(source, tuple(problem("manifest-mismatch", r, path=found.relative) for r in reasons if r))

    def child(self, parent: Source, child: formats.Child, page: str | None = None, *, pictures: bool = True) -> Source:
        """A payload found in *parent*; its staged file is removed. *page* is the member it is a part of,
        *pictures* whether pictures of pages are to be read.

        Raises StorageFull.
        """
        sha256, size = self._blobs.add_file(Path(child.path))
        Path(child.path).unlink(missing_ok=True)
        media_type, saved, written = self._look(sha256, child.name, size)
        more = _belongs(page, read=written and pictures)
        return self._member(parent, child, sha256, size, media_type, saved, more)

    def revisit(self, parent: Source, revisit: formats.Revisit, original: Source) -> Source:
        """A capture in *parent* that has the bytes of *original*."""
        more = {"revisit_of": original.id}
        return self._member(parent, revisit, original.sha256, original.size, original.media_type, None, more)

    def _member(
        self,
        parent: Source,
        child: formats.Child | formats.Revisit,
        sha256: str,
        size: int,
        media_type: str,
        saved: provenance.Claim | None,
        more: dict[str, str],
    ) -> Source:
        url, captured, how, others = provenance.decide(provenance.of_child(child, parent, saved, None))
        stated = {CHARSET: child.charset, MEDIA_TYPE: child.media_type, provenance.OTHERS: others, **more}
        return Source(
            id="",
            sha256=sha256,
            size=size,
            media_type=media_type,
            name=child.name,
            path=f"{parent.path}!{child.name}",
            url=url,
            captured=captured,
            captured_how=how,
            container_id=parent.id,
            container_place=child.place,
            collector=parent.collector,
            ingested_at=utc_now(),
            ingested_by=self._actor.id,
            metadata=described(child.metadata, **stated),
        )

    def _look(self, sha256: str, name: str, size: int) -> tuple[str, provenance.Claim | None, bool]:
        """The media type, what a saved page says of its saving, and whether it is a picture that may hold writing."""
        with self._blobs.open(sha256) as stream:
            head = formats.read_head(stream)
            media_type = formats.sniff(formats.Probe(name, head, size, None))
            stream.seek(0)
            return media_type, provenance.of_page(stream, media_type, size), may_hold_writing(head)


def payload_of(source: Source, path: Path, passwords: Sequence[str] = ()) -> formats.Payload:
    """What a format is given of *source*, whose bytes lie at *path*: the same whenever it is read."""
    return formats.Payload(
        path=path,
        name=source.name,
        media_type=source.metadata.get(MEDIA_TYPE),
        charset=source.metadata.get(CHARSET),
        url=source.url,
        passwords=tuple(passwords),
    )


def is_read(source: Source) -> bool:
    """Whether an original is to be read as a document; parts of saved pages and sidecars are only kept."""
    return ROLE not in source.metadata


def _belongs(page: str | None, *, read: bool) -> dict[str, str]:
    """Metadata of a part of the saved page *page*; a picture to be *read* is an original like any other."""
    if page is None:
        return {}
    return {PAGE: page, ON_PAGE: ON_PAGE_VALUE} if read else {PAGE: page, ROLE: COMPANION}


def _stated(sidecar: Statement | None, sha256: str) -> dict[str, str]:
    """What a sidecar says, as metadata: whose word it is, where it stands, and whether its digest fits."""
    if sidecar is None:
        return {}
    fits = {} if sidecar.sha256 is None else {"sidecar_sha256": "fits" if sidecar.sha256 == sha256 else "differs"}
    stated = {f"sidecar_{key}": value for key, value in sidecar.metadata.items()}
    return {"sidecar": f"{sidecar.where} ({sidecar.tool})", **fits, **stated}


def _differs(sidecar: Statement | None, sha256: str) -> str:
    if sidecar is None or sidecar.sha256 is None or sidecar.sha256 == sha256:
        return ""
    return f"The list {sidecar.where} gives SHA-256 {sidecar.sha256}, the file has {sha256}."


def _refused(code: str, message: str, hint: str, found: Found) -> Taken:
    return Taken(None, (problem(code, message, hint=hint, path=found.relative),))


def _modified(seconds: float) -> str | None:
    """A file's time as stored; ``None`` for times that no calendar has (damaged file systems)."""
    try:
        return as_stored(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return None
