"""One row of an exhibit as it is shown: marked text on both sides, then what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.exporters.contract import Row, Superseded
from reader.exporters.labels import (
    KINDS,
    REVISIONS,
    SEVERITIES,
    Label,
    places_label,
    recognised_label,
    state_label,
    time_label,
)
from reader.exporters.runs import Mark, Run, quoted, runs
from reader.exporters.visible import hidden_names
from reader.exporters.wording import HIDDEN
from reader.model import Actor, Annotation, BlockKind, Finding, Revision, SegmentState, Side, SourceRevision

NOTE = Label("✎", "Note", "note")
TAG = Label("#", "Tag", "note")
DISMISSED = Label("–", "Dismissed", "dismissed")
HIDDEN_LABEL = Label("¤", HIDDEN, "hidden")
MACHINE_TEXT = Label("○", "Machine text", "machine")
CHINESE_CORRECTED = Label("◆", "Chinese corrected", "corrected")
SUPERSEDED = Label("–", "Earlier reading", "dismissed")

_READABLE = {"en", "und"}
"""Languages of text that is not Chinese and that an English reader needs no help with: a table's figures, mostly."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a row: ``label`` ("✕ Critical", "✎ Note"), ``topic`` ("Number"), ``text``,
    the ``quote`` it speaks of, and ``by`` (who and when)."""

    label: Label
    text: str
    topic: str = ""
    quote: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row ready to be shown.

    ``heading`` is 0 for running text, else 1 (title) to 3; ``cell``: of a table. ``place`` says what the
    segment is, where it stands, and under which table headers. ``untouched``: the English column repeats a
    text that needs no translation (figures, English)."""

    anchor: str
    number: int
    state: Label
    gist_only: bool
    lang: str
    heading: int
    cell: bool
    place: str
    source: tuple[Run, ...]
    english: tuple[Run, ...]
    untouched: bool
    remarks: tuple[Remark, ...]
    boilerplate: bool


def row_view(row: Row) -> RowView:
    """Everything shown of *row*; the exporter makes the strings harmless as it writes them."""
    segment = row.segment
    status = row.revision.status if row.revision is not None else None
    untouched = row.state == SegmentState.NOT_CHINESE and not row.shown and segment.lang in _READABLE
    where = row.locator or places_label(row.places)
    recognised = recognised_label(row.places, corrected=row.source_revision is not None)
    place = (KINDS.get(segment.kind, ""), where, recognised, " › ".join(row.context))
    return RowView(
        anchor=anchor(segment.id),
        number=segment.n,
        state=state_label(row.state, status),
        gist_only=row.gist_only and row.revision is None and row.translation is not None,
        lang=segment.lang,
        heading=_heading(row),
        cell=segment.kind == BlockKind.TABLE_CELL,
        place=" · ".join(part for part in place if part),
        source=runs(segment.text, _source_marks(row)),
        english=runs(segment.text if untouched else row.shown, () if untouched else _english_marks(row)),
        untouched=untouched,
        remarks=tuple(_remarks(row)),
        boilerplate=segment.boilerplate,
    )


def anchor(object_id: str) -> str:
    """An id usable as HTML anchor and Word bookmark: letters, digits and underscores only."""
    return "r_" + "".join(char if char.isascii() and char.isalnum() else "_" for char in object_id)


def _heading(row: Row) -> int:
    if row.segment.kind == BlockKind.TITLE:
        return 1
    if row.segment.kind == BlockKind.HEADING:
        return 2 if (row.level or 1) <= 2 else 3
    return 0


def _source_marks(row: Row) -> Iterator[Mark]:
    for finding in _open(row):
        for start, end in finding.source_spans:
            yield Mark(start, end, str(finding.severity))
    for note in row.annotations:
        start, end = note.target.start - row.segment.start, note.target.end - row.segment.start
        # a note may reach over the segment's edges: what stands here must be part of its quote
        here = row.segment.text[max(0, start) : max(0, end)]
        if note.side == Side.SOURCE and note.state == "active" and here and here in note.target.exact:
            yield Mark(start, end, "note")


def _english_marks(row: Row) -> Iterator[Mark]:
    if row.revision is None:  # the spans of findings speak of the text they were made on
        for finding in _open(row):
            for start, end in finding.target_spans:
                yield Mark(start, end, str(finding.severity))
    for note in row.annotations:
        target = note.target
        if _on_shown(row, note) and note.state == "active" and row.shown[target.start : target.end] == target.exact:
            yield Mark(target.start, target.end, "note")


