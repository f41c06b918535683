"""Corrections of text that was recognised in a picture (OCR), beside what was recognised and never instead of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.errors import ChangedMeanwhile, Unsupported, UsageError
from reader.model import (
    Actor,
    Annotation,
    Block,
    Document,
    Locator,
    Segment,
    Side,
    SourceRevision,
    SourceRevisionKind,
    utc_now,
)
from reader.services.anchoring import Anchoring, resolve, target
from reader.services.compose import mentions_of
from reader.services.original import OriginalService
from reader.services.resegment import resegmented
from reader.services.shown import shown
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.text.carry import Carrier
from reader.text.language import LanguageContext

WHY_NOT = (
    "This text stands in the file as characters, so it is the evidence itself: only what was read in a picture (OCR) "
    "can be corrected."
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What an act did. ``sentences`` are those the block has now; ``untranslated`` the ids of those among them
    that have no translation although what they replace had one."""

    act: SourceRevision
    sentences: tuple[Segment, ...]
    untranslated: tuple[str, ...]


class CorrectionService:
    """Every act is one Actor's, is logged, and can be withdrawn."""

    def __init__(self, store: CaseStore, actor: Actor, original: OriginalService) -> None:
        self._store = store
        self._actor = actor
        self._original = original

    def correct(
        self, block_id: str, *, text: str, reason: str = "", quote: str | None = None, version: int | None = None
    ) -> Corrected:
        """From now on the block reads *text*; with *quote*, it has *text* in place of those words.

        ``version`` is that of the text the person saw (1: what was recognised); when there is a newer one,
        ChangedMeanwhile is raised and nothing stored. Raises Unsupported for text that stands in the file itself,
        UsageError when nothing changed, UnknownObject.
        """
        with self._store.write(self._actor) as session:
            block = _correctable(session, block_id)
            acts = session.source_revisions.history(block_id)
            _is_newest(acts, version)
            text = _is_new(_typed(text if quote is None else _with(block.text, quote, text)), block)
            document = session.documents.get(block.document_id)
            extracted = session.source_revisions.extracted(block_id)
            before = session.source_revisions.sentences(block_id, acts[-1].shows_id if acts else None)
            numbers = [row.n for row in session.source_revisions.sentences(block_id, None)]
            act = session.source_revisions.add(
                SourceRevision(
                    id="",
                    document_id=block.document_id,
                    block_id=block_id,
                    version=0,
                    kind=SourceRevisionKind.CORRECTION,
                    before="",
                    text=text,
                    locators=_carried(extracted, text),
                    reason=reason.strip(),
                    author=self._actor,
                    created_at="",
                    previous_id=acts[-1].id if acts else None,
                ),
                resegmented(extracted, text, before, numbers, _context(document)),
            )
            after = session.source_revisions.sentences(block_id, act.id)
            fresh = [row for row in after if row.source_revision_id == act.id]
            if found := mentions_of(fresh):
                session.mentions.replace(document.id, found, source_revision_id=act.id)
            return self._settled(session, act, before, after)

    def withdraw(self, block_id: str, *, reason: str = "", version: int | None = None) -> Corrected:
        """Take the newest correction back: the block reads again what it read before, and its sentences come back
        with their translations. Raises UsageError when there is none, ChangedMeanwhile, UnknownObject."""
        with self._store.write(self._actor) as session:
            acts = session.source_revisions.history(block_id)
            _is_newest(acts, version)
            shown = acts[-1] if acts else None
            before = session.source_revisions.sentences(block_id, shown.shows_id if shown else None)
            act = session.source_revisions.withdraw(
                block_id, reason=reason.strip(), previous_id=shown.id if shown else None
            )
            after = session.source_revisions.sentences(block_id, act.shows_id)
            done = self._settled(session, act, before, after)
        Anchoring(self._store, self._actor).refresh([row.id for row in after])
        return done

    def view(self, segment_id: str) -> dict[str, Any]:
        """All about the text of the block in which a sentence stands.

        ``{"block", "version", "text", "recognised", "correctable", "why_not", "pictures", "acts", "superseded"}``:
        ``pictures`` are pieces of page images with the lines (:meth:`OriginalService.lines`), ``acts`` every correction
        and withdrawal, oldest first, ``superseded`` the sentences of earlier readings with what was said of them.
        Raises UnknownObject.
        """
        with self._store.read() as session:
            block = session.documents.block(session.documents.segment(segment_id).block_id)
            acts = session.source_revisions.history(block.id)
            gone = [row for row in session.source_revisions.superseded(block.document_id) if row.block_id == block.id]
            superseded = superseded_views(session, gone)
        correctable = block.is_recognised
        return {
            "block": block.id,
            "version": acts[-1].version if acts else 1,
            "text": block.text,
            "recognised": block.text if block.recognised is None else block.recognised,
            "corrected": block.revision is not None,
            "correctable": correctable,
            "why_not": "" if correctable else WHY_NOT,
            "pictures": self._original.lines(block) if correctable else [],
            "acts": [act_view(act) for act in acts],
            "superseded": superseded,
        }

    def block_holding(self, segment_id: str) -> Block:
        """The block in which a sentence stands. Raises UnknownObject."""
        with self._store.read() as session:
            return session.documents.block(session.documents.segment(segment_id).block_id)

    def _settled(
        self, session: Session, act: SourceRevision, before: Sequence[Segment], after: Sequence[Segment]
    ) -> Corrected:
        """Move the notes to the sentences in place of theirs, and see what is to be translated again."""
        english = {id: text.id for id, text in shown(session, [row.id for row in after]).items()}
        notes = session.annotations.for_segments(row.id for row in before)
        for note in (note for mine in notes.values() for note in mine):
            if moved := _moved(note, act, before, after, english):
                session.annotations.revise(moved)
        here = {row.id for row in before}
        fresh = [row.id for row in after if row.id not in here and row.is_chinese]
        translated = session.translations.current([*here, *fresh])
        wanted = tuple(id for id in fresh if id not in translated) if here & translated.keys() else ()
        return Corrected(act, tuple(after), wanted)


