"""What an audit found."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_FAILURES = 1_000
"""Failures listed one by one; more of them are counted."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One object that is not what it was: what was recorded (``expected``) and what is there (``found``).

    Digests, ids and numbers only, never text of a document.
    """

    object: str
    expected: str
    found: str


@dataclass(slots=True)
class AuditReport:
    """``checked`` counts what was looked at; ``head`` is the log's newest hash."""

    checked: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    head: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.failures

    def count(self, what: str, by: int = 1) -> None:
        """Note that *by* more objects of this kind were looked at."""
        self.checked[what] = self.checked.get(what, 0) + by

    def fail(self, object: str, expected: str, found: str) -> None:
        """Note a failure; beyond :data:`MOST_FAILURES` only their number."""
        if len(self.failures) < MOST_FAILURES:
            self.failures.append(Failure(object, expected, found))
        else:
            self.count("failures_not_listed")
