"""Provenance and method as lists of labelled values, the same in every readable format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from reader.exporters.contract import Exhibit, ExhibitDocument, Method, Tally
from reader.exporters.labels import (
    REVIEWED,
    STATES,
    Label,
    languages_label,
    place_label,
    size_label,
    time_label,
)
from reader.exporters.wording import scope
from reader.model import Actor, SegmentState, Source, SourceRevisionKind
from reader.text.plural import plural

NOT_RECORDED = "not recorded"


class Fact(NamedTuple):
    """A labelled value; ``exact`` values (hashes, addresses) are set in a fixed-width face."""

    label: str
    value: str
    exact: bool = False


class Count(NamedTuple):
    """A line of the tally. ``part`` marks a line that is counted in the one above."""

    label: Label
    meaning: str
    n: int
    part: bool = False


def cover_facts(exhibit: Exhibit, content_sha256: str) -> tuple[Fact, ...]:
    """Who exported what, when, from which state of the case."""
    return (
        Fact("Exhibit", exhibit.exhibit_id),
        Fact("Holds", scope(exhibit)),
        Fact("Exported by", actor_label(exhibit.exported_by)),
        Fact("Exported at", time_label(exhibit.exported_at)),
        Fact("Program", exhibit.program),
        Fact(
            "Log head",
            exhibit.log_head + (f" (entry {exhibit.log_length:,})" if exhibit.log_length else ""),
            exact=True,
        ),
        Fact("Content hash", content_sha256, exact=True),
    )


def actor_label(actor: Actor) -> str:
    """Name, role and declared qualification."""
    return ", ".join(part for part in (actor.name, actor.role, actor.qualification) if part)


def counts(tally: Tally) -> tuple[Count, ...]:
    """The tally in words; the lines that are not parts add up to the total."""
    state = SegmentState
    machine = Label("○", "Machine only", "machine")
    lines = (
        Count(machine, "the program's translation, confirmed by nobody", tally.machine),
        Count(STATES[state.DOUBTFUL], "a check suspects a serious error", tally.doubtful, part=True),
        Count(STATES[state.CHECKED], "automatic checks found nothing", tally.checked, part=True),
        Count(Label("≈", "Gist only", "gist"), "below the package's quality threshold", tally.gist_only, part=True),
        Count(STATES[state.CORRECTED], "changed by a person, not yet confirmed", tally.corrected),
        Count(REVIEWED, "confirmed by a person who declares a knowledge of Chinese", tally.reviewed),
        Count(STATES[state.CERTIFIED], "certified by a translator", tally.certified),
        Count(STATES[state.UNTRANSLATED], "Chinese without a translation", tally.untranslated),
        Count(STATES[state.NOT_CHINESE], "other languages, shown as they stand", tally.not_chinese),
    )
    always = {"machine", "doubtful", "corrected", "reviewed", "certified"}
    return tuple(line for line in lines if line.n or line.label.key in always)


def provenance(part: ExhibitDocument) -> tuple[Fact, ...]:
    """Where a document comes from and how its text was made."""
    return tuple(Fact(fact.label, fact.value, fact.exact) for fact in _provenance(part))


def _provenance(part: ExhibitDocument) -> Iterator[Fact]:
    document, source = part.document, part.source
    yield Fact("Web address", source.url or "none recorded", exact=bool(source.url))
    how = f" (known from: {source.captured_how})" if source.captured_how else ""
    yield Fact("Captured", time_label(source.captured) + how if source.captured else NOT_RECORDED)
    yield Fact("Original", f"{source.name}, {source.media_type}, {size_label(source.size)}")
    yield Fact("SHA-256", source.sha256, exact=True)
    if part.container is not None:
        yield from _container(part.container, source)
    if source.duplicate_of:
        yield Fact("Duplicate", f"the same bytes came in before as {source.duplicate_of}")
    if document.charset:
        how = f" ({document.charset_how})" if document.charset_how else ""
        yield Fact("Character set", document.charset + how)
    yield Fact("Languages", languages_label(document.languages) or NOT_RECORDED)
    pages = f", {plural(document.pages, 'page')}" if document.pages else ""
    sentences = f"{plural(document.n_segments or len(part.rows), 'sentence')} in {plural(document.n_blocks, 'block')}"
    yield Fact("Extent", sentences + pages)
    made = f", {time_label(document.created_at)}" if document.created_at else ""
    yield Fact("Text extracted by", f"{document.extractor} {document.extractor_version}{made}")
    if part.source_revisions:
        yield Fact("Read by OCR, corrected", _corrections(part))
    yield Fact("Collected by", source.collector or NOT_RECORDED)
    who = part.ingested_by or source.ingested_by
    ingested = ", ".join(each for each in (time_label(source.ingested_at), f"by {who}" if who else "") if each)
    yield Fact("Taken into the case", ingested or NOT_RECORDED)
    yield Fact("In the case", f"document {document.id}, original {source.id}")


def _corrections(part: ExhibitDocument) -> str:
    """How many passages of recognised text people corrected, and who."""
    newest = {act.block_id: act for act in part.source_revisions}
    count = sum(act.shows_id is not None for act in newest.values())
    people = ", ".join(dict.fromkeys(act.author.name for act in part.source_revisions))
    withdrawn = sum(act.kind == SourceRevisionKind.WITHDRAWAL for act in part.source_revisions)
    taken_back = f"; {plural(withdrawn, 'correction')} withdrawn" if withdrawn else ""
    return f"{plural(count, 'passage')}, by {people}{taken_back}; what was recognised is kept"


def _container(container: Source, source: Source) -> Iterator[Fact]:
    place = f", {place_label(source.container_place)}" if source.container_place is not None else ""
    yield Fact("Found in", f"{container.name}, {size_label(container.size)}{place}")
    yield Fact("Container SHA-256", container.sha256, exact=True)


def method_facts(method: Method) -> tuple[Fact, ...]:
    """What exactly produced the machine translations."""
    status = ", ".join(each for each in (method.status, method.licence and f"licence {method.licence}") if each)
    libraries = ", ".join(f"{name} {version}" for name, version in sorted(method.libraries.items()))
    parameters = ", ".join(f"{key} = {_compact(value)}" for key, value in sorted(method.parameters.items()))
    found = (
        Fact("Package", f"{method.package} {method.package_version}" + (f" ({status})" if status else "")),
        Fact("Package SHA-256", method.package_sha256, exact=True),
        Fact("Engine", f"{method.engine} {method.engine_version}"),
        Fact("Libraries", libraries),
        Fact("Instruction set", method.isa),
        Fact("Parameters", parameters, exact=True),
        Fact("Sentences translated", f"{method.segments:,}" if method.segments else ""),
    )
    return tuple(Fact(fact.label, fact.value, fact.exact) for fact in found if fact.value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
