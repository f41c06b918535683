"""What the packages of this computer say about translations: measured here, read by checks and by the risk.

Three depths. The quick one is forced decoding with one package. The usual one also asks it about small changes of the
pair (:mod:`reader.checks.contrasts`), which takes three to four times as long. The thorough one aligns the pair as
well, compares it with the package's own translations and with those of every other package, and translates the English
back where a package from English into Chinese is installed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType

from reader.checks.contrasts import variants
from reader.checks.scripts import HAN_RUN
from reader.checks.signals import Contrast, Doubt, ModelSignals
from reader.model import AlignedPair, Segment, Span, Translation
from reader.services.routing import SCRIPTS, engine_input, is_in
from reader.text import normalise
from reader.text.likeness import likeness, mean_likeness
from reader.translate.alternatives import Alternatives
from reader.translate.forced import Forced, ForcedDecoder
from reader.translate.packages import PackageStore, Route

_WORD = re.compile(r"\S+")
_DOUBTS = 3
_DOUBT_WORDS = 5
_IMPROBABLE = -7.0
"""Mean log-probability below which a run of words is doubtful: one chance in a thousand for each token."""
_LEAST_GAP = 2
"""Han characters of a source span without counterpart that is worth naming."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair to be measured: the Chinese, the English, and other English for the same Chinese."""

    segment: Segment
    text: str
    others: tuple[str, ...] = ()


class SignalService:
    """Asks the packages. Holds their models until :meth:`close`; a context manager.

    *package* names the one to ask first (see PackageStore.choose). Raises PackageMissing when none translates Chinese.
    """

    def __init__(
        self,
        packages: PackageStore,
        *,
        package: str | None = None,
        workers: int = 2,
        contrasts: bool = True,
        thorough: bool = False,
    ) -> None:
        self.routes = {script: packages.choose(script, package) for script in SCRIPTS}
        self.contrasts = contrasts
        self.thorough = thorough
        chosen = {route.package.sha256: route.package for route in self.routes.values()}
        self._decoders = {sha: ForcedDecoder(one, workers=workers, attention=thorough) for sha, one in chosen.items()}
        self._alternatives: dict[str, Alternatives] = {}
        self._second: list[tuple[Route, Alternatives]] = []
        self._back: Alternatives | None = None
        if thorough:
            self._alternatives = {sha: Alternatives(one, workers=workers) for sha, one in chosen.items()}
            for other in packages.list():
                if not other.usable or other.sha256 in chosen:
                    continue
                if (other.from_code, other.to_code) == ("zh", "en"):
                    ready = packages.prepare(other)
                    self._second.append((Route(ready, True), Alternatives(ready, workers=workers)))
                elif (other.from_code, other.to_code) == ("en", "zh") and self._back is None:
                    self._back = Alternatives(packages.prepare(other), workers=workers)

    def __enter__(self) -> SignalService:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def asked(self) -> tuple[str, ...]:
        """Labels of the packages that are asked."""
        labels = [route.package.label for route in self.routes.values()]
        labels += [route.package.label for route, _ in self._second]
        labels += [self._back.package.label] if self._back else []
        return tuple(dict.fromkeys(labels))

    def measure(self, pairs: Sequence[Judged]) -> list[ModelSignals]:
        """Signals of each pair, in order. What cannot be measured (no Chinese, an empty side, too long) is ``None``."""
        found: list[ModelSignals | None] = [None] * len(pairs)
        for script, route in self.routes.items():
            wanted = [n for n, pair in enumerate(pairs) if is_in(pair.segment.lang, script)]
            for n, signals in zip(wanted, self._by_route(route, [pairs[n] for n in wanted]), strict=True):
                found[n] = signals
        return [signals or from_others(pair) for signals, pair in zip(found, pairs, strict=True)]

    def close(self) -> None:
        """Free the models."""
        for decoder in self._decoders.values():
            decoder.close()
        for alternatives in (*self._alternatives.values(), *(one for _, one in self._second), self._back):
            if alternatives is not None:
                alternatives.close()

    def _by_route(self, route: Route, pairs: list[Judged]) -> list[ModelSignals]:
        sha = route.package.sha256
        scored = dict(self._decoders[sha].score(_forced_input(pair, route) for pair in pairs))
        changed = self._changed(route, pairs, scored) if self.contrasts else {}
        extra = [list(pair.others) for pair in pairs]
        own: dict[int, tuple[str, ...]] = {}
        back: dict[int, tuple[str, ...]] = {}
        if self.thorough:
            own = dict(self._alternatives[sha].of(_input(pair, route) for pair in pairs))
            for second, alternatives in self._second:
                for n, texts in alternatives.of(_input(pair, second) for pair in pairs):
                    extra[n] += texts[:1]
            if self._back:
                back = dict(self._back.of(pair.text for pair in pairs))
        return [
            _signals(pair, route, scored.get(n), changed.get(n, ()), own.get(n, ()), extra[n], back.get(n, ()))
            for n, pair in enumerate(pairs)
        ]

    def _changed(
        self, route: Route, pairs: Sequence[Judged], scored: Mapping[int, Forced | None]
    ) -> dict[int, tuple[Contrast, ...]]:
        """What small changes do to the probability of each pair that was scored, by its number."""
        asked = [
            (n, variant)
            for n, pair in enumerate(pairs)
            if scored.get(n)
            for variant in variants(pair.segment.text, pair.text)
        ]
        changed = [
            (engine_input(replace(pairs[n].segment, text=variant.source), route), variant.target)
            for n, variant in asked
        ]
        found: dict[int, list[Contrast]] = defaultdict(list)
        after = dict(self._decoders[route.package.sha256].score(changed, attention=False))
        for i, (n, variant) in enumerate(asked):
            before, forced = scored[n], after.get(i)
            if before and forced:
                gain = forced.total - before.total
                found[n].append(Contrast(variant.change, variant.span, gain, forced.tokens))
        return {n: tuple(contrasts) for n, contrasts in found.items()}


