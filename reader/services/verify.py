"""Prove that nothing changed: originals, rows, chain; re-translation and re-extraction on request."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from reader.config import Settings
from reader.errors import PackageMissing
from reader.formats import contract as formats
from reader.formats.host import Extractor
from reader.model import Source, Translation
from reader.store import audit
from reader.store.case import CaseStore
from reader.translate.engine import Engine
from reader.translate.packages import PackageStore

SAMPLE_SEED = 20260101
"""Fixed, so that two people who verify the same case re-translate the same sentences."""


@dataclass(slots=True)
class VerifyReport:
    """``failures`` mean tampering or damage; ``differences`` are honest changes of
    program or processor versions and do not make the case fail."""

    ok: bool
    head: str
    checked: dict[str, int] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)

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
    ) -> None:
        self._store = store
        self._settings = settings
        self._packages = packages
        self._extractor = extractor

    def verify(self, *, expect: str | None = None, retranslate: int = 0, re_extract: bool = False) -> VerifyReport:
        """Re-hash everything; optionally translate *retranslate* sentences again and
        read every original again. Never raises for what it finds."""
        result = audit.verify(self._store, expect=expect)
        with self._store.read() as session:
            head = session.log.head()
        report = VerifyReport(
            ok=result.ok,
            head=head,
            checked=dict(result.checked),
            failures=[{"object": f.object, "expected": f.expected, "found": f.found} for f in result.failures],
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
            except PackageMissing as error:
                report.differences.append(_entry(f"package {group[0].package}", "usable", error.message))
        report.checked["retranslated"] = done
        report.ok = report.ok and not report.failures

    def _redo(self, package: Any, group: list[Translation], report: VerifyReport) -> int:
        with Engine(package, workers=self._settings.workers) as engine:
            for n, output in engine.translate([row.source for row in group]):
                row = group[n]
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
        done = 0
        with self._extractor() as extractor, self._store.staging() as staging:
            for document in documents:
                source: Source = sources[document.source_id]
                payload = formats.Payload(
                    path=self._store.blobs.path(source.sha256), name=source.name, charset=document.charset
                )
                events = list(extractor.extract(payload, staging))
                now = [e.text for e in events if isinstance(e, formats.BlockDraft)]
                version = next(
                    (f"{e.extractor} {e.extractor_version}" for e in events if isinstance(e, formats.Head)), ""
                )
                with self._store.read() as session:
                    then = [block.text for block in session.documents.blocks(document.id)]
                done += 1
                if now != then:
                    known = f"{document.extractor} {document.extractor_version}"
                    changed = sum(a != b for a, b in zip(now, then, strict=False)) + abs(len(now) - len(then))
                    report.differences.append(
                        _entry(
                            f"document {document.id}",
                            f"{len(then)} blocks by {known}",
                            f"{changed} differ by {version}",
                        )
                    )
        report.checked["re_extracted"] = done


def _entry(object: str, expected: str, found: str) -> dict[str, str]:
    return {"object": object, "expected": expected, "found": found}
