"""Places in office documents, messages and recordings, in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.model import Place

_STEP = re.compile(r"([A-Za-z]+)(\d*)(?:\[(\d+)[^\]]*\])?$")
_STEPS = {
    "p": "paragraph",
    "h": "heading",
    "tbl": "table",
    "tr": "row",
    "tc": "cell",
    "box": "text box",
    "footnote": "footnote",
    "endnote": "endnote",
    "comment": "comment",
    "shape": "shape",
    "item": "list item",
    "header": "page header",
    "footer": "page footer",
}


def paragraph(place: Place) -> str:
    """``body/tbl[2]/tr[1]/tc[3]/p[1]`` → ``table 2, row 1, cell 3``."""
    words = []
    for step in place.path.split("/"):
        found = _STEP.match(step)
        name = _STEPS.get(found.group(1)) if found else None
        if found and name:
            words.append((name, found.group(3) or found.group(2)))
    if len(words) > 1 and words[-1] == ("paragraph", "1"):
        words.pop()  # most cells, notes and boxes hold one
    return ", ".join(f"{name} {number}".rstrip() for name, number in words) or "passage"


def slide(place: Place) -> str:
    """``slide 4``, ``notes of slide 4``, ``slide 4, table row 2, cell 1``."""
    where = f"slide {place.page}"
    if place.path.startswith("notes"):
        return f"notes of {where}"
    if place.path.startswith("comment"):
        return f"comment on {where}"
    row = re.search(r"/tr\[(\d+)\]/tc\[(\d+)\]", place.path)
    return f"{where}, table row {row.group(1)}, cell {row.group(2)}" if row else where


def message(place: Place) -> str:
    """``message header Subject``, ``message part 1.2, line 4``."""
    kind, _, rest = place.path.partition("/")
    if kind == "header":
        return f"message header {rest}"
    part, _, inside = rest.partition("/")
    where = f"message part {part}" if part and part != "1" else "message text"
    if place.line is not None:
        return f"{where}, line {place.line}"
    return f"{where}, {_last_tag(inside)}" if inside else where


def time(place: Place) -> str:
    """``00:01:02.000–00:01:05.500``, from the beginning of the recording."""
    return f"time {place.path}"


def _last_tag(path: str) -> str:
    step = path.rsplit(">", 1)[-1].strip()
    return {"td": "table cell", "th": "table heading", "li": "list item", "a": "link"}.get(
        re.split(r"[:\[]", step, maxsplit=1)[0], "paragraph"
    )


WORDS: dict[str, Callable[[Place], str]] = {
    "paragraph": paragraph,
    "slide": slide,
    "mail": message,
    "time": time,
    "part": lambda place: f"part {place.path}",
}
"""What each kind of place is called, by ``Place.kind``."""
