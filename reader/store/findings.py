"""Doubts about translations: recorded by check runs, dismissed by people."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.sql import ColumnElement

from reader.model import Actor, Dismissal, Finding, Severity, sha256_text, utc_now
from reader.store import actions, codec, current, schema
from reader.store.actors import Actors
from reader.store.canonical import canonical_json
from reader.store.transaction import Transaction, Values, chunked, unknown

_FINDINGS, _CHECKED, _RUNS, _DISMISSALS = schema.findings, schema.checked, schema.check_runs, schema.dismissals
_SEGMENTS = schema.segments

NOT_DISMISSED = ~(
    select(_DISMISSALS.c.pk)
    .where(
        _DISMISSALS.c.segment_id == _FINDINGS.c.segment_id,
        _DISMISSALS.c.text_id == _FINDINGS.c.text_id,
        _DISMISSALS.c.signature == _FINDINGS.c.signature,
    )
    .exists()
)
"""Not dismissed. A dismissal holds for the same doubt about the same text, also when a later run finds it again."""

PAGE = 1_000


class Findings:
    """Current are the findings of the newest run on what a segment shows now."""

    def __init__(self, transaction: Transaction, actors: Actors) -> None:
        self._tx = transaction
        self._actors = actors

    def record(
        self, run_pairs: Sequence[tuple[str, str]], findings: Sequence[Finding], versions: Mapping[str, str]
    ) -> None:
        """Store one check run: every ``(segment id, translation id)`` looked at, and the doubts found.

        ``versions`` are those of all checks that ran. A finding names its pair in
        ``segment_id`` and ``translation_id``; its id is assigned here.
        """
        if not run_pairs:
            return
        run_id = f"C{self._tx.next_pk(_RUNS)}"
        first = self._tx.next_pk(_CHECKED)
        checked = {pair: pk for pk, pair in enumerate(run_pairs, start=first)}
        start = self._tx.next_pk(_FINDINGS)
        self._tx.record(
            actions.FINDINGS_RECORDED,
            f"{run_id}: {len(findings)} findings in {len(run_pairs)} segments",
            (_RUNS, [{"id": run_id, "versions": codec.mapping_json(versions), "at": utc_now()}]),
            (_CHECKED, ({"run_id": run_id, "segment_id": s, "text_id": t} for s, t in run_pairs)),
            (
                _FINDINGS,
                (
                    _row(finding, f"F{n}", checked[finding.segment_id, finding.translation_id])
                    for n, finding in enumerate(findings, start)
                ),
            ),
        )

    def for_segments(self, ids: Iterable[str]) -> dict[str, list[Finding]]:
        """Current findings, dismissed ones included; a checked segment without doubts has an empty list,
        an unchecked one no entry."""
        found: dict[str, list[Finding]] = {}
        for chunk in chunked(dict.fromkeys(ids)):
            mine = _CHECKED.c.segment_id.in_(chunk)
            runs = self._tx.rows(select(_CHECKED.c.pk, _CHECKED.c.segment_id).where(current.checked(mine)))
            found.update({row.segment_id: [] for row in runs})
            query = select(_FINDINGS).where(_FINDINGS.c.checked.in_([row.pk for row in runs])).order_by(_FINDINGS.c.pk)
            for finding in self._findings(self._tx.rows(query)):
                found[finding.segment_id].append(finding)
        return found

    def get(self, id: str) -> Finding:
        """The finding, current or not; UnknownObject."""
        rows = self._tx.rows(select(_FINDINGS).where(_FINDINGS.c.id == id))
        if not rows:
            raise unknown("finding", id)
        return self._findings(rows)[0]

    def dismiss(self, id: str, reason: str) -> Finding:
        """Record that the acting person judged this doubt to be none; a second dismissal changes nothing."""
        finding = self.get(id)
        if finding.dismissal:
            return finding
        dismissal = Dismissal(self._tx.actor, reason, utc_now())
        row = _dismissal(finding, dismissal.author, reason, dismissal.at)
        self._tx.record(actions.FINDING_DISMISSED, id, (_DISMISSALS, [row]))
        return dataclasses.replace(finding, dismissal=dismissal)

    def dismiss_all(self, ids: Sequence[str], reason: str) -> int:
        """Dismiss several doubts for one reason, in one log entry; how many were not dismissed before."""
        rows: list[Values] = []
        at = utc_now()
        for chunk in chunked(dict.fromkeys(ids)):
            found = self._findings(self._tx.rows(select(_FINDINGS).where(_FINDINGS.c.id.in_(chunk))))
            rows += (_dismissal(one, self._tx.actor, reason, at) for one in found if one.dismissal is None)
        if rows:
            self._tx.record(actions.FINDING_DISMISSED, f"{len(rows)} findings", (_DISMISSALS, rows))
        return len(rows)

    def counts(self, document_id: str | None = None) -> dict[Severity, int]:
        """Current findings that are not dismissed, by severity; severities without any are left out."""
        query = select(_FINDINGS.c.severity, func.count().label("findings")).where(
            current_findings(document_id), NOT_DISMISSED
        )
        rows = self._tx.rows(query.group_by(_FINDINGS.c.severity))
        return {Severity(row.severity): row.findings for row in rows}

    def unchecked(
        self, document_ids: Sequence[str] | None = None, *, versions: Mapping[str, str] | None = None
    ) -> Iterator[str]:
        """Ids of segments whose current translation was never checked (by checks of these *versions*).

        Pages through the table like ``translations.pending``.
        """
        assigned = current.translation_id(_SEGMENTS.c.id)
        done = select(_CHECKED.c.pk).where(_CHECKED.c.segment_id == _SEGMENTS.c.id, _CHECKED.c.text_id == assigned)
        if versions is not None:
            same = select(_RUNS.c.id).where(_RUNS.c.versions == codec.mapping_json(versions))
            done = done.where(_CHECKED.c.run_id.in_(same))
        query = select(_SEGMENTS.c.pk, _SEGMENTS.c.id).where(assigned.is_not(None), ~done.exists(), current.segments())
        if document_ids is not None:
            query = query.where(_SEGMENTS.c.document_id.in_(document_ids))
        query = query.order_by(_SEGMENTS.c.pk).limit(PAGE)
        after = 0
        while page := self._tx.rows(query.where(_SEGMENTS.c.pk > after)):
            after = page[-1].pk
            yield from (row.id for row in page)

    def _findings(self, rows: Sequence[Row]) -> list[Finding]:
        if not rows:
            return []
        dismissed: dict[tuple[str, str, str], Dismissal] = {}
        actors = self._actors.map()
        for chunk in chunked({row.segment_id for row in rows}):
            query = select(_DISMISSALS).where(_DISMISSALS.c.segment_id.in_(chunk)).order_by(_DISMISSALS.c.pk.desc())
            for row in self._tx.rows(query):
                key = (row.segment_id, row.text_id, row.signature)
                dismissed[key] = Dismissal(actors[row.actor_id], row.reason, row.at)
        return [_finding(row, dismissed.get((row.segment_id, row.text_id, row.signature))) for row in rows]


def current_findings(document_id: str | None) -> ColumnElement[bool]:
    """The findings of the newest check of what each segment (of a document, or of the case) shows."""
    mine: list[ColumnElement[bool]] = [_CHECKED.c.segment_id.not_in(current.superseded())]
    if document_id is not None:
        mine.append(current.in_document(_CHECKED.c.segment_id, document_id))
    return _FINDINGS.c.checked.in_(select(_CHECKED.c.pk).where(current.checked(*mine)))


def _signature(finding: Finding) -> str:
    """What makes a finding of a later run the same doubt."""
    spans = [list(map(list, finding.source_spans)), list(map(list, finding.target_spans))]
    return sha256_text(canonical_json([finding.check, finding.category, spans, dict(finding.evidence)]))


def _dismissal(finding: Finding, author: Actor, reason: str, at: str) -> Values:
    return {
        "finding_id": finding.id,
        "segment_id": finding.segment_id,
        "text_id": finding.translation_id,
        "signature": _signature(finding),
        "actor_id": author.id,
        "reason": reason,
        "at": at,
    }


def _row(finding: Finding, id: str, checked: int) -> Values:
    return {
        "id": id,
        "checked": checked,
        "segment_id": finding.segment_id,
        "text_id": finding.translation_id,
        "check_name": finding.check,
        "check_version": finding.check_version,
        "label": finding.label,
        "category": finding.category,
        "severity": str(finding.severity),
        "explanation": finding.explanation,
        "source_spans": codec.spans_json(finding.source_spans),
        "target_spans": codec.spans_json(finding.target_spans),
        "evidence": codec.mapping_json(finding.evidence),
        "signature": _signature(finding),
    }


def _finding(row: Row, dismissal: Dismissal | None) -> Finding:
    return Finding(
        id=row.id,
        check=row.check_name,
        check_version=row.check_version,
        label=row.label,
        category=row.category,
        severity=Severity(row.severity),
        explanation=row.explanation,
        source_spans=codec.spans(row.source_spans),
        target_spans=codec.spans(row.target_spans),
        evidence=json.loads(row.evidence),
        segment_id=row.segment_id,
        translation_id=row.text_id,
        dismissal=dismissal,
    )