def from_others(pair: Judged) -> ModelSignals:
    """Signals without any package: how like the pair is to the other translations of its Chinese."""
    return ModelSignals(others=mean_likeness(pair.text, list(pair.others)), n_others=len(pair.others))


def of_own(translation: Translation, segment: Segment | None = None) -> ModelSignals:
    """Signals of a stored translation, from what its own engine recorded: no model is loaded.

    Gaps are told where its *segment* is given. The engine's alignment speaks of its input, which is made again (it is a
    pure function of the segment's text); where it differs from what the engine saw, because of another program version,
    no gaps are told.
    """
    gaps: tuple[Span, ...] = ()
    if segment is not None and translation.alignment:
        gaps = _told_of(segment, translation.source, gaps_of(translation.source, translation.alignment))
    return ModelSignals(package_sha256=translation.package_sha256, own=True, score=translation.score, gaps=gaps)


def doubts_of(text: str, forced: Forced) -> tuple[Doubt, ...]:
    """The least probable runs of up to five words, not overlapping, at most three, least probable first."""
    words = [m.span() for m in _WORD.finditer(text)]
    sums = [[p for (a, b), p in zip(forced.spans, forced.log_probs, strict=True) if a < end and b > start]
            for start, end in words]  # fmt: skip
    runs: list[tuple[float, Span]] = []
    for first in range(len(words)):
        tokens: list[float] = []
        for last in range(first, min(first + _DOUBT_WORDS, len(words))):
            tokens += sums[last]
            if tokens and last > first and (mean := sum(tokens) / len(tokens)) < _IMPROBABLE:
                runs.append((mean, (words[first][0], words[last][1])))
    found: list[Doubt] = []
    for mean, span in sorted(runs):
        if len(found) < _DOUBTS and all(span[1] <= d.target[0] or d.target[1] <= span[0] for d in found):
            found.append(Doubt(span, round(mean, 3), _looked_at(forced.alignment, span)))
    return tuple(found)


def gaps_of(source: str, alignment: Iterable[AlignedPair]) -> tuple[Span, ...]:
    """Runs of Han characters of *source* that no word of the translation is aligned with."""
    seen = bytearray(len(source))
    for pair in alignment:
        seen[pair.s0 : pair.s1] = b"\x01" * (min(pair.s1, len(source)) - pair.s0)
    found: list[Span] = []
    for run in HAN_RUN.finditer(source):
        start = None
        for i in range(run.start(), run.end() + 1):
            free = i < run.end() and not seen[i]
            if free and start is None:
                start = i
            elif not free and start is not None:
                if i - start >= _LEAST_GAP:
                    found.append((start, i))
                start = None
    return tuple(found)


def _signals(
    pair: Judged,
    route: Route,
    forced: Forced | None,
    contrasts: tuple[Contrast, ...],
    own: Sequence[str],
    others: list[str],
    back: Sequence[str],
) -> ModelSignals:
    text = pair.text
    gaps: tuple[Span, ...] = ()
    if forced and forced.alignment:
        gaps = _in_segment(pair.segment, route, gaps_of(_input(pair, route), forced.alignment))
    return ModelSignals(
        package_sha256=route.package.sha256,
        score=forced.mean if forced else None,
        least=min(forced.log_probs) if forced else None,
        doubts=doubts_of(text, forced) if forced else (),
        entropy=forced.entropy if forced else None,
        gaps=gaps,
        contrasts=contrasts,
        tokens=forced.tokens if forced else 0,
        agreement=max(likeness(text, one) for one in own) if own else None,
        spread=mean_likeness(own[0], list(own[1:])) if len(own) > 1 else None,
        others=mean_likeness(text, others),
        n_others=len(others),
        round_trip=_han_likeness(pair.segment.text, back[0]) if back else None,
    )


def _input(pair: Judged, route: Route) -> str:
    return engine_input(pair.segment, route)


def _forced_input(pair: Judged, route: Route) -> tuple[str, str]:
    return _input(pair, route), pair.text


def _in_segment(segment: Segment, route: Route, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of the engine's input as spans of the segment's own text."""
    mapped = normalise.for_engine(segment.text, to_simplified=route.to_simplified or segment.lang == "zh")
    return tuple(mapped.source_span(start, end) for start, end in spans)


def _told_of(segment: Segment, seen: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of what the engine saw as spans of the segment's own text; none when it saw something else."""
    for to_simplified in (segment.lang != "zh-Hans", segment.lang == "zh-Hans") if spans else ():
        mapped = normalise.for_engine(segment.text, to_simplified=to_simplified)
        if mapped.text == seen:
            return tuple(mapped.source_span(start, end) for start, end in spans)
    return ()


def _looked_at(alignment: Iterable[AlignedPair], span: Span) -> tuple[Span, ...]:
    return tuple(sorted({(p.s0, p.s1) for p in alignment if p.t0 < span[1] and p.t1 > span[0]}))


def _han_likeness(source: str, back: str) -> float:
    """F-measure over pairs of neighbouring characters: runs of four are too long for Chinese."""
    ours, theirs = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (source, back))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 1.0
