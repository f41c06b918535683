"""Two documents side by side: what was added, changed and removed, in Chinese and in English, with every figure.

The Chinese decides what changed; the English stands beside it. Where a sentence changed, its figures are compared
by value, so that 1.2亿元 after 9,800万元 reads as an increase and not as other characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reader.model import Block, Segment, Span
from reader.services.shown import shown
from reader.services.snapshots import Snapshots
from reader.services.versions import address
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.text.changes import Change, ChangeKind, align, differing, outline
from reader.text.figures import figures
from reader.text.numerals import Quantity, parse_zh

ROWS_KEPT = 40_000
"""Rows of comparisons kept for pages that ask again: some 60 MB."""

_COMPARED = {"number", "money", "percent", "fraction", "multiple"}
_CODE = re.compile(r"\d+")  # a table cell of digits alone may be a code (2210201): an increase would be nonsense


@dataclass(frozen=True, slots=True)
class _Side:
    """One version: its sentences without page furniture, what stands around them, their English."""

    segments: list[Segment]
    blocks: dict[str, Block]
    english: dict[str, str]

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.segments]

    @property
    def keys(self) -> list[str]:
        """What pairs sentences: the text without its figures; a table cell is told by its labels."""
        return ["\t".join([outline(row.text), *map(outline, self.labels(row))]) for row in self.segments]

    def labels(self, row: Segment) -> tuple[str, ...]:
        return self.blocks[row.block_id].context

    def view(self, at: int | None, spans: Sequence[Span], english_spans: Sequence[Span]) -> dict[str, Any] | None:
        if at is None:
            return None
        row = self.segments[at]
        return {
            "segment": row.id,
            "n": row.n,
            "source": row.text,
            "translation": self.english.get(row.id, ""),
            "context": list(self.labels(row)),
            "source_spans": [list(span) for span in spans],
            "translation_spans": [list(span) for span in english_spans],
        }


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What :meth:`ComparisonService.compare` tells of two documents; as long as it has rows."""

    old: dict[str, Any]
    new: dict[str, Any]
    same_address: bool
    rows: list[dict[str, Any]]

    def __len__(self) -> int:
        return len(self.rows)


class ComparisonService:
    """Read-only."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store
        self._snapshots = Snapshots(ROWS_KEPT)

    def compare(self, old_id: str, new_id: str) -> dict[str, Any]:
        """``{"old", "new"}`` (id, title, url, captured), ``counts`` by kind of change, ``same_address``, and ``rows``.

        A row is ``{"kind", "old", "new", "figures"}``: ``old`` and ``new`` are ``null`` or ``{"segment", "n", "source",
        "translation", "context", "source_spans", "translation_spans"}`` with the spans that differ (code points);
        ``figures`` are sentences such as "98,000,000 yuan → 120,000,000 yuan (22.4 % more)". The answer is kept while
        the case stays as it is, and must not be changed. Raises UnknownObject.
        """
        with self._store.read() as session:
            for id in (old_id, new_id):
                session.documents.get(id)
            found = self._snapshots.get(
                session.log.head(), (old_id, new_id), lambda: _compared(session, old_id, new_id)
            )
        counts = Counter(row["kind"] for row in found.rows)
        return {
            "old": found.old,
            "new": found.new,
            "same_address": found.same_address,
            "counts": {str(kind): counts.get(str(kind), 0) for kind in ChangeKind},
            "rows": found.rows,
        }


def _compared(session: Session, old_id: str, new_id: str) -> _Comparison:
    heads = {row.document.id: row for id in (old_id, new_id) for row in session.overview.summaries(id)}
    old, new = _side(session, old_id), _side(session, new_id)
    changes = align(old.texts, new.texts, old.keys, new.keys)
    urls = [heads[id].url for id in (old_id, new_id)]
    return _Comparison(
        _head(heads[old_id]),
        _head(heads[new_id]),
        bool(urls[0] and urls[1] and address(urls[0]) == address(urls[1])),
        [_row(change, old, new) for change in changes],
    )


def _side(session: Session, document_id: str) -> _Side:
    segments = [row for row in session.documents.segments(document_id) if not row.boilerplate]
    english = shown(session, [row.id for row in segments])
    return _Side(
        segments,
        session.overview.blocks(row.block_id for row in segments),
        {id: text.text for id, text in english.items()},
    )


def _head(summary: Any) -> dict[str, Any]:
    return {
        "id": summary.document.id,
        "title": summary.title,
        "translated_title": summary.translated_title,
        "url": summary.url,
        "captured": summary.captured,
        "captured_how": summary.captured_how,
    }


def _row(change: Change, old: _Side, new: _Side) -> dict[str, Any]:
    nothing: tuple[Span, ...] = ()
    chinese = english = (nothing, nothing)
    told: list[str] = []
    if change.kind == ChangeKind.CHANGED and change.old is not None and change.new is not None:
        before, after = old.segments[change.old], new.segments[change.new]
        chinese = differing(before.text, after.text)
        english = differing(old.english.get(before.id, ""), new.english.get(after.id, ""), words=True)
        told = figure_changes(before.text, after.text)
    return {
        "kind": str(change.kind),
        "old": old.view(change.old, chinese[0], english[0]),
        "new": new.view(change.new, chinese[1], english[1]),
        "figures": told,
    }


def figure_changes(old: str, new: str) -> list[str]:
    """What became of each figure of a changed sentence, when both versions have figures of the same kinds in the same
    order; empty otherwise (then nobody can tell which belongs to which)."""
    before, after = _comparable(old), _comparable(new)
    if [(q.kind, q.unit) for q in before] != [(q.kind, q.unit) for q in after]:
        return []
    words = [{(f.start): f.value for f in figures(text)} for text in (old, new)]
    told = []
    for a, b in zip(before, after, strict=True):
        if a.value != b.value and a.start in words[0] and b.start in words[1]:
            told.append(f"{words[0][a.start]} → {words[1][b.start]}{_growth(a.value, b.value)}")
    return told


def _comparable(text: str) -> list[Quantity]:
    if _CODE.fullmatch(text.strip()):
        return []
    return [q for q in parse_zh(text) if q.kind.value in _COMPARED and q.value is not None]


def _growth(old: Fraction | None, new: Fraction | None) -> str:
    if not old or new is None or old < 0 or new < 0:
        return ""
    share = (new - old) / old * 100
    return f" ({abs(float(share)):,.1f} % {'more' if share > 0 else 'less'})"
