"""Captures without bytes of their own: find the earlier capture in the case, whichever archive holds it.

Web archives do not store a page again that has not changed; a *revisit* record names the digest of the bytes. Only
when all files of a request are in can it be said that nothing in the case holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.formats.contract import Revisit
from reader.formats.digests import canonical
from reader.model import Actor, Problem, Source
from reader.services.intake import Intake
from reader.services.problems import READING, problem
from reader.store.case import CaseStore
from reader.store.session import Session

UNRESOLVED = "revisit-unresolved"
DIGEST = "payload_digest"
"""Metadata key under which the WARC reader keeps the digest of a response."""

_MOST_PROBLEMS = 20
"""Per archive; the last one counts the rest."""


@dataclass(slots=True)
class Resolved:
    """How many Sources and Problems were stored."""

    sources: int = 0
    problems: int = 0


class Revisits:
    """Gathers the revisits of one ingest and resolves them at its end."""

    def __init__(self, store: CaseStore, actor: Actor, intake: Intake) -> None:
        self._store = store
        self._actor = actor
        self._intake = intake
        self._waiting: list[tuple[Source, Revisit]] = []

    def add(self, archive: Source, revisits: Sequence[Revisit]) -> None:
        """Captures found in *archive*."""
        self._waiting += [(archive, revisit) for revisit in revisits]

    def resolve(self) -> Resolved:
        """Store a Source for each revisit whose bytes the case holds, a Problem for the others."""
        result = Resolved()
        if not self._waiting:
            return result
        missing: dict[str, list[Revisit]] = {}
        archives = {archive.id: archive for archive, _ in self._waiting}
        with self._store.write(self._actor) as session:
            held = _Held(session, [revisit for _, revisit in self._waiting])
            for archive, revisit in self._waiting:
                original = held.original(revisit)
                if original is not None:
                    session.sources.add(self._intake.revisit(archive, revisit, original))
                    result.sources += 1
                else:
                    missing.setdefault(archive.id, []).append(revisit)
            for id, revisits in missing.items():
                result.problems += _complain(session, archives[id], revisits)
        self._waiting.clear()
        return result


class _Held:
    """What the case holds of the bytes that *revisits* speak of."""

    def __init__(self, session: Session, revisits: Sequence[Revisit]) -> None:
        digests = {canonical(revisit.digest) for revisit in revisits if revisit.digest}
        addresses = {revisit.original_url or revisit.url for revisit in revisits if not revisit.digest}
        self._by_digest: dict[str, list[Source]] = {}
        self._by_address: dict[str, list[Source]] = {}
        for source in session.sources.all() if addresses else session.sources.with_metadata(DIGEST):
            digest = canonical(source.metadata.get(DIGEST, ""))
            if digest in digests:
                self._by_digest.setdefault(digest, []).append(source)
            if source.url in addresses and source.container_id:
                self._by_address.setdefault(source.url or "", []).append(source)

    def original(self, revisit: Revisit) -> Source | None:
        """The capture with the same bytes. Where the archive gives no digest (the server said "not modified"), the
        capture it names, or the newest one of the address before it."""
        if revisit.digest:
            found = self._by_digest.get(canonical(revisit.digest), [])
            return max(found, key=lambda source: _likeness(source, revisit), default=None)
        found = self._by_address.get(revisit.original_url or revisit.url or "", [])
        if revisit.original_captured:
            return next((source for source in found if source.captured == revisit.original_captured), None)
        earlier = [source for source in found if (source.captured or "") <= (revisit.captured or "")]
        return max(earlier, key=lambda source: source.captured or "", default=None)


def _likeness(source: Source, revisit: Revisit) -> tuple[bool, bool]:
    """The bytes are the same in any case: the capture the archive refers to is best, then one of the same address."""
    named = (source.url, source.captured) == (revisit.original_url, revisit.original_captured)
    return named, source.url in {revisit.original_url, revisit.url}


def _complain(session: Session, archive: Source, revisits: Sequence[Revisit]) -> int:
    shown = revisits if len(revisits) <= _MOST_PROBLEMS else revisits[: _MOST_PROBLEMS - 1]
    for revisit in shown:
        when = f" of {revisit.original_captured}" if revisit.original_captured else ""
        text = f"A page was not stored again: it had not changed since a capture{when} that the case does not hold."
        session.problems.add(_problem(archive, text, revisit))
    if len(shown) < len(revisits):
        text = f"{len(revisits) - len(shown)} more pages refer to captures that the case does not hold."
        session.problems.add(_problem(archive, text, revisits[len(shown)]))
    return len(shown) + (len(shown) < len(revisits))


def _problem(archive: Source, text: str, revisit: Revisit) -> Problem:
    hint = "Find the earlier archive of the same collection and add it together with this one."
    return problem(UNRESOLVED, text, hint=hint, source=archive, place=revisit.place, stage=READING)
