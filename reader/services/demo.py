"""Build the sample case from the bundled fictional documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader import demo
from reader.config import Settings
from reader.errors import CaseExists, ReaderError
from reader.model import Job, JobState
from reader.services.export import SAMPLE_TAG
from reader.services.progress import Progress
from reader.services.wiring import Services, create_case, open_services

TITLE = "Demo case: the Calderport service station (SAMPLE, fictional)"
ACTOR = "Demo reader"


class DemoService:
    """Needs no case: it makes one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def prepare(self, folder: Path, observer: Callable[[Job, Progress], None] | None = None) -> dict[str, Any]:
        """Create the case in *folder* if needed, then ingest, translate and check; its status.

        A demo case that is already there is brought up to date. Raises CaseExists when
        *folder* holds something else, ReaderError when a step failed.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            if not (folder / "case.db").is_file():
                raise _taken(folder)
        else:
            create_case(folder, title=TITLE, actor_name=ACTOR)
        with open_services(folder, self._settings) as services:
            _mark(services)
            queued = [*_queue_documents(services), services.jobs.enqueue("translate"), services.jobs.enqueue("check")]
            runner = services.runner()
            if runner.take_lease():
                try:
                    runner.run_queued(observer)
                finally:
                    runner.release_lease()
            for job in (services.jobs.wait(row.id, lambda _: None) for row in queued):
                if job.state == JobState.FAILED:
                    raise ReaderError(f"The step “{job.kind}” failed: {job.message}")
            return services.status.status()


def _mark(services: Services) -> None:
    """Let every export of this case say that it is fictional. A case of somebody's own is refused, not marked."""
    with services.store.read() as session:
        marked = session.meta.get(SAMPLE_TAG) == "yes"
    if marked:
        return
    if services.title != TITLE:
        raise _taken(services.store.folder)
    with services.store.write(services.actor) as session:
        session.meta.set(SAMPLE_TAG, "yes")


def _queue_documents(services: Services) -> list[Job]:
    return [
        services.jobs.enqueue(
            "ingest",
            {
                "paths": [str(entry.path)],
                "url": entry.url,
                "captured": entry.captured,
                "collector": entry.collector,
                "note": entry.note,
            },
        )
        for entry in demo.entries()
    ]


def _taken(folder: Path) -> CaseExists:
    return CaseExists(f"{folder} exists and is not a demo case.", hint="Name another folder: reader demo DIR")
