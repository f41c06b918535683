"""A logged table read row by row, in step with the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table, select

from reader.model import sha256_text
from reader.store import schema
from reader.store.audit_report import AuditReport
from reader.store.canonical import json_ready, row_line
from reader.store.transaction import Transaction


class LoggedRows:
    """Hands out rows entry by entry and reports rows that are missing, changed or covered by no entry.

    Rows were written with numbers 1, 2, 3 … in the order of the log; what breaks
    that order was not written by the program.
    """

    def __init__(self, transaction: Transaction, table: Table, last_entry: int, report: AuditReport) -> None:
        self._table = table
        self._last_entry = last_entry
        self._report = report
        self._columns = [column.name for column in table.columns if column.name not in schema.NOT_DIGESTED]
        self._rows = transaction.stream(select(table).order_by(table.c.pk))
        self._pk = 0
        self._row: Mapping[str, Any] | None = None
        self._step()

    def of_entry(self, entry: int) -> Iterator[str]:
        """Canonical lines of the rows that log entry number *entry* covers."""
        while self._row is not None and self._row["entry"] <= entry:
            row, covered_by = self._row, self._row["entry"]
            if covered_by < entry:
                self._uncovered(row)
            else:
                yield self._checked(row)
            self._step()

    def leftover(self) -> None:
        """After the last entry: rows that remain are covered by none."""
        while self._row is not None:
            self._uncovered(self._row)
            self._step()

    def _step(self) -> None:
        for row in self._rows:
            values = dict(row._mapping)
            for missing in range(self._pk + 1, min(values["pk"], self._pk + 1000)):
                self._report.fail(f"{self._table.name} row {missing}", "present", "missing")
            self._pk = values["pk"]
            entry = values["entry"]
            if isinstance(entry, int) and entry <= self._last_entry:
                self._row = values
                return
            # An entry that is not there would hold up all rows behind it.
            self._uncovered(values)
        self._row = None

    def _checked(self, row: Mapping[str, Any]) -> str:
        line = row_line(self._table.name, {name: json_ready(row[name]) for name in self._columns})
        found = sha256_text(line)
        if found != row["row_sha"]:
            self._report.fail(self._name(row), f"row digest {row['row_sha']}", f"row digest {found}")
        return line

    def _uncovered(self, row: Mapping[str, Any]) -> None:
        self._report.fail(self._name(row), "covered by the log", f"says log entry {row['entry']}, which does not fit")

    def _name(self, row: Mapping[str, Any]) -> str:
        id = row.get("id")
        return f"{self._table.name} {id}" if id else f"{self._table.name} row {row['pk']}"
