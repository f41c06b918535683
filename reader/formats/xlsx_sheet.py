"""One worksheet of an XLSX file, read as a stream: values as displayed, formulas, merges, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from reader.errors import FormatError, TruncatedInput, UnreadableInput
from reader.formats import xlsx_dates, xlsx_display, xml_references
from reader.formats.contract import Trouble
from reader.formats.docx_styles import is_on
from reader.formats.office_package import Package, Relation, attribute, local
from reader.formats.sheet_grid import Sheet, SheetCell, position, reference
from reader.formats.xlsx_format_codes import sections
from reader.formats.xlsx_workbook import SheetEntry, Workbook, integer, rich_text, span, unescaped

_FORMULA_CHARS = 500
_PARTS = {"row", "col", "mergeCell", "hyperlink", "pane", "oddHeader", "oddFooter"}
_NOT_FIGURES = re.compile(r"[,\s¥￥$€£]")


class SheetReader:
    """Reads one sheet; afterwards :attr:`sheet` is filled, :attr:`furniture` holds its page header and footer."""

    def __init__(self, package: Package, workbook: Workbook, entry: SheetEntry, cells: int) -> None:
        self._package = package
        self._workbook = workbook
        self._room = cells
        self._relations: dict[str, Relation] = package.relations(entry.part)
        self._part = entry.part
        self._hidden_columns: set[int] = set()
        self._merges: dict[tuple[int, int], tuple[int, int]] = {}
        self._links: dict[tuple[int, int], str] = {}
        self._shared: dict[str, tuple[str, str]] = {}
        self._by_position: dict[tuple[int, int], SheetCell] = {}
        self._row = -1
        self.sheet = Sheet(entry.name, header_rows=entry.header_rows, hidden=entry.hidden)
        self.furniture: list[str] = []
        self.full = False

    @property
    def relations(self) -> dict[str, Relation]:
        """Relations of the sheet, by id."""
        return self._relations

    def cell(self, row: int, column: int) -> SheetCell:
        """The cell there, made when it is empty (a comment or picture may stand on it)."""
        found = self._by_position.get((row, column))
        if found is None:
            found = self._by_position[row, column] = SheetCell(row, column, "")
            self.sheet.cells.append(found)
        return found

    def read(self) -> None:
        """Parse the sheet's part; damage ends in a Trouble of the package and keeps what was read."""
        stream = _Stream(self._package.chunks(self._part, _SHEET_BYTES))
        try:
            walk = etree.iterparse(
                stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True,
                remove_comments=True, remove_pis=True, huge_tree=False,
            )  # fmt: skip
            for _, element in walk:
                if local(element) in _PARTS:
                    self._take(element)
                    element.clear()
                if self.full:
                    break
            self._complain(walk)
        except FormatError as error:
            self._package.troubles.append(Trouble.from_error(error))
        except (etree.XMLSyntaxError, UnicodeDecodeError):  # the latter: bytes that the parser let through
            self._package.troubles.append(
                Trouble(
                    TruncatedInput("").code, "A sheet is damaged or cut off; cells after the damage may be missing."
                )
            )
        self._finish()

    def _complain(self, walk: etree.iterparse) -> None:
        if walk.root is not None and walk.root.getroottree().docinfo.doctype:
            self._package.troubles.append(
                Trouble(
                    UnreadableInput("").code,
                    "A sheet declares a document type, which files of this kind never do; it was ignored.",
                    "Entities are never expanded and nothing is fetched. The file may be a trap.",
                )
            )
        elif not self.full and any(entry.level_name == "FATAL" for entry in walk.error_log):
            self._package.troubles.append(
                Trouble(
                    TruncatedInput("").code,
                    "A sheet is damaged or cut off; cells after the damage may be missing.",
                    "Compare with another copy of the file.",
                )
            )

    def _take(self, element: etree._Element) -> None:
        name = local(element)
        if name == "row":
            self._take_row(element)
        elif name == "col" and is_on(element.get("hidden")):
            first, last = integer(element.get("min")), integer(element.get("max"))
            self._hidden_columns.update(range(first - 1, min(last, 16_384)))
        elif name == "mergeCell" and (found := span(element.get("ref", ""))):
            self._merges[found[:2]] = found[2:]
        elif name == "hyperlink" and (found := span(element.get("ref", ""))):
            relation = self._relations.get(attribute(element, "id") or "")
            target = relation.target if relation else element.get("location", "")
            if target:
                self._links[found[:2]] = target[:300]
        elif name == "pane" and element.get("state") in {"frozen", "frozenSplit"} and not self.sheet.header_rows:
            rows = integer((element.get("ySplit") or "").partition(".")[0])
            self.sheet.header_rows = rows if rows <= 10 else 0
        elif name in {"oddHeader", "oddFooter"}:
            self.furniture.append(furniture_text(element.text or ""))

    def _take_row(self, row: etree._Element) -> None:
        self._row = integer(row.get("r")) - 1 if row.get("r") else self._row + 1
        hidden = "hidden row" if is_on(row.get("hidden")) else ""
        column = -1
        for element in row:
            if local(element) != "c":
                continue
            where = position(element.get("r", ""))
            column = where[1] if where else column + 1
            cell = self._cell(element, column)
            if cell is None:
                continue
            cell.hidden = cell.hidden or hidden
            if len(self.sheet.cells) >= self._room:
                self.full = True
                return
            self._by_position[cell.row, cell.column] = cell
            self.sheet.cells.append(cell)

    def _cell(self, element: etree._Element, column: int) -> SheetCell | None:
        kind = element.get("t", "n")
        value = formula = None
        text = ""
        notes: list[str] = []
        for part in element:
            if local(part) == "v":
                value = part.text
            elif local(part) == "f":
                formula = part
            elif local(part) == "is":
                text = rich_text(part)
        code = self._workbook.format_code(element.get("s"))
        hidden = ""
        if value is not None:
            text = self._shown(kind, value, code, notes)
            if not text.strip() and value.strip() and kind == "n":
                text, hidden = value, "value hidden by its number format"
        if formula is not None:
            notes.append(self._formula(formula, self._row, column))
            if value is None and not text and kind != "str":
                text = notes.pop().removeprefix("formula: ")
                notes.append("formula without a stored result")
        return SheetCell(self._row, column, text, notes=notes, hidden=hidden) if text.strip() else None

    def _shown(self, kind: str, value: str, code: str, notes: list[str]) -> str:
        if kind == "s":
            index = integer(value)
            known = index < len(self._workbook.strings)
            return xlsx_display.text(self._workbook.strings[index], code) if known else value
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return xlsx_dates.iso(value)
        if kind in {"str", "inlineStr"}:
            return xlsx_display.text(unescaped(value), code)
        if kind == "e":
            return value
        shown = xlsx_display.number(value, code, date1904=self._workbook.date1904)
        if stored := stored_value(value, shown, code, date1904=self._workbook.date1904):
            notes.append(f"stored value: {stored}")
        return shown

    def _formula(self, element: etree._Element, row: int, column: int) -> str:
        text = (element.text or "").strip()[:_FORMULA_CHARS]
        index = element.get("si", "")
        if element.get("t") == "shared":
            if text:
                self._shared[index] = (reference(row, column), text)
            elif index in self._shared:
                where, text = self._shared[index]
                return f"formula as in {where}: ={text}"
        return f"formula: ={text}"

    def _finish(self) -> None:
        for where, (height, width) in self._merges.items():
            if (cell := self._by_position.get(where)) is not None:
                cell.height, cell.width = height, width
        for where, target in self._links.items():
            if (cell := self._by_position.get(where)) is not None:
                cell.notes.append(f"link to {target}")
        for cell in self.sheet.cells:
            if not cell.hidden and cell.column in self._hidden_columns:
                cell.hidden = "hidden column"


