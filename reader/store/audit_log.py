"""The chain, and every row against the entry that covers it, in one pass over the log."""

from __future__ import annotations

import hashlib

from reader.model import LogEntry
from reader.store import schema
from reader.store.actions import ROW_ACTIONS
from reader.store.audit_report import AuditReport
from reader.store.audit_rows import LoggedRows
from reader.store.log import GENESIS, expected_hash
from reader.store.meta import CASE_ID
from reader.store.session import Session


def audit_log(session: Session, report: AuditReport, expect: str | None) -> None:
    """Check numbering, chain, digests and coverage; *expect* must be the hash of some entry."""
    last = session.log.count()
    tables = [LoggedRows(session.transaction, table, last, report) for table in schema.LOGGED]
    previous = GENESIS + _case_id(session)
    number, expected_at = 0, None
    for entry in session.log.entries():
        number += 1
        while number < entry.seq:
            report.fail(f"log entry {number}", "present", "missing")
            number += 1
        _audit_link(entry, previous, report)
        _audit_rows(entry, tables, report)
        previous = entry.hash
        if entry.hash == expect:
            expected_at = entry.seq
    report.count("log_entries", number)
    report.head = previous if number else ""
    for rows in tables:
        rows.leftover()
    if not number:
        report.fail("log", "at least one entry", "empty")
    if expect is not None:
        _audit_expected(session, expect, expected_at, number, report)


def _case_id(session: Session) -> str:
    """The case's id as the settings have it; an unreadable one cannot begin the chain."""
    try:
        return str(session.meta.get(CASE_ID, ""))
    except ValueError:
        return ""


def _audit_link(entry: LogEntry, previous: str, report: AuditReport) -> None:
    name = f"log entry {entry.seq} ({entry.action})"
    if entry.previous != previous:
        report.fail(name, f"previous {previous}", f"previous {entry.previous}")
    found = expected_hash(entry)
    if found != entry.hash:
        report.fail(name, f"hash {entry.hash}", f"hash {found}")


def _audit_rows(entry: LogEntry, tables: list[LoggedRows], report: AuditReport) -> None:
    """Recompute the entry's digest; a row or gap that was reported already explains a difference."""
    digest, count = hashlib.sha256(), 0
    known = len(report.failures) + report.checked.get("failures_not_listed", 0)
    for rows in tables:
        for line in rows.of_entry(entry.seq):
            digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
            count += 1
    report.count("rows", count)
    explained = len(report.failures) + report.checked.get("failures_not_listed", 0) > known
    name = f"rows of log entry {entry.seq} ({entry.action}, {entry.object})"
    if entry.action not in ROW_ACTIONS:
        if count:
            report.fail(name, "no rows", f"{count} rows")
    elif digest.hexdigest() != entry.digest and not explained:
        report.fail(name, entry.digest, f"{digest.hexdigest()} ({count} rows)" if count else "no rows")


def _audit_expected(session: Session, expect: str, at: int | None, last: int, report: AuditReport) -> None:
    if at is None:
        report.fail("log head", expect, session.log.head() or "no log")
    else:
        report.count("entries_since_expected", last - at)
