"""Audit translations made elsewhere: every check, what the packages say, and one risk for each pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from reader.checks.confidence import Confidence, Level, confidence
from reader.checks.signals import ModelSignals
from reader.interchange.contract import BadRecord, Columns, Pair, Record
from reader.interchange.files import read_pairs
from reader.model import Finding, Segment, Severity, Span, Translation
from reader.services.check import judge
from reader.services.signals import Judged, SignalService, from_others
from reader.text import language

CHUNK = 500
"""Pairs held at once: enough to fill equal-length batches, little enough to stream."""
MOST_OTHERS = 5
"""Other translations of the same Chinese that a pair is compared with."""
_REMEMBERED = 20_000_000
"""Characters of repeated sentences' translations kept for comparing; what comes later is not compared."""
_LONGEST_COMPARED = 4_000

Records = Callable[[], Iterable[Record]]
"""Opens the file afresh and yields its records: it is read more than once and never held."""


def records_of(path: Path, source_column: str | None = None, target_column: str | None = None) -> Records:
    """The records of a TSV, CSV, TMX or XLIFF file; columns by name or number from 1.

    Reading raises PathMissing, Unsupported, UsageError and FormatError, with a line number where there is one.
    """
    return partial(read_pairs, path, Columns(source_column, target_column))


@dataclass(frozen=True, slots=True)
class Audited:
    """One pair and what was found. ``signals`` are empty where nothing was measured."""

    pair: Pair
    lang: str
    findings: tuple[Finding, ...]
    confidence: Confidence
    signals: ModelSignals

    @property
    def risk(self) -> float:
        """How likely a professional would mark a grave error, 0..1."""
        return self.confidence.risk

    def as_json(self) -> dict[str, Any]:
        """The JSON contract of ``reader audit --json``."""
        return {
            "n": self.pair.n,
            "risk": round(self.risk, 4),
            "findings": [_finding(finding) for finding in self.findings],
            "confidence": {"level": str(self.confidence.level), "reasons": list(self.confidence.reasons)},
            "line": self.pair.line,
            "key": self.pair.key,
            "lang": self.lang,
            "source": self.pair.source,
            "translation": self.pair.target,
            "score": self.signals.score,
            "signals": signals_view(self.signals),
        }


@dataclass(slots=True)
class AuditSummary:
    """Counts of pairs over a whole file: by ``levels`` of confidence, ``flagged`` with a doubt of a severity,
    with a serious one under each of ``labels``; and of ``problems``, records that are no pair."""

    pairs: int = 0
    problems: int = 0
    levels: Counter[Level] = field(default_factory=Counter)
    flagged: Counter[Severity] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    packages: tuple[str, ...] = ()

    def add(self, row: Audited | BadRecord) -> None:
        """Count one record."""
        if isinstance(row, BadRecord):
            self.problems += 1
            return
        self.pairs += 1
        self.levels[row.confidence.level] += 1
        self.flagged.update({finding.severity for finding in row.findings})
        self.labels.update({finding.label for finding in row.findings if finding.severity.is_serious})


class AuditService:
    """Judges pairs in order. *signals* asks the packages; without it only checks and the file itself speak."""

    def __init__(self, signals: SignalService | None = None) -> None:
        self._signals = signals

    def run(self, records: Records) -> Iterator[Audited | BadRecord]:
        """One row for each record, in order; records are read as rows are taken.

        A sentence that the file translates several times is compared with its other translations.
        Raises what reading the file raises, before the first row, and TranslationError.
        """
        others = _Others.of(records)
        stream = iter(records())
        while chunk := list(islice(stream, CHUNK)):
            rows = iter(self._judged([record for record in chunk if isinstance(record, Pair)], others))
            for record in chunk:
                yield next(rows) if isinstance(record, Pair) else record

    def _judged(self, pairs: list[Pair], others: _Others) -> list[Audited]:
        asked = [Judged(_segment(pair), pair.target, others.for_pair(pair)) for pair in pairs]
        signals = self._signals.measure(asked) if self._signals else [from_others(one) for one in asked]
        return [_audited(pair, one, seen) for pair, one, seen in zip(pairs, asked, signals, strict=True)]


class _Others:
    """The other translations of sentences that stand in the file more than once."""

    def __init__(self) -> None:
        self._texts: dict[bytes, list[tuple[int, str]]] = {}

    @classmethod
    def of(cls, records: Records) -> _Others:
        """Reads the file once to find what repeats and, only if something does, once more to keep it."""
        seen: set[bytes] = set()
        repeated: set[bytes] = set()
        for record in records():
            if isinstance(record, Pair) and record.source:
                key = _key(record.source)
                (repeated if key in seen else seen).add(key)
        found = cls()
        if repeated:
            found._keep(records(), repeated)
        return found

    def for_pair(self, pair: Pair) -> tuple[str, ...]:
        """Up to :data:`MOST_OTHERS` translations by other records, those that follow it in the file first."""
        kept = self._texts.get(_key(pair.source), []) if self._texts and pair.source else []
        later = [text for n, text in kept if n > pair.n]
        return tuple((later + [text for n, text in kept if n < pair.n])[:MOST_OTHERS])

    def _keep(self, records: Iterable[Record], repeated: set[bytes]) -> None:
        room = _REMEMBERED
        for record in records:
            if isinstance(record, Pair) and record.target and record.source and _key(record.source) in repeated:
                text = record.target[:_LONGEST_COMPARED]
                room -= len(text)
                if room < 0:
                    return
                self._texts.setdefault(_key(record.source), []).append((record.n, text))


def _key(source: str) -> bytes:
    """The sentence whatever its spacing, in sixteen bytes."""
    return blake2b("".join(source.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _segment(pair: Pair) -> Segment:
    guess = language.identify(pair.source)
    return Segment(f"P{pair.n}", "", "", pair.n, 0, len(pair.source), pair.source, guess.lang, guess.how)


def _audited(pair: Pair, asked: Judged, signals: ModelSignals) -> Audited:
    translation = Translation(f"P{pair.n}", pair.source, pair.target, "elsewhere", "", "", "", "", {}, "")
    findings = tuple(judge(asked.segment, translation, signals=signals))
    level = confidence(pair.source, pair.target, findings, signals=signals)
    return Audited(pair, asked.segment.lang, findings, level, signals)


def signals_view(signals: ModelSignals) -> dict[str, Any]:
    """What was measured, by name; what was not is left out."""
    view: dict[str, Any] = {name: round(value, 4) for name, value in signals.values().items()}
    if signals.n_others:
        view["n_others"] = signals.n_others
    if signals.gaps:
        view["gaps"] = [list(span) for span in signals.gaps]
    if signals.contrasts:
        view["contrasts"] = [
            {"change": str(c.change), "span": list(c.span), "gain": round(c.gain, 3)} for c in signals.contrasts
        ]
    if signals.doubts:
        view["doubts"] = [
            {"target_span": list(d.target), "source_spans": [list(s) for s in d.sources], "log_probability": d.mean}
            for d in signals.doubts
        ]
    return view


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "category": finding.category,
        "severity": str(finding.severity),
        "explanation": finding.explanation,
        "source_span": _first(finding.source_spans),
        "target_span": _first(finding.target_spans),
        "label": finding.label,
        "source_spans": [list(span) for span in finding.source_spans],
        "target_spans": [list(span) for span in finding.target_spans],
        "evidence": dict(finding.evidence),
    }


def _first(spans: tuple[Span, ...]) -> list[int] | None:
    return list(spans[0]) if spans else None
