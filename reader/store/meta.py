"""Settings of a case: its id, title, default package …"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from reader.store import actions, schema
from reader.store.canonical import canonical_json
from reader.store.transaction import Transaction

CASE_ID = "case.id"
TITLE = "case.title"


class Meta:
    """Keys with JSON values; every change is kept and logged."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def get(self, key: str, default: Any = None) -> Any:
        """The newest value of *key*, or *default*."""
        table = schema.settings
        row = self._tx.first(select(table.c.value).where(table.c.key == key).order_by(table.c.pk.desc()))
        return json.loads(row.value) if row else default

    def set(self, key: str, value: Any) -> None:
        """Give *key* a JSON-ready value; nothing happens when it has it already."""
        if self.get(key, self) != value:
            row = {"key": key, "value": canonical_json(value)}
            self._tx.record(actions.SETTING_CHANGED, key, (schema.settings, [row]))
