"""Excel workbooks (XLSX, XLSM, XLTX): cells as displayed, with formulas, comments, pictures and what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from reader.errors import UnreadableInput
from reader.formats import sheet_grid
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe
from reader.formats.docx_styles import is_on
from reader.formats.media_types import XLSX
from reader.formats.office_children import Attachments
from reader.formats.office_metadata import hazards, properties
from reader.formats.office_package import Package, Relation, attribute, child, local
from reader.formats.sheet_grid import SheetCell, position
from reader.formats.sniff import sniff
from reader.formats.xlsx_sheet import SheetReader
from reader.formats.xlsx_workbook import SheetEntry, Workbook, integer, rich_text
from reader.model import BlockKind, Locator, Place

_THREADED = "[Threaded comment]"


class Xlsx:
    """SpreadsheetML packages, as Excel, WPS and LibreOffice write them."""

    name = "xlsx"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Packages with a part under ``xl/``."""
        return 0.9 if sniff(probe) == XLSX else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then sheet by sheet its name, its cells with their comments, its drawings."""
        with Package(payload.path, payload.limits) as package:
            yield from _Reading(package, staging, self, payload.limits.blocks).events()
            yield from package.troubles


class _Reading:
    def __init__(self, package: Package, staging: Path, fmt: Xlsx, cells: int) -> None:
        self._package = package
        self._format = fmt
        self._room = cells
        self._workbook = Workbook(package)
        self._attachments = Attachments(package, staging)
        self._people = _people(package)

    def events(self) -> Iterator[Event]:
        if self._workbook.root is None and not self._package.troubles:
            raise UnreadableInput("The file has no workbook that can be read.", hint="It may be damaged.")
        sheets = self._workbook.sheets()
        yield self._head(sheets)
        for entry in sheets:
            if entry.kind in {"worksheet", "macrosheet", "xlMacrosheet", "xlIntlMacrosheet"}:
                yield from self._sheet(entry)
            elif entry.kind == "chartsheet":
                yield from self._drawings(self._package.relations(entry.part), entry.name, None)
        yield from self._attachments.left_over()

    def _head(self, sheets: list[SheetEntry]) -> Head:
        metadata = properties(self._package) | hazards(self._package)
        metadata["sheets"] = str(len(sheets))
        if hidden := [entry.name for entry in sheets if entry.hidden]:
            metadata["hidden_sheets"] = ", ".join(hidden)[:2000]
        if any(entry.kind.casefold().endswith("macrosheet") for entry in sheets):
            metadata["macros"] = metadata.get("macros") or "macro sheets present, not run"
        connections = self._package.xml("xl/connections.xml")
        if connections is not None:
            names = [attribute(e, "name") or "unnamed" for e in connections]
            metadata["data_connections"] = ("not opened: " + ", ".join(names))[:2000]
        if defined := self._workbook.defined_names():
            metadata["defined_names"] = ", ".join(f"{k}={v}" for k, v in list(defined.items())[:50])[:2000]
        if is_on(attribute(child(self._workbook.root, "workbookProtection"), "lockStructure")):
            metadata["protection"] = "the structure of the workbook is protected"
        return Head(
            title=metadata.get("title_stated", "")[:200],
            media_type=XLSX,
            charset=None,
            charset_how=None,
            pages=len(sheets) or None,
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata=metadata,
        )

    def _sheet(self, entry: SheetEntry) -> Iterator[Event]:
        reader = SheetReader(self._package, self._workbook, entry, self._room)
        reader.read()
        self._room -= len(reader.sheet.cells)
        for relation in reader.relations.values():
            if relation.kind == "threadedComment":
                self._threaded(reader, relation.target)
        for relation in reader.relations.values():
            if relation.kind == "comments":
                self._comments(reader, relation.target)
        drawn = list(self._drawings(reader.relations, entry.name, reader))
        reader.sheet.cells.sort(key=lambda c: (c.row, c.column))
        yield from sheet_grid.events(reader.sheet)
        yield from drawn
        for text in filter(None, reader.furniture):
            place = Place("cell", path=entry.name)
            yield BlockDraft(
                BlockKind.HEADER,
                text,
                (Locator(0, len(text), place),),
                boilerplate=True,
                context=("page header or footer",),
            )
        if reader.full:
            yield sheet_grid.cut_off("The workbook")

    def _comments(self, reader: SheetReader, part: str) -> None:
        root = self._package.xml(part)
        listed = child(root, "authors")
        authors = [e.text or "" for e in listed] if listed is not None else []
        entries = child(root, "commentList")
        for element in entries if entries is not None else ():
            inside = child(element, "text")
            text = rich_text(inside) if inside is not None else ""
            index = element.get("authorId", "")
            author = authors[int(index)] if index.isdecimal() and len(index) < 7 and int(index) < len(authors) else ""
            if not text.startswith(_THREADED):
                self._note(reader, element.get("ref", ""), text, author, "")

    def _threaded(self, reader: SheetReader, part: str) -> None:
        root = self._package.xml(part)
        for element in root if root is not None else ():
            author = self._people.get(element.get("personId", ""), "")
            inside = child(element, "text")
            text = (inside.text or "") if inside is not None else ""
            self._note(reader, element.get("ref", ""), text, author, element.get("dT", ""))

    def _note(self, reader: SheetReader, ref: str, text: str, author: str, date: str) -> None:
        where = position(ref)
        if where is None or not text.strip():
            return
        cell = reader.cell(*where)
        label = ", ".join(filter(None, (f"comment by {author or 'an unnamed person'}", date)))
        place = sheet_grid.place(reader.sheet.name, SheetCell(*where, ""))
        about = (f"about: “{' '.join(cell.text.split())[:60]}”",) if cell.text else ()
        cell.after.append(
            BlockDraft(BlockKind.PARAGRAPH, text, (Locator(0, len(text), place),), context=(label, *about))
        )

    def _drawings(self, relations: dict[str, Relation], sheet: str, reader: SheetReader | None) -> Iterator[Event]:
        """Texts, descriptions and pictures that float over the sheet."""
        for relation in list(relations.values()):
            if relation.kind in {"oleObject", "package", "image"}:
                yield from self._attachments.of_relation(relation, Place("cell", path=sheet))
            if relation.kind != "drawing" or relation.external:
                continue
            root = self._package.xml(relation.target)
            inner = self._package.relations(relation.target)
            for anchor in root if root is not None else ():
                yield from self._anchored(anchor, inner, sheet)

    def _anchored(self, anchor: etree._Element, relations: dict[str, Relation], sheet: str) -> Iterator[Event]:
        start = child(anchor, "from")
        stated = (child(start, name) for name in ("row", "col"))
        row, column = (integer(e.text) if e is not None else 0 for e in stated)
        place = Place("cell", path=f"{sheet}!{sheet_grid.reference(row, column)}" if start is not None else sheet)
        for element in anchor.iter():
            name = local(element)
            if name == "cNvPr" and element.get("descr"):
                yield _text(element.get("descr", ""), place, BlockKind.IMAGE_TEXT)
            elif name == "txBody":
                text = "\n".join(_paragraph(p) for p in element if local(p) == "p")
                if text.strip():
                    yield _text(text.strip("\n"), place, BlockKind.PARAGRAPH, "text box")
            elif name == "blip":
                yield from self._attachments.of_relation(relations.get(attribute(element, "embed") or ""), place)
            elif name in {"chart", "relIds"}:
                found = relations.get(attribute(element, "id") or attribute(element, "dm") or "")
                for text in self._attachments.drawing_texts(found.target) if found else ():
                    yield _text(text, place, BlockKind.IMAGE_TEXT, "text of a diagram or chart")


def _paragraph(element: etree._Element) -> str:
    return "".join("\n" if local(e) == "br" else e.text or "" for e in element.iter("{*}t", "{*}br"))


def _text(text: str, place: Place, kind: BlockKind, *context: str) -> BlockDraft:
    return BlockDraft(kind, text, (Locator(0, len(text), place),), context=context)


def _people(package: Package) -> dict[str, str]:
    """Authors of threaded comments, by id."""
    found = {}
    for name in package.names:
        if name.startswith("xl/persons/"):
            root = package.xml(name)
            for element in root if root is not None else ():
                found[element.get("id", "")] = element.get("displayName", "")
    return found
