"""Excel binary workbooks (XLSB): cells as displayed, merges, and what is hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError, UnreadableInput
from reader.formats import sheet_grid, xlsx_display
from reader.formats.contract import Event, Head, Payload, Probe, Trouble
from reader.formats.media_types import XLSB
from reader.formats.office_children import Attachments
from reader.formats.office_metadata import hazards, properties
from reader.formats.office_package import Package
from reader.formats.sheet_grid import Sheet, SheetCell
from reader.formats.sniff import sniff
from reader.formats.xlsb_records import records, rk, text
from reader.formats.xlsx_format_codes import BUILT_IN
from reader.formats.xlsx_sheet import stored_value

_ROW, _END_SHEETS, _SHEET, _WORKBOOK = 0, 144, 156, 153
_STRING, _FORMAT, _XF, _BEGIN_XFS, _END_XFS = 19, 44, 47, 617, 618
_COLUMN, _MERGED = 60, 176
_PART_BYTES = 256 * 1024**2
_STRINGS = 2_000_000
_ROWS, _COLUMNS = 1 << 20, 1 << 14
_STATES = {1: "hidden sheet", 2: "sheet hidden beyond the program's menu"}
_ERRORS = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA",
}  # fmt: skip
_RK, _ERROR, _BOOL, _REAL, _INLINE, _SHARED = "rk", "error", "bool", "real", "inline", "shared"
_CELLS = {
    2: _RK, 3: _ERROR, 4: _BOOL, 5: _REAL, 6: _INLINE, 7: _SHARED,
    8: _INLINE, 9: _REAL, 10: _BOOL, 11: _ERROR,  # results of formulas
}  # fmt: skip
_SHORT = {13: _RK, 14: _ERROR, 15: _BOOL, 16: _REAL, 17: _INLINE, 18: _SHARED}
"""Cells that name no column: they stand right of the one before."""


class Xlsb:
    """SpreadsheetML packages whose parts are binary records."""

    name = "xlsb"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Packages with a binary workbook part."""
        return 0.9 if sniff(probe) == XLSB else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then sheet by sheet its name and its cells, then embedded pictures and files as children."""
        with Package(payload.path, payload.limits) as package:
            yield from _Reading(package, self, payload.limits.blocks).events()
            yield from Attachments(package, staging).left_over()
            yield from package.troubles


class _Reading:
    def __init__(self, package: Package, fmt: Xlsb, room: int) -> None:
        self._package = package
        self._format = fmt
        self._room = room
        start = next((r for r in package.relations("").values() if r.kind == "officeDocument"), None)
        self._part = start.target if start is not None and package.has(start.target) else "xl/workbook.bin"
        self._relations = package.relations(self._part)
        self._date1904 = False

    def events(self) -> Iterator[Event]:
        sheets = self._sheets()
        self._strings = [text(data, 1)[0] for kind, data in self._shared("sharedStrings") if kind == _STRING][:_STRINGS]
        self._codes = self._formats()
        yield self._head(sheets)
        for sheet, part in sheets:
            trouble = self._read(sheet, part)
            yield from sheet_grid.events(sheet)
            if trouble is not None:
                yield trouble
            if self._room <= 0:
                yield sheet_grid.cut_off("The workbook")
                return

    def _sheets(self) -> list[tuple[Sheet, str]]:
        found: list[tuple[Sheet, str]] = []
        for kind, data in records(self._package.chunks(self._part, _PART_BYTES)):
            if kind == _WORKBOOK and data:
                self._date1904 = bool(data[0] & 1)
            elif kind == _SHEET and len(data) >= 16:
                relation, at = text(data, 8)
                target = self._relations.get(relation)
                name = text(data, at)[0] if at + 4 <= len(data) else ""
                state = _STATES.get(int.from_bytes(data[:4], "little"), "")
                if target is not None and not target.external and target.kind.casefold().endswith("sheet"):
                    found.append((Sheet(name or f"sheet {len(found) + 1}", hidden=state), target.target))
            elif kind == _END_SHEETS:
                break
        if not found:
            raise UnreadableInput(
                "The binary workbook (XLSB) has no sheet that can be read.", hint="It may be damaged."
            )
        return found

    def _head(self, sheets: list[tuple[Sheet, str]]) -> Head:
        metadata = properties(self._package) | hazards(self._package)
        metadata["sheets"] = str(len(sheets))
        if hidden := [sheet.name for sheet, _ in sheets if sheet.hidden]:
            metadata["hidden_sheets"] = ", ".join(hidden)[:2000]
        return Head(
            title=metadata.get("title_stated", "")[:200],
            media_type=XLSB,
            charset=None,
            charset_how=None,
            pages=len(sheets),
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata=metadata,
        )

    def _shared(self, kind: str) -> Iterator[tuple[int, bytes]]:
        """Records of a part the sheets share; a damaged end is left out, with a Trouble."""
        part = next((r.target for r in self._relations.values() if r.kind == kind and not r.external), "")
        if not self._package.has(part):
            return
        try:
            yield from records(self._package.chunks(part, _PART_BYTES))
        except FormatError as error:
            self._package.troubles.append(Trouble.from_error(error))

    def _formats(self) -> list[str]:
        """The number format of every cell style."""
        own: dict[int, str] = {}
        indices: list[int] = []
        within = False
        for kind, data in self._shared("styles"):
            if kind in {_BEGIN_XFS, _END_XFS}:
                within = kind == _BEGIN_XFS
            elif kind == _FORMAT and len(data) >= 6:
                own[int.from_bytes(data[:2], "little")] = text(data, 2)[0]
            elif kind == _XF and within and len(data) >= 4:
                indices.append(int.from_bytes(data[2:4], "little"))
        return [own.get(index) or BUILT_IN.get(index, "General") for index in indices]

    def _read(self, sheet: Sheet, part: str) -> Trouble | None:
        """Fill *sheet* with the cells of *part*; what was wrong with the part."""
        hidden_columns: set[int] = set()
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        row = column = 0
        row_hidden = False
        trouble = None
        try:
            for kind, data in records(self._package.chunks(part, _PART_BYTES)):
                if kind == _ROW and len(data) >= 12:
                    row, column = int.from_bytes(data[:4], "little"), -1
                    row_hidden = bool(data[11] & 0x10)
                elif kind == _COLUMN and len(data) >= 18 and data[16] & 1:
                    first, last = struct.unpack_from("<II", data)
                    if len(hidden_columns) < _COLUMNS:
                        hidden_columns.update(range(first, min(last, _COLUMNS - 1) + 1))
                elif kind == _MERGED and len(data) >= 16:
                    top, bottom, left, right = struct.unpack_from("<IIII", data)
                    merged[top, left] = (max(1, bottom - top + 1), max(1, right - left + 1))
                elif kind in _CELLS or kind in _SHORT:
                    short = kind in _SHORT
                    column = column + 1 if short else int.from_bytes(data[:4], "little")
                    cell = self._cell(_SHORT[kind] if short else _CELLS[kind], data[0 if short else 4 :], row, column)
                    if cell is not None:
                        cell.hidden = "hidden row" if row_hidden else ""
                        sheet.cells.append(cell)
                        self._room -= 1
                        if self._room <= 0:
                            break
        except FormatError as error:
            trouble = Trouble.from_error(error)
        for cell in sheet.cells:
            cell.height, cell.width = merged.get((cell.row, cell.column), (1, 1))
            if not cell.hidden and cell.column in hidden_columns:
                cell.hidden = "hidden column"
        sheet.cells.sort(key=lambda cell: (cell.row, cell.column))
        return trouble

    def _cell(self, kind: str, data: bytes, row: int, column: int) -> SheetCell | None:
        """A cell from its style (24 bits and flags) and its value; ``None`` when it holds nothing or is damaged."""
        if row >= _ROWS or column >= _COLUMNS:
            return None
        style = int.from_bytes(data[:3], "little")
        code = self._codes[style] if style < len(self._codes) else "General"
        value = data[4:]
        notes: list[str] = []
        try:
            if kind == _SHARED:
                index = int.from_bytes(value[:4], "little")
                shown = xlsx_display.text(self._strings[index], code) if index < len(self._strings) else ""
            elif kind == _INLINE:
                shown = xlsx_display.text(text(value, 0)[0], code)
            elif kind == _BOOL:
                shown = "TRUE" if value[0] else "FALSE"
            elif kind == _ERROR:
                shown = _ERRORS.get(value[0], "#ERROR")
            else:
                packed = kind == _RK
                number = rk(int.from_bytes(value[:4], "little")) if packed else struct.unpack_from("<d", value)[0]
                shown = self._number(repr(number), code, notes)
        except (struct.error, IndexError):
            return None
        return SheetCell(row, column, shown, notes=notes) if shown.strip() else None

    def _number(self, value: str, code: str, notes: list[str]) -> str:
        shown = xlsx_display.number(value, code, date1904=self._date1904)
        if not shown.strip():
            notes.append("value hidden by its number format")
            return value
        if stored := stored_value(value, shown, code, date1904=self._date1904):
            notes.append(f"stored value: {stored}")
        return shown
