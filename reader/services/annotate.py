"""What people add: notes, tags, corrections, dismissals. Nothing is overwritten."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence

from reader.errors import ChangedMeanwhile, UnknownObject, UsageError
from reader.model import (
    Actor,
    Annotation,
    Finding,
    Revision,
    RevisionStatus,
    Segment,
    Side,
    Span,
    utc_now,
)
from reader.services.anchoring import Anchoring, target
from reader.services.shown import shown
from reader.store.case import CaseStore
from reader.store.session import Session


class AnnotateService:
    """Every method acts as one Actor and returns the stored record."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def note(
        self,
        segment_id: str,
        *,
        side: str,
        note: str,
        tags: Sequence[str] = (),
        start: int | None = None,
        end: int | None = None,
        exact: str | None = None,
    ) -> Annotation:
        """Attach a note and/or tags to words of one side.

        ``side`` is ``source`` or ``translation``. ``start``/``end`` are relative to
        the segment's text (source) or to the text shown (translation); ``exact``
        alone finds the words instead; neither means the whole sentence. When both
        are given they must agree, so that a page that went stale cannot attach a
        note to other words. Raises UsageError, UnknownObject.
        """
        side = _side(side)
        tags = _tags(tags, note, hint="Write a few words, or choose a tag.")
        with self._store.read() as session:
            segment = _standing(session, segment_id)
            text_id, text = self._shown(session, segment, side)
        begin, stop = _find(text, (start, end) if start is not None and end is not None else None, exact)
        if side == Side.SOURCE:
            with self._store.read() as session:
                block = session.documents.block(segment.block_id)
            anchored = target(block.text, segment.start + begin, segment.start + stop)
            text_id = block.revision.id if block.revision else None
        else:
            anchored = target(text, begin, stop)
        now = utc_now()
        row = Annotation(
            id=f"urn:uuid:{uuid.uuid4()}",
            version=1,
            document_id=segment.document_id,
            segment_id=segment.id,
            side=side,
            target=anchored,
            note=note.strip(),
            tags=tags,
            author=self._actor,
            created_at=now,
            modified_at=now,
            text_id=text_id,
        )
        with self._store.write(self._actor) as session:
            return session.annotations.add(row)

    def revise_note(self, annotation_id: str, *, note: str, tags: Sequence[str]) -> Annotation:
        """A new version of a note; earlier versions stay in its history."""
        tags = _tags(tags, note, hint="Use Delete to remove the note.")
        return self._store_version(dataclasses.replace(self._note(annotation_id), note=note.strip(), tags=tags))

    def delete_note(self, annotation_id: str) -> Annotation:
        """Mark a note deleted; its history stays."""
        return self._store_version(dataclasses.replace(self._note(annotation_id), state="deleted"))

    def note_history(self, annotation_id: str) -> list[Annotation]:
        """Every version of a note, oldest first."""
        with self._store.read() as session:
            return session.annotations.history(annotation_id)

    def correct(
        self, segment_id: str, *, text: str, status: str = RevisionStatus.PROPOSED, reason: str = ""
    ) -> Revision:
        """Store a person's version of a translation.

        ``reviewed`` and ``certified`` need an Actor who declared a language
        qualification. Raises UsageError when that is missing or nothing changed.
        """
        status = _status(status)
        if not text.strip():
            raise UsageError("A correction cannot be empty.", hint="To say a sentence should not be there, add a note.")
        if status != RevisionStatus.PROPOSED and not self._actor.qualification.strip():
            raise UsageError(
                f"Only a person with a declared language qualification can mark a translation {status}.",
                hint="Save it as “proposed”, or sign in as a qualified translator.",
            )
        with self._store.read() as session:
            segment = _standing(session, segment_id)
            translation = session.translations.current([segment_id]).get(segment_id)
            previous = session.revisions.current([segment_id]).get(segment_id)
        if previous and previous.text == text.strip() and previous.status == status:
            raise UsageError("Nothing changed.", hint="Edit the text or choose another status.")
        row = Revision(
            id=f"urn:uuid:{uuid.uuid4()}",
            segment_id=segment.id,
            translation_id=translation.id if translation else None,
            text=text.strip(),
            status=status,
            reason=reason.strip(),
            author=self._actor,
            created_at=utc_now(),
            previous_id=previous.id if previous else None,
        )
        with self._store.write(self._actor) as session:
            stored = session.revisions.add(row)
        Anchoring(self._store, self._actor).refresh([segment.id])
        return stored

    def dismiss(self, finding_id: str, *, reason: str) -> Finding:
        """Record that a Finding is not an error, and why."""
        if not reason.strip():
            raise UsageError(
                "Say why this is not an error.", hint="One short sentence is enough; it goes into the log."
            )
        with self._store.write(self._actor) as session:
            return session.findings.dismiss(finding_id, reason.strip())

    def _note(self, annotation_id: str) -> Annotation:
        with self._store.read() as session:
            return session.annotations.get(annotation_id)

    def _store_version(self, changed: Annotation) -> Annotation:
        row = dataclasses.replace(changed, author=self._actor, modified_at=utc_now())
        with self._store.write(self._actor) as session:
            return session.annotations.revise(row)

    def _shown(self, session: Session, segment: Segment, side: Side) -> tuple[str | None, str]:
        if side == Side.SOURCE:
            return None, segment.text
        text = shown(session, [segment.id]).get(segment.id)
        if text is None:
            raise UsageError("This sentence has no translation yet.", hint="Translate the document first.")
        return text.id, text.text


def _standing(session: Session, segment_id: str) -> Segment:
    """The segment; ChangedMeanwhile when its Chinese was corrected and another one stands in its place."""
    segment = session.documents.segment(segment_id)
    if session.source_revisions.is_superseded(segment_id):
        raise ChangedMeanwhile(
            "Somebody corrected the Chinese of this sentence in the meantime.",
            hint="Reload it, and look whether what you wrote still holds.",
        )
    return segment


def _find(text: str, span: Span | None, quote: str | None) -> Span:
    if span is not None:
        start, end = span
        if not 0 <= start < end <= len(text) or (quote is not None and text[start:end] != quote):
            raise UsageError("The marked words are no longer there.", hint="Reload the page and mark them again.")
        return start, end
    if quote is None:
        return 0, len(text)
    start = text.find(quote)
    if start < 0 or not quote:
        raise UnknownObject("The quoted words do not occur in this sentence.", hint="Copy them from the sentence.")
    return start, start + len(quote)


def _side(value: str) -> Side:
    try:
        return Side(value)
    except ValueError:
        raise UsageError(f"There is no side {value!r}.", hint="Use “source” or “translation”.") from None


def _status(value: str) -> RevisionStatus:
    try:
        return RevisionStatus(value)
    except ValueError:
        raise UsageError(
            f"There is no status {value!r}.", hint=f"Choose one of: {', '.join(RevisionStatus)}."
        ) from None


def _tags(tags: Sequence[str], note: str, *, hint: str) -> tuple[str, ...]:
    """*tags* trimmed, without duplicates, in the order given; UsageError when neither they nor *note* say anything."""
    cleaned = tuple(dict.fromkeys(words for tag in tags if (words := " ".join(tag.split()))))
    if not note.strip() and not cleaned:
        raise UsageError("A note needs some text or a tag.", hint=hint)
    return cleaned
