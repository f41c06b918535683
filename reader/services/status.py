"""The case at a glance: the overview page and ``reader status``."""

from __future__ import annotations

from typing import Any

from reader.model import Severity, to_dict
from reader.services.reading import ReadingService
from reader.store.case import CaseStore


class StatusService:
    """Counts and lists; read-only."""

    def __init__(self, store: CaseStore, reading: ReadingService) -> None:
        self._store = store
        self._reading = reading

    def status(self) -> dict[str, Any]:
        """The JSON contract of ``reader status --json``, with more beside it."""
        documents = self._reading.documents()
        with self._store.read() as session:
            severities = session.findings.counts()
            problems = session.problems.count()
            jobs = session.jobs.all()
            head = session.log.head()
            sources = session.sources.count()
            notes = session.annotations.count()
        languages: dict[str, int] = {}
        for row in documents:
            main = max(row["languages"], key=row["languages"].get, default="und")
            languages[main] = languages.get(main, 0) + 1
        return {
            "title": self._store.title,
            "documents": len(documents),
            "sources": sources,
            "segments": {
                "total": sum(d["segments"] for d in documents),
                "chinese": sum(d["chinese"] for d in documents),
                "translated": sum(d["translated"] for d in documents),
            },
            "corrected_blocks": sum(d["corrected_blocks"] for d in documents),
            "findings": {str(s): severities.get(s, 0) for s in reversed(Severity)},
            "notes": notes,
            "problems": problems,
            "languages": languages,
            "log_head": head,
            "jobs": [to_dict(job) for job in jobs],
            "documents_list": documents,
        }

    def problems(self) -> list[dict[str, Any]]:
        """Every stored Problem, oldest first."""
        with self._store.read() as session:
            return [to_dict(row) for row in session.problems.all()]

    def log(self, *, last: int | None = None) -> list[dict[str, Any]]:
        """Log entries, oldest first; only the *last* ones when given."""
        with self._store.read() as session:
            start = max(1, session.log.count() - last + 1) if last else 1
            entries = list(session.log.entries(start))
            actors = {row.id: row.name for row in session.actors.all()}
        return [{**to_dict(e), "actor": actors.get(e.actor_id, e.actor_id)} for e in entries]
