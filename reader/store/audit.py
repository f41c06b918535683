"""Prove that a case is what its evidence trail says (docs/evidence-model.md).

Four passes, each streamed: the database's own structure, the log with every row
it covers, the text of every document, the bytes of every original. Nothing is
raised for what is found: a report names each object with what was recorded and
what is there now. Search index, jobs and lease are working state and not covered.
"""

from __future__ import annotations

from sqlalchemy import select

from reader.errors import CaseBusy, CaseError, UnknownObject
from reader.store import schema
from reader.store.audit_log import audit_log
from reader.store.audit_report import AuditReport as AuditReport
from reader.store.audit_report import Failure as Failure
from reader.store.audit_text import audit_text
from reader.store.case import CaseStore


def verify(store: CaseStore, *, expect: str | None = None) -> AuditReport:
    """Check everything. *expect* is a log head noted earlier (on an exhibit): it must occur in the log.

    A head that is an older entry is fine: ``checked["entries_since_expected"]`` says
    how much was added since. Raises CaseBusy only.
    """
    report = AuditReport()
    try:
        with store.verbatim() as (session, faults):
            for fault in faults:
                report.fail("database", "an intact file", fault)
            audit_log(session, report, expect)
            audit_text(session, report)
        _audit_originals(store, report)
    except CaseBusy:
        raise
    except CaseError:  # damaged pages, a table that is gone
        report.fail("database", "a readable file", "damaged; not everything could be checked")
    return report


def _audit_originals(store: CaseStore, report: AuditReport) -> None:
    """Hash every original; files that no source names (left by an interrupted ingest) are only counted."""
    table = schema.sources
    with store.read() as session:
        named = {row.sha256: row.id for row in session.transaction.stream(select(table).order_by(table.c.pk.desc()))}
    for sha256, source_id in named.items():
        report.count("originals")
        try:
            found = store.blobs.digest(sha256) or "missing"
        except (OSError, UnknownObject):  # no permission, a failing disk, a name that is no digest
            found = "unreadable"
        if found != sha256:
            report.fail(f"original {source_id}", sha256, found)
    unnamed = sum(sha256 not in named for sha256 in store.blobs.all())
    if unnamed:
        report.count("originals_without_source", unnamed)
