"""Open findings over the whole case: how many of which kind, gravest first, and those that say the same thing.

*Open* are the findings of the newest check of what a segment shows now, unless somebody dismissed them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select

from reader.model import Severity
from reader.store import schema
from reader.store.findings import NOT_DISMISSED, current_findings
from reader.store.sentences import NUMBER, READING_ORDER
from reader.store.transaction import Transaction

_FINDINGS, _SEGMENTS = schema.findings, schema.segments
_WITH_SEGMENT = _FINDINGS.join(_SEGMENTS, _SEGMENTS.c.id == _FINDINGS.c.segment_id)
_GRAVITY = case({str(severity): severity.gravity for severity in Severity}, value=_FINDINGS.c.severity, else_=0)


@dataclass(frozen=True, slots=True)
class DoubtCount:
    """How many open findings one document has under one label, of one severity."""

    document_id: str
    check: str
    label: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class DoubtPattern:
    """Open findings that say the same in the same words: what one decision can set aside.

    ``example`` is the id of the first of them; ``count`` counts them, ``documents`` the documents they are in.
    """

    check: str
    label: str
    explanation: str
    severity: Severity
    count: int
    documents: int
    example: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One open finding with the sentence it is about."""

    finding_id: str
    document_id: str
    segment_id: str
    n: int
    check: str
    label: str
    severity: Severity
    explanation: str
    source: str


class Doubts:
    """Read-only set queries; dismissing is done by :class:`reader.store.findings.Findings`."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def counts(self) -> list[DoubtCount]:
        """Open findings of the case by document, label and severity."""
        columns = (_SEGMENTS.c.document_id, _FINDINGS.c.check_name, _FINDINGS.c.label, _FINDINGS.c.severity)
        query = select(*columns, func.count().label("n")).select_from(_WITH_SEGMENT).where(*_open()).group_by(*columns)
        return [
            DoubtCount(row.document_id, row.check_name, row.label, Severity(row.severity), row.n)
            for row in self._tx.rows(query)
        ]

    def gravest(
        self,
        *,
        label: str | None = None,
        severity: Severity | None = None,
        document_id: str | None = None,
        start: int = 0,
        count: int = 200,
    ) -> list[Doubt]:
        """Open findings, gravest first and then in reading order, from place *start* (0-based) on."""
        query = (
            select(_FINDINGS, _SEGMENTS.c.document_id, NUMBER.label("n"), _SEGMENTS.c.text.label("source"))
            .select_from(_WITH_SEGMENT)
            .where(*_open(label, severity, document_id))
            .order_by(_GRAVITY.desc(), *READING_ORDER, _FINDINGS.c.pk)
            .offset(start)
            .limit(count)
        )
        return [
            Doubt(
                finding_id=row.id,
                document_id=row.document_id,
                segment_id=row.segment_id,
                n=row.n,
                check=row.check_name,
                label=row.label,
                severity=Severity(row.severity),
                explanation=row.explanation,
                source=row.source,
            )
            for row in self._tx.rows(query)
        ]

    def patterns(self, *, least: int = 2, count: int = 200) -> list[DoubtPattern]:
        """Explanations that at least *least* open findings share, most frequent first."""
        columns = (_FINDINGS.c.check_name, _FINDINGS.c.label, _FINDINGS.c.explanation, _FINDINGS.c.severity)
        times = func.count()
        query = (
            select(
                *columns,
                times.label("n"),
                func.count(_SEGMENTS.c.document_id.distinct()).label("documents"),
                func.min(_FINDINGS.c.pk).label("first"),
            )
            .select_from(_WITH_SEGMENT)
            .where(*_open())
            .group_by(*columns)
            .having(times >= least)
            .order_by(times.desc(), _GRAVITY.desc(), func.min(_FINDINGS.c.pk))
            .limit(count)
        )
        return [
            DoubtPattern(
                check=row.check_name,
                label=row.label,
                explanation=row.explanation,
                severity=Severity(row.severity),
                count=row.n,
                documents=row.documents,
                example=f"F{row.first}",
            )
            for row in self._tx.rows(query)
        ]

    def alike(self, finding_id: str) -> list[str]:
        """Ids of the open findings that say what this one says, as gravely, itself included: one of
        :meth:`patterns`."""
        one = select(_FINDINGS).where(_FINDINGS.c.id == finding_id).subquery()
        query = (
            select(_FINDINGS.c.id)
            .join(
                one,
                (_FINDINGS.c.check_name == one.c.check_name)
                & (_FINDINGS.c.label == one.c.label)
                & (_FINDINGS.c.explanation == one.c.explanation)
                & (_FINDINGS.c.severity == one.c.severity),
            )
            .where(*_open())
            .order_by(_FINDINGS.c.pk)
        )
        return [row.id for row in self._tx.rows(query)]

    def labels(self, document_id: str) -> dict[str, dict[str, Severity]]:
        """Segment id → label → gravest open finding under it, for a document's segments that have any."""
        query = select(_FINDINGS.c.segment_id, _FINDINGS.c.label, _FINDINGS.c.severity).where(
            current_findings(document_id), NOT_DISMISSED
        )
        found: dict[str, dict[str, Severity]] = {}
        for row in self._tx.rows(query.distinct()):
            mine = found.setdefault(row.segment_id, {})
            mine[row.label] = gravest((mine.get(row.label, Severity.MINOR), Severity(row.severity)))
        return found


def gravest(severities: Iterable[Severity]) -> Severity:
    """The gravest of some severities."""
    return max(severities, key=lambda severity: severity.gravity)


def _open(
    label: str | None = None, severity: Severity | None = None, document_id: str | None = None
) -> list[ColumnElement[bool]]:
    where = [current_findings(document_id), NOT_DISMISSED]
    if label is not None:
        where.append(_FINDINGS.c.label == label)
    if severity is not None:
        where.append(_FINDINGS.c.severity == str(severity))
    return where
