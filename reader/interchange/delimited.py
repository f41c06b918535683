"""TSV and CSV."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from reader.errors import EmptyInput
from reader.interchange.contract import RECORD_LIMIT, BadRecord, Columns, Pair, Record
from reader.interchange.lines import Line, read_lines
from reader.interchange.tables import SAMPLE, Shape, shape_of

_SEPARATORS = ",;\t|"
_LOOKED_AT = 20
"""Lines from which the separator of a CSV file is learned."""

Row = tuple[int, list[str]] | tuple[int, str]
"""Line number, and the cells or the words for why there are none."""


def read_tsv(path: Path, columns: Columns) -> Iterator[Record]:
    """Tab-separated values: no quoting, a quotation mark is a character like any other. Blank lines are passed over."""
    return _records(_tab_rows(read_lines(path)), columns)


def read_csv(path: Path, columns: Columns) -> Iterator[Record]:
    """Comma-separated values with quotes (RFC 4180); semicolon, tab or bar when its first lines have those instead.

    A quotation mark that is never closed makes one bad record; reading goes on with the next line.
    """
    return _records(_quoted_rows(read_lines(path)), columns)


def _records(rows: Iterator[Row], columns: Columns) -> Iterator[Record]:
    sample = list(islice(rows, SAMPLE))
    readable = [(line, cells) for line, cells in sample if isinstance(cells, list)]
    if not readable:
        if not sample:
            raise EmptyInput("The file is empty.", hint="There is nothing to audit.")
        shape = Shape(0, 1, 2, header=False)
    else:
        shape = shape_of(readable, columns)
    everything = chain(sample, rows)
    if shape.header:
        header_line = readable[0][0]
        everything = chain((row for row in sample if row[0] != header_line), rows)
    return _pairs(everything, shape)


def _pairs(rows: Iterable[Row], shape: Shape) -> Iterator[Record]:
    for n, (line, cells) in enumerate(rows, start=1):
        if isinstance(cells, str):
            yield BadRecord(n, line, cells)
        elif len(cells) != shape.width:
            columns = "column" if len(cells) == 1 else "columns"
            yield BadRecord(n, line, f"The record has {len(cells)} {columns} where the file has {shape.width}.")
        else:
            yield Pair(n, line, cells[shape.source].strip(), cells[shape.target].strip())


def _tab_rows(lines: Iterable[Line]) -> Iterator[Row]:
    for line in lines:
        if line.text is None:
            yield line.n, line.problem
        elif text := line.text.rstrip("\r\n"):
            yield line.n, text.split("\t")


def _quoted_rows(lines: Iterator[Line]) -> Iterator[Row]:
    csv.field_size_limit(RECORD_LIMIT)  # Python's own limit is 128 KiB: less than a long segment
    waiting: deque[Line] = deque(islice(lines, _LOOKED_AT))
    separator = _separator([line.text for line in waiting if line.text and line.text.strip()])
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        if line.text is None:
            yield line.n, line.problem
        elif line.text.strip("\r\n"):
            further: list[Line] = []
            try:
                yield (
                    line.n,
                    next(csv.reader(_feed(line.text, waiting, lines, further), delimiter=separator, strict=True)),
                )
            except (csv.Error, StopIteration):
                waiting.extendleft(reversed(further))
                yield line.n, "The quotation marks do not follow the rules of CSV: one is not closed, or not doubled."


def _feed(first: str, waiting: deque[Line], lines: Iterator[Line], further: list[Line]) -> Iterator[str]:
    """The text of a record line by line; the lines taken after *first* are kept in *further*, to be given back."""
    yield first
    size = len(first)
    while size < RECORD_LIMIT:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        further.append(line)
        if line.text is None:
            return
        size += len(line.text)
        yield line.text


def _separator(sample: list[str]) -> str:
    """The sign that stands outside quotation marks in the most lines; of equals the earlier in the list."""
    outside = ["".join(text.split('"')[::2]) for text in sample]
    return max(_SEPARATORS, key=lambda sign: sum(sign in text for text in outside))
