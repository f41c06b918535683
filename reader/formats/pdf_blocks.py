"""Page layouts become blocks: kinds, table labels, locators, paragraphs over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from reader.formats import table_labels
from reader.formats.contract import BlockDraft
from reader.formats.geometry import Box, rounded, union
from reader.formats.ocr_lines import LOW_CONFIDENCE
from reader.formats.pdf_layout import PageLayout, RuledTable
from reader.formats.pdf_lines import Piece
from reader.formats.pdf_paragraphs import LooseTable, Paragraph, joins_over_page
from reader.formats.table_labels import UNIT, GridCell
from reader.model import BlockKind, Locator, Place

_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}(?:部分|[章编])|[一二三四五六七八九十]{1,3}[、．.](?!.*[。；]))"
)
_CONTENTS = {"目录", "目次", "目錄"}
_LARGER = 1.12
_TITLE_LARGER = 1.35
_CAPTION_CHARS = 60
_UNIT_CHARS = 60
_DISPLAY = 16.0
_SENTENCE = re.compile(r"[。；，]")


class BlockMaker:
    """Turns pages, given in order, into blocks. Holds back a paragraph that may go on overleaf."""

    def __init__(self) -> None:
        self._held: Paragraph | None = None
        self._held_page = 0
        self._sizes: list[float] = []
        self._titles: set[int] = set()
        self._contents_page = 0
        self._caption = ""
        self._unit = ""
        self._columns: dict[int, tuple[str, ...]] = {}
        self._edges: tuple[float, ...] = ()

    def see(self, layout: PageLayout) -> None:
        """Learn the size of body text from a page, before it is its turn."""
        self._sizes.extend(p.size for p in layout.items if isinstance(p, Paragraph) for _ in p.text[::20])

    def title(self, first: Sequence[PageLayout]) -> str:
        """The document's title as its *first* pages show it; its paragraphs become title blocks."""
        paragraphs = title_of(first)
        self._titles = {id(paragraph) for paragraph in paragraphs}
        return " ".join(table_labels.one_line(paragraph.text) for paragraph in paragraphs)

    def page(self, layout: PageLayout) -> Iterator[BlockDraft]:
        """Blocks of the next page that are certain to be complete."""
        body = median(self._sizes[-2000:]) if self._sizes else 10.0
        paragraphs = [p for p in layout.items if isinstance(p, Paragraph) and not p.furniture]
        last = paragraphs[-1] if paragraphs and layout.items and _is_last(layout, paragraphs[-1]) else None
        first = True
        for item in layout.items:
            if isinstance(item, Paragraph) and item.furniture:
                yield _block(BlockKind.HEADER, [(item.lines, item.page)], boilerplate=True)
                continue
            if first and self._held is not None:
                held, self._held = self._held, None
                if isinstance(item, Paragraph) and joins_over_page(held, item):
                    yield _block(BlockKind.PARAGRAPH, [(held.lines, held.page), (item.lines, item.page)])
                    first = False
                    continue
                yield self._paragraph(held, body)
            first = False
            if isinstance(item, RuledTable):
                yield from self._ruled(item, layout.number)
            elif isinstance(item, LooseTable):
                yield from self._loose(item, layout.number)
            elif item is last:
                self._held = item
            else:
                yield self._paragraph(item, body)

    def finish(self) -> Iterator[BlockDraft]:
        """What was held back."""
        if self._held is not None:
            held, self._held = self._held, None
            yield self._paragraph(held, held.size)

    def _paragraph(self, paragraph: Paragraph, body: float) -> BlockDraft:
        text = table_labels.one_line(paragraph.text)
        if len(text) < _UNIT_CHARS and (unit := UNIT.search(text)):
            self._unit = unit.group(0)
        elif (
            len(text) <= _CAPTION_CHARS
            and not _SENTENCE.search(text)
            and table_labels.is_label(text.rstrip("0123456789"))
        ):
            self._caption, self._unit, self._columns, self._edges = text, "", {}, ()
        kind, level = self._kind(paragraph, text, body)
        return _block(kind, [(paragraph.lines, paragraph.page)], level=level)

    def _kind(self, paragraph: Paragraph, text: str, body: float) -> tuple[BlockKind, int | None]:
        if len(text) > _CAPTION_CHARS or not text or text.isdigit():
            return BlockKind.PARAGRAPH, None
        larger = paragraph.size / max(0.1, body)
        if id(paragraph) in self._titles:
            return BlockKind.TITLE, None
        if "".join(text.split()) in _CONTENTS:
            self._contents_page = paragraph.page
            return BlockKind.HEADING, 2
        numbered = _HEADING.match(text)
        if numbered and paragraph.page == self._contents_page:
            return BlockKind.LIST_ITEM, None
        if larger >= _LARGER and not _SENTENCE.search(text):
            return BlockKind.HEADING, 1 if larger >= _TITLE_LARGER else 2
        if numbered and len(text) <= 30 and not _SENTENCE.search(text):
            return BlockKind.HEADING, 2 if text.startswith("第") else 3
        return BlockKind.PARAGRAPH, None

    def _ruled(self, table: RuledTable, page: int) -> Iterator[BlockDraft]:
        cells: dict[GridCell, tuple[list[Piece], Box]] = {}
        rows: dict[int, list[GridCell]] = {}
        for box, lines in table.cells:
            text = "\n".join(line.text for line in lines)
            cell = GridCell(text, box.rows.start, box.columns)
            cells[cell] = (lines, box.box)
            rows.setdefault(box.rows.start, []).append(cell)
        yield from self._cells([rows[n] for n in sorted(rows)], table.grid.edges, cells, page)

    def _loose(self, table: LooseTable, page: int) -> Iterator[BlockDraft]:
        cells: dict[GridCell, tuple[list[Piece], Box]] = {}
        rows = []
        for number, pieces in enumerate(table.rows):
            row = []
            for piece in pieces:
                column = table.column(piece)
                cell = GridCell(piece.text, number, range(column, column + 1))
                cells[cell] = ([piece], piece.box)
                row.append(cell)
            rows.append(row)
        yield from self._cells(rows, tuple(x for edge in table.edges for x in edge), cells, page)

    def _cells(
        self,
        rows: Sequence[Sequence[GridCell]],
        edges: tuple[float, ...],
        cells: dict[GridCell, tuple[list[Piece], Box]],
        page: int,
    ) -> Iterator[BlockDraft]:
        top = table_labels.header_rows(rows)
        columns = table_labels.column_labels(rows, top)
        if not columns and _same_columns(edges, self._edges):  # a table that goes on from the page before
            columns = self._columns
        self._columns, self._edges = columns, edges
        self._contents_page = 0
        for row in rows[: top + 1]:
            for cell in row:
                if len(cell.text) < _UNIT_CHARS and (unit := UNIT.search(table_labels.one_line(cell.text))):
                    self._unit = unit.group(0)
        fixed = [label for label in (self._caption, self._unit) if label]
        contexts = table_labels.contexts(rows, fixed, columns, top)
        for row in rows:
            for cell in row:
                lines, _ = cells[cell]
                if lines:
                    yield _block(BlockKind.TABLE_CELL, [(lines, page)], context=contexts[cell])


