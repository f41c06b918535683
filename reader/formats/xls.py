"""Old Excel workbooks (XLS, ET): cells as displayed, with merges, comments and what is hidden."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd

from reader.errors import EncryptedInput, FormatError, TruncatedInput, UnreadableInput
from reader.formats import office_locked, sheet_grid, xlsx_display
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe, Trouble
from reader.formats.file_names import staged_path
from reader.formats.media_types import XLS
from reader.formats.ole_metadata import ole_properties
from reader.formats.sheet_grid import Sheet, SheetCell
from reader.formats.sniff import sniff
from reader.formats.xlsx_sheet import stored_value
from reader.model import BlockKind, Locator

_STATES = {1: "hidden sheet", 2: "sheet hidden beyond the program's menu"}


class Xls:
    """BIFF workbooks of Excel 2 to 2003 and of WPS."""

    name = "xls"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Compound files with a workbook stream, and bare BIFF streams."""
        return 0.9 if sniff(probe) == XLS else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then sheet by sheet its name and its cells with their comments."""
        metadata = ole_properties(payload.path)
        try:
            book, formatted = _opened(payload.path)
        except EncryptedInput:
            book, formatted = _unlocked(payload, staging)
            metadata["opened"] = office_locked.OPENED
        metadata["sheets"] = str(book.nsheets)
        states = [getattr(book.sheet_by_index(n), "visibility", 0) for n in range(book.nsheets)]
        if any(states):
            names = [book.sheet_by_index(n).name for n, state in enumerate(states) if state]
            metadata["hidden_sheets"] = ", ".join(names)[:2000]
        if book.user_name:
            metadata["last_modified_by"] = str(book.user_name).strip()[:200]
        yield Head(
            title=metadata.get("title_stated", "")[:200],
            media_type=XLS,
            charset=str(book.encoding) if book.biff_version < 80 else None,
            charset_how="the workbook says so" if book.biff_version < 80 else None,
            pages=book.nsheets or None,
            extractor=self.name,
            extractor_version=self.version,
            metadata=metadata,
        )
        if not formatted:
            yield Trouble(
                UnreadableInput("").code,
                "The formats of the cells cannot be read; figures and dates are shown as they are stored.",
                "Open the workbook in an office program to see them, or save it as XLSX and add that too.",
            )
        room = payload.limits.blocks
        for number, state in enumerate(states):
            sheet = _sheet(book, number, formatted, room)
            sheet.hidden = _STATES.get(state, "")
            room -= len(sheet.cells)
            yield from sheet_grid.events(sheet)
            if room <= 0:
                yield sheet_grid.cut_off("The workbook")
                return


def _opened(path: Path) -> tuple[Any, bool]:
    """The workbook, with the formats of its cells where they can be read."""
    for formatted in (True, False):
        try:
            with open(os.devnull, "w", encoding="utf-8") as nowhere:  # it tells its troubles, with document text
                return xlrd.open_workbook(str(path), logfile=nowhere, formatting_info=formatted), formatted
        except xlrd.XLRDError as error:
            raise _explained(error) from None
        except MemoryError:
            raise
        except Exception:  # its parser raises whatever comes when records are damaged
            if not formatted:
                break
    raise TruncatedInput("The workbook is damaged or cut off.", hint="Compare with another copy of the file.")


def _unlocked(payload: Payload, staging: Path) -> tuple[Any, bool]:
    """The workbook opened with one of the passwords given. Raises EncryptedInput."""
    target = staged_path(staging)
    try:
        if not office_locked.opened(payload.path, payload.passwords, target):
            refusal = office_locked.refusal("The workbook", payload.passwords)
            raise EncryptedInput(refusal, hint=office_locked.HINT)
        return _opened(target)
    finally:
        target.unlink(missing_ok=True)


def _explained(error: Exception) -> FormatError:
    said = str(error).lower()
    if "encrypt" in said or "password" in said:
        return EncryptedInput(office_locked.refusal("The workbook", ()), hint=office_locked.HINT)
    return UnreadableInput("The workbook cannot be read.", hint="It may be damaged; compare with another copy.")


def _sheet(book: Any, number: int, formatted: bool, room: int) -> Sheet:
    source = book.sheet_by_index(number)
    sheet = Sheet(source.name)
    merged = {(r0, c0): (r1 - r0, c1 - c0) for r0, r1, c0, c1 in getattr(source, "merged_cells", ())}
    notes = getattr(source, "cell_note_map", {})
    links = getattr(source, "hyperlink_map", {})
    for row in range(source.nrows):
        row_info = source.rowinfo_map.get(row) if formatted else None
        for column in range(source.row_len(row)):
            text, more = _shown(book, source.cell(row, column), formatted)
            note = notes.get((row, column))
            if not text.strip() and note is None:
                continue
            height, width = merged.get((row, column), (1, 1))
            own = SheetCell(row, column, text, width, height, more)
            column_info = source.colinfo_map.get(column) if formatted else None
            if row_info is not None and row_info.hidden:
                own.hidden = "hidden row"
            elif column_info is not None and column_info.hidden:
                own.hidden = "hidden column"
            link = links.get((row, column))
            if link is not None and link.url_or_path:
                target = link.url_or_path
                target = target.decode("latin-1") if isinstance(target, bytes) else target
                own.notes.append(f"link to {target[:300]}")
            if note is not None and note.text.strip():
                own.after.append(_comment(sheet.name, own, note))
            sheet.cells.append(own)
            if len(sheet.cells) >= room:
                return sheet
    return sheet


def _comment(sheet: str, cell: SheetCell, note: Any) -> BlockDraft:
    place = sheet_grid.place(sheet, SheetCell(cell.row, cell.column, ""))
    return BlockDraft(
        BlockKind.PARAGRAPH,
        note.text,
        (Locator(0, len(note.text), place),),
        context=(f"comment by {note.author or 'an unnamed person'}",),
    )


def _shown(book: Any, cell: Any, formatted: bool) -> tuple[str, list[str]]:
    """A cell's text as displayed, and what its context says besides."""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), []
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR")), []
    code = "General"
    if formatted and cell.xf_index is not None and cell.xf_index < len(book.xf_list):
        found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        code = found.format_str if found is not None else "General"
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        value = repr(float(cell.value))
        if cell.ctype == xlrd.XL_CELL_DATE and not formatted:
            code = "yyyy/mm/dd hh:mm:ss"
        shown = xlsx_display.number(value, code, date1904=bool(book.datemode))
        stored = stored_value(value, shown, code, date1904=bool(book.datemode))
        if not shown.strip():
            return value, ["value hidden by its number format"]
        return shown, [f"stored value: {stored}"] if stored else []
    return (xlsx_display.text(cell.value, code) if cell.ctype == xlrd.XL_CELL_TEXT else ""), []
