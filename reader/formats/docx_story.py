"""The blocks of one story of a Word file (its body, a header, a note), in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.formats import docx_tables
from reader.formats.contract import HIDDEN, BlockDraft, Event
from reader.formats.docx_inline import Inline, gather, inside, shortened
from reader.formats.docx_numbering import Numbering
from reader.formats.docx_styles import Style, Styles, list_of, outline_of
from reader.formats.office_children import Attachments
from reader.formats.office_package import Relation, attribute, child, local
from reader.formats.table_labels import UNIT
from reader.model import BlockKind, Locator, Place

_GROUPS = {"sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom", "smartTag"}
_TOC = re.compile(r"^(?:toc|目录|目錄)\s*\d", re.I)


@dataclass(slots=True)
class Document:
    """What all stories of a file share. ``asides`` holds notes and comments by (kind, id): they are
    told once, after the paragraph that refers to them."""

    styles: Styles
    numbering: Numbering
    attachments: Attachments
    asides: dict[tuple[str, str], list[etree._Element]] = field(default_factory=dict)
    aside_parts: dict[str, dict[str, Relation]] = field(default_factory=dict)
    aside_labels: dict[tuple[str, str], str] = field(default_factory=dict)
    aside_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Paragraph:
    """A paragraph ready to become a block, or part of a cell's; ``after`` follows the block it is in."""

    text: str
    kind: BlockKind
    level: int | None
    context: tuple[str, ...]
    place: Place
    after: list[Event]


class Story:
    """Walks the block-level elements of one part."""

    def __init__(
        self,
        document: Document,
        relations: dict[str, Relation],
        label: tuple[str, ...] = (),
        *,
        furniture: bool = False,
    ) -> None:
        self._document = document
        self._relations = relations
        self._label = label
        self._furniture = furniture
        self.unit = ""

    def events(self, element: etree._Element, path: str) -> Iterator[Event]:
        """Blocks and children of everything in *element*, which stands at *path*."""
        for item, where in self.items(element, path):
            if local(item) == "p":
                yield from self._told(self.paragraph(item, where))
            elif local(item) == "tbl":
                yield from docx_tables.events(self, item, where)
            elif local(item) == "altChunk":
                yield from self._document.attachments.of_relation(
                    self._relations.get(attribute(item, "id") or ""), Place("paragraph", path=where)
                )

    def items(self, element: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
        """Block-level elements in *element* with their paths; groups are looked through."""
        counts: Counter[str] = Counter()
        for item in inside(element):
            name = local(item)
            counts[name] += 1
            where = f"{path}/{name}[{counts[name]}]"
            if name in _GROUPS:
                yield from self.items(item, path if name == "sdtContent" else where)
            else:
                yield item, where

    def paragraph(self, element: etree._Element, path: str) -> Paragraph:
        """The paragraph; its text is empty when there is none to be seen."""
        properties = child(element, "pPr")
        style = self._document.styles.get(attribute(child(properties, "pStyle"), "val"))
        inline = gather(element, self._document.styles, style.hidden)
        place = Place("paragraph", path=path)
        numbered = list_of(properties) or style.list
        number = self._document.numbering.label(*numbered) if numbered else None
        kind, level = self._kind(style, properties, number, numbered)
        text, context = inline.current, [*self._label]
        if number:
            context.append(number)
        context.extend(inline.changes(removing=False))
        context.extend(f"link to {target}" for target in self._targets(inline))
        if not text.strip():
            text = ""
        elif len(text) < 40 and UNIT.search(text):
            self.unit = text.strip()
        return Paragraph(text, kind, level, tuple(context), place, list(self._after(inline, kind, place, path)))

    def block(self, kind: BlockKind, text: str, place: Place, *context: str, level: int | None = None) -> BlockDraft:
        """A block of this story."""
        return BlockDraft(
            kind=BlockKind.HEADER if self._furniture and kind is BlockKind.PARAGRAPH else kind,
            text=text,
            locators=(Locator(0, len(text), place),),
            boilerplate=self._furniture,
            level=level if kind in {BlockKind.HEADING, BlockKind.LIST_ITEM} else None,
            context=context,
        )

    def _told(self, paragraph: Paragraph) -> Iterator[Event]:
        if paragraph.text:
            yield self.block(paragraph.kind, paragraph.text, paragraph.place, *paragraph.context, level=paragraph.level)
        yield from paragraph.after

    def _kind(
        self, style: Style, properties: etree._Element | None, number: str | None, numbered: tuple[str, int] | None
    ) -> tuple[BlockKind, int | None]:
        outline = outline_of(properties) or style.outline
        if style.is_title:
            return BlockKind.TITLE, None
        if outline:
            return BlockKind.HEADING, outline
        if style.is_caption:
            return BlockKind.CAPTION, None
        if style.is_quote:
            return BlockKind.QUOTE, None
        if _TOC.match(style.name):
            return BlockKind.LINK, None
        if number is not None and numbered is not None:
            return BlockKind.LIST_ITEM, numbered[1] + 1
        return BlockKind.PARAGRAPH, None

    def _targets(self, inline: Inline) -> list[str]:
        found = [self._relations[link].target for link in inline.links if link in self._relations]
        return [target[:300] for target in dict.fromkeys(found) if target]

    def _after(self, inline: Inline, kind: BlockKind, place: Place, path: str) -> Iterator[Event]:
        """What belongs to the paragraph without being its text: earlier wording, hidden text, notes, pictures …"""
        if inline.earlier.strip():
            whole = "" if inline.current.strip() else "deleted paragraph"
            yield self.block(
                kind, inline.earlier, place, *self._label, whole or "before the tracked changes",
                *inline.changes(removing=True),
            )  # fmt: skip
        if inline.hidden.strip():
            yield self.block(kind, inline.hidden, place, *self._label, HIDDEN)
        for number, box in enumerate(inline.boxes, 1):
            story = Story(self._document, self._relations, (*self._label, "text box"), furniture=self._furniture)
            yield from story.events(box, f"{path}/box[{number}]")
        for relation, described in inline.pictures:
            if described.strip():
                yield self.block(BlockKind.IMAGE_TEXT, described.strip(), place, *self._label)
            yield from self._document.attachments.of_relation(self._relations.get(relation), place)
        for relation in inline.parts:
            yield from self._part(self._relations.get(relation), place)
        for kind_, key in [*inline.notes, *(("comment", comment) for comment in inline.comments)]:
            yield from self.aside(kind_, key, inline.quotes.get(key, "") if kind_ == "comment" else "")

    def _part(self, relation: Relation | None, place: Place) -> Iterator[Event]:
        if relation is not None and relation.kind in {"chart", "diagramData", "chartEx"}:
            for text in self._document.attachments.drawing_texts(relation.target):
                yield self.block(BlockKind.IMAGE_TEXT, text, place, *self._label, "text of a diagram or chart")
        else:
            yield from self._document.attachments.of_relation(relation, place)

    def aside(self, kind: str, key: str, quote: str = "") -> Iterator[Event]:
        """A note or comment, once; *quote* is the text it speaks of."""
        if (kind, key) in self._document.told:
            return
        self._document.told.add((kind, key))
        label = self._document.aside_labels.get((kind, key), "")
        about = (f"about: “{shortened(quote)}”",) if quote.strip() else ()
        story = Story(self._document, self._document.aside_parts.get(kind, {}), (label, *about))
        for element in self._document.asides.get((kind, key), ()):
            yield from story.events(element, f"{kind}s/{kind}[{self._document.aside_numbers[kind, key]}]")
