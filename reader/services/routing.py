"""Which package translates which sentences, and what the engine is given of them."""

from __future__ import annotations

from reader.model import Segment
from reader.text import normalise
from reader.translate.packages import Route

SIMPLIFIED, TRADITIONAL = "zh-Hans", "zh-Hant"

SCRIPTS = (SIMPLIFIED, TRADITIONAL)
"""Each has a route of its own: packages differ in what they were trained on."""


def is_in(lang: str, script: str) -> bool:
    """Whether Chinese of the language tag *lang* goes the way of *script*; unclear script goes with Simplified."""
    return (TRADITIONAL if lang == TRADITIONAL else SIMPLIFIED) == script


def engine_input(segment: Segment, route: Route) -> str:
    """What the engine is given for a segment. Text of unclear script is converted too: it may mix both."""
    to_simplified = route.to_simplified or segment.lang == "zh"
    return normalise.for_engine(segment.text, to_simplified=to_simplified).text
