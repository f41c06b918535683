"""Take originals in: keep the bytes, read the text, store every failure as a Problem.

The bytes of a file are safe in the case before anybody tries to read them; an
original whose reading was interrupted is read again by the next ingest.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.config import Settings
from reader.formats import contract as formats
from reader.formats.host import Extractor
from reader.model import Actor, Place, Problem, Source, utc_now
from reader.services.compose import compose, described, mentions_of
from reader.services.manifest import Manifest
from reader.services.progress import Meter, Monitor, SilentMonitor
from reader.services.readahead import ReadAhead, Work
from reader.services.walk import Found, walk
from reader.store.case import CaseStore


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


@dataclass(slots=True)
class IngestReport:
    """What one ingest did. ``problems`` counts the Problems it stored."""

    sources: int = 0
    documents: int = 0
    duplicates: int = 0
    problems: int = 0
    cancelled: bool = False
    document_ids: list[str] = field(default_factory=list)


class IngestService:
    """Brings files, folders and archives into a case."""

    def __init__(
        self,
        store: CaseStore,
        actor: Actor,
        settings: Settings,
        extractor: Callable[[], AbstractContextManager[Extractor]],
    ) -> None:
        self._store = store
        self._actor = actor
        self._settings = settings
        self._extractor = extractor

    def run(
        self, paths: Sequence[Path], options: IngestOptions | None = None, monitor: Monitor | None = None
    ) -> IngestReport:
        """Ingest *paths*; returns what happened.

        Raises PathMissing when a named path does not exist (before anything is
        stored) and CaseError when the case itself cannot be written. Everything
        that is wrong with a file becomes a Problem.
        """
        options = options or IngestOptions()
        monitor = monitor or SilentMonitor()
        manifest = Manifest.load(options.manifest) if options.manifest else None
        found = list(walk(paths))
        report = IngestReport()
        meter = Meter(monitor, len(found), "files")
        with self._extractor() as extractor, self._store.staging() as staging:
            reading = ReadAhead(extractor, self._store, staging, width=max(1, self._settings.workers))
            for item in found:
                if monitor.cancelled():
                    report.cancelled = True
                    break
                work = self._take_in(item, options, manifest, report)
                if work is not None:
                    reading.submit(work)
                for done in reading.ready():
                    self._finish(*done, reading, report)
                meter.advance(message=item.relative)
            for done in reading.drain():
                self._finish(*done, reading, report)
            reading.close()
        meter.finish()
        return report

    def _take_in(
        self, found: Found, options: IngestOptions, manifest: Manifest | None, report: IngestReport
    ) -> Work | None:
        """Store the bytes and the Source row; ``None`` when there is nothing (more) to read."""
        if found.refused:
            self._problem(report, "not-read", found.refused, "Add the file it points to by itself.", found.relative)
            return None
        limit = self._settings.limits.file_bytes
        try:
            status = found.path.stat()
            if status.st_size > limit:
                text = f"The file has {status.st_size:,} bytes; the limit is {limit:,}."
                self._problem(report, "limit-exceeded", text, "Split the archive and add the parts.", found.relative)
                return None
            sha256, size = self._store.blobs.add_file(found.path)
        except PermissionError:
            self._problem(
                report,
                "unreadable-file",
                "You have no permission to read this file.",
                "Change its permissions or copy it as a user who may read it.",
                found.relative,
            )
            return None
        except FileNotFoundError:
            self._problem(
                report, "unreadable-file", "The file disappeared before it was read.", "Add it again.", found.relative
            )
            return None
        modified = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        source = Source(
            id="",
            sha256=sha256,
            size=size,
            media_type=self._sniff(sha256, found.path.name, size),
            name=found.path.name,
            path=found.relative,
            url=options.url,
            captured=options.captured or modified,
            captured_how="stated by the person who added it" if options.captured else "time of the file",
            collector=options.collector,
            ingested_at=utc_now(),
            ingested_by=self._actor.id,
            metadata=described({}, note=options.note, file_modified=modified),
        )
        stored = self._register(source, report)
        if manifest is not None and (reason := manifest.compare(found.relative, sha256)):
            self._problem(report, "manifest-mismatch", reason, "", found.relative, source=stored)
        return self._unless_read(stored, report)

    def _sniff(self, sha256: str, name: str, size: int) -> str:
        with self._store.blobs.open(sha256) as stream:
            return formats.sniff(formats.Probe(name, stream.read(65536), size, None))

    def _register(self, source: Source, report: IngestReport) -> Source:
        with self._store.write(self._actor) as session:
            stored = session.sources.add(source)
        report.sources += 1
        return stored

    def _unless_read(self, source: Source, report: IngestReport) -> Work | None:
        """Work for *source*, unless the same bytes have been read before."""
        if source.duplicate_of is None:
            return Work(source)
        with self._store.read() as session:
            first = session.sources.get(source.duplicate_of)
            seen = bool(
                session.documents.by_source(first.id)
                or session.problems.for_source(first.id)
                or session.sources.children(first.id)
            )
        report.duplicates += 1
        return None if seen else Work(first)

    def _finish(self, work: Work, events: list[formats.Event], reading: ReadAhead, report: IngestReport) -> None:
        """Store one original's text, children and troubles."""
        head = next((e for e in events if isinstance(e, formats.Head)), None)
        drafts = [e for e in events if isinstance(e, formats.BlockDraft)]
        children = [e for e in events if isinstance(e, formats.Child)]
        if head is not None and drafts:
            composed = compose(head, drafts, source_id=work.source.id, fallback_title=work.source.name)
            with self._store.write(self._actor) as session:
                document = session.documents.add(composed.document, composed.blocks, composed.segments)
                session.mentions.replace(document.id, mentions_of(list(session.documents.segments(document.id))))
            report.documents += 1
            report.document_ids.append(document.id)
        for child in children:
            self._child(work, child, reading, report)
        troubles = [e for e in events if isinstance(e, formats.Trouble)]
        if not drafts and not children and not troubles:
            troubles.append(
                formats.Trouble("no-text", "The file was read, but it holds no text.", "", "the original", None)
            )
        for trouble in troubles:
            self._trouble(work, trouble, report)

    def _child(self, work: Work, child: formats.Child, reading: ReadAhead, report: IngestReport) -> None:
        if work.depth >= self._settings.limits.depth:
            text = f"Archives inside archives are read to a depth of {self._settings.limits.depth}."
            self._problem(
                report, "limit-exceeded", text, "Unpack it and add the parts.", child.name, source=work.source
            )
            return
        sha256, size = self._store.blobs.add_file(Path(child.path))
        Path(child.path).unlink(missing_ok=True)
        parent = work.source
        source = Source(
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
            metadata=dict(child.metadata),
        )
        next_work = self._unless_read(self._register(source, report), report)
        if next_work is not None:
            reading.submit(
                dataclasses.replace(next_work, charset=child.charset, media_type=child.media_type, depth=work.depth + 1)
            )

    def _trouble(self, work: Work, trouble: formats.Trouble, report: IngestReport) -> None:
        self._problem(
            report,
            trouble.code,
            trouble.message,
            trouble.hint,
            work.source.path,
            source=work.source,
            kept=trouble.kept,
            place=trouble.place,
        )

    def _problem(
        self,
        report: IngestReport,
        code: str,
        message: str,
        hint: str,
        path: str,
        *,
        source: Source | None = None,
        kept: str = "",
        place: Place | None = None,
    ) -> None:
        problem = Problem(
            id="",
            stage="ingest",
            code=code,
            message=message,
            hint=hint,
            path=path,
            kept=kept or ("the original" if source else "nothing"),
            at=utc_now(),
            source_id=source.id if source else None,
            place=place,
        )
        with self._store.write(self._actor) as session:
            session.problems.add(problem)
        report.problems += 1
