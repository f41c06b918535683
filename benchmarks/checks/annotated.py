"""Translations in which professionals marked the errors (MQM), and what the checks and packages say of them.

The file is google/wmt-mqm-human-evaluation's ``mqm_ted_zhen.tsv``: talks (TED, WMT21), 529 sentences × 15 translations
(thirteen engines, two people), each judged by one professional. Marks ``<v>…</v>`` stand around the errors, *on the
Chinese side too*: they are taken off both sides before anything is measured.

Documents are kept apart: figures are fitted on the talks in :data:`FITTED` and reported on the others.
"""

from __future__ import annotations

import csv
import io
import lzma
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.checks.asking import ask
from benchmarks.checks.material import records
from reader.checks import registry
from reader.checks.signals import ModelSignals
from reader.model import Finding
from reader.text.likeness import mean_likeness

FITTED = frozenset({"talk.2", "talk.5", "talk.6"})
PEOPLE = frozenset({"ref", "refB"})
MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Annotated:
    """One translation with its marked errors as (MQM category, severity)."""

    system: str
    talk: str
    n: str
    source: str
    target: str
    errors: tuple[tuple[str, str], ...]

    @property
    def wrong(self) -> bool:
        """Whether a professional marked a Major error of Accuracy."""
        return self.has("Accuracy")

    def has(self, category: str) -> bool:
        """Whether a Major error of *category* (or of a kind of it) was marked."""
        return any(severity == "Major" and name.startswith(category) for name, severity in self.errors)


@dataclass(frozen=True, slots=True)
class Measured:
    """An annotated translation with its findings, the package's signals, and the other translations of its sentence."""

    pair: Annotated
    findings: tuple[Finding, ...]
    plain: tuple[Finding, ...]
    signals: ModelSignals
    others: tuple[str, ...]

    def found_with(self, *, model: bool) -> list[Finding]:
        """The findings as they are with or without the package."""
        return list(self.findings if model else self.plain)

    def seen_with(self, *, model: bool, others: int) -> ModelSignals:
        """The signals as they are with or without the package, and with so many other translations at hand."""
        texts = list(self.others[:others])
        signals = self.signals if model else ModelSignals()
        return replace(signals, others=mean_likeness(self.pair.target, texts), n_others=len(texts))


def read(path: Path) -> list[Annotated]:
    """The annotated translations of the MQM file."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    rows = csv.DictReader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    errors: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    first: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        key = row["system"], row["seg_id"]
        first.setdefault(key, row)
        errors[key].append((row["category"], row["severity"]))
    return [
        Annotated(system, row["doc"], n, _plain(row["source"]), _plain(row["target"]), tuple(errors[system, n]))
        for (system, n), row in first.items()
    ]


def measured(path: Path, cache: Path | None = None, package: str | None = None) -> list[Measured]:
    """Everything the risk is made of, for each annotated translation; *cache* keeps what the package says."""
    pairs = read(path)
    signals = ask([(pair.source, pair.target) for pair in pairs], cache, package)
    by_source: dict[str, list[Annotated]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.n].append(pair)
    found = []
    for pair in pairs:
        own = signals[pair.source, pair.target]
        segment, theirs, context = records(pair.source, pair.target)
        findings, plain = (tuple(registry.run(segment, theirs, replace(context, signals=seen))) for seen in (own, None))
        alike = by_source[pair.n]
        at = alike.index(pair)
        others = [one.target for one in alike[at + 1 :] + alike[:at]][:MOST_OTHERS]
        found.append(Measured(pair, findings, plain, own, tuple(others)))
    return found


def _plain(text: str) -> str:
    return text.replace("<v>", "").replace("</v>", "")
