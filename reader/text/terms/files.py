"""Termbase files by their suffix: TBX, CSV, TSV."""

from __future__ import annotations

from collections.abc import Iterable

from reader.errors import LimitExceeded, Unsupported
from reader.text import decode
from reader.text.terms import tables, tbx
from reader.text.terms.model import Concept

SUFFIXES = {".tbx": "TBX", ".xml": "TBX", ".csv": "CSV", ".tsv": "TSV", ".txt": "TSV"}


def kind_of(suffix: str) -> str:
    """``TBX``, ``CSV`` or ``TSV``. Raises Unsupported, naming what there is."""
    if suffix.casefold() not in SUFFIXES:
        raise Unsupported(
            f"“{suffix or 'no suffix'}” is no termbase format this program knows.",
            hint="Use a file name that ends in .tbx, .csv or .tsv.",
        )
    return SUFFIXES[suffix.casefold()]


def read(data: bytes, suffix: str) -> tables.Reading:
    """The concepts of a termbase file. Raises UnreadableInput with the line, LimitExceeded, Unsupported."""
    kind = kind_of(suffix)
    if kind == "TBX":
        return tbx.read_tbx(data)
    if len(data) > tbx.LARGEST:
        raise LimitExceeded(f"The file is larger than {tbx.LARGEST:,} bytes.", hint="Split the termbase.")
    return tables.read_table(decode.decode(data).text, delimiter="," if kind == "CSV" else "\t")


def write(concepts: Iterable[Concept], suffix: str, *, title: str) -> bytes:
    """The concepts in the format of *suffix*. Raises Unsupported."""
    kind = kind_of(suffix)
    if kind == "TBX":
        return tbx.write_tbx(concepts, title=title)
    text = tables.write_table(concepts, delimiter="," if kind == "CSV" else "\t")
    # Excel takes a CSV without the mark for the computer's own charset
    return text.encode("utf-8-sig" if kind == "CSV" else "utf-8", "replace")
