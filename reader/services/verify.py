"""Prove that nothing changed: originals, rows, chain; re-translation and re-extraction on request."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import Any

from reader.config import Settings
from reader.errors import PackageError, UsageError
from reader.formats import contract as formats
from reader.formats.host import Extractor
from reader.model import Document, Translation
from reader.services.intake import payload_of
from reader.services.passwords import Passwords
from reader.store import audit
from reader.store.case import CaseStore
from reader.translate.constraints import Constraint, recorded
from reader.translate.engine import Engine
from reader.translate.package import Package
from reader.translate.packages import PackageStore

Entry = dict[str, str]
"""``object``, what was ``expected`` there and what was ``found``."""

_HEAD = re.compile(r"[0-9a-f]{64}")

SAMPLE_SEED = 20260101
"""Fixed, so that two people who verify the same case re-translate the same sentences."""


@dataclass(slots=True)
class VerifyReport:
    """``failures`` mean tampering or damage; ``differences`` are honest changes of
    program or processor versions and do not make the case fail."""

    head: str
    checked: dict[str, int] = field(default_factory=dict)
    failures: list[Entry] = field(default_factory=list)
    differences: list[Entry] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the case is what its evidence trail says."""
        return not self.failures

    def as_json(self) -> dict[str, Any]:
        """The contract of ``reader verify --json``."""
        return {
            "ok": self.ok,
            "head": self.head,
            "checked": self.checked,
            "failures": self.failures,
            "differences": self.differences,
        }


class VerifyService:
    """Checks a case against its own evidence trail."""

    def __init__(
        self,
        store: CaseStore,
        settings: Settings,
        packages: PackageStore,
        extractor: Callable[[], AbstractContextManager[Extractor]],
        passwords: Passwords,
    ) -> None:
        self._store = store
        self._settings = settings
        self._packages = packages
        self._extractor = extractor
        self._passwords = passwords

    def verify(self, *, expect: str | None = None, retranslate: int = 0, re_extract: bool = False) -> VerifyReport:
        """Re-hash everything; optionally translate *retranslate* sentences again and
        read every original again. Never raises for what re-hashing finds; UsageError when *expect* is no log head."""
        if expect is not None and not _HEAD.fullmatch(expect):
            raise UsageError("A log head has 64 hexadecimal digits.", hint="Copy it whole from the exhibit or the log.")
        result = audit.verify(self._store, expect=expect)
        report = VerifyReport(
            head=result.head,
            checked=dict(result.checked),
            failures=[_entry(f.object, f.expected, f.found) for f in result.failures],
        )
        if retranslate:
            self._retranslate(retranslate, report)
        if re_extract:
            self._re_extract(report)
        return report

    def _retranslate(self, count: int, report: VerifyReport) -> None:
        """Differences on the same instruction set are failures: the engine is deterministic."""
        with self._store.read() as session:
            rows = list(session.translations.all_current())
        chosen = random.Random(SAMPLE_SEED).sample(rows, min(count, len(rows)))  # noqa: S311 - a sample, not a secret
        installed = {package.sha256: package for package in self._packages.list()}
        done = 0
        for sha256 in sorted({row.package_sha256 for row in chosen}):
            group = [row for row in chosen if row.package_sha256 == sha256]
            if sha256 not in installed:
                report.differences.append(
                    _entry(f"package {group[0].package}", "installed", "not installed; its sentences were not redone")
                )
                continue
            try:
                done += self._redo(installed[sha256], group, report)
            except PackageError as error:
                report.differences.append(_entry(f"package {group[0].package}", "usable", error.message))
        report.checked["retranslated"] = done

    def _redo(self, package: Package, group: list[Translation], report: VerifyReport) -> int:
        """Each under the term constraints it was made under; how many."""
        with Engine(self._packages.prepare(package), workers=self._settings.workers) as engine:
            for constraints, rows in _by_constraints(group).items():
                engine.constraints = partial(_same, constraints)
                for n, output in engine.translate([row.source for row in rows]):
                    row = rows[n]
                    if output.text == row.text:
                        continue
                    entry = _entry(f"translation {row.id}", row.text, output.text)
                    same = engine.isa == row.isa and engine.key(row.source) == row.id
                    (report.failures if same else report.differences).append(entry)
        return len(group)

    def _re_extract(self, report: VerifyReport) -> None:
        """Compare today's reading of each original with the stored blocks."""
        with self._store.read() as session:
            documents = session.documents.all()
            sources = {row.id: row for row in session.sources.all()}
        passwords = self._passwords.known()
        with self._extractor() as extractor, self._store.staging() as staging:
            for document in documents:
                source = sources[document.source_id]
                payload = payload_of(source, self._store.blobs.path(source.sha256), passwords)
                events = list(extractor.extract(payload, staging))
                with self._store.read() as session:
                    then = [block.text for block in session.documents.extracted(document.id)]
                report.differences += _compare(document, then, events)
        report.checked["re_extracted"] = len(documents)


def _by_constraints(group: Iterable[Translation]) -> dict[tuple[Constraint, ...], list[Translation]]:
    found: dict[tuple[Constraint, ...], list[Translation]] = {}
    for row in group:
        found.setdefault(recorded(row.parameters), []).append(row)
    return found


def _same(constraints: tuple[Constraint, ...], text: str) -> tuple[Constraint, ...]:
    return constraints


def _compare(document: Document, then: Sequence[str], events: Sequence[formats.Event]) -> list[Entry]:
    """At most one entry: how many blocks read otherwise today, and by which version."""
    now = [e.text for e in events if isinstance(e, formats.BlockDraft)]
    if now == then:
        return []
    versions = (f"{e.extractor} {e.extractor_version}" for e in events if isinstance(e, formats.Head))
    changed = sum(a != b for a, b in zip_longest(now, then))
    return [
        _entry(
            f"document {document.id}",
            f"{len(then)} blocks by {document.extractor} {document.extractor_version}",
            f"{changed} differ by {next(versions, 'a reader that failed')}",
        )
    ]


def _entry(object: str, expected: str, found: str) -> Entry:
    return {"object": object, "expected": expected, "found": found}
