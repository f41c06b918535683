"""Translate every Chinese segment of a case, resumably, one package per script."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from reader.config import Settings
from reader.model import Actor, Segment
from reader.services.anchoring import Anchoring
from reader.services.enforcement import constraints_of, outdated
from reader.services.progress import Meter, Monitor, SilentMonitor
from reader.services.routing import SCRIPTS, engine_input, is_in
from reader.store.case import CaseStore
from reader.translate.constraints import Constraints, unconstrained
from reader.translate.engine import Engine
from reader.translate.packages import PackageStore, Route
from reader.translate.translator import Translator

DEFAULT_PACKAGE = "default_package"
"""Name of the setting."""

ASSIGN_EVERY = 256
ASSIGN_SECONDS = 2.0
"""Assignments are committed at whichever comes first: a killed run loses no more than that."""


@dataclass(slots=True)
class TranslateReport:
    """``translated``: sentences given a translation in this run, from the engine or from the memory;
    ``packages`` that were used."""

    translated: int = 0
    cancelled: bool = False
    packages: list[str] = field(default_factory=list)


class TranslateService:
    """Machine translation of whole documents and of single lines."""

    def __init__(self, store: CaseStore, actor: Actor, settings: Settings, packages: PackageStore) -> None:
        self._store = store
        self._actor = actor
        self._settings = settings
        self._packages = packages

    def run(
        self,
        document_ids: Sequence[str] | None = None,
        *,
        package: str | None = None,
        workers: int | None = None,
        monitor: Monitor | None = None,
    ) -> TranslateReport:
        """Translate what has no translation yet (by the chosen package, when one is named), and what was translated
        under other term constraints than hold now.

        ``document_ids`` limits the work; ``package`` overrides the case's default.
        Raises PackageMissing when nothing installed translates Chinese.
        """
        monitor = monitor or SilentMonitor()
        chosen = package or self.default_package()
        constraints = constraints_of(self._store)
        report = TranslateReport()
        for script in SCRIPTS:
            route = self._packages.choose(script, chosen)
            wanted = route.package.sha256 if package else None
            total = self._count(document_ids, script, wanted)
            again: list[Segment] = []
            if constraints is not None:
                again = list(outdated(self._store, document_ids, script, route, constraints))
                total += len(again)
            if total == 0 or report.cancelled:
                continue
            pending = chain(self._pending(document_ids, script, wanted), again)
            threads = workers or self._settings.workers
            self._translate(route, pending, total, threads, monitor, report, constraints or unconstrained)
            used = f"{route.package.name} {route.package.version}"
            if used not in report.packages:  # both scripts may go to one package
                report.packages.append(used)
        return report

    def default_package(self) -> str | None:
        """The case's own choice of package; ``None`` means the best installed one."""
        with self._store.read() as session:
            return session.meta.get(DEFAULT_PACKAGE)

    def set_default_package(self, label: str | None) -> None:
        """Choose the package for this case from now on. Raises UnknownObject, PackageMissing."""
        if label is not None:
            self._packages.choose("zh", label)
        with self._store.write(self._actor) as session:
            session.meta.set(DEFAULT_PACKAGE, label)

    def _count(self, document_ids: Sequence[str] | None, script: str, package_sha256: str | None) -> int:
        with self._store.read() as session:
            counts = session.translations.pending_counts(document_ids, package_sha256=package_sha256)
        return sum(n for lang, n in counts.items() if is_in(lang, script))

    def _pending(
        self, document_ids: Sequence[str] | None, script: str, package_sha256: str | None
    ) -> Iterator[Segment]:
        """The untranslated segments of one script, streamed."""
        rows = self._store.pending(document_ids, package_sha256=package_sha256)
        return (row for row in rows if is_in(row.lang, script))

    def _translate(
        self,
        route: Route,
        segments: Iterator[Segment],
        total: int,
        workers: int,
        monitor: Monitor,
        report: TranslateReport,
        constraints: Constraints,
    ) -> None:
        meter = Meter(monitor, total, "sentences")
        ids: dict[int, str] = {}

        def inputs() -> Iterator[str]:
            for n, row in enumerate(segments):
                ids[n] = row.id
                yield engine_input(row, route)

        batch: list[tuple[str, str]] = []
        committed = time.monotonic()
        with Engine(route.package, workers=workers, constraints=constraints) as engine:
            translator = Translator(engine, self._store.memory(self._actor))
            for n, translation in translator.translate(inputs(), cancelled=monitor.cancelled):
                batch.append((ids.pop(n), translation.id))
                now = time.monotonic()
                if len(batch) >= ASSIGN_EVERY or now - committed >= ASSIGN_SECONDS:
                    self._assign(batch)
                    report.translated += len(batch)
                    batch, committed = [], now
                meter.advance()
        self._assign(batch)
        report.translated += len(batch)
        report.cancelled = monitor.cancelled()
        meter.finish()

    def _assign(self, batch: Sequence[tuple[str, str]]) -> None:
        if not batch:
            return
        with self._store.write(self._actor) as session:
            session.translations.assign(batch)
        Anchoring(self._store, self._actor).refresh([segment_id for segment_id, _ in batch])
