"""The one place where services are put together from Settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from pathlib import Path

from reader.config import Settings
from reader.formats.host import Extractor
from reader.model import Actor
from reader.services.annotate import AnnotateService
from reader.services.check import CheckService
from reader.services.comparison import ComparisonService
from reader.services.corrections import CorrectionService
from reader.services.doubts import DoubtService
from reader.services.export import ExportService
from reader.services.handlers import JobHandlers
from reader.services.ingest import IngestService
from reader.services.jobs import JobRunner, JobService
from reader.services.link import LinkService
from reader.services.norms import MeasuredNorms
from reader.services.original import OriginalService
from reader.services.packages import open_packages
from reader.services.passwords import Passwords
from reader.services.questions import QuestionService
from reader.services.rates import RateService
from reader.services.reading import ReadingService
from reader.services.search import SearchService
from reader.services.status import StatusService
from reader.services.terms import TermService
from reader.services.translate import TranslateService
from reader.services.uploads import UploadService
from reader.services.verify import VerifyService
from reader.services.versions import VersionService
from reader.services.words import WordService
from reader.store import case
from reader.store.case import CaseStore
from reader.translate.packages import PackageStore

DEFAULT_ACTOR = "Investigator"


class Services:
    """All use cases of one open case, acting as one Actor; built on first use."""

    def __init__(self, store: CaseStore, actor: Actor, settings: Settings) -> None:
        self.store = store
        self.actor = actor
        self.settings = settings

    @property
    def title(self) -> str:
        """The case's title."""
        return self.store.title

    @cached_property
    def packages(self) -> PackageStore:
        """Installed and bundled translation packages."""
        return open_packages(self.settings)

    @cached_property
    def reading(self) -> ReadingService:
        """Windows of sentences, headers, histories."""
        return ReadingService(self.store, self.packages, self.original)

    @cached_property
    def original(self) -> OriginalService:
        """Page images and text snapshots."""
        return OriginalService(self.store, self._extractor(1), self.passwords)

    @cached_property
    def passwords(self) -> Passwords:
        """Passwords of protected originals."""
        return Passwords(self.store, self.settings.key_file)

    @cached_property
    def ingest(self) -> IngestService:
        """Files into the case."""
        extractor = self._extractor(self.settings.workers)
        return IngestService(self.store, self.actor, self.settings, extractor, self.passwords)

    @cached_property
    def translate(self) -> TranslateService:
        """Machine translation."""
        return TranslateService(self.store, self.actor, self.settings, self.packages)

    @cached_property
    def check(self) -> CheckService:
        """Findings."""
        return CheckService(self.store, self.actor, MeasuredNorms(self.packages))

    @cached_property
    def annotate(self) -> AnnotateService:
        """Notes, corrections, dismissals."""
        return AnnotateService(self.store, self.actor)

    @cached_property
    def corrections(self) -> CorrectionService:
        """Corrections of recognised text."""
        return CorrectionService(self.store, self.actor, self.original)

    @cached_property
    def doubts(self) -> DoubtService:
        """Open findings over the whole case."""
        return DoubtService(self.store, self.actor)

    @cached_property
    def questions(self) -> QuestionService:
        """What a translator is asked about."""
        return QuestionService(self.store)

    @cached_property
    def rates(self) -> RateService:
        """Exchange rates."""
        return RateService(self.store, self.actor)

    @cached_property
    def versions(self) -> VersionService:
        """Documents that belong together."""
        return VersionService(self.store)

    @cached_property
    def comparison(self) -> ComparisonService:
        """Two documents side by side."""
        return ComparisonService(self.store)

    @cached_property
    def search(self) -> SearchService:
        """Search."""
        return SearchService(self.store)

    @cached_property
    def link(self) -> LinkService:
        """Recurring identifiers."""
        return LinkService(self.store)

    @cached_property
    def terms(self) -> TermService:
        """The case's termbase and the bundled glossary."""
        return TermService(self.store, self.actor)

    @cached_property
    def words(self) -> WordService:
        """Words with pinyin and dictionary senses."""
        return WordService(self.store)

    @cached_property
    def status(self) -> StatusService:
        """Overview."""
        return StatusService(self.store, self.reading)

    @cached_property
    def verify(self) -> VerifyService:
        """Verification."""
        return VerifyService(self.store, self.settings, self.packages, self._extractor(1), self.passwords)

    @cached_property
    def export(self) -> ExportService:
        """Exhibits."""
        return ExportService(self.store, self.actor, self.packages)

    @cached_property
    def jobs(self) -> JobService:
        """The queue of long work."""
        return JobService(self.store, self.actor)

    @cached_property
    def uploads(self) -> UploadService:
        """Files from the browser."""
        return UploadService(self.store.folder / "staging")

    def runner(self) -> JobRunner:
        """A runner for this process; each job acts as the Actor who queued it."""
        return JobRunner(self.store, self.actor, self._handlers)

    def _handlers(self, actor: Actor) -> JobHandlers:
        acting = Services(self.store, actor, self.settings)
        return JobHandlers(acting.ingest, acting.translate, acting.check)

    def _extractor(self, processes: int) -> Callable[[], AbstractContextManager[Extractor]]:
        return partial(Extractor, self.settings.limits, processes=processes)


@contextmanager
def open_services(folder: Path, settings: Settings, actor_name: str | None = None) -> Iterator[Services]:
    """The services of the case in *folder*, acting as *actor_name* (created when new),
    else as the case's first person. Raises NotACase, SchemaMismatch, CaseDamaged."""
    store = case.open(folder)
    try:
        yield Services(store, acting(store, actor_name), settings)
    finally:
        store.close()


def require_case(folder: Path) -> None:
    """Raise PathMissing or NotACase unless *folder* holds a case; nothing is opened."""
    case.require(folder)


def create_case(folder: Path, *, title: str | None = None, actor_name: str | None = None) -> None:
    """A new, empty case in *folder*. Raises CaseExists."""
    case.create(folder, title=title or folder.name, actor_name=actor_name or DEFAULT_ACTOR).close()


def acting(store: CaseStore, name: str | None) -> Actor:
    """The Actor called *name*, added to the case when new; without a name, its first person."""
    with store.read() as session:
        people = [actor for actor in session.actors.all() if actor.role != "program"]
        known = session.actors.by_name(name) if name else (people[0] if people else None)
    if known is not None:
        return known
    with store.write(people[0]) as session:
        return session.actors.add(name or DEFAULT_ACTOR)
