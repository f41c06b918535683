"""Documents that are versions of one another: captures of one address, and texts that say nearly the same.

Two documents belong together when they were saved from the same address, or when one repeats at least
:data:`SHARED` of the other's sentences once figures are set aside (the budget of 2023 and that of 2024). Page
furniture does not count: every page of a site has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from reader.services.snapshots import Snapshots
from reader.store.case import CaseStore
from reader.store.session import Session
from reader.store.summaries import DocumentSummary
from reader.text.changes import outline

SHARED = 0.4
"""Least share of the shorter document's sentences that the longer one repeats. Articles on one event share a
quotation or two (below 0.2); yearly budgets of one office share 0.6 and more."""

SHORTEST = 6
"""Characters from which a sentence counts: headings such as 附件 stand in every document."""

FEWEST = 3
"""Sentences a document must have for its text to be compared: two labels in common prove nothing."""

_COMMON = 50
"""A sentence that stands in more documents than this says nothing about any two of them."""


@dataclass(slots=True)
class Family:
    """Documents that belong together, oldest capture first. ``why`` says what ties them, in words."""

    documents: list[DocumentSummary]
    why: list[str] = field(default_factory=list)


class VersionService:
    """Read-only."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store
        self._snapshots = Snapshots()

    def families(self) -> list[dict[str, Any]]:
        """``{"documents": [{"id", "title", "translated_title", "url", "captured", "captured_how"}], "why": […]}`` for
        every group of at least two, largest first; within a group in the order of capture."""
        with self._store.read() as session:
            head = session.log.head()
            found = self._snapshots.get(head, ("families", None), lambda: families(session))
        return [{"documents": [_view(row) for row in one.documents], "why": one.why} for one in found]


def families(session: Session) -> list[Family]:
    """Every group of documents that belong together."""
    summaries = {row.document.id: row for row in session.overview.summaries()}
    ties: dict[tuple[str, str], str] = {}
    for url, ids in _by_address(summaries).items():
        ties.update(dict.fromkeys(pairwise(ids), f"saved from the same address, {url}"))
    for (a, b), share in shares(_outlines(session)).items():
        if share >= SHARED:
            words = f"{share:.0%} of the shorter one's sentences are the same, figures aside"
            ties.setdefault((a, b), f"{a} and {b}: {words}")
    return sorted(_groups(summaries, ties), key=lambda one: (-len(one.documents), one.documents[0].document.id))


def shares(outlines: Mapping[str, set[str]]) -> dict[tuple[str, str], float]:
    """For each two documents with sentences in common: how much of the smaller one's set the larger one has."""
    holders: dict[str, list[str]] = defaultdict(list)
    for id, mine in outlines.items():
        for sentence in mine:
            holders[sentence].append(id)
    common: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            common.update((a, b) for n, a in enumerate(ids) for b in ids[n + 1 :])
    sizes = {id: len(mine) for id, mine in outlines.items()}
    return {pair: n / min(sizes[pair[0]], sizes[pair[1]]) for pair, n in common.items()}


def _outlines(session: Session) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for document_id, text in session.overview.texts():
        if len(text) >= SHORTEST:
            found[document_id].add(outline(text))
    return {id: mine for id, mine in found.items() if len(mine) >= FEWEST}


def _by_address(summaries: Mapping[str, DocumentSummary]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id, row in summaries.items():
        if row.url:
            found[address(row.url)].append(id)
    return {url: ids for url, ids in found.items() if len(ids) > 1}


def address(url: str) -> str:
    """What of a URL names the page: without scheme, ``www.``, fragment and a slash at the end."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def _groups(summaries: Mapping[str, DocumentSummary], ties: Mapping[tuple[str, str], str]) -> list[Family]:
    """Connected documents, by union and find."""
    parent = {id: id for id in summaries}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for a, b in ties:
        parent[root(a)] = root(b)
    members: dict[str, list[str]] = defaultdict(list)
    for id in summaries:
        members[root(id)].append(id)
    return [
        Family(
            sorted((summaries[id] for id in ids), key=lambda row: (row.captured or "", int(row.document.id[1:]))),
            list(dict.fromkeys(words for (a, _), words in ties.items() if a in ids)),
        )
        for ids in members.values()
        if len(ids) > 1
    ]


def _view(row: DocumentSummary) -> dict[str, Any]:
    return {
        "id": row.document.id,
        "title": row.title,
        "translated_title": row.translated_title,
        "url": row.url,
        "captured": row.captured,
        "captured_how": row.captured_how,
    }
