"""Troubles that are none: a photograph on a web page without writing, a recording whose transcript lies beside it.

Pictures of a saved page are mostly photographs. One Problem per archive or page says how many held no writing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.formats.contract import Trouble
from reader.formats.media import NO_TRANSCRIPT
from reader.formats.web_pictures import ON_PAGE
from reader.model import Actor, Problem, Source
from reader.services.problems import READING, problem
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.text.plural import plural

NO_WRITING = "no-writing"
TRANSCRIPT = "transcript"
"""Metadata of a recording: names of the files beside it that hold what is said."""


class Expected:
    """Gathers, during one ingest, the pictures without writing by what they came in."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def sift(self, source: Source, troubles: Sequence[Trouble]) -> list[Trouble]:
        """The *troubles* of *source* that a person has to see."""
        kept = []
        for trouble in troubles:
            if trouble.code == NO_WRITING and ON_PAGE in source.metadata and source.container_id:
                self._counts[source.container_id] += 1
            elif trouble.code != NO_TRANSCRIPT or TRANSCRIPT not in source.metadata:
                kept.append(trouble)
        return kept

    def store(self, store: CaseStore, actor: Actor) -> int:
        """One Problem for each archive or page with such pictures; how many were stored."""
        if self._counts:
            with store.write(actor) as session:
                for id, count in self._counts.items():
                    session.problems.add(_without_writing(session.sources.get(id), count))
        return len(self._counts)


def looked_at(session: Session, source: Source) -> bool:
    """Whether *source* is a picture of a page that an earlier ingest read to its end without finding writing."""
    if ON_PAGE not in source.metadata or not source.container_id:
        return False
    return any(row.code == NO_WRITING for row in session.problems.for_source(source.container_id))


def _without_writing(container: Source, count: int) -> Problem:
    return problem(
        NO_WRITING,
        f"In {plural(count, 'picture')} of the saved page or archive no writing was recognised.",
        hint="Photographs hold none. Look at those that matter; they are kept.",
        source=container,
        stage=READING,
    )
