"""From the element tree of a page to raw blocks, in one pass and without recursion.

A *frame* is an open block-level element; text that stands directly in it, inline
children merged, becomes a block of its kind. The stack of all open elements gives
each frame its CSS path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reader.formats import html_tables, html_text
from reader.formats.contract import HIDDEN
from reader.formats.html_frames import (
    BLOCKS,
    HEADINGS,
    PREFORMATTED,
    SKIPPED,
    STICKY,
    Frame,
    LinkRun,
    RawBlock,
    is_hidden,
    path_step,
)
from reader.formats.table_labels import UNIT
from reader.model import BlockKind

PATH_DEPTH = 200
"""Deeper elements are located by their ancestor at this depth: paths stay short on hostile pages."""

_SHORTENED = re.compile(r"(?:\.{2,}|…)$")
_BUTTONS = {"submit", "button", "reset"}


class Walker:
    """Walks the tree under *root* once; :meth:`blocks` yields every block in reading order."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._open: list[tuple[str, int]] = []
        self._counts: list[dict[str, int]] = [{}]
        self._frame = Frame("", "", None, 0, BlockKind.PARAGRAPH)
        self._pieces: list[str] = []
        self._links: list[LinkRun] = []
        self._images: list[tuple[str, str]] = []
        self._unit = ""

    def blocks(self) -> Iterator[RawBlock]:
        """Every block of the page, the title of its head aside."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                number = self._counts[-1].get(tag, 0) + 1
                self._counts[-1][tag] = number
                self._counts.append({})
                self._open.append((tag, number))
                if tag in SKIPPED:
                    walk.skip_subtree()
                    continue
                hidden = bool(element.attrib) and is_hidden(tag, element.get("style"), element.get("hidden"))
                if tag in BLOCKS or hidden:
                    yield from self._flush()
                    self._push(element, tag, hidden)
                else:
                    self._start_inline(element, tag)
                if element.text:
                    self._pieces.append(element.text)
            else:
                frame = self._frame
                if frame.depth == len(self._open) and frame.parent is not None:
                    yield from self._flush()
                    self._frame = frame.parent
                elif tag == "a" and self._links and self._links[-1].end is None:
                    self._links[-1].end = len(self._pieces)
                self._open.pop()
                self._counts.pop()
                if element.tail:
                    self._pieces.append(element.tail)
        yield from self._flush()

    def _push(self, element: etree._Element, tag: str, hidden: bool) -> None:
        parent = self._frame
        kind = BLOCKS.get(tag)
        context, cells = parent.context, parent.cells
        if tag == "table":
            cells = html_tables.labels(element, self._unit)
        elif kind is BlockKind.TABLE_CELL:
            if cells is None:  # a table that only arranges the page
                kind = BlockKind.PARAGRAPH
            else:
                context = cells.get(element, ())
        if kind is None:
            kind = parent.kind if parent.kind in STICKY and tag != "table" else BlockKind.PARAGRAPH
        attributes = element.attrib
        self._frame = Frame(
            tag=tag,
            label=" ".join((attributes.get("class", ""), attributes.get("id", ""), attributes.get("role", ""))),
            parent=parent,
            depth=len(self._open),
            kind=kind,
            level=HEADINGS.get(tag) or (parent.level if kind is BlockKind.HEADING else None),
            hidden=parent.hidden or hidden,
            preformatted=parent.preformatted or tag in PREFORMATTED,
            context=context,
            cells=cells,
        )

    def _start_inline(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self._pieces.append(html_text.BR)
        elif tag == "a":
            if self._links and self._links[-1].end is None:  # unclosed before
                self._links[-1].end = len(self._pieces)
            self._links.append(LinkRun(self._path(len(self._open)), element.get("title", ""), len(self._pieces)))
        elif tag in {"img", "area"}:
            self._image(element.get("alt"))
        elif tag == "input":
            kind = element.get("type", "").lower()
            if kind in _BUTTONS:
                self._image(element.get("value"))
            elif kind == "image":
                self._image(element.get("alt"))
        elif tag == "wbr":
            return

    def _image(self, text: str | None) -> None:
        if text and text.strip():
            self._images.append((text.strip(), self._path(len(self._open))))

    def _path(self, depth: int) -> str:
        return " > ".join(path_step(tag, number) for tag, number in self._open[: min(depth, PATH_DEPTH)])

    def _flush(self) -> Iterator[RawBlock]:
        """The blocks of the text gathered since the last block-level boundary."""
        pieces, links, images = self._pieces, self._links, self._images
        if not pieces and not images:
            if links and links[-1].end is not None:
                self._links = []
            return
        frame = self._frame
        if not frame.path:
            frame.path = self._path(frame.depth)
        context = (*frame.context, HIDDEN) if frame.hidden else frame.context
        split = html_text.link_pieces(pieces, links) if links and not frame.preformatted else None
        if split is not None:
            for text, link in split:
                kind, path, inside = (BlockKind.LINK, link.path, len(text)) if link else (frame.kind, frame.path, 0)
                yield RawBlock(kind, text, path, frame, inside, frame.level, context)
        else:
            inside = html_text.link_chars(pieces, links) if links else 0
            for text in html_text.paragraphs(pieces, frame.preformatted):
                kind = frame.kind
                if inside and kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and inside >= len(text) * 0.9:
                    kind = BlockKind.LINK
                if len(text) < 40 and UNIT.search(text):
                    self._unit = text
                yield RawBlock(kind, text, frame.path, frame, min(inside, len(text)), frame.level, context)
        for link in links:
            if link.title and _SHORTENED.search("".join(pieces[link.start : link.end]).strip()):
                yield RawBlock(BlockKind.LINK, link.title.strip(), link.path, frame, len(link.title), None, context)
        for text, path in images:
            yield RawBlock(BlockKind.IMAGE_TEXT, text, path, frame, 0, None, context)
        unclosed = links[-1] if links and links[-1].end is None else None
        self._pieces, self._images = [], []
        self._links = [LinkRun(unclosed.path, "", 0)] if unclosed else []
