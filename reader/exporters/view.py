"""An exhibit as it is shown: what the HTML and the DOCX exporter both lay out, word for word the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reader.exporters import wording
from reader.exporters.contract import Exhibit, ExhibitDocument, Identifier, Method, tally
from reader.exporters.facts import Count, Fact, counts, cover_facts, method_facts, provenance
from reader.exporters.jsonl import content_sha256
from reader.exporters.labels import IDENTIFIERS, place_label, time_label
from reader.exporters.rows import RowView, anchor, row_view
from reader.model import Problem, SegmentState
from reader.text.plural import plural


@dataclass(frozen=True, slots=True)
class Fold:
    """Page furniture left out of the reading order here and printed in the appendix."""

    count: int
    first: int
    last: int


class Title(NamedTuple):
    """A title and its language (BCP 47)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document: ``rows`` in reading order with a Fold where furniture stands; ``appendix`` holds it.

    ``heading`` is the English title with the original as ``subtitle``, or the other way round when the
    English is a machine's gist: a heading is read without its caveats."""

    anchor: str
    number: int
    id: str
    heading: Title
    subtitle: Title | None
    title_note: str
    origin: str
    facts: tuple[Fact, ...]
    rows: tuple[RowView | Fold, ...]
    appendix: tuple[RowView, ...]
    sentences: int
    critical: int
    major: int


@dataclass(frozen=True, slots=True)
class QualityView:
    """A measured score in words."""

    measured_on: str
    metric: str
    score: str
    threshold: str
    verdict: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """One way in which sentences were translated."""

    facts: tuple[Fact, ...]
    quality: tuple[QualityView, ...]
    limits: tuple[str, ...]
    gist_only: bool


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Something that could not be read."""

    id: str
    where: str
    message: str
    hint: str
    kept: str


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """A recurring identifier and where it stands. ``seen_in``: documents by their number here."""

    kind: str
    canonical: str
    surfaces: str
    seen_in: str
    count: int


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """Everything shown; see :mod:`reader.exporters.wording` for the standing text."""

    exhibit_id: str
    title: str
    exporter: str
    exported_at: str
    sample: bool
    cover: tuple[Fact, ...]
    counts: tuple[Count, ...]
    total: int
    findings: str
    notes: int
    gist: str
    documents: tuple[DocumentView, ...]
    identifiers: tuple[IdentifierView, ...]
    problems: tuple[ProblemView, ...]
    methods: tuple[MethodView, ...]
    checks: tuple[Fact, ...]
    commands: tuple[wording.Command, ...]
    content_sha256: str


def exhibit_view(exhibit: Exhibit) -> ExhibitView:
    """The view of *exhibit*, nothing left out; exporters make its strings harmless as they write them."""
    digest, total = content_sha256(exhibit), exhibit.tally()
    numbers = {part.document.id: n for n, part in enumerate(exhibit.documents, start=1)}
    open_ = f"{total.critical:,} critical, {total.major:,} major, {total.minor:,} minor"
    return ExhibitView(
        exhibit_id=exhibit.exhibit_id,
        title=exhibit.case_title,
        exporter=exhibit.exported_by.name,
        exported_at=time_label(exhibit.exported_at),
        sample=exhibit.sample,
        cover=cover_facts(exhibit, digest),
        counts=counts(total),
        total=total.total,
        findings=f"{open_} open; {_dismissed(total.dismissed)}",
        notes=total.notes,
        gist=wording.gist(total.gist_only) if total.gist_only else "",
        documents=tuple(_document(part, numbers[part.document.id]) for part in exhibit.documents),
        identifiers=tuple(_identifier(each, numbers) for each in exhibit.identifiers),
        problems=tuple(_problem(each) for each in exhibit.problems),
        methods=tuple(_method(each) for each in exhibit.methods),
        checks=tuple(Fact(each.label or each.name, f"{each.name} {each.version}") for each in exhibit.checks),
        commands=tuple(wording.Command(each.purpose, each.line) for each in wording.reproduce(exhibit)),
        content_sha256=digest,
    )


def _document(part: ExhibitDocument, number: int) -> DocumentView:
    views = [row_view(row) for row in part.rows]
    count = tally(part.rows)
    source = part.source
    heading, subtitle, note = _titles(part)
    return DocumentView(
        anchor=anchor(part.document.id),
        number=number,
        id=part.document.id,
        heading=heading,
        subtitle=subtitle,
        title_note=note,
        origin=source.url or source.name,
        facts=provenance(part),
        rows=_folded(views),
        appendix=tuple(view for view in views if view.boilerplate),
        sentences=count.total,
        critical=count.critical,
        major=count.major,
    )


def _titles(part: ExhibitDocument) -> tuple[Title, Title | None, str]:
    languages = part.document.languages
    lang = max(languages, key=lambda tag: languages[tag], default="und")
    original = Title(part.document.title or part.source.name, lang)
    if not part.title_translation:
        return original, None, ""
    english = Title(part.title_translation, "en")
    if part.title_state in (SegmentState.CORRECTED, SegmentState.CERTIFIED):
        return english, original, ""
    if any(row.gist_only and row.shown == part.title_translation for row in part.rows):
        return original, english, "machine translation, gist only"
    return english, original, "machine translation"


def _folded(views: list[RowView]) -> tuple[RowView | Fold, ...]:
    result: list[RowView | Fold] = []
    for view in views:
        last = result[-1] if result else None
        if not view.boilerplate:
            result.append(view)
        elif isinstance(last, Fold):
            result[-1] = Fold(last.count + 1, last.first, view.number)
        else:
            result.append(Fold(1, view.number, view.number))
    return tuple(result)


def _dismissed(count: int) -> str:
    return f"{count:,} dismissed by a person, with a reason" if count else "none dismissed"


def _identifier(each: Identifier, numbers: dict[str, int]) -> IdentifierView:
    here = ", ".join(str(n) for n in sorted(numbers[id_] for id_ in each.documents if id_ in numbers))
    elsewhere = sum(1 for id_ in each.documents if id_ not in numbers)
    outside = f"{plural(elsewhere, 'document')} outside this exhibit" if elsewhere else ""
    return IdentifierView(
        kind=IDENTIFIERS.get(each.type, each.type.replace("-", " ").capitalize()),
        canonical=each.canonical,
        surfaces=" · ".join(dict.fromkeys(each.surfaces)),
        seen_in=" and ".join(part for part in (here, outside) if part),
        count=each.count,
    )


def _problem(each: Problem) -> ProblemView:
    place = place_label(each.place) if each.place is not None else ""
    where = " · ".join(part for part in (each.path, place, each.document_id or "") if part)
    return ProblemView(each.id, where, each.message, each.hint, each.kept)


def _method(method: Method) -> MethodView:
    return MethodView(
        facts=method_facts(method),
        quality=tuple(
            QualityView(
                measured_on=each.measured_on,
                metric=each.metric,
                score=f"{each.score:g}",
                threshold="–" if each.threshold is None else f"{each.threshold:g}",
                verdict="gist only" if each.gist_only else "–" if each.threshold is None else "reached",
            )
            for each in method.quality
        ),
        limits=tuple(limit for limit in method.limits),
        gist_only=method.gist_only,
    )
