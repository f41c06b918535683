"""Run the checks over every current translation and store the Findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.checks import registry
from reader.checks.consistency import Uses, uses, usual, usual_in_case
from reader.checks.contract import Context, PackageNorms, TermContext
from reader.checks.parallel import Checker, Triple
from reader.checks.signals import ModelSignals
from reader.checks.terms import usual_renderings
from reader.model import Actor, Block, Finding, Segment, Translation
from reader.services.dates import published_day
from reader.services.progress import Meter, Monitor, SilentMonitor
from reader.services.shown import shown
from reader.services.signals import of_own
from reader.services.term_view import termbase_of
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.text.terms.model import Termbase

BATCH = 2_000
_CASE_SENTENCES = 20_000
"""Sentences of a case read to see how its documents call each name: a few seconds."""

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
            case_names = _case_names(session) if waiting else {}
        documents: dict[str, _Document] = {}
        meter = Meter(monitor, len(waiting), "sentences")
        with Checker(len(waiting)) as checker:
            for ids in _batches(waiting, BATCH):
                if monitor.cancelled():
                    report.cancelled = True
                    break
                triples = self._triples(ids, termbase, case_names, documents)
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

    def _triples(
        self, ids: Sequence[str], termbase: Termbase, case_names: dict[str, str], documents: dict[str, _Document]
    ) -> list[Triple]:
        """What the checks are called with for those of *ids* that are translated, in their order."""
        with self._store.read() as session:
            translations = session.translations.current(ids)
            segments = session.overview.segments(ids)
            blocks = session.overview.blocks(row.block_id for row in segments)
            for document_id in {row.document_id for row in segments} - documents.keys():
                documents[document_id] = _document(session, document_id, termbase, case_names)
        return [
            (segment, translation, self._context(segment, translation, blocks[segment.block_id], documents))
            for segment in segments
            if (translation := translations.get(segment.id)) is not None
        ]

    def _context(
        self, segment: Segment, translation: Translation, block: Block, documents: Mapping[str, _Document]
    ) -> Context:
        document = documents[segment.document_id]
        return Context(
            text=translation.text,
            block_kind=segment.kind,
            document_languages=document.languages,
            norms=self._norms(translation.package_sha256),
            block_context=block.context,
            terms=document.terms,
            signals=of_own(translation, segment),
            usual_names=document.names,
            case_names=document.case_names,
            stated_date=document.stated_date,
        )


def judge(
    segment: Segment, translation: Translation, *, text: str | None = None, signals: ModelSignals | None = None
) -> list[Finding]:
    """Findings on *translation* (or on *text*, a person's version of it) taken by itself, without a document around
    it; ids filled in.

    *signals*: what a package says of the pair; by default what the translation's own engine recorded.
    """
    if signals is None and text is None:
        signals = of_own(translation, segment)
    context = Context(translation.text if text is None else text, segment.kind, signals=signals)
    triple = (segment, translation, context)
    return _named(triple, registry.run(*triple))


def _named(triple: Triple, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with the ids of what they speak of."""
    segment, translation, _ = triple
    return [dataclasses.replace(f, segment_id=segment.id, translation_id=translation.id) for f in findings]


@dataclass(frozen=True, slots=True)
class _Document:
    """What the checks are told of a document: its languages, what it usually calls each term and each name, and the
    day it says it is of. Plain records: they may travel to another process, once for many sentences."""

    languages: dict[str, float]
    terms: TermContext
    names: dict[str, str]
    case_names: dict[str, str]
    stated_date: str | None


def _document(session: Session, document_id: str, termbase: Termbase, case_names: dict[str, str]) -> _Document:
    """Read once per document and run."""
    context = TermContext(termbase)
    pairs = list(_pairs(session, document_id))
    terms = dataclasses.replace(context, usual=usual_renderings(pairs, context))
    document = session.documents.get(document_id)
    published = published_day(document.metadata.get("published", ""))
    return _Document(dict(document.languages), terms, usual(uses(pairs)), case_names, published)


def _case_names(session: Session) -> dict[str, str]:
    """How most documents of the case call each name; read once per run, from its first documents when it is large."""
    documents = session.documents.all()
    if len(documents) < 2:
        return {}
    found: list[Uses] = []
    left = _CASE_SENTENCES
    for document in documents:
        if left <= 0:
            break
        pairs = list(islice(_pairs(session, document.id), left))
        left -= len(pairs)
        found.append(uses(pairs))
    return usual_in_case(found)


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
