"""What the walker of a page knows of open elements and finished pieces of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reader.model import BlockKind

HEADINGS = {f"h{n}": n for n in range(1, 7)}
SKIPPED = frozenset(
    {
        "script", "style", "head", "object", "embed", "applet", "math", "audio", "video", "canvas", "map", "iframe",
        "frameset",
    }
)  # fmt: skip
BLOCKS: dict[str, BlockKind | None] = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("td", "th"), BlockKind.TABLE_CELL),
    **dict.fromkeys(("caption", "figcaption", "legend"), BlockKind.CAPTION),
    **dict.fromkeys(("option", "textarea", "button"), BlockKind.OTHER),
    "blockquote": BlockKind.QUOTE,
    **dict.fromkeys(
        (
            "html", "body", "address", "article", "aside", "center", "details", "dialog", "dir", "div", "dl",
            "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "main", "marquee", "menu", "nav",
            "noframes", "noscript", "ol", "optgroup", "p", "pre", "section", "select", "summary", "table", "tbody",
            "template", "tfoot", "thead", "tr", "ul", "xmp", "listing", "plaintext",
        )
    ),
}  # fmt: skip
"""Elements that end a run of text, with the kind of block they make (``None``: the kind around them)."""

STICKY = {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION, BlockKind.QUOTE, BlockKind.HEADING}
PREFORMATTED = {"pre", "xmp", "listing", "plaintext", "textarea"}
_INVISIBLE = {"noscript", "noframes", "template"}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.I)


@dataclass(slots=True, eq=False)
class Frame:
    """An open block-level (or hidden) element. ``parent`` leads to the root.

    ``cells`` are the header labels of the table around it, by cell element;
    ``content`` and ``verdict`` are filled while boilerplate is judged.
    """

    tag: str
    label: str
    parent: Frame | None
    depth: int
    kind: BlockKind
    level: int | None = None
    hidden: bool = False
    preformatted: bool = False
    context: tuple[str, ...] = ()
    cells: Mapping[Any, tuple[str, ...]] | None = None
    path: str = ""
    content: float = 0.0
    verdict: bool | None = None


@dataclass(slots=True)
class RawBlock:
    """A block before it is judged: ``link_chars`` code points of its text stand inside links."""

    kind: BlockKind
    text: str
    path: str
    frame: Frame
    link_chars: int = 0
    level: int | None = None
    context: tuple[str, ...] = ()


@dataclass(slots=True)
class LinkRun:
    """Pieces ``[start, end)`` of the text buffer that stand inside one ``a`` element."""

    path: str
    title: str
    start: int
    end: int | None = None


def path_step(tag: str, number: int) -> str:
    """One step of a CSS path: the *number*-th (from 1) element called *tag* among its siblings."""
    return tag if tag in {"html", "body"} else f"{tag}:nth-of-type({number})"


def is_hidden(tag: str, style: str | None, hidden: str | None) -> bool:
    """Whether the element's own markup keeps it from being seen (style sheets are not consulted)."""
    return hidden is not None or tag in _INVISIBLE or (style is not None and bool(_HIDDEN_STYLE.search(style)))
