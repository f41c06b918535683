"""The list of pages in a WACZ: titles and addresses as the crawler noted them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reader.formats.contract import BlockDraft
from reader.model import BlockKind, Locator, Place

SEEN = "text as the archiving program saw it"
"""Context label: the page itself is read from the archive, and may differ from it."""

_PAGE_CHARS = 200_000


def blocks(name: str, data: bytes) -> Iterator[BlockDraft]:
    """Per page a heading (title; the address in its context) and, marked as furniture, the text the crawler stored.

    The locator is the line of the list *name*. Lines that are no JSON are left out: the pages themselves
    are in the archives.
    """
    offset = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        place = Place("line", path=name, line=number, offset=offset, length=len(line))
        offset += len(line) + 1
        try:
            page = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(page, dict) and isinstance(page.get("url"), str):
            yield from _page(page, place)


def _page(page: dict[str, Any], place: Place) -> Iterator[BlockDraft]:
    context = (page["url"][:2000], *filter(None, [_time(page.get("ts"))]))
    title = page.get("title")
    text = title.strip() if isinstance(title, str) and title.strip() else page["url"]
    yield BlockDraft(BlockKind.HEADING, text, (Locator(0, len(text), place),), level=2, context=context)
    seen = page.get("text")
    if not isinstance(seen, str):
        return
    for part in filter(None, map(str.strip, seen[:_PAGE_CHARS].splitlines())):
        locator = Locator(0, len(part), place)
        yield BlockDraft(BlockKind.PARAGRAPH, part, (locator,), boilerplate=True, context=(SEEN,))


def _time(value: Any) -> str:
    """ISO 8601 as the specification says; older tools wrote milliseconds since 1970."""
    if isinstance(value, str):
        return value[:40]
    if isinstance(value, int | float) and 0 < value < 1e14:
        moment = datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    return ""
