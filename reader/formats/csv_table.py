"""Tables in text files (CSV, TSV): a block per field, addressed as a spreadsheet program would show it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from reader.formats import sheet_grid, whole_text
from reader.formats.contract import Event, Head, Payload, Probe
from reader.formats.file_names import clean_name
from reader.formats.media_types import CSV
from reader.formats.sheet_grid import Sheet, SheetCell
from reader.formats.sniff import PLAIN, sniff
from reader.formats.text_head import first_lines

_FIELD_CHARS = 16 * 1024**2
_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar", "，": "Chinese comma"}
_SENTENCE_ENDS = ("。", "！", "？", "；", ".", "!", "?", "…", "”")
_SUFFIXES = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
_LONGEST_HEADER = 200
_ROWS = 200


class Csv:
    """Fields parted by commas, tabs, semicolons or bars, quoted or not, in any charset."""

    name = "csv"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Text whose lines have the same number of fields; a name or a server's word makes two lines enough."""
        if sniff(probe) != PLAIN:
            return 0.0
        named = PurePath(probe.name).suffix.lower() in _SUFFIXES or (probe.media_type or "").startswith("text/csv")
        found = delimiter(first_lines(probe), named=named)
        return 0.5 if found else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then the fields row by row; the first row labels the columns where it holds labels."""
        whole = whole_text.read(payload)
        decoded, text = whole.decoded, whole.decoded.text
        mark = delimiter(text[:200_000].splitlines()[:400], named=True) or ","
        skipped = 0
        if text[:4].lower() == "sep=" and len(text) > 4:  # how Excel is told the delimiter
            mark, skipped = text[4], 1
        rows, unquoted = _rows(text, mark)
        if whole.cut_off and len(rows) > 1:
            del rows[-1]  # half a figure would be another figure
        sheet = Sheet(clean_name(PurePath(payload.name).stem) or "table")
        full = False
        for number, row in enumerate(rows):
            if number < skipped:
                continue
            if len(sheet.cells) >= payload.limits.blocks:
                full = True
                break
            sheet.cells.extend(
                SheetCell(number - skipped, column, field) for column, field in enumerate(row) if field.strip()
            )
        yield Head(
            title="",
            media_type=CSV,
            charset=decoded.charset,
            charset_how=decoded.how,
            pages=None,
            extractor=self.name,
            extractor_version=self.version,
            metadata={
                "delimiter": _DELIMITERS.get(mark, repr(mark)),
                "rows": str(len(rows) - skipped),
                "columns": str(max((len(row) for row in rows), default=0)),
                **({"quotes": "do not match; they were read as ordinary characters"} if unquoted else {}),
            },
        )
        yield from sheet_grid.events(sheet, heading=False)
        yield from whole.troubles("The table")
        if full:
            yield sheet_grid.cut_off("The table")


def delimiter(lines: Sequence[str], *, named: bool) -> str | None:
    """The character that parts the fields of *lines*, ``None`` when they are no table.

    A table has the same number of fields in nine of ten rows. Without a name that promises one it needs three
    rows, and three columns unless tabs part them: two clauses with a comma between make no table. Nor do lines that
    end as sentences do, and the Chinese comma, the comma of prose, counts by a name only.
    """
    best: tuple[float, str] | None = None
    if not named and 2 * sum(line.rstrip().endswith(_SENTENCE_ENDS) for line in lines) > len(lines):
        return None
    for mark in _DELIMITERS:
        if mark == "，" and not named:
            continue
        rows = [row for row in _sample(lines, mark) if any(field.strip() for field in row)]
        if len(rows) < (1 if named else 3):
            continue
        width, count = Counter(len(row) for row in rows).most_common(1)[0]
        share = count / len(rows)
        if width < 2 or any(len(field) > _LONGEST_HEADER for field in rows[0]):
            continue
        if share >= (0.5 if named else 0.9) and (named or mark == "\t" or width >= 3):
            value = share + min(width, 20) / 100
            if best is None or value > best[0]:
                best = (value, mark)
    return best[1] if best else None


def _sample(lines: Sequence[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines[:_ROWS], delimiter=mark))
    except csv.Error:
        return []


def _rows(text: str, mark: str) -> tuple[list[list[str]], bool]:
    """All rows, and whether quotation marks had to be taken as ordinary characters because they do not match."""
    csv.field_size_limit(_FIELD_CHARS)
    clean = text.replace("\0", "\N{REPLACEMENT CHARACTER}")

    def read(**options: Any) -> list[list[str]]:
        try:
            return list(csv.reader(io.StringIO(clean, newline=""), delimiter=mark, **options))
        except csv.Error:
            return []

    if rows := read(strict=True):
        return rows, False
    loose, plain = read(), read(quoting=csv.QUOTE_NONE)
    return (plain, True) if plain and _evenness(plain) >= _evenness(loose) else (loose, False)


def _evenness(rows: list[list[str]]) -> float:
    """Share of the rows that have the most frequent number of fields."""
    widths = Counter(len(row) for row in rows if row)
    return widths.most_common(1)[0][1] / widths.total() if widths else -1.0
