"""Take originals in: keep the bytes, read the text, store every failure as a Problem.

Files are handled a few dozen at a time: their bytes and Source rows are safe in the
case before anybody tries to read them, so an original whose reading was interrupted
is read again by the next ingest.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reader.config import Settings
from reader.errors import EncryptedInput, UnknownFormat
from reader.formats import contract as formats
from reader.formats.host import Extractor
from reader.formats.page_companions import companions
from reader.formats.web_pictures import ON_PAGE
from reader.model import Actor, Mention, Place, Problem, Source
from reader.services.compose import Composed, compose, mentions_of
from reader.services.expected import Expected, looked_at
from reader.services.intake import PAGE, Intake, Taken, is_read
from reader.services.intake import IngestOptions as IngestOptions
from reader.services.manifest import Manifest
from reader.services.passwords import Passwords
from reader.services.problems import READING, problem
from reader.services.progress import Meter, Monitor, SilentMonitor
from reader.services.readahead import ReadAhead, Work
from reader.services.revisits import Revisits
from reader.services.sidecars import Sidecars
from reader.services.unpacking import admitted
from reader.services.walk import Found, walk
from reader.store.case import CaseStore
from reader.store.session import Session

CHUNK_FILES = 64
CHUNK_BYTES = 64 * 1024**2
"""A chunk of files ends at whichever comes first: one transaction stores its sources."""

COPIES_AT_ONCE = 8
"""Files copied side by side: what takes time is waiting for the disk to have them for good, and a disk does that
for several at the price of one."""

FLUSH_BLOCKS = 20_000
"""Readings are stored together until they hold this many blocks: bounds memory."""


UNREAD = UnknownFormat("").code
"""Code of the Problem of an original that no format reads yet."""


@dataclass(slots=True)
class IngestReport:
    """What one ingest did. ``problems`` counts the Problems it stored."""

    sources: int = 0
    documents: int = 0
    duplicates: int = 0
    problems: int = 0
    cancelled: bool = False
    document_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading, ready to be stored: everything slow has been done outside the transaction."""

    work: Work
    composed: Composed | None
    mentions: list[Mention]
    children: list[Source]
    problems: list[Problem]
    revisits: list[formats.Revisit]


