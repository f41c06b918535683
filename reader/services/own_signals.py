"""What a translation's own engine recorded, told in the places of the segment the checks speak of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from reader.checks.signals import ModelSignals
from reader.model import Segment, Span, Translation
from reader.services.signals import of_own
from reader.text import normalise


def own_signals(segment: Segment, translation: Translation) -> ModelSignals:
    """The signals of a stored translation of *segment*; no model is loaded.

    The engine's alignment speaks of its input. The input is made again (it is a pure function of the segment's text);
    where it differs from what the engine saw, because of another program version, no gaps are told.
    """
    found = of_own(translation)
    return dataclasses.replace(found, gaps=_in_segment(segment, translation, found.gaps)) if found.gaps else found


def _in_segment(segment: Segment, translation: Translation, gaps: Iterable[Span]) -> tuple[Span, ...]:
    for to_simplified in (segment.lang != "zh-Hans", segment.lang == "zh-Hans"):
        mapped = normalise.for_engine(segment.text, to_simplified=to_simplified)
        if mapped.text == translation.source:
            return tuple(mapped.source_span(start, end) for start, end in gaps)
    return ()
