"""Keep notes attached to text that changes: W3C selectors resolved again.

A target holds an exact quote, 32 characters of prefix and suffix, and a position
(https://www.w3.org/TR/annotation-model/#selectors). Resolution: the quote at the
stored position; else the occurrence whose surroundings agree best; else orphaned.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reader.errors import ChangedMeanwhile
from reader.model import Actor, Annotation, Side, Span, TextTarget, utc_now
from reader.services.shown import shown
from reader.store.case import CaseStore

CONTEXT = 32
"""Characters of prefix and suffix stored with a quote (the W3C model leaves the length open)."""


def target(text: str, start: int, end: int) -> TextTarget:
    """Selectors for ``text[start:end]``."""
    return TextTarget(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def resolve(wanted: TextTarget, text: str) -> Span | None:
    """Where the quote stands in *text* now, or ``None`` when it is gone."""
    if not wanted.exact:
        return None
    if text[wanted.start : wanted.end] == wanted.exact:
        return wanted.start, wanted.end
    best: tuple[int, int, int] | None = None
    at = text.find(wanted.exact)
    while at >= 0:
        agreement = _agreement(wanted, text, at)
        candidate = (agreement, -abs(at - wanted.start), at)
        best = candidate if best is None else max(best, candidate)
        at = text.find(wanted.exact, at + 1)
    return (best[2], best[2] + len(wanted.exact)) if best else None


def _agreement(wanted: TextTarget, text: str, at: int) -> int:
    """Characters of prefix and suffix that still stand around position *at*."""
    before = text[max(0, at - len(wanted.prefix)) : at]
    after = text[at + len(wanted.exact) : at + len(wanted.exact) + len(wanted.suffix)]
    return _common(before[::-1], wanted.prefix[::-1]) + _common(after, wanted.suffix)


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


class Anchoring:
    """Re-attaches translation-side notes after a segment's shown text changed."""

    def __init__(self, store: CaseStore, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def refresh(self, segment_ids: Sequence[str]) -> int:
        """Move or orphan the notes of these segments; returns how many changed."""
        with self._store.read() as session:
            notes = session.annotations.for_segments(segment_ids)
            texts = shown(session, segment_ids)
        changed: list[Annotation] = []
        for segment_id, rows in notes.items():
            text = texts.get(segment_id)
            if text is None:
                continue
            changed += [
                new
                for row in rows
                if row.side == Side.TRANSLATION and row.text_id != text.id and (new := _moved(row, text.text, text.id))
            ]
        return sum(self._revise(row) for row in changed)

    def _revise(self, row: Annotation) -> bool:
        """Whether the note was moved; one that a person changed meanwhile is left to the next refresh."""
        try:
            with self._store.write(self._actor) as session:
                session.annotations.revise(row)
        except ChangedMeanwhile:
            return False
        return True


def _moved(row: Annotation, text: str, text_id: str) -> Annotation | None:
    if row.state == "deleted":
        return None
    span = resolve(row.target, text)
    if span is None:
        return dataclasses.replace(row, state="orphaned", modified_at=utc_now()) if row.state != "orphaned" else None
    return dataclasses.replace(row, target=target(text, *span), text_id=text_id, state="active", modified_at=utc_now())
