"""Translate plain lines without a case: ``reader text``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reader.config import Settings
from reader.model import BlockKind, Finding, Segment, Translation
from reader.services.check import judge
from reader.services.routing import SCRIPTS, engine_input, is_in
from reader.services.segment_view import alignment_view
from reader.text import language
from reader.translate.engine import Engine
from reader.translate.memory import InMemory
from reader.translate.packages import PackageStore
from reader.translate.translator import Translator

CHUNK = 2_000
"""Lines held at once: enough to fill equal-length batches, little enough to stream."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line in, one line out. A line without Chinese comes out as it went in, with no Translation."""

    source: str
    text: str
    segment: Segment
    translation: Translation | None
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, object]:
        """The JSON contract of ``reader text --json``."""
        translation = self.translation
        return {
            "source": self.source,
            "translation": self.text,
            "lang": self.segment.lang,
            "score": translation.score if translation else None,
            "alignment": alignment_view(self.segment, translation) if translation else [],
            "package": f"{translation.package} {translation.package_version}" if translation else None,
            "flags": list(translation.flags) if translation else [],
            "findings": [
                {
                    "check": f.check,
                    "category": f.category,
                    "severity": str(f.severity),
                    "explanation": f.explanation,
                    "source_spans": [list(s) for s in f.source_spans],
                    "target_spans": [list(s) for s in f.target_spans],
                }
                for f in self.findings
            ],
        }


class LineService:
    """Translates lines in order; needs only the packages of this computer."""

    def __init__(self, packages: PackageStore, settings: Settings) -> None:
        self._packages = packages
        self._settings = settings

    def translate(
        self, lines: Iterable[str], *, package: str | None = None, workers: int | None = None, check: bool = True
    ) -> Iterator[Line]:
        """One :class:`Line` per input line (without line ends), in order.

        Raises PackageMissing before the first line when nothing translates Chinese.
        """
        routes = {script: self._packages.choose(script, package) for script in SCRIPTS}
        threads = workers or self._settings.workers
        engines = {r.package.sha256: Engine(r.package, workers=threads) for r in routes.values()}
        translators = {sha: Translator(engine, InMemory()) for sha, engine in engines.items()}
        stream = iter(lines)
        try:
            while chunk := list(islice(stream, CHUNK)):
                segments = [_segment(n, line) for n, line in enumerate(chunk, start=1)]
                done: dict[int, Translation] = {}
                for script, route in routes.items():
                    wanted = [n for n, s in enumerate(segments) if s.is_chinese and is_in(s.lang, script)]
                    inputs = (engine_input(segments[n], route) for n in wanted)
                    for i, translation in translators[route.package.sha256].translate(inputs):
                        done[wanted[i]] = translation
                for n, segment in enumerate(segments):
                    yield _line(segment, done.get(n), check)
        finally:
            for engine in engines.values():
                engine.close()


def _segment(n: int, line: str) -> Segment:
    guess = language.identify(line)
    return Segment(f"L{n}", "", "", n, 0, len(line), line, guess.lang, guess.how, BlockKind.PARAGRAPH)


def _line(segment: Segment, translation: Translation | None, check: bool) -> Line:
    if translation is None:
        return Line(segment.text, segment.text, segment, None, ())
    findings = tuple(judge(segment, translation)) if check else ()
    text = " ".join(translation.text.split())
    return Line(segment.text, text, segment, translation, findings)