def title_of(layouts: Sequence[PageLayout]) -> list[Paragraph]:
    """The title: the largest lines near the top of the first page with text; empty when nothing stands out."""
    for layout in layouts:
        paragraphs = [p for p in layout.items if isinstance(p, Paragraph) and not p.furniture]
        if not paragraphs:
            continue
        largest = max(p.size for p in paragraphs[:8])
        common = median(p.size for p in paragraphs for _ in p.lines)
        chosen = [p for p in paragraphs[:8] if p.size >= 0.9 * largest]
        length = sum(len(p.text) for p in chosen)
        if chosen[-1].text.endswith(("：", ":")):
            return []
        return chosen if 4 <= length <= 120 and (largest >= 1.2 * common or largest >= _DISPLAY) else []
    return []


def _is_last(layout: PageLayout, paragraph: Paragraph) -> bool:
    """Whether nothing but furniture follows *paragraph* on its page."""
    after = layout.items[layout.items.index(paragraph) + 1 :]
    return all(isinstance(item, Paragraph) and item.furniture for item in after)


def _same_columns(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(abs(a - b) < 6 for a, b in zip(first, second, strict=True))


def doubts(lines: Sequence[Piece]) -> tuple[str, ...]:
    """Context label of text whose recognition in a picture is unsure: the least confidence of its lines."""
    least = min((line.confidence for line in lines if line.confidence is not None), default=1.0)
    return (f"recognised with low confidence ({least:.2f})",) if least < LOW_CONFIDENCE else ()


def _block(
    kind: BlockKind,
    parts: Sequence[tuple[Sequence[Piece], int]],
    *,
    boilerplate: bool = False,
    level: int | None = None,
    context: tuple[str, ...] = (),
) -> BlockDraft:
    """One block of lines from one or more pages, a locator per line."""
    texts: list[str] = []
    locators: list[Locator] = []
    position = 0
    for lines, page in parts:
        for line in lines:
            end = position + len(line.text)
            place = Place("page", page=page, box=rounded(union([line.box])), confidence=line.confidence)
            locators.append(Locator(position, end, place))
            texts.append(line.text)
            position = end + 1
    context = (*context, *doubts([line for lines, _ in parts for line in lines]))
    return BlockDraft(kind, "\n".join(texts), tuple(locators), boilerplate, level, context)
