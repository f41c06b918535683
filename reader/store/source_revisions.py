"""People's corrections of text that was recognised in a picture, beside what was recognised, never instead of it.

A block reads what its newest act says: a correction, or again what it read before one that was withdrawn. Each
correction names its sentences. Those it does not touch are the same segments as before, with a new place in the text
and with everything that was said about them; the others are new segments, shown under the numbers of those they
replace. Replaced sentences stay in the case with their translations, findings and corrections, and come back when
the correction is withdrawn.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from sqlalchemy import Row, func, select

from reader.errors import CaseError, ChangedMeanwhile, UsageError
from reader.model import Actor, Block, Segment, SourceRevision, SourceRevisionKind, sha256_text, utc_now
from reader.store import actions, codec, current, schema
from reader.store.actors import Actors
from reader.store.document_rows import block_of, segment_of
from reader.store.document_text import text_fault
from reader.store.search import SearchIndex
from reader.store.sentences import NUMBER
from reader.store.transaction import Transaction, Values, chunked, unknown

_TABLE, _PARTS = schema.source_revisions, schema.source_revision_segments
_BLOCKS, _SEGMENTS = schema.blocks, schema.segments


class SourceRevisions:
    """The newest act on a block decides what it reads; all stay."""

    def __init__(self, transaction: Transaction, actors: Actors, search: SearchIndex) -> None:
        self._tx = transaction
        self._actors = actors
        self._search = search

    def add(self, revision: SourceRevision, sentences: Sequence[Segment]) -> SourceRevision:
        """Store a correction; ``id``, ``version``, ``before``, ``created_at``, ``author`` and ``shows_id`` are filled.

        *sentences* make up ``revision.text`` in order. One with an id is kept from what the block read before; any
        other is new, and its ``n`` is the number of an extracted sentence of this block. ``previous_id`` is the newest
        act on the block the caller knows of: when there is a newer one, ChangedMeanwhile is raised and nothing stored.
        """
        block, newest = self._expecting(revision.block_id, revision.previous_id)
        here = self.sentences(block.id, newest.shows_id if newest else None)
        self._check(block, revision.text, sentences, here)
        version = newest.version + 1 if newest else 2
        id = f"S{self._tx.next_pk(_TABLE)}"
        stored = dataclasses.replace(
            revision,
            id=id,
            document_id=block.document_id,
            version=version,
            kind=SourceRevisionKind.CORRECTION,
            before=self.corrected([block])[0].text,
            author=self._tx.actor,
            created_at=revision.created_at or utc_now(),
            shows_id=id,
        )
        named = [s if s.id else dataclasses.replace(s, id=f"{block.document_id}.s{s.n}v{version}") for s in sentences]
        fresh = [named[at] for at, sentence in enumerate(sentences) if not sentence.id]
        after = self._tx.scalar(select(func.max(_SEGMENTS.c.n)).where(_SEGMENTS.c.document_id == block.document_id))
        self._tx.record(
            actions.SOURCE_CORRECTED,
            f"{id}: version {version} of {block.id}",
            (_SEGMENTS, [_segment_row(s, block, id, n) for n, s in enumerate(fresh, start=after + 1)]),
            (_TABLE, [_row(stored)]),
            (_PARTS, [_part_row(id, sentence) for sentence in named]),
        )
        self._reindex(here, named)
        return stored

    def withdraw(self, block_id: str, *, reason: str, previous_id: str | None) -> SourceRevision:
        """Let the block read again what it read before the correction it shows; *previous_id* as in :meth:`add`.

        UsageError when it shows what was recognised.
        """
        block, newest = self._expecting(block_id, previous_id)
        if newest is None or newest.shows_id is None:
            raise UsageError("This text is as it was recognised.", hint="There is no correction to withdraw.")
        acts = {act.id: act for act in self.history(block_id)}
        withdrawn = acts[newest.shows_id]
        earlier = acts[withdrawn.previous_id].shows_id if withdrawn.previous_id else None
        back = acts[earlier] if earlier else None
        stored = SourceRevision(
            id=f"S{self._tx.next_pk(_TABLE)}",
            document_id=block.document_id,
            block_id=block.id,
            version=newest.version + 1,
            kind=SourceRevisionKind.WITHDRAWAL,
            before=withdrawn.text,
            text=back.text if back else block.text,
            locators=back.locators if back else block.locators,
            reason=reason,
            author=self._tx.actor,
            created_at=utc_now(),
            previous_id=newest.id,
            shows_id=earlier,
        )
        gone, come = self.sentences(block.id, withdrawn.id), self.sentences(block.id, earlier)
        object = f"{stored.id}: version {stored.version} of {block.id}"
        self._tx.record(actions.SOURCE_CORRECTION_WITHDRAWN, object, (_TABLE, [_row(stored)]))
        self._reindex(gone, come)
        return stored

    def history(self, block_id: str) -> list[SourceRevision]:
        """Every act on the text of a block, oldest first."""
        return self._acts(self._tx.rows(select(_TABLE).where(_TABLE.c.block_id == block_id).order_by(_TABLE.c.pk)))

    def all(self, document_id: str | None = None) -> list[SourceRevision]:
        """Every act of the case or of a document, oldest first."""
        query = select(_TABLE).order_by(_TABLE.c.pk)
        return self._acts(
            self._tx.rows(query if document_id is None else query.where(_TABLE.c.document_id == document_id))
        )

    def any(self, document_id: str) -> bool:
        """Whether anybody ever corrected a text of the document."""
        return self._tx.first(select(_TABLE.c.pk).where(_TABLE.c.document_id == document_id)) is not None

    def get_many(self, ids: Iterable[str]) -> dict[str, SourceRevision]:
        """These acts by id; unknown ids are left out."""
        found: dict[str, SourceRevision] = {}
        for chunk in chunked(dict.fromkeys(ids)):
            found.update(
                {act.id: act for act in self._acts(self._tx.rows(select(_TABLE).where(_TABLE.c.id.in_(chunk))))}
            )
        return found

    def current(self, block_ids: Iterable[str]) -> dict[str, SourceRevision]:
        """The correction each of these blocks shows; blocks that read as they were extracted are left out."""
        found: dict[str, SourceRevision] = {}
        for chunk in chunked(dict.fromkeys(block_ids)):
            shown = select(_TABLE).where(
                _TABLE.c.block_id.in_(chunk), _TABLE.c.id.in_(current.shown_source_revisions(_TABLE.c.id))
            )
            found.update({act.block_id: act for act in self._acts(self._tx.rows(shown))})
        return found

    def corrected(self, blocks: Sequence[Block]) -> list[Block]:
        """*blocks* as they were extracted → as they read now."""
        acts = self.current(block.id for block in blocks)
        return [_as_it_reads(block, acts.get(block.id)) for block in blocks]

    def sentences(self, block_id: str, source_revision_id: str | None) -> list[Segment]:
        """The sentences of a block under one of its corrections (``None``: as extracted), placed in that text."""
        block = self.extracted(block_id)
        if source_revision_id is None:
            extracted = select(_SEGMENTS).where(
                _SEGMENTS.c.document_id == block.document_id,
                _SEGMENTS.c.block_id == block_id,
                _SEGMENTS.c.source_revision_id.is_(None),
            )
            return [segment_of(row) for row in self._tx.rows(extracted.order_by(_SEGMENTS.c.n))]
        query = (
            select(_SEGMENTS, _PARTS.c.start.label("start_now"), _PARTS.c.end.label("end_now"))
            .join(_PARTS, _PARTS.c.segment_id == _SEGMENTS.c.id)
            .where(_PARTS.c.source_revision_id == source_revision_id)
            .order_by(_PARTS.c.start)
        )
        return [segment_of(row) for row in self._tx.rows(query)]

    def extracted(self, block_id: str) -> Block:
        """The block as it was extracted, whoever corrected it; UnknownObject."""
        row = self._tx.first(select(_BLOCKS).where(_BLOCKS.c.id == block_id))
        if row is None:
            raise unknown("block", block_id)
        return block_of(row)

    def superseded(self, document_id: str) -> list[Segment]:
        """The sentences of earlier readings of a document, by their numbers, older ones first."""
        mine = _SEGMENTS.c.document_id == document_id
        query = select(_SEGMENTS).where(mine, _SEGMENTS.c.id.in_(current.superseded())).order_by(NUMBER, _SEGMENTS.c.pk)
        return [segment_of(row) for row in self._tx.rows(query)]

    def is_superseded(self, segment_id: str) -> bool:
        """Whether a sentence belongs to an earlier reading of its block."""
        return self._tx.first(current.superseded(segment_id)) is not None

    def _expecting(self, block_id: str, previous_id: str | None) -> tuple[Block, SourceRevision | None]:
        """The block as extracted and the newest act on it, which must be *previous_id*."""
        block = self.extracted(block_id)
        acts = self.history(block_id)
        newest = acts[-1] if acts else None
        if (newest.id if newest else None) != previous_id:
            raise ChangedMeanwhile(
                "Somebody else corrected this Chinese in the meantime.",
                hint="Reload it, look at their version, and correct it again if it is still needed.",
            )
        return block, newest

    def _check(self, block: Block, text: str, sentences: Sequence[Segment], here: Sequence[Segment]) -> None:
        """The promise that sentences make up their text, and that kept ones are what they were."""
        before = {sentence.id: sentence for sentence in here}
        numbers = {sentence.n for sentence in self.sentences(block.id, None)}
        fault = text_fault(text, ((s.start, s.end, s.text) for s in sentences))
        if not sentences:
            fault = "there are none"
        elif len({sentence.n for sentence in sentences}) < len(sentences):
            fault = "two have the same number"
        elif not {sentence.n for sentence in sentences} <= numbers:
            fault = "one has a number from elsewhere"
        elif any(s.id and (s.id not in before or before[s.id].text != s.text) for s in sentences):
            fault = "one that was to be kept is not what it was"
        if fault:
            raise CaseError(
                f"The sentences of a corrected text do not make it up: {fault}.", hint="Please report this."
            )

    def _reindex(self, before: Sequence[Segment], after: Sequence[Segment]) -> None:
        gone, come = {sentence.id for sentence in before}, {sentence.id for sentence in after}
        self._search.exchange(sorted(gone - come), sorted(come - gone))

    def _acts(self, rows: Sequence[Row]) -> list[SourceRevision]:
        actors = self._actors.map() if rows else {}
        return [_act(row, actors[row.actor_id]) for row in rows]


def _as_it_reads(block: Block, act: SourceRevision | None) -> Block:
    if act is None:
        return block
    return dataclasses.replace(block, text=act.text, locators=act.locators, revision=act, recognised=block.text)


def _row(act: SourceRevision) -> Values:
    return {
        "id": act.id,
        "document_id": act.document_id,
        "block_id": act.block_id,
        "version": act.version,
        "kind": str(act.kind),
        "before": act.before,
        "text": act.text,
        "sha256": sha256_text(act.text),
        "locators": codec.locators_json(act.locators),
        "reason": act.reason,
        "actor_id": act.author.id,
        "created_at": act.created_at,
        "previous_id": act.previous_id,
        "shows_id": act.shows_id,
    }


def _act(row: Row, author: Actor) -> SourceRevision:
    return SourceRevision(
        id=row.id,
        document_id=row.document_id,
        block_id=row.block_id,
        version=row.version,
        kind=SourceRevisionKind(row.kind),
        before=row.before,
        text=row.text,
        locators=codec.locators(row.locators),
        reason=row.reason,
        author=author,
        created_at=row.created_at,
        previous_id=row.previous_id,
        shows_id=row.shows_id,
    )


def _segment_row(segment: Segment, block: Block, source_revision_id: str, n: int) -> Values:
    """A sentence that a correction brings in; *n* is merely unique."""
    return {
        "id": segment.id,
        "document_id": block.document_id,
        "block_id": block.id,
        "n": n,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "lang": segment.lang,
        "lang_how": segment.lang_how,
        "kind": str(block.kind),
        "boilerplate": int(block.boilerplate),
        "source_revision_id": source_revision_id,
        "number": segment.n,
        "recognised": segment.recognised,
    }


def _part_row(source_revision_id: str, segment: Segment) -> Values:
    return {
        "source_revision_id": source_revision_id,
        "segment_id": segment.id,
        "start": segment.start,
        "end": segment.end,
    }
