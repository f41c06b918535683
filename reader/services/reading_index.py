"""A few numbers per sentence of a document: enough to navigate and to filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reader.model import RevisionStatus, SegmentState, Severity
from reader.services.questions import QUESTION_TAG
from reader.store.doubts import gravest
from reader.store.overview import Sentence
from reader.store.session import Session

ALL = "all"
_CORRECTED = {str(SegmentState.CORRECTED), str(SegmentState.CERTIFIED)}


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """Parallel columns over all sentences in reading order. ``severity`` is the worst open finding (empty when
    none), ``length`` the source's code points, ``notes`` those that are not deleted, ``questions`` those of them
    that ask a translator, ``labels`` the headings of the open findings."""

    id: list[str]
    n: list[int]
    state: list[str]
    severity: list[str]
    boilerplate: list[int]
    length: list[int]
    notes: list[int]
    questions: list[int]
    labels: list[tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.n)

    def positions(self, filter: str, label: str = "") -> Sequence[int]:
        """Where in the columns the sentences stand that match one of :data:`FILTERS`; with *label*, those of
        them that have an open finding under it (minor ones too: whoever asks for a kind wants all of it)."""
        if label:
            return [at for at, mine in enumerate(self.labels) if label in mine]
        if filter == ALL:
            return range(len(self))
        chosen = _MATCHES[filter]
        rows = zip(self.state, self.notes, self.questions, strict=True)
        return [at for at, row in enumerate(rows) if chosen(*row)]

    def columns(self, filter: str, label: str = "") -> dict[str, Any]:
        """The columns, ids left out, of the sentences that match, and their ``total``."""
        at = self.positions(filter, label)
        names = ("n", "state", "boilerplate", "severity", "length", "notes")
        whole = {name: getattr(self, name) for name in names}
        return {"total": len(at), **{name: [column[i] for i in at] for name, column in whole.items()}}

    def counts(self) -> dict[str, int]:
        """How many sentences match each filter."""
        return {name: len(self.positions(name)) for name in FILTERS}

    def kinds(self) -> dict[str, int]:
        """How many sentences have an open finding under each label, most frequent first."""
        return dict(Counter(label for mine in self.labels for label in mine).most_common())


_MATCHES: dict[str, Callable[[str, int, int], bool]] = {
    "doubts": lambda state, notes, questions: state == SegmentState.DOUBTFUL,
    "notes": lambda state, notes, questions: notes > 0,
    "questions": lambda state, notes, questions: questions > 0,
    "corrected": lambda state, notes, questions: state in _CORRECTED,
}
FILTERS = (ALL, *_MATCHES)


def document_index(session: Session, document_id: str) -> DocumentIndex:
    """The index of a document that exists, from four set queries."""
    doubts = session.doubts.labels(document_id)
    worst = {id: gravest(labels.values()) for id, labels in doubts.items()}
    revised = session.overview.revision_statuses(document_id)
    noted = session.overview.note_tags(document_id)
    rows = session.overview.sentences(document_id)
    return DocumentIndex(
        id=[row.id for row in rows],
        n=[row.n for row in rows],
        state=[_state(row, revised.get(row.id), worst.get(row.id)).value for row in rows],
        severity=[str(worst.get(row.id, "")) for row in rows],
        boilerplate=[int(row.boilerplate) for row in rows],
        length=[row.length for row in rows],
        notes=[len(noted.get(row.id, ())) for row in rows],
        questions=[sum(QUESTION_TAG in tags for tags in noted.get(row.id, ())) for row in rows],
        labels=[tuple(doubts.get(row.id, ())) for row in rows],
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