def act_view(act: SourceRevision) -> dict[str, Any]:
    """A correction or withdrawal, JSON-ready."""
    return {
        "id": act.id,
        "block": act.block_id,
        "version": act.version,
        "kind": str(act.kind),
        "before": act.before,
        "text": act.text,
        "reason": act.reason,
        "author": act.author.name,
        "qualification": act.author.qualification,
        "created_at": act.created_at,
    }


def superseded_views(session: Session, gone: Sequence[Segment]) -> list[dict[str, Any]]:
    """Sentences of earlier readings: ``{"id", "n", "source", "translation", "revisions", "findings"}``; the English a
    person wrote for them is under ``revisions``, ``findings`` counts the doubts that were recorded."""
    ids = [row.id for row in gone]
    machine, findings = session.translations.current(ids), session.findings.for_segments(ids)
    return [
        {
            "id": row.id,
            "n": row.n,
            "source": row.text,
            "translation": machine[row.id].text if row.id in machine else None,
            "revisions": [
                {"text": r.text, "status": str(r.status), "author": r.author.name, "created_at": r.created_at}
                for r in session.revisions.history(row.id)
            ],
            "findings": len(findings.get(row.id, ())),
        }
        for row in gone
    ]


def _correctable(session: Session, block_id: str) -> Block:
    block = session.documents.block(block_id)
    if not block.is_recognised:
        raise Unsupported(WHY_NOT, hint="Add a note on the Chinese to say what you think it should be.")
    return block


def _is_newest(acts: Sequence[SourceRevision], version: int | None) -> None:
    if version is not None and version != (acts[-1].version if acts else 1):
        raise ChangedMeanwhile(
            "Somebody else corrected this Chinese in the meantime.",
            hint="Reload it, look at their version, and correct it again if it is still needed.",
        )


def _typed(text: str) -> str:
    """*text* without the white space at the ends of lines that nobody means."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def _with(whole: str, quote: str, text: str) -> str:
    if not quote or whole.count(quote) != 1:
        raise UsageError(
            "The quoted words do not stand exactly once in this text.", hint="Quote more of it, or give the whole text."
        )
    return whole.replace(quote, text)


def _is_new(text: str, block: Block) -> str:
    if not text:
        raise UsageError(
            "A correction cannot be empty.", hint="To say that nothing is written there, add a note on the Chinese."
        )
    if text == block.text:
        raise UsageError("Nothing changed.", hint="Change the Chinese to what the picture shows.")
    if text == block.recognised:
        raise UsageError("This is what was recognised.", hint="Withdraw the correction instead.")
    return text


def _carried(extracted: Block, text: str) -> tuple[Locator, ...]:
    """The places of what was recognised, for the corrected text: the lines of the picture are the same."""
    carrier = Carrier(extracted.text, text)
    spans = [carrier.span(at.start, at.end) for at in extracted.locators]
    return tuple(
        dataclasses.replace(at, start=start, end=end)
        for at, (start, end) in zip(extracted.locators, spans, strict=True)
    )


def _context(document: Document) -> LanguageContext:
    return LanguageContext(declared=document.metadata.get("language"), document=document.languages)


def _moved(
    note: Annotation,
    act: SourceRevision,
    before: Sequence[Segment],
    after: Sequence[Segment],
    english: Mapping[str, str],
) -> Annotation | None:
    """The note's next version, on the sentence that stands where its own stood; ``None`` when nothing changes.

    A note on the Chinese goes where its words stand now, and is orphaned when they are gone. One on the English keeps
    its target: it is placed anew when the sentence is translated, unless it comes back to the text it speaks of
    (*english*: segment id → id of the English shown).
    """
    old = next(row for row in before if row.id == note.segment_id)
    heir = next((row for row in reversed(after) if row.n <= old.n), after[0])
    if note.side == Side.TRANSLATION:
        if heir.id == old.id:
            return None
        state = "active" if note.text_id == english.get(heir.id) else note.state
        return dataclasses.replace(note, segment_id=heir.id, state=state, modified_at=utc_now())
    span = resolve(note.target, act.text)
    if span is None:
        changed = dataclasses.replace(note, segment_id=heir.id, state="orphaned", text_id=act.shows_id)
    else:
        heir = next((row for row in after if row.start <= span[0] < row.end), heir)
        placed = target(act.text, *span)
        changed = dataclasses.replace(note, segment_id=heir.id, state="active", target=placed, text_id=act.shows_id)
    if dataclasses.replace(changed, text_id=note.text_id) == note:
        return None
    return dataclasses.replace(changed, modified_at=utc_now())
