"""One light entry per sentence of a document: enough to navigate and to filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.model import RevisionStatus, SegmentState, Severity
from reader.services.segment_view import DOUBT
from reader.store.session import Session


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """``severity`` is the worst open finding (empty when none), ``length`` the source's
    code points, ``notes`` the number of notes that are not deleted."""

    id: str
    n: int
    state: SegmentState
    severity: str
    boilerplate: bool
    length: int
    notes: int


def index_entries(session: Session, document_id: str) -> list[IndexEntry]:
    """Entries of all sentences in reading order, from four set queries."""
    worst = session.overview.worst_open(document_id)
    revised = session.overview.revision_statuses(document_id)
    noted = session.overview.note_counts(document_id)
    return [
        IndexEntry(
            id=row.id,
            n=row.n,
            state=_state(row.is_chinese, row.translated, row.checked, revised.get(row.id), worst.get(row.id)),
            severity=str(worst.get(row.id, "")),
            boilerplate=row.boilerplate,
            length=row.length,
            notes=noted.get(row.id, 0),
        )
        for row in session.overview.sentences(document_id)
    ]


def matches(entry: IndexEntry, filter: str) -> bool:
    """Whether a sentence belongs to one of the reading page's filters."""
    if filter == "doubts":
        return entry.state == SegmentState.DOUBTFUL
    if filter == "notes":
        return entry.notes > 0
    if filter == "corrected":
        return entry.state in (SegmentState.CORRECTED, SegmentState.CERTIFIED)
    return True


def count_states(entries: Iterable[IndexEntry]) -> dict[str, int]:
    """How many sentences are in each state."""
    counts = {str(state): 0 for state in SegmentState}
    for entry in entries:
        counts[str(entry.state)] += 1
    return counts


def _state(
    chinese: bool, translated: bool, checked: bool, revision: RevisionStatus | None, worst: Severity | None
) -> SegmentState:
    """Same rule as ``segment_view.state_of``, from aggregates."""
    if revision is not None:
        return SegmentState.CERTIFIED if revision == RevisionStatus.CERTIFIED else SegmentState.CORRECTED
    if not translated:
        return SegmentState.UNTRANSLATED if chinese else SegmentState.NOT_CHINESE
    if not checked:
        return SegmentState.MACHINE
    return SegmentState.DOUBTFUL if worst in DOUBT else SegmentState.CHECKED
