"""Paragraphs, lists, tables, notes, comments and tracked changes of OpenDocument files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.formats import table_labels
from reader.formats.contract import HIDDEN, BlockDraft, Event
from reader.formats.docx_inline import shortened
from reader.formats.office_children import Attachments
from reader.formats.office_package import attribute, child, local
from reader.formats.table_labels import UNIT, GridCell
from reader.model import BlockKind, Locator, Place

_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}
_AFTER = {"note", "annotation", "frame", "custom-shape", "text-box", "rect", "ellipse", "g", "change"}
_SHORT = {"list-item": "item", "table": "tbl", "frame": "shape", "custom-shape": "shape", "text-box": "box"}
_SKIPPED = {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "desc", "title",
            "table-of-content-source", "annotation-end"}  # fmt: skip
_MAX_REPEAT = 200


@dataclass(slots=True)
class _Inline:
    text: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    after: list[etree._Element] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)


class Story:
    """Walks the text of one document. *styles* are the styles of the file besides those of its content."""

    def __init__(self, root: etree._Element, styles: etree._Element | None, attachments: Attachments) -> None:
        self.attachments = attachments
        self._regions = {attribute(e, "id") or "": e for e in root.iter("{*}changed-region")}
        self._hidden_styles = {
            attribute(e, "name") or ""
            for tree in (root, styles)
            if tree is not None
            for e in tree.iter("{*}style")
            if attribute(child(e, "text-properties"), "display") == "none"
        }
        self._page: int | None = None
        self._label: tuple[str, ...] = ()
        self._unit = ""
        self._notes = 0

    def events(self, element: etree._Element, path: str, *, depth: int = 0) -> Iterator[Event]:
        """Blocks of everything in *element*; *depth* counts the lists around it."""
        counts: dict[str, int] = {}
        for item in element:
            name = local(item)
            if name and name not in _SKIPPED:
                counts[name] = counts.get(name, 0) + 1
                yield from self.item(item, f"{path}/{_SHORT.get(name, name)}[{counts[name]}]", depth=depth)

    def item(self, item: etree._Element, path: str, *, depth: int = 0) -> Iterator[Event]:
        """Blocks of one block-level element."""
        name = local(item)
        if name in {"p", "h"}:
            yield from self._paragraph(item, path, depth)
        elif name == "table":
            yield from self._table(item, path)
        elif name == "change":
            yield from self._deletion(item, path)
        elif name in {"annotation", "note"}:
            yield from self._aside(item, path)
        else:
            yield from self._shape(item, path)
            yield from self.events(item, path, depth=depth + (name == "list"))

    def slide(self, page: etree._Element, number: int) -> Iterator[Event]:
        """Shapes and notes of one slide."""
        self._page = number
        shapes = [e for e in page if local(e) not in {"notes", "forms", ""}]
        for index, shape in enumerate(shapes, 1):
            title = attribute(shape, "class") == "title"
            for event in self.item(shape, f"shape[{index}]"):
                if title and isinstance(event, BlockDraft) and event.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
                    yield BlockDraft(BlockKind.HEADING, event.text, event.locators, level=1, context=event.context)
                else:
                    yield event
        notes = child(page, "notes")
        if notes is not None:
            self._label = ("speaker's notes",)
            yield from self.events(notes, "notes")
            self._label = ()
        self._page = None

    def text(self, paragraph: etree._Element) -> str:
        """What a paragraph shows."""
        return "".join(self._inline(paragraph).text)

    def block(
        self, kind: BlockKind, text: str, path: str, *context: str, level: int | None = None, boilerplate: bool = False
    ) -> BlockDraft:
        """A block at *path*."""
        place = Place("slide", page=self._page, path=path) if self._page else Place("paragraph", path=path)
        return BlockDraft(kind, text, (Locator(0, len(text), place),), boilerplate, level, (*self._label, *context))

    def _paragraph(self, element: etree._Element, path: str, depth: int) -> Iterator[Event]:
        inline = self._inline(element)
        text = "".join(inline.text)
        level = attribute(element, "outline-level") or "1"
        if text.strip():
            if len(text) < 40 and UNIT.search(text):
                self._unit = text.strip()
            if local(element) == "h":
                heading = int(level) if level.isdecimal() and len(level) < 3 else 1
                yield self.block(BlockKind.HEADING, text, path, *inline.labels, level=heading)
            elif depth:
                yield self.block(BlockKind.LIST_ITEM, text, path, *inline.labels, level=depth)
            else:
                yield self.block(BlockKind.PARAGRAPH, text, path, *inline.labels)
        if (hidden := "".join(inline.hidden)).strip():
            yield self.block(BlockKind.PARAGRAPH, hidden, path, HIDDEN)
        for number, item in enumerate(inline.after, 1):
            yield from self.item(item, f"{path}/box[{number}]" if local(item) not in {"note", "annotation"} else path)

    def _inline(self, paragraph: etree._Element) -> _Inline:
        found = _Inline()
        hidden = (attribute(paragraph, "style-name") or "") in self._hidden_styles
        self._gather(paragraph, found, hidden)
        for change, start in found.open.items():  # goes on in a later paragraph
            self._mark(found, change, start)
        return found

    def _gather(self, element: etree._Element, found: _Inline, hidden: bool) -> None:
        target = found.hidden if hidden else found.text
        target.append(element.text or "")
        for item in element:
            name = local(item)
            if name in _SIGNS:
                count = attribute(item, "c") or "1"
                target.append(_SIGNS[name] * (min(int(count), 500) if count.isdecimal() and len(count) < 5 else 1))
            elif name == "change-start":
                found.open[attribute(item, "change-id") or ""] = len(found.text)
            elif name == "change-end":
                change = attribute(item, "change-id") or ""
                self._mark(found, change, found.open.pop(change, 0))
            elif name in _AFTER:
                found.after.append(item)
            elif name not in {"", "ruby-text", *_SKIPPED}:
                if name == "a" and (link := attribute(item, "href") or ""):
                    found.labels.append(f"link to {link[:300]}")
                style = attribute(item, "style-name") or ""
                unseen = hidden or style in self._hidden_styles or name == "hidden-text"
                self._gather(item, found, unseen)
            target.append(item.tail or "")

    def _mark(self, found: _Inline, change: str, start: int) -> None:
        region = self._regions.get(change)
        if region is not None and child(region, "insertion") is not None:
            text = "".join(found.text[start:])
            found.labels.append(f"tracked change: inserted{_who(child(region, 'insertion'))}: “{shortened(text)}”")

    def _deletion(self, element: etree._Element, path: str) -> Iterator[Event]:
        deleted = child(self._regions.get(attribute(element, "change-id") or ""), "deletion")
        for paragraph in deleted if deleted is not None else ():
            if local(paragraph) in {"p", "h"} and (text := self.text(paragraph)).strip():
                yield self.block(BlockKind.PARAGRAPH, text, path, f"tracked change: deleted{_who(deleted)}")

    def _aside(self, element: etree._Element, path: str) -> Iterator[Event]:
        before = self._label
        if local(element) == "annotation":
            who = _who(element).removeprefix(" by ") or "an unnamed person"
            self._label = (*before, f"comment by {who}")
            for paragraph in element.iter("{*}p"):
                if (text := self.text(paragraph)).strip():
                    yield self.block(BlockKind.PARAGRAPH, text, path)
        else:
            self._notes += 1
            kind = "endnote" if attribute(element, "note-class") == "endnote" else "footnote"
            self._label = (*before, f"{kind} {self._notes}")
            body = child(element, "note-body")
            if body is not None:
                yield from self.events(body, f"{kind}s/{kind}[{self._notes}]")
        self._label = before

    def _shape(self, element: etree._Element, path: str) -> Iterator[Event]:
        """Description and picture of a drawn thing."""
        for name in ("title", "desc"):
            described = child(element, name)
            if described is not None and (text := (described.text or "").strip()):
                yield self.block(BlockKind.IMAGE_TEXT, text, path)
        link = attribute(element, "href") or ""
        if local(element) in {"image", "object", "object-ole", "plugin"} and link and ":" not in link:
            place = Place("slide", page=self._page, path=path) if self._page else Place("paragraph", path=path)
            yield from self.attachments.part(link.removeprefix("./"), place, {"embedded_as": local(element)})

    def _table(self, table: etree._Element, path: str) -> Iterator[Event]:
        rows: list[list[GridCell]] = []
        elements: dict[GridCell, tuple[etree._Element, str]] = {}
        for number, row in enumerate(table.iter("{*}table-row"), 1):
            if next(row.iterancestors("{*}table"), None) is not table:
                continue  # of a table inside a cell
            line, column = [], 0
            for index, cell in enumerate((e for e in row if local(e) in {"table-cell", "covered-table-cell"}), 1):
                width = max(1, _count(attribute(cell, "number-columns-spanned")))
                repeat = max(1, _count(attribute(cell, "number-columns-repeated")))
                if local(cell) == "table-cell":
                    text = "\n".join(self.text(p) for p in cell if local(p) in {"p", "h"}).strip()
                    own = GridCell(text, number - 1, range(column, column + width))
                    elements[own] = (cell, f"{path}/tr[{number}]/tc[{index}]")
                    line.append(own)
                    column += repeat
                else:
                    column += repeat
            rows.append(line)
        top = table_labels.header_rows(rows)
        said = [c.text for row in rows[: top + 1] for c in row if len(c.text) < 40 and UNIT.search(c.text)]
        unit = said[0] if said else self._unit
        labels = table_labels.contexts(rows, [unit] if unit else [], table_labels.column_labels(rows, top), top)
        for cells in rows:
            for own in cells:
                yield from self._cell(own, *elements[own], labels[own])

    def _cell(self, own: GridCell, cell: etree._Element, path: str, labels: tuple[str, ...]) -> Iterator[Event]:
        if own.text:
            yield self.block(BlockKind.TABLE_CELL, own.text, path, *labels)
        for event in self.events(cell, path):
            plain = isinstance(event, BlockDraft) and event.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            if not (plain and isinstance(event, BlockDraft) and not event.context and event.text in own.text):
                yield event


def _who(element: etree._Element | None) -> str:
    """`` by NAME, DATE`` of a change or comment."""
    if element is None:
        return ""
    creator = next((e.text or "" for e in element.iter("{*}creator")), "")
    date = next((e.text or "" for e in element.iter("{*}date")), "")
    said = ", ".join(filter(None, (creator, date)))
    return f" by {said}" if said else ""


def _count(text: str | None) -> int:
    return min(_MAX_REPEAT, int(text)) if text and text.isdecimal() and len(text) < 7 else 1
