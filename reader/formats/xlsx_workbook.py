"""What the sheets of an XLSX workbook share: strings, number formats, names, the list of sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from reader.formats.docx_styles import is_on
from reader.formats.office_package import Package, attribute, child, local
from reader.formats.sheet_grid import position
from reader.formats.xlsx_format_codes import BUILT_IN

_STRINGS = 2_000_000
_TITLES = re.compile(r"!\$?(?:[A-Z]{1,3}\$?)?(\d{1,7}):\$?(?:[A-Z]{1,3}\$?)?(\d{1,7})$")
_STATES = {"hidden": "hidden sheet", "veryhidden": "sheet hidden beyond the program's menu"}


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it; ``header_rows`` are the rows repeated on every printed page."""

    name: str
    part: str
    kind: str
    hidden: str
    header_rows: int


class Workbook:
    """The shared parts of one package."""

    def __init__(self, package: Package) -> None:
        start = next((r for r in package.relations("").values() if r.kind == "officeDocument"), None)
        self.part = start.target if start is not None and package.has(start.target) else "xl/workbook.xml"
        self._package = package
        self._relations = package.relations(self.part)
        self.root = package.xml(self.part)
        self.date1904 = is_on(attribute(child(self.root, "workbookPr"), "date1904"))
        self.strings = [_string(e) for e in islice(self._items("sharedStrings"), _STRINGS) if local(e) == "si"]
        self._formats = self._cell_formats()

    def format_code(self, style: str | None) -> str:
        """The number format of cell style *style* (an index into the cell formats)."""
        index = integer(style)
        return self._formats[index] if index < len(self._formats) else "General"

    def sheets(self) -> list[SheetEntry]:
        """All sheets in the order of their tabs, dialogs and charts left out."""
        found = []
        titles = self._titles()
        entries = child(self.root, "sheets")
        for index, element in enumerate(entries if entries is not None else ()):
            relation = self._relations.get(attribute(element, "id") or "")
            if relation is None or relation.external:
                continue
            name = element.get("name") or f"sheet {index + 1}"
            hidden = _STATES.get((element.get("state") or "").casefold(), "")
            found.append(SheetEntry(name, relation.target, relation.kind, hidden, titles.get(index, 0)))
        return found

    def defined_names(self) -> dict[str, str]:
        """Names the workbook gives to ranges and formulas, the program's own left out."""
        names = child(self.root, "definedNames")
        return {
            e.get("name", ""): (e.text or "")
            for e in (names if names is not None else ())
            if not e.get("name", "").startswith("_xlnm")
        }

    def _titles(self) -> dict[int, int]:
        names = child(self.root, "definedNames")
        found = {}
        for element in names if names is not None else ():
            if element.get("name") == "_xlnm.Print_Titles" and element.get("localSheetId"):
                rows = [m for part in (element.text or "").split(",") if (m := _TITLES.search(part.strip()))]
                if rows and 0 < integer(rows[0].group(2)) <= 20:
                    found[integer(element.get("localSheetId"))] = integer(rows[0].group(2))
        return found

    def _items(self, kind: str) -> etree._Element | tuple[()]:
        part = next((r.target for r in self._relations.values() if r.kind == kind and not r.external), "")
        root = self._package.xml(part or f"xl/{kind}.xml")
        return root if root is not None else ()

    def _cell_formats(self) -> list[str]:
        root = self._items("styles")
        own: dict[int, str] = {}
        indices: list[int] = []
        for element in root:
            if local(element) == "numFmts":
                own = {integer(e.get("numFmtId")): e.get("formatCode", "General") for e in element}
            elif local(element) == "cellXfs":
                indices = [integer(e.get("numFmtId")) for e in element]
        return [own.get(index) or BUILT_IN.get(index, "General") for index in indices]


def rich_text(element: etree._Element) -> str:
    """Text of a string item, phonetic readings left out."""
    out = []
    for part in element:
        if local(part) == "t":
            out.append(part.text or "")
        elif local(part) == "r":
            out.extend(t.text or "" for t in part if local(t) == "t")
    return unescaped("".join(out))


def unescaped(text: str) -> str:
    """``_x000D_`` and its like are characters XML cannot hold; half a character becomes U+FFFD."""
    if "_x" not in text:
        return text
    whole = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)
    return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def span(text: str) -> tuple[int, int, int, int] | None:
    """(row, column, height, width) of a range such as ``B3:C4``."""
    first, _, last = text.partition(":")
    start, end = position(first), position(last or first)
    if start is None or end is None:
        return None
    return start[0], start[1], max(1, end[0] - start[0] + 1), max(1, end[1] - start[1] + 1)


def _string(element: etree._Element) -> str:
    return rich_text(element)


def integer(text: str | None) -> int:
    """A number written in at most eight digits; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
