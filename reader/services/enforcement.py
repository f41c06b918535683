"""Which terms a case enforces, and which of its translations were made without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.model import Segment
from reader.services.routing import engine_input, is_in
from reader.services.term_view import termbase_of
from reader.services.terms import ENFORCE
from reader.store.case import CaseStore
from reader.translate.constraints import Constraints, enforced, recorded, unconstrained
from reader.translate.packages import Route

LOT = 256
"""Segments looked at in one transaction."""


def constraints_of(store: CaseStore) -> Constraints | None:
    """The case's term constraints; ``None`` where the setting was never touched, so that nothing can be outdated."""
    with store.read() as session:
        on = session.meta.get(ENFORCE)
        if on is None:
            return None
        return enforced(termbase_of(session.terms.current())) if on else unconstrained


def outdated(
    store: CaseStore, document_ids: Sequence[str] | None, script: str, route: Route, constraints: Constraints
) -> Iterator[Segment]:
    """Segments of one script whose current translation, by the route's package, was made under other constraints
    than hold now: terms were added, changed or removed, or enforcement was switched on or off."""
    for rows in _lots(store, document_ids):
        with store.read() as session:
            current = session.translations.current([row.id for row in rows])
        for row in rows:
            made = current.get(row.id)
            if made is None or not row.is_chinese or not is_in(row.lang, script):
                continue
            if made.package_sha256 != route.package.sha256:
                continue
            if recorded(made.parameters) != constraints(engine_input(row, route)):
                yield row


def _lots(store: CaseStore, document_ids: Sequence[str] | None) -> Iterator[list[Segment]]:
    with store.read() as session:
        ids = document_ids or [document.id for document in session.documents.all()]
    for document_id in ids:
        start = 1
        while True:
            with store.read() as session:
                rows = list(session.documents.segments(document_id, start, LOT))
            if not rows:
                break
            yield rows
            start = rows[-1].n + 1
