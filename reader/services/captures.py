"""When the bytes of a document were captured besides the one time its text was taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.model import Source


def also_captured(source: Source, others: Sequence[Source]) -> list[dict[str, Any]]:
    """Captures among *others*, which have the bytes of *source*: ``{"captured", "captured_how", "url"}``, by time.

    ``url`` is empty where it is that of *source*. A capture that came in twice is told once.
    """
    told = {(source.captured, source.url)}
    found = []
    for other in sorted(others, key=lambda each: (each.captured or "", each.url or "")):
        key = (other.captured, other.url)
        if other.captured is None or key in told:
            continue
        told.add(key)
        url = other.url if other.url and other.url != source.url else ""
        found.append({"captured": other.captured, "captured_how": other.captured_how or "not stated", "url": url})
    return found