def _on_shown(row: Row, note: Annotation) -> bool:
    shown = row.revision.id if row.revision is not None else row.translation.id if row.translation is not None else None
    return note.side == Side.TRANSLATION and note.text_id in (None, shown)


def _open(row: Row) -> list[Finding]:
    kept = [finding for finding in row.findings if finding.dismissal is None]
    return sorted(kept, key=lambda finding: -finding.severity.gravity)


def _remarks(row: Row) -> Iterator[Remark]:
    yield from (_finding(row, finding) for finding in _open(row))
    if row.source_revision is not None:
        yield _source_correction(row.segment.recognised or "", row.source_revision)
    if row.revision is not None:
        yield _history(row.revision, len(row.revisions))
        if row.translation is not None:
            yield Remark(MACHINE_TEXT, row.translation.text)
    yield from (_note(row, note) for note in row.annotations)
    yield from (_superseded(each) for each in row.superseded)
    yield from (_dismissed(finding) for finding in row.findings if finding.dismissal is not None)
    hidden = hidden_names((row.segment.text, row.shown))
    if hidden:
        yield Remark(HIDDEN_LABEL, ", ".join(hidden))


def _finding(row: Row, finding: Finding) -> Remark:
    words = [quoted(row.segment.text, finding.source_spans)]
    if row.revision is None:
        words.append(quoted(row.shown, finding.target_spans))
    return Remark(
        label=SEVERITIES[finding.severity],
        topic=finding.label,
        text=finding.explanation,
        quote=" ↔ ".join(each for each in words if each),
    )


def _dismissed(finding: Finding) -> Remark:
    by = ""
    reason = ""
    if finding.dismissal is not None:
        by = f"{finding.dismissal.author.name}, {time_label(finding.dismissal.at)}"
        reason = f" Dismissed because: {finding.dismissal.reason}"
    severity = SEVERITIES[finding.severity].word.lower()
    return Remark(DISMISSED, finding.explanation + reason, f"{finding.label} ({severity})", by=by)


def _source_correction(recognised: str, act: SourceRevision) -> Remark:
    reason = f"Reason: {act.reason}" if act.reason else "No reason given."
    was = quoted(recognised, ((0, len(recognised)),))
    by = f"corrected by {_named(act.author)}, {time_label(act.created_at)}"
    return Remark(CHINESE_CORRECTED, f"{was} {reason}", "the program had read in the picture", by=by)


def _superseded(each: Superseded) -> Remark:
    """What was said of a misread sentence, so that nothing that was handed on before goes missing."""
    said = [f"{r.status} by {_named(r.author)}, {time_label(r.created_at)}: {r.text}" for r in each.revisions]
    if each.translation is not None:
        said.append(f"machine: {each.translation.text}")
    text = each.segment.text
    return Remark(SUPERSEDED, " · ".join([quoted(text, ((0, len(text)),)), *said]), "superseded")


def _named(author: Actor) -> str:
    return author.name + (f" ({author.qualification})" if author.qualification else "")


def _history(revision: Revision, versions: int) -> Remark:
    who = _named(revision.author)
    reason = f"Reason: {revision.reason}" if revision.reason else "No reason given."
    topic = "1 correction" if versions == 1 else f"newest of {versions} corrections"
    return Remark(REVISIONS[revision.status], reason, topic, by=f"{who}, {time_label(revision.created_at)}")


def _note(row: Row, note: Annotation) -> Remark:
    side = "on the original" if note.side == Side.SOURCE else "on the English"
    if note.side == Side.TRANSLATION and not _on_shown(row, note):
        side = "on an earlier English text"
    if note.state == "orphaned":
        side += "; the quoted words are no longer found"
    when = time_label(note.created_at)
    if note.version > 1:
        when += f", changed {time_label(note.modified_at)}"
    return Remark(
        label=NOTE if note.note else TAG,
        topic=side,
        text=" ".join(part for part in (note.note, " ".join(f"#{tag}" for tag in note.tags)) if part),
        quote=quoted(note.target.exact, ((0, len(note.target.exact)),)),
        by=f"{note.author.name}, {when}",
    )
