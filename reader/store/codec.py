"""Record fields that are not plain values, to and from canonical JSON text."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from reader.model import AlignedPair, Locator, Place, Span
from reader.store.canonical import canonical_json


def mapping_json(value: Mapping[str, Any]) -> str:
    """Canonical JSON of a mapping."""
    return canonical_json(dict(value))


def list_json(value: Iterable[str]) -> str:
    """Canonical JSON of a list of strings."""
    items = list(value)
    return canonical_json(items) if items else "[]"  # most blocks have no labels


def strings(text: str) -> tuple[str, ...]:
    """Back from :func:`list_json`."""
    return tuple(json.loads(text))


def place_json(place: Place | None) -> str | None:
    """Canonical JSON of a place; unset fields are left out."""
    return None if place is None else canonical_json(_place_values(place))


def place(text: str | None) -> Place | None:
    """Back from :func:`place_json`."""
    return None if text is None else _place(json.loads(text))


def locators_json(locators: Iterable[Locator]) -> str:
    """``[[start, end, place] …]``."""
    return canonical_json([[at.start, at.end, _place_values(at.place)] for at in locators])


def locators(text: str) -> tuple[Locator, ...]:
    """Back from :func:`locators_json`."""
    return tuple(Locator(start, end, _place(values)) for start, end, values in json.loads(text))


def alignment_json(pairs: Iterable[AlignedPair]) -> str:
    """``[[s0, s1, t0, t1, weight] …]``."""
    return canonical_json([[p.s0, p.s1, p.t0, p.t1, p.weight] for p in pairs])


def alignment(text: str) -> tuple[AlignedPair, ...]:
    """Back from :func:`alignment_json`."""
    return tuple(AlignedPair(*values) for values in json.loads(text))


def spans_json(spans: Iterable[Span]) -> str:
    """``[[start, end] …]``."""
    return canonical_json([list(span) for span in spans])


def spans(text: str) -> tuple[Span, ...]:
    """Back from :func:`spans_json`."""
    return tuple((start, end) for start, end in json.loads(text))


def real(value: float | None) -> float | None:
    """A number as the database will give it back: no integer, no negative zero, nothing but finite."""
    return float(value) + 0.0 if value is not None and math.isfinite(value) else None


def _place_values(place: Place) -> dict[str, Any]:
    values = {
        "kind": place.kind,
        "path": place.path or None,
        "page": place.page,
        "box": None if place.box is None else list(place.box),
        "line": place.line,
        "offset": place.offset,
        "length": place.length,
        "confidence": place.confidence,
    }
    return {name: value for name, value in values.items() if value is not None}


def _place(values: dict[str, Any]) -> Place:
    box = values.pop("box", None)
    return Place(box=None if box is None else tuple(box), **values)
