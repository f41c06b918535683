"""Run the checks over every current translation and store the Findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from reader.checks import registry
from reader.checks.consistency import usual_names
from reader.checks.contract import Context, PackageNorms, TermContext
from reader.checks.parallel import Checker, Triple
from reader.checks.signals import ModelSignals
from reader.checks.terms import usual_renderings
from reader.model import Actor, Finding, Segment, Translation
from reader.services.dates import published_day
from reader.services.progress import Meter, Monitor, SilentMonitor
from reader.services.shown import shown
from reader.services.signals import of_own
from reader.services.term_view import termbase_of
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.text.terms.model import Termbase

BATCH = 500

NormsOf = Callable[[str], PackageNorms | None]
"""What was measured for the package with this SHA-256, if anything."""


@dataclass(slots=True)
class CheckReport:
    """``checked`` segments, ``findings`` recorded."""

    checked: int = 0
    findings: int = 0
    cancelled: bool = False


class CheckService:
    """Compares translations with their Chinese."""

    def __init__(self, store: CaseStore, actor: Actor, norms: NormsOf = lambda sha256: None) -> None:
        self._store = store
        self._actor = actor
        self._norms = norms

    def run(self, document_ids: Sequence[str] | None = None, *, monitor: Monitor | None = None) -> CheckReport:
        """Check every translated segment that these check versions have not seen yet."""
        monitor = monitor or SilentMonitor()
        report = CheckReport()
        versions = registry.versions()
        with self._store.read() as session:
            termbase = termbase_of(session.terms.current())
            versions["terms"] += f" {termbase.digest[:12]}"  # another termbase calls for another run
            waiting = list(session.findings.unchecked(document_ids, versions=versions))
        usual: dict[str, _Usual] = {}
        meter = Meter(monitor, len(waiting), "sentences")
        with Checker(len(waiting)) as checker:
            for ids in _batches(waiting, BATCH):
                if monitor.cancelled():
                    report.cancelled = True
                    break
                triples = self._triples(ids, termbase, usual)
                pairs = [(segment.id, translation.id) for segment, translation, _ in triples]
                findings = [
                    f
                    for triple, found in zip(triples, checker.run(triples), strict=True)
                    for f in _named(triple, found)
                ]
                with self._store.write(self._actor) as session:
                    session.findings.record(pairs, findings, versions)
                report.checked += len(pairs)
                report.findings += len(findings)
                meter.advance(len(ids))
        meter.finish()
        return report

    def _triples(self, ids: Sequence[str], termbase: Termbase, usual: dict[str, _Usual]) -> list[Triple]:
        """What the checks are called with for those of *ids* that are translated, in their order."""
        with self._store.read() as session:
            translations = session.translations.current(ids)
            segments = {row.id: row for row in session.overview.segments(ids)}
            blocks = session.overview.blocks(row.block_id for row in segments.values())
            for document_id in {row.document_id for row in segments.values()} - usual.keys():
                usual[document_id] = _usual_of(session, document_id, termbase)
            languages = {d: session.documents.get(d).languages for d in {row.document_id for row in segments.values()}}
        return [
            _triple(
                segments[segment_id],
                translation,
                block_context=blocks[segments[segment_id].block_id].context,
                document_languages=languages[segments[segment_id].document_id],
                terms=usual[segments[segment_id].document_id].terms,
                names=usual[segments[segment_id].document_id].names,
                stated_date=usual[segments[segment_id].document_id].stated_date,
                norms=self._norms(translation.package_sha256),
            )
            for segment_id in ids
            if (translation := translations.get(segment_id)) is not None
        ]


def judge(
    segment: Segment,
    translation: Translation,
    *,
    text: str | None = None,
    block_context: tuple[str, ...] = (),
    document_languages: Mapping[str, float] = MappingProxyType({}),
    terms: TermContext | None = None,
    signals: ModelSignals | None = None,
    norms: PackageNorms | None = None,
) -> list[Finding]:
    """Findings on *translation* (or on *text*, a person's version of it), ids filled in.

    *signals*: what a package says of the pair; by default what the translation's own engine recorded. *norms*: what is
    usual for the package that made the translation; general norms apply without.
    """
    triple = _triple(
        segment,
        translation,
        text=text,
        block_context=block_context,
        document_languages=document_languages,
        terms=terms,
        signals=signals,
        norms=norms,
    )
    return _named(triple, registry.run(*triple))


def _triple(
    segment: Segment,
    translation: Translation,
    *,
    text: str | None = None,
    block_context: tuple[str, ...] = (),
    document_languages: Mapping[str, float] = MappingProxyType({}),
    terms: TermContext | None = None,
    signals: ModelSignals | None = None,
    norms: PackageNorms | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
    stated_date: str | None = None,
) -> Triple:
    if signals is None and text is None:
        signals = of_own(translation)
    context = Context(
        text=translation.text if text is None else text,
        block_kind=segment.kind,
        document_languages=dict(document_languages),  # plain: it may travel to another process
        norms=norms if text is None else None,  # a person's wording has the lengths of people
        block_context=block_context,
        terms=terms,
        signals=signals,
        usual_names=dict(names),
        stated_date=stated_date,
    )
    return segment, translation, context


def _named(triple: Triple, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with the ids of what they speak of."""
    segment, translation, _ = triple
    return [dataclasses.replace(f, segment_id=segment.id, translation_id=translation.id) for f in findings]


@dataclass(frozen=True, slots=True)
class _Usual:
    """What a document usually calls each term and each name, and the day it says it is of."""

    terms: TermContext
    names: Mapping[str, str]
    stated_date: str | None


def _usual_of(session: Session, document_id: str, termbase: Termbase) -> _Usual:
    """The termbase, and what the document usually calls each term and name, read once per document and run."""
    context = TermContext(termbase)
    pairs = list(_pairs(session, document_id))
    terms = dataclasses.replace(context, usual=usual_renderings(pairs, context))
    published = session.documents.get(document_id).metadata.get("published", "")
    return _Usual(terms, usual_names(pairs), published_day(published))


def _pairs(session: Session, document_id: str) -> Iterator[tuple[str, str]]:
    """Chinese and English as shown, of a document's translated sentences in reading order."""
    start = 1
    while rows := list(session.documents.segments(document_id, start, BATCH)):
        start += BATCH
        english = shown(session, [row.id for row in rows])
        yield from ((row.text, english[row.id].text) for row in rows if row.is_chinese and row.id in english)


def _batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    stream = iter(ids)
    while batch := list(islice(stream, size)):
        yield batch
