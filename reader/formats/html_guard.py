"""Pages made to exhaust a parser, brought down to what it can read: too many attributes, too deep nesting.

libxml2 compares each attribute of an element with all before it, and gives up for good at its depth limit. Only
such pages are touched; they lose attributes or nesting, never text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ATTRIBUTES = 1_000
"""Kept per element; hand-written pages stay below fifty."""

DEPTH = 200
"""Nesting kept when a page is flattened: well below libxml2's own limit."""

_ATTRIBUTE = r"[\s/]++[^\s=>\"'/<]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]{0,999}+))?+"
_CROWDED = re.compile(rf"(<[a-zA-Z][^\s>/]{{0,99}}+(?:{_ATTRIBUTE}){{{ATTRIBUTES}}})((?:{_ATTRIBUTE})++)")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(/?)([a-zA-Z][^\s>/]{0,99}+)((?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>",
    re.S,
)
_RAW = re.compile(r"script|style|textarea|title|xmp|iframe|noembed|noframes", re.I)
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
}  # fmt: skip
_NEAR = 64
"""How far up the open elements are searched for the one an end tag closes."""


def without_crowds(text: str) -> tuple[str, int]:
    """*text* with at most :data:`ATTRIBUTES` attributes per element, and the number of elements that lost some."""
    return _CROWDED.subn(r"\1 ", text)


def flattened(text: str) -> str:
    """*text* with no element nested deeper than :data:`DEPTH`: deeper tags become spaces, or line breaks for blocks."""
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    open_tags: list[str] = []
    dropped = 0
    position = 0
    while found := _TAG.search(text, position):
        yield text[position : found.start()]
        position = found.end()
        name = (found[2] or "").lower()
        if not name or name in _VOID:
            yield found[0]
        elif _RAW.fullmatch(name) and not found[1]:
            end = re.compile(rf"</{name}[\s>/]", re.I).search(text, position)
            position = end.start() if end else len(text)
            yield text[found.start() : position]
            open_tags.append(name)
        elif found[1]:
            if dropped and name not in open_tags[-_NEAR:]:
                dropped -= 1
                yield _gap(name)
            else:
                _close(open_tags, name)
                yield found[0]
        elif found[3].endswith("/") or len(open_tags) < DEPTH:
            if not found[3].endswith("/"):
                open_tags.append(name)
            yield found[0]
        else:
            dropped += 1
            yield _gap(name)
    yield text[position:]


def _close(open_tags: list[str], name: str) -> None:
    for n in range(len(open_tags) - 1, max(-1, len(open_tags) - 1 - _NEAR), -1):
        if open_tags[n] == name:
            del open_tags[n:]
            return


def _gap(name: str) -> str:
    return " " if name in _INLINE else "<br><br>"
