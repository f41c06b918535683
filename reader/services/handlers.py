"""What each kind of job does, in terms of the other services."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from reader.model import Job, JobState
from reader.services.check import CheckService
from reader.services.ingest import IngestOptions, IngestService
from reader.services.jobs import Handler, Outcome
from reader.services.progress import Monitor
from reader.services.translate import TranslateService
from reader.text.plural import plural


class JobHandlers:
    """Handlers by job kind; ``params`` are JSON values written by whoever queued the job."""

    def __init__(self, ingest: IngestService, translate: TranslateService, check: CheckService) -> None:
        self._ingest = ingest
        self._translate = translate
        self._check = check

    def mapping(self) -> Mapping[str, Handler]:
        """Kind → handler."""
        return {"ingest": self.ingest, "translate": self.translate, "check": self.check}

    def ingest(self, job: Job, monitor: Monitor) -> Outcome:
        """``paths``, ``url``, ``captured``, ``collector``, ``note``, ``manifest``, ``pictures`` (of saved pages);
        ``remove`` is an upload folder to delete once its files are in the case."""
        params = job.params
        options = IngestOptions(
            url=params.get("url"),
            captured=params.get("captured"),
            collector=params.get("collector") or "",
            note=params.get("note") or "",
            manifest=Path(params["manifest"]) if params.get("manifest") else None,
            pictures=params.get("pictures", True),
        )
        report = self._ingest.run([Path(p) for p in params["paths"]], options, monitor)
        if params.get("remove") and not report.cancelled:
            shutil.rmtree(params["remove"], ignore_errors=True)
        message = (
            f"{plural(report.documents, 'document')} from {plural(report.sources, 'file')}; "
            f"{plural(report.problems, 'problem')}."
        )
        if not (report.sources or report.problems or report.cancelled):
            message = "No files were found there."
        if report.duplicates:
            message += f" {plural(report.duplicates, 'file was', 'files were')} already in the case."
        return _outcome(report.cancelled, report.problems, message)

    def translate(self, job: Job, monitor: Monitor) -> Outcome:
        """``documents`` (ids), ``package``, ``workers``."""
        report = self._translate.run(
            job.params.get("documents"),
            package=job.params.get("package"),
            workers=job.params.get("workers"),
            monitor=monitor,
        )
        packages = f" with {', '.join(report.packages)}" if report.packages else ""
        return _outcome(report.cancelled, 0, f"{plural(report.translated, 'sentence')} translated{packages}.")

    def check(self, job: Job, monitor: Monitor) -> Outcome:
        """``documents`` (ids)."""
        report = self._check.run(job.params.get("documents"), monitor=monitor)
        message = f"{plural(report.checked, 'sentence')} checked; {plural(report.findings, 'doubt')} found."
        return _outcome(report.cancelled, 0, message)


def _outcome(cancelled: bool, problems: int, message: str) -> Outcome:
    if cancelled:
        return Outcome(JobState.CANCELLED, message, problems)
    return Outcome(JobState.PARTIAL if problems else JobState.DONE, message, problems)