_SHEET_BYTES = 1024**3
"""A sheet is read as a stream; the package's own budget against bombs holds as well."""


class _Stream:
    """The chunks of a part as a file to be read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _size: int = -1) -> bytes:
        return xml_references.whole(next(self._chunks, b""))


def stored_value(value: str, shown: str, code: str, *, date1904: bool) -> str:
    """The value behind what is shown, when the display says less than is stored; else empty."""
    chosen = sections(code)[0]
    if chosen.is_date:
        letters = {t.text[0] for t in chosen.tokens if t.kind == "date"}
        full = "yyyy/mm/dd hh:mm:ss" if "h" in letters or "." in value else "yyyy/mm/dd"
        complete = {"y", "m", "d"} <= letters or {"e", "m", "d"} <= letters
        return "" if complete else xlsx_display.number(value, full, date1904=date1904)
    try:
        exact = Decimal(f"{float(value):.15g}")
        if Decimal(_NOT_FIGURES.sub("", shown)) == exact:
            return ""
        if shown.endswith("%") and Decimal(_NOT_FIGURES.sub("", shown[:-1])) == exact * 100:
            return ""
    except (ValueError, InvalidOperation):
        pass
    try:
        plain = xlsx_display.general(Decimal(f"{float(value):.15g}"))
    except (ValueError, InvalidOperation):
        return ""
    return "" if plain == shown or plain in re.findall(r"-?[\d.]+", shown.replace(",", "")) else plain


def furniture_text(code: str) -> str:
    """Words of a page header: ``&L…&C…&R…`` with fonts, sizes and fields cut out."""
    text = re.sub(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-Fa-f]{6}|[LCR])', "\n", code)
    text = re.sub(r"&[A-Za-z]", " ", text).replace("&&", "&")
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
