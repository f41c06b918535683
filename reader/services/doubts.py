"""The doubts of a whole case: where they are, gravest first, and many alike decided at once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from reader.errors import UsageError
from reader.model import Actor, Severity
from reader.services.shown import shown
from reader.store.case import CaseStore


class DoubtService:
    """Reads as anybody, dismisses as one Actor."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def kinds(self) -> list[dict[str, Any]]:
        """One row per label: ``label``, ``checks``, ``critical``, ``major``, ``minor``, ``documents`` (how many);
        those with the gravest doubts first."""
        with self._store.read() as session:
            counts = session.doubts.counts()
        rows: dict[str, dict[str, Any]] = {}
        documents: dict[str, set[str]] = defaultdict(set)
        checks: dict[str, set[str]] = defaultdict(set)
        for one in counts:
            row = rows.setdefault(one.label, {"label": one.label, **{str(severity): 0 for severity in Severity}})
            row[str(one.severity)] += one.count
            documents[one.label].add(one.document_id)
            checks[one.label].add(one.check)
        for label, row in rows.items():
            row.update(documents=len(documents[label]), checks=sorted(checks[label]))
        return sorted(rows.values(), key=lambda row: (-row["critical"], -row["major"], -row["minor"], row["label"]))

    def gravest(
        self,
        *,
        label: str | None = None,
        severity: str | None = None,
        document_id: str | None = None,
        start: int = 0,
        count: int = 200,
    ) -> list[dict[str, Any]]:
        """Open findings, gravest first: ``finding``, ``document``, ``title``, ``n``, ``label``, ``severity``,
        ``explanation``, ``source``, ``translation``."""
        wanted = Severity(severity) if severity else None
        with self._store.read() as session:
            found = session.doubts.gravest(
                label=label, severity=wanted, document_id=document_id, start=start, count=count
            )
            english = shown(session, [row.segment_id for row in found])
            titles = session.overview.titles()
        return [
            {
                "finding": row.finding_id,
                "document": row.document_id,
                "title": titles[row.document_id].shown,
                "n": row.n,
                "label": row.label,
                "severity": str(row.severity),
                "explanation": row.explanation,
                "source": row.source,
                "translation": english[row.segment_id].text if row.segment_id in english else "",
            }
            for row in found
        ]

    def patterns(self, *, least: int = 2) -> list[dict[str, Any]]:
        """Doubts that stand in several places in the same words: ``finding`` (one of them), ``label``, ``severity``,
        ``explanation``, ``count``, ``documents``; most frequent first."""
        with self._store.read() as session:
            found = session.doubts.patterns(least=least)
        return [
            {
                "finding": row.example,
                "label": row.label,
                "severity": str(row.severity),
                "explanation": row.explanation,
                "count": row.count,
                "documents": row.documents,
            }
            for row in found
        ]

    def dismiss_alike(self, finding_id: str, *, reason: str) -> int:
        """Set aside every open doubt that says what this one says, as gravely; how many. Raises UsageError,
        UnknownObject."""
        if not reason.strip():
            raise UsageError("Say why these are no errors.", hint="One short sentence is enough; it goes into the log.")
        with self._store.write(self._actor) as session:
            session.findings.get(finding_id)
            return session.findings.dismiss_all(session.doubts.alike(finding_id), reason.strip())
