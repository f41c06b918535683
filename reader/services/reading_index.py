"""A few numbers per sentence of a document: enough to navigate and to filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reader.model import RevisionStatus, SegmentState, Severity
from reader.store.overview import Sentence
from reader.store.session import Session

ALL = "all"
_CORRECTED = {str(SegmentState.CORRECTED), str(SegmentState.CERTIFIED)}


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """Parallel columns over all sentences in reading order. ``severity`` is the worst open finding (empty when
    none), ``length`` the source's code points, ``notes`` those that are not deleted."""

    id: list[str]
    n: list[int]
    state: list[str]
    severity: list[str]
    boilerplate: list[int]
    length: list[int]
    notes: list[int]

    def __len__(self) -> int:
        return len(self.n)

    def positions(self, filter: str) -> Sequence[int]:
        """Where in the columns the sentences stand that match one of :data:`FILTERS`."""
        if filter == ALL:
            return range(len(self))
        chosen = _MATCHES[filter]
        return [at for at, pair in enumerate(zip(self.state, self.notes, strict=True)) if chosen(*pair)]

    def columns(self, filter: str) -> dict[str, Any]:
        """The columns, ids left out, of the sentences that match, and their ``total``."""
        at = self.positions(filter)
        names = ("n", "state", "boilerplate", "severity", "length", "notes")
        whole = {name: getattr(self, name) for name in names}
        return {"total": len(at), **{name: [column[i] for i in at] for name, column in whole.items()}}

    def counts(self) -> dict[str, int]:
        """How many sentences match each filter."""
        return {name: len(self.positions(name)) for name in FILTERS}


_MATCHES: dict[str, Callable[[str, int], bool]] = {
    "doubts": lambda state, notes: state == SegmentState.DOUBTFUL,
    "notes": lambda state, notes: notes > 0,
    "corrected": lambda state, notes: state in _CORRECTED,
}
FILTERS = (ALL, *_MATCHES)


def document_index(session: Session, document_id: str) -> DocumentIndex:
    """The index of a document that exists, from four set queries."""
    worst = session.overview.worst_open(document_id)
    revised = session.overview.revision_statuses(document_id)
    noted = session.overview.note_counts(document_id)
    rows = session.overview.sentences(document_id)
    return DocumentIndex(
        id=[row.id for row in rows],
        n=[row.n for row in rows],
        state=[_state(row, revised.get(row.id), worst.get(row.id)).value for row in rows],
        severity=[str(worst.get(row.id, "")) for row in rows],
        boilerplate=[int(row.boilerplate) for row in rows],
        length=[row.length for row in rows],
        notes=[noted.get(row.id, 0) for row in rows],
    )


def _state(row: Sentence, revision: RevisionStatus | None, worst: Severity | None) -> SegmentState:
    """Same rule as ``segment_view.state_of``, from aggregates."""
    if revision is not None:
        return SegmentState.CERTIFIED if revision == RevisionStatus.CERTIFIED else SegmentState.CORRECTED
    if not row.translated:
        return SegmentState.UNTRANSLATED if row.is_chinese else SegmentState.NOT_CHINESE
    if not row.checked:
        return SegmentState.MACHINE
    return SegmentState.DOUBTFUL if worst is not None and worst.is_serious else SegmentState.CHECKED
