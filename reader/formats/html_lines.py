"""Lines that only a ``br`` parts, in the copy of a page: each can be lit by itself, or with some that follow it.

Many pages set their paragraphs with line breaks inside one element. In the copy such an element's lines stand in
``span`` elements of their own, with ids made of the element's (``e…-3``: its third line; ``e…-3-2``: the third and the
one below), and with their text, by which a sentence finds its lines. An address can light one element only, so
markers before each line stand for the lines that follow, and style does the rest.
"""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Sequence

from lxml import etree

from reader.formats.html_frames import BLOCKS, is_hidden

TOGETHER = 4
"""Lines that can be lit together; a sentence over more of them lights its whole element."""

_LINE = re.compile(r'<span class="ln" id="([^"]+)-(\d+)" data-t="([^"]*)">')


def _style() -> str:
    """For *k* lines: the marker's own line, and over each line break the next one with its markers before it."""
    markers = "".join(f"+.k{k}" for k in range(TOGETHER, 1, -1))
    rules = []
    for k in range(2, TOGETHER + 1):
        line = f".k{k}:target" + "".join(f"+.k{n}" for n in range(k - 1, 1, -1)) + "+.ln"
        for _ in range(k):
            rules.append(line)
            line += f"+br{markers}+.ln"
    own = ",".join(f".k{k}:target" for k in range(2, TOGETHER + 1))
    lit = "background:#fff0b3;outline:2px solid #c98a00;outline-offset:1px"
    return f"{own}{{background:none;outline:0}}{','.join(rules)}{{{lit}}}"


STYLE = _style()


def broken(root: etree._Element) -> dict[etree._Element, int]:
    """Elements whose children line breaks part, with the number of steps up to the element that blocks speak of.

    Where the breaks of one such element stand in several, its lines are no neighbours and are left alone.
    """
    found: dict[etree._Element, dict[etree._Element, int]] = {}
    for br in root.iter("br"):
        parent = br.getparent()
        steps, element = 0, parent
        while element is not None and not _frames(element):
            steps, element = steps + 1, element.getparent()
        if parent is not None and element is not None:
            found.setdefault(element, {})[parent] = steps
    return {parent: steps for parents in found.values() if len(parents) == 1 for parent, steps in parents.items()}


class Lines:
    """The lines of *element* while it is written; *anchor* is the id of the element that blocks speak of."""

    def __init__(self, element: etree._Element, anchor: str) -> None:
        self.element = element
        self._anchor = anchor
        self._number = 0
        self._at: int | None = None
        self._text: list[str] = []

    def meet(self, child: etree._Element, out: list[str]) -> None:
        """A child begins: a break or a block ends the line, anything else belongs to it."""
        if child.tag == "br" or _frames(child):
            self.end(out)
        else:
            self._begin(out)

    def text(self, text: str, out: list[str], *, direct: bool) -> None:
        """Text is about to be written, *direct* when it stands in the element itself."""
        if direct and text.strip():
            self._begin(out)
        if self._at is not None:
            self._text.append(text)

    def end(self, out: list[str]) -> None:
        """Close the line that is open, if one is."""
        if self._at is None:
            return
        name = f"{self._anchor}-{self._number}"
        markers = "".join(f'<i class="k{k}" id="{name}-{k}"></i>' for k in range(TOGETHER, 1, -1))
        text = escaping.escape(squeezed("".join(self._text)))
        out[self._at] = f'{markers}<span class="ln" id="{name}" data-t="{text}">'
        out.append("</span>")
        self._at = None
        self._text.clear()

    def _begin(self, out: list[str]) -> None:
        if self._at is None:
            self._number += 1
            self._at = len(out)
            out.append("")


def lines_of(page: str, anchor: str) -> list[tuple[int, str]]:
    """(number, text without white space) of the lines that the copy *page* has of the element *anchor*."""
    return [(int(n), escaping.unescape(text)) for name, n, text in _LINE.findall(page) if name == anchor]


def anchor_of(anchor: str, lines: Sequence[tuple[int, str]], block: str, start: int, end: int) -> str:
    """The id that lights the lines of the sentence ``block[start:end]``; *anchor* where they cannot be told."""
    whole = "".join(text for _, text in lines)
    begins = whole.find(squeezed(block))
    sentence = squeezed(block[start:end])
    if begins < 0 or not sentence:
        return anchor
    first = begins + len(squeezed(block[:start]))
    last = first + len(sentence) - 1
    at, touched = 0, []
    for number, text in lines:
        if at <= last and at + len(text) > first:
            touched.append(number)
        at += len(text)
    if not touched or len(touched) > TOGETHER:
        return anchor
    return f"{anchor}-{touched[0]}" + (f"-{len(touched)}" if len(touched) > 1 else "")


def squeezed(text: str) -> str:
    """*text* without white space: what a page's layout and a block's text have in common."""
    return "".join(text.split())


def _frames(element: etree._Element) -> bool:
    """Whether text inside the element is a block of its own, as the walker of pages sees it."""
    return element.tag in BLOCKS or is_hidden(element.tag, element.get("style"), element.get("hidden"))
