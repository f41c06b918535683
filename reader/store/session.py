"""What one transaction on a case can read and write, by kind of record."""

from __future__ import annotations

from sqlalchemy import Connection

from reader.model import Actor
from reader.store.actors import Actors
from reader.store.documents import Documents
from reader.store.log import Log
from reader.store.meta import Meta
from reader.store.search import SearchIndex
from reader.store.sources import Sources
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
        self.documents = Documents(tx, self.search)
        self.translations = Translations(tx, self.search)
