"""Long work as the pages show it: progress that refreshes by itself, and a button to stop."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reader.model import Job, JobState
from reader.services.wiring import Services
from reader.ui import plain, state
from reader.ui.parts.tables import table

Request = tuple[str, dict[str, Any]]
"""Kind of a job and its parameters."""

KINDS = {"ingest": "Reading files", "translate": "Translating", "check": "Checking"}
ICONS = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "running",
    JobState.DONE: "✓ done",
    JobState.PARTIAL: "◐ done, with problems",
    JobState.FAILED: "✕ failed",
    JobState.CANCELLED: "■ stopped",
}


def active(services: Services) -> None:
    """Running and waiting jobs; redrawn every second until the last one ends, then the whole page once."""
    if services.jobs.active():
        _refreshing(services)


@st.fragment(run_every=1.0)
def _refreshing(services: Services) -> None:
    jobs = services.jobs.active()
    if not jobs:
        st.rerun()
    services.jobs.ensure_worker()
    for job in jobs:
        _one(services, job)


def _one(services: Services, job: Job) -> None:
    words, button = st.columns([6, 1], vertical_alignment="center")
    share = min(1.0, job.done / job.total) if job.total else 0.0
    words.progress(share, text=plain.label(_words(job)))
    stopping = job.cancel_requested
    if button.button("Stopping …" if stopping else "Stop", key=f"stop-{job.id}", disabled=stopping):
        services.jobs.cancel(job.id)
        st.rerun(scope="fragment")


def _words(job: Job) -> str:
    what = KINDS.get(job.kind, job.kind)
    if job.state == JobState.QUEUED:
        return f"{what}: waiting for its turn"
    text = f"{what}: {job.done:,} of {job.total:,} {job.unit}" if job.total else f"{what}: starting"
    if job.rate > 0 and job.total:
        text += f", {job.rate:.0f} a second, about {_duration((job.total - job.done) / job.rate)} left"
    return text


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def history(services: Services) -> None:
    """Every finished job, newest first."""
    rows = [
        {
            "what": KINDS.get(job.kind, job.kind),
            "how it ended": ICONS[job.state],
            "result": job.message,
            "finished (UTC)": (job.finished_at or "")[:19].replace("T", " "),
        }
        for job in reversed(services.jobs.all())
        if job.finished_at
    ]
    if rows:
        table(rows, widths={"what": 150, "how it ended": 190, "finished (UTC)": 170})
    else:
        st.caption("Nothing has been run yet.")


def queue(services: Services, *jobs: Request) -> None:
    """Put jobs in line and make sure that somebody works on them; then show the overview."""
    for kind, params in jobs:
        services.jobs.enqueue(kind, params)
    services.jobs.ensure_worker()
    state.go_to("overview")
    st.rerun()
