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
from reader.services.wiring import create_case, open_services

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
        if folder.exists() and any(folder.iterdir()):
            if not (folder / "case.db").is_file():
                raise CaseExists(
                    f"{folder} exists and is not a demo case.", hint="Name another folder: reader demo DIR"
                )
        else:
            create_case(folder, title=TITLE, actor_name=ACTOR)
        with open_services(folder, self._settings) as services:
            with services.store.write(services.actor) as session:
                if session.meta.get(SAMPLE_TAG) != "yes":
                    session.meta.set(SAMPLE_TAG, "yes")
            for entry in demo.entries():
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
            services.jobs.enqueue("translate")
            services.jobs.enqueue("check")
            runner = services.runner()
            if runner.take_lease():
                try:
                    runner.run_queued(observer)
                finally:
                    runner.release_lease()
            for job in services.jobs.active():
                services.jobs.wait(job.id, lambda _: None)
            failed = next((job for job in services.jobs.all() if job.state == JobState.FAILED), None)
            if failed is not None:
                raise ReaderError(f"The step “{failed.kind}” failed: {failed.message}")
            return services.status.status()
