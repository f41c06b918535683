"""Run a job from the command line: here if no worker has the case, else follow the worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.cli.output import emit, note, say, watching
from reader.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTIAL
from reader.model import Job, JobState, to_dict
from reader.services.wiring import Services

EXIT = {
    JobState.DONE: EXIT_DONE,
    JobState.PARTIAL: EXIT_PARTIAL,
    JobState.CANCELLED: EXIT_PARTIAL,
    JobState.FAILED: EXIT_FAILED,
}


def run_job(services: Services, kind: str, params: Mapping[str, Any], *, quiet: bool = False) -> Job:
    """Queue a job and see it through; returns its final state.

    Ctrl-C asks the job to stop at its next safe point and is passed on.
    """
    job = services.jobs.enqueue(kind, params)
    runner = services.runner()
    try:
        with watching(quiet) as watcher:
            if runner.take_lease():
                try:
                    runner.run_queued(watcher.progress, until=job.id)
                finally:
                    runner.release_lease()
                return services.jobs.get(job.id)
            note("Another process is working on this case; waiting for its queue.")
            return services.jobs.wait(job.id, watcher.job)
    except KeyboardInterrupt:
        services.jobs.cancel(job.id)
        raise


def finish(job: Job, as_json: bool) -> int:
    """Say how a job ended; the exit code."""
    if as_json:
        emit(to_dict(job))
    elif job.state == JobState.FAILED:
        note(f"Error: {job.message}")
    else:
        say(job.message)
        if job.state == JobState.PARTIAL:
            note("Some files could not be read completely: see `reader status CASE --problems`.")
    return EXIT[job.state]
