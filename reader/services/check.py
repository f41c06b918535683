"""Run the checks over every current translation and store the Findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from reader.checks import registry
from reader.checks.contract import Context
from reader.model import Actor, Finding, Segment, Translation
from reader.services.progress import Meter, Monitor, SilentMonitor
from reader.store.case import CaseStore

BATCH = 500


@dataclass(slots=True)
class CheckReport:
    """``checked`` segments, ``findings`` recorded."""

    checked: int = 0
    findings: int = 0
    cancelled: bool = False


class CheckService:
    """Compares translations with their Chinese."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def run(self, document_ids: Sequence[str] | None = None, *, monitor: Monitor | None = None) -> CheckReport:
        """Check every translated segment that these check versions have not seen yet."""
        monitor = monitor or SilentMonitor()
        report = CheckReport()
        versions = registry.versions()
        with self._store.read() as session:
            waiting = list(session.findings.unchecked(document_ids, versions=versions))
        meter = Meter(monitor, len(waiting), "sentences")
        for ids in _batches(waiting, BATCH):
            if monitor.cancelled():
                report.cancelled = True
                break
            pairs, findings = self._check(ids)
            with self._store.write(self._actor) as session:
                session.findings.record(pairs, findings, versions)
            report.checked += len(pairs)
            report.findings += len(findings)
            meter.advance(len(ids))
        meter.finish()
        return report

    def _check(self, ids: Sequence[str]) -> tuple[list[tuple[str, str]], list[Finding]]:
        with self._store.read() as session:
            translations = session.translations.current(ids)
            segments = {row.id: row for row in session.overview.segments(ids)}
            blocks = session.overview.blocks(row.block_id for row in segments.values())
            languages = {d: session.documents.get(d).languages for d in {row.document_id for row in segments.values()}}
        pairs: list[tuple[str, str]] = []
        findings: list[Finding] = []
        for segment_id in ids:
            segment, translation = segments[segment_id], translations.get(segment_id)
            if translation is None:
                continue
            pairs.append((segment_id, translation.id))
            findings += judge(
                segment,
                translation,
                block_context=blocks[segment.block_id].context,
                document_languages=languages[segment.document_id],
            )
        return pairs, findings


def judge(
    segment: Segment,
    translation: Translation,
    *,
    text: str | None = None,
    block_context: tuple[str, ...] = (),
    document_languages: Mapping[str, float] = MappingProxyType({}),
) -> list[Finding]:
    """Findings on *translation* (or on *text*, a person's version of it), ids filled in."""
    context = Context(
        text=translation.text if text is None else text,
        block_kind=segment.kind,
        document_languages=document_languages,
        block_context=block_context,
    )
    return [
        dataclasses.replace(finding, segment_id=segment.id, translation_id=translation.id)
        for finding in registry.run(segment, translation, context)
    ]


def _batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    stream = iter(ids)
    while batch := list(islice(stream, size)):
        yield batch
