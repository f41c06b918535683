"""What one transaction on a case can read and write, by kind of record."""

from __future__ import annotations

from sqlalchemy import Connection

from reader.model import Actor
from reader.store.actors import Actors
from reader.store.annotations import Annotations
from reader.store.documents import Documents
from reader.store.doubts import Doubts
from reader.store.findings import Findings
from reader.store.jobs import Jobs
from reader.store.log import Log
from reader.store.mentions import Mentions
from reader.store.meta import Meta
from reader.store.overview import Overview
from reader.store.problems import Problems
from reader.store.revisions import Revisions
from reader.store.search import SearchIndex
from reader.store.source_revisions import SourceRevisions
from reader.store.sources import Sources
from reader.store.terms import Terms
from reader.store.transaction import Transaction
from reader.store.translations import Translations


class Session:
    """Made by :meth:`CaseStore.read` and :meth:`CaseStore.write`; use it inside their ``with`` block only."""

    def __init__(self, connection: Connection, actor: Actor | None = None) -> None:
        tx = self.transaction = Transaction(connection, actor)
        self.log = Log(tx)
        self.meta = Meta(tx)
        self.actors = Actors(tx)
        self.search = SearchIndex(tx)
        self.sources = Sources(tx)
        self.source_revisions = SourceRevisions(tx, self.actors, self.search)
        self.documents = Documents(tx, self.search, self.source_revisions)
        self.translations = Translations(tx, self.search)
        self.findings = Findings(tx, self.actors)
        self.doubts = Doubts(tx)
        self.revisions = Revisions(tx, self.actors, self.documents, self.search)
        self.annotations = Annotations(tx, self.actors, self.documents, self.search)
        self.mentions = Mentions(tx)
        self.terms = Terms(tx)
        self.problems = Problems(tx)
        self.jobs = Jobs(tx)
        self.overview = Overview(tx, self.source_revisions)