class IngestService:
    """Brings files, folders and archives into a case."""

    def __init__(
        self,
        store: CaseStore,
        actor: Actor,
        settings: Settings,
        extractor: Callable[[], AbstractContextManager[Extractor]],
        passwords: Passwords,
    ) -> None:
        self._store = store
        self._actor = actor
        self._known = passwords
        self._settings = settings
        self._extractor = extractor
        self._intake = Intake(store.blobs, actor, file_bytes=settings.limits.file_bytes)
        self._in_hand: set[str] = set()
        self._pages: dict[str, str] = {}
        self._passwords: list[str] = []
        self._pictures = True
        self._expected = Expected()
        self._revisits = Revisits(store, actor, self._intake)

    def remember_passwords(self, passwords: Sequence[str]) -> None:
        """Keep *passwords*, sealed, for this and later readings (see :mod:`reader.services.passwords`)."""
        self._known.remember(self._actor, passwords)

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
        sidecars = Sidecars.among(found)
        if options.passwords:
            self.remember_passwords(options.passwords)
        self._passwords = self._known.known()
        self._pictures = options.pictures
        report = IngestReport()
        meter = Meter(monitor, len(found), "files")
        self._in_hand.clear()
        self._expected = Expected()
        self._pages = dict.fromkeys((item.page for item in found if item.page), "")
        with (
            self._extractor() as extractor,
            self._store.staging() as staging,
            ThreadPoolExecutor(COPIES_AT_ONCE, thread_name_prefix="intake") as copying,
        ):
            width = max(1, self._settings.workers)
            reading = ReadAhead(extractor, self._store, staging, width=width, passwords=self._passwords)
            try:
                for chunk in _chunks(found):
                    take = partial(self._intake.file, options=options, manifest=manifest, sidecars=sidecars)
                    self._register(list(copying.map(take, chunk)), reading, report)
                    self._read(reading, copying, report, monitor)
                    if report.cancelled:
                        break
                    meter.advance(len(chunk), message=chunk[-1].relative)
            finally:
                reading.close()
        resolved = self._revisits.resolve()
        report.sources += resolved.sources
        report.problems += resolved.problems
        if not report.cancelled:  # what is left unread must not pass for looked at
            report.problems += self._expected.store(self._store, self._actor)
        meter.finish()
        return report

    def _register(self, taken: Sequence[Taken], reading: ReadAhead, report: IngestReport) -> None:
        """Store Source rows and early Problems; queue what has to be read."""
        with self._store.write(self._actor) as session:
            for item in taken:
                stored = self._add(session, self._placed(item.source), report) if item.source else None
                for row in item.problems:
                    named = dataclasses.replace(row, source_id=stored.id, kept="the original") if stored else row
                    session.problems.add(named)
                    report.problems += 1
                for work in self._unread(session, stored, report) if stored else ():
                    reading.add(work)

    def _placed(self, source: Source) -> Source:
        """A part of a saved page inside its page, which came in before it."""
        page = self._pages.get(source.metadata.get(PAGE, ""))
        if not page:
            return source
        return dataclasses.replace(source, container_id=page, container_place=Place("member", path=source.path))

    def _add(self, session: Session, source: Source, report: IngestReport) -> Source:
        report.sources += 1
        stored = session.sources.add(source)
        if stored.path in self._pages:
            self._pages[stored.path] = stored.id
        return stored

    def _unread(self, session: Session, source: Source, report: IngestReport) -> list[Work]:
        """What is left to read of *source*'s bytes: nothing when they were read, or are being read."""
        if not is_read(source):
            return []
        if source.duplicate_of is None:  # new bytes: nobody can have read them
            self._in_hand.add(source.id)
            return [Work(source)]
        report.duplicates += 1
        return self._left(session, session.sources.get(source.duplicate_of), depth=0)

    def _left(self, session: Session, source: Source, *, depth: int) -> list[Work]:
        """An interrupted run may have stored a container's members without reading them all."""
        if source.id in self._in_hand or not is_read(source):
            return []
        self._in_hand.add(source.id)
        problems = session.problems.for_source(source.id)
        if self._passwords and any(row.code == EncryptedInput("").code for row in problems):
            return [Work(source, depth)]
        if members := [row for row in session.sources.children(source.id) if is_read(row)]:
            return [work for member in members for work in self._left(session, member, depth=depth + 1)]
        # what no format could read may be readable by now: an extra was installed, the program is newer
        tried = any(row.stage == READING and row.code != UNREAD for row in problems) or looked_at(session, source)
        if tried or session.documents.by_source(source.id):
            return []
        return [Work(source, depth)]

    def _read(self, reading: ReadAhead, copying: ThreadPoolExecutor, report: IngestReport, monitor: Monitor) -> None:
        """Read everything queued, children included, and store it in large transactions.

        When the user cancels, what was read is stored and the rest is left for another run.
        """
        batch: list[_Read] = []
        blocks = 0
        for result in reading.results():
            batch.append(self._prepare(*result, copying))
            blocks += len(batch[-1].composed.blocks) if batch[-1].composed else 0
            if blocks >= FLUSH_BLOCKS or batch[-1].children:
                self._store_all(batch, reading, report)
                batch, blocks = [], 0
            if monitor.cancelled():
                report.cancelled = True
                break
        self._store_all(batch, reading, report)

    def _prepare(self, work: Work, events: Sequence[formats.Event], copying: ThreadPoolExecutor) -> _Read:
        head = next((e for e in events if isinstance(e, formats.Head)), None)
        drafts = [e for e in events if isinstance(e, formats.BlockDraft)]
        found = self._wanted(events)
        troubles = [e for e in events if isinstance(e, formats.Trouble)]
        problems = [_of_trouble(trouble, work.source) for trouble in self._expected.sift(work.source, troubles)]
        composed = None
        if head is not None and drafts:
            composed = compose(head, drafts, source_id=work.source.id, fallback_title=work.source.name)
        revisits = [e for e in events if isinstance(e, formats.Revisit)]
        found, refusals = admitted(found, work, self._settings.limits)
        problems += refusals
        pages = companions(_name_in(child) for child in found)
        belonging = [pages.get(_name_in(child)) for child in found]
        take = partial(self._intake.child, work.source, pictures=self._pictures)
        children = list(copying.map(take, found, belonging))
        if composed is None and not (children or troubles or problems or revisits):
            problems.append(
                problem("no-text", "The file was read, but it holds no text.", source=work.source, stage=READING)
            )
        mentions = mentions_of(composed.segments) if composed else []
        return _Read(work, composed, mentions, children, problems, revisits)

    def _wanted(self, events: Sequence[formats.Event]) -> list[formats.Child]:
        """Members to take in; the files of pictures the user left out are removed."""
        children = [event for event in events if isinstance(event, formats.Child)]
        if self._pictures:
            return children
        for child in children:
            if ON_PAGE in child.metadata:
                child.path.unlink(missing_ok=True)
        return [child for child in children if ON_PAGE not in child.metadata]

    def _store_all(self, batch: Sequence[_Read], reading: ReadAhead, report: IngestReport) -> None:
        if not batch:
            return
        with self._store.write(self._actor) as session:
            for item in batch:
                self._store_one(session, item, reading, report)

    def _store_one(self, session: Session, item: _Read, reading: ReadAhead, report: IngestReport) -> None:
        if item.composed is not None:
            document = session.documents.add(item.composed.document, item.composed.blocks, item.composed.segments)
            session.mentions.replace(document.id, [_in_document(mention, document.id) for mention in item.mentions])
            report.documents += 1
            report.document_ids.append(document.id)
        for child in item.children:
            for work in self._unread(session, self._add(session, child, report), report):
                reading.add(dataclasses.replace(work, depth=item.work.depth + 1, spent=item.work.spent))
        self._revisits.add(item.work.source, item.revisits)
        known = _unread_already(session, item)
        for row in item.problems:
            if (row.code, row.message) not in known:
                session.problems.add(row)
                report.problems += 1


def _unread_already(session: Session, item: _Read) -> set[tuple[str, str]]:
    """What was said of this original when it was tried before, and need not be said twice."""
    if all(row.code != UNREAD for row in item.problems):
        return set()
    return {(row.code, row.message) for row in session.problems.for_source(item.work.source.id) if row.code == UNREAD}


def _name_in(child: formats.Child) -> str:
    """The member's name in its archive; what came out of a web archive or message is no part of a folder."""
    return child.place.path if child.place is not None and child.place.kind == "member" else ""


def _in_document(mention: Mention, document_id: str) -> Mention:
    """A mention in a segment that was known by its number only."""
    return dataclasses.replace(mention, document_id=document_id, segment_id=f"{document_id}.s{mention.segment_id}")


def _of_trouble(trouble: formats.Trouble, source: Source) -> Problem:
    return problem(
        trouble.code,
        trouble.message,
        hint=trouble.hint,
        source=source,
        kept=trouble.kept,
        place=trouble.place,
        stage=READING,
    )


def _chunks(found: Sequence[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    weight = 0
    for item in found:
        chunk.append(item)
        weight += _size(item.path)
        if len(chunk) >= CHUNK_FILES or weight >= CHUNK_BYTES:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:  # said properly when the file is taken in
        return 0
