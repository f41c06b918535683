"""Shapes of a slide as blocks: titles, paragraphs, tables, descriptions of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reader.formats import table_labels
from reader.formats.contract import BlockDraft, Event
from reader.formats.docx_inline import inside
from reader.formats.office_children import Attachments
from reader.formats.office_package import Relation, attribute, child, local
from reader.formats.table_labels import UNIT, GridCell
from reader.model import BlockKind, Locator, Place

_UNIT_CHARS = 40
_FILE_NAME = re.compile(r"^[^\s/]+\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?)$", re.I)
"""What libraries write as the description of a picture."""

_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
_BODIES = {"body", "subTitle", "obj", ""}


@dataclass(slots=True)
class Slide:
    """Where shapes stand: the slide's number, its relations, labels for every block, a prefix for paths."""

    number: int
    relations: dict[str, Relation]
    attachments: Attachments
    context: tuple[str, ...] = ()
    prefix: str = ""
    unit: str = ""

    def place(self, path: str) -> Place:
        """A place on this slide."""
        return Place("slide", page=self.number, path="/".join(filter(None, (self.prefix, path))))

    def block(self, kind: BlockKind, text: str, path: str, *context: str, level: int | None = None) -> BlockDraft:
        """A block of this slide."""
        return BlockDraft(
            kind,
            text,
            (Locator(0, len(text), self.place(path)),),
            boilerplate=kind is BlockKind.HEADER,
            level=level,
            context=(*context, *self.context),
        )


def events(slide: Slide, tree: etree._Element, *, notes: bool = False) -> Iterator[Event]:
    """Shapes in their order, the title first; of a notes page only what the speaker wrote."""
    shapes = list(_shapes(tree, ""))
    said = (text.strip() for shape, _ in shapes for p in shape.iter("{*}p") if len(text := _paragraph(p)) < _UNIT_CHARS)
    slide.unit = next((text for text in said if UNIT.search(text)), "")
    shapes.sort(key=lambda item: _placeholder(item[0]) not in _TITLES)
    for shape, path in shapes:
        kind = _placeholder(shape)
        if notes and (kind != "body" or local(shape) != "sp"):
            continue
        yield from _shape(slide, shape, path, kind, notes)


def text_of(body: etree._Element) -> str:
    """All paragraphs of a text body."""
    return "\n".join(_paragraph(p) for p in body if local(p) == "p").strip("\n")


def _shapes(tree: etree._Element, prefix: str) -> Iterator[tuple[etree._Element, str]]:
    count = 0
    for shape in inside(tree):
        name = local(shape)
        if name not in {"sp", "pic", "graphicFrame", "grpSp", "cxnSp"}:
            continue
        count += 1
        path = f"{prefix}shape[{count}]"
        if name == "grpSp":
            yield from _shapes(shape, f"{path}/")
        else:
            yield shape, path


def _shape(slide: Slide, shape: etree._Element, path: str, kind: str | None, notes: bool) -> Iterator[Event]:
    properties = next((e for e in shape.iter("{*}cNvPr")), None)
    if (
        (described := (attribute(properties, "descr") or "").strip())
        and local(shape) != "sp"
        and not _FILE_NAME.match(described)
    ):
        yield slide.block(BlockKind.IMAGE_TEXT, described, path)
    for element in shape.iter("{*}blip"):
        relation = slide.relations.get(attribute(element, "embed") or attribute(element, "link") or "")
        yield from slide.attachments.of_relation(relation, slide.place(path))
    body = child(shape, "txBody")
    if body is not None:
        yield from _texts(slide, body, path, kind, notes)
    table = next(shape.iter("{*}tbl"), None)
    if table is not None:
        yield from _table(slide, table, path)
    for element in shape.iter("{*}chart", "{*}relIds"):
        found = slide.relations.get(attribute(element, "id") or attribute(element, "dm") or "")
        for text in slide.attachments.drawing_texts(found.target) if found and not found.external else ():
            yield slide.block(BlockKind.IMAGE_TEXT, text, path, "text of a diagram or chart")


def _texts(slide: Slide, body: etree._Element, path: str, kind: str | None, notes: bool) -> Iterator[BlockDraft]:
    for number, paragraph in enumerate((p for p in body if local(p) == "p"), 1):
        text = _paragraph(paragraph)
        if not text.strip():
            continue
        level = attribute(child(paragraph, "pPr"), "lvl") or "0"
        depth = int(level) + 1 if level.isdecimal() and len(level) == 1 else 1
        links = [
            f"link to {found.target[:300]}"
            for e in paragraph.iter("{*}hlinkClick")
            if (found := slide.relations.get(attribute(e, "id") or "")) is not None and found.target
        ]
        where = f"{path}/p[{number}]"
        if kind in _TITLES:
            yield slide.block(BlockKind.HEADING, text, where, *links, level=1)
        elif kind in _FURNITURE:
            yield slide.block(BlockKind.HEADER, text, where, *links)
        elif kind in _BODIES and kind is not None and not notes:
            yield slide.block(BlockKind.LIST_ITEM, text, where, *links, level=depth)
        else:
            yield slide.block(BlockKind.PARAGRAPH, text, where, *links)


def _table(slide: Slide, table: etree._Element, path: str) -> Iterator[BlockDraft]:
    rows: list[list[GridCell]] = []
    where: dict[GridCell, str] = {}
    for number, row in enumerate((e for e in table if local(e) == "tr"), 1):
        line = []
        for column, element in enumerate((e for e in row if local(e) == "tc"), 1):
            if element.get("hMerge") or element.get("vMerge"):
                continue
            width = element.get("gridSpan", "1")
            wide = min(int(width), 200) if width.isdecimal() and len(width) < 5 else 1
            body = child(element, "txBody")
            text = text_of(body) if body is not None else ""
            cell = GridCell(text, number - 1, range(column - 1, column - 1 + max(1, wide)))
            where[cell] = f"{path}/tr[{number}]/tc[{column}]"
            line.append(cell)
        rows.append(line)
    top = table_labels.header_rows(rows)
    said = [c.text for line in rows[: top + 1] for c in line if len(c.text) < _UNIT_CHARS and UNIT.search(c.text)]
    unit = said[0] if said else slide.unit
    labels = table_labels.contexts(rows, [unit] if unit else [], table_labels.column_labels(rows, top), top)
    for own in (own for line in rows for own in line if own.text.strip()):
        yield slide.block(BlockKind.TABLE_CELL, own.text, where[own], *labels[own])


def _placeholder(shape: etree._Element) -> str | None:
    """Type of the placeholder a shape fills (empty: content), ``None`` when it fills none."""
    element = next(shape.iter("{*}ph"), None)
    return None if element is None else element.get("type", "")


def _paragraph(paragraph: etree._Element) -> str:
    out = []
    for element in paragraph.iter("{*}t", "{*}br", "{*}tab"):
        out.append(element.text or "" if local(element) == "t" else "\n" if local(element) == "br" else "\t")
    return "".join(out)
