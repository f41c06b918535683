"""Termbases as CSV and TSV, one concept per line; the bundled glossary is written this way too.

Columns, in any order: ``simplified traditional pinyin literal preferred admitted avoid contested note source domain
marks``. A row needs Chinese (either script) and ``preferred``. ``admitted`` and ``avoid`` hold several renderings
parted by ``|``. ``marks`` are words: ``critical``, ``enforce``, ``unless=其中标|中标准``; ``pinyin`` and
``traditional`` say that this cell was set by hand and differs from what the tools give.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.errors import UnreadableInput
from reader.text.terms.model import ENGLISH, HANS, HANT, Concept, Origin, Term, TermStatus

COLUMNS = (
    "simplified", "traditional", "pinyin", "literal", "preferred", "admitted", "avoid",
    "contested", "note", "source", "domain", "marks",
)  # fmt: skip
LONGEST_CELL = 4_000
"""Characters in one cell; a longer one is a sign of a broken file (an unclosed quotation mark)."""

MOST_CONCEPTS = 100_000
_COMPUTED = re.compile(r"\A'*[=+\-@\t\r＝＋－＠]")
"""The start of a formula in a spreadsheet program, also behind apostrophes that were there before."""

_MARKS = frozenset({"critical", "enforce", "pinyin", "traditional"})


@dataclass(frozen=True, slots=True)
class Flaw:
    """A record that was left out: ``line`` of the file (from 1) and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a termbase file held, and the records that could not be used."""

    concepts: tuple[Concept, ...]
    flaws: tuple[Flaw, ...] = ()


def read_table(text: str, *, delimiter: str, origin: Origin = Origin.CASE, domain: str = "") -> Reading:
    """Concepts of a CSV (*delimiter* ``,``) or TSV (tab) text with a header line; ids are ``n1``, ``n2`` …

    *domain* is used where the table has none. A row that cannot be used is a :class:`Flaw`; a file that is no such
    table raises UnreadableInput naming the line.
    """
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    concepts: list[Concept] = []
    flaws: list[Flaw] = []
    try:
        header = _header(next(lines, []), delimiter)
        before = lines.line_num
        for cells in lines:
            line, before = before + 1, lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            try:
                concepts.append(_concept(header, cells, len(concepts) + 1, origin, domain))
            except ValueError as error:
                flaws.append(Flaw(line, str(error)))
            if len(concepts) > MOST_CONCEPTS:
                raise UnreadableInput(
                    f"Line {line}: more than {MOST_CONCEPTS:,} concepts.", hint="Split the file and import the parts."
                )
    except csv.Error as error:
        raise UnreadableInput(
            f"Line {lines.line_num}: this is no well-formed table ({error}).",
            hint="Quotation marks around a cell must be closed, and doubled inside it.",
        ) from None
    return Reading(tuple(concepts), tuple(flaws))


def write_table(concepts: Iterable[Concept], *, delimiter: str) -> str:
    """The concepts as CSV or TSV that :func:`read_table` reads back.

    A cell that a spreadsheet program would compute gets an apostrophe in front, which makes it text there and is
    taken off again in reading: terms may come from evidence (CWE-1236).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for concept in concepts:
        writer.writerow([_COMPUTED.sub(r"'\g<0>", cell) for cell in _cells(concept)])
    return out.getvalue()


def _header(cells: Sequence[str], delimiter: str) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    shown = "tabs" if delimiter == "\t" else f"“{delimiter}”"
    hint = f"Line 1 names the columns, parted by {shown}: {', '.join(COLUMNS)}."
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) != len(names):
        raise UnreadableInput("Line 1: unknown or repeated column names.", hint=hint)
    if "preferred" not in names or not {"simplified", "traditional"} & set(names):
        raise UnreadableInput("Line 1: a column for the Chinese or for the English is missing.", hint=hint)
    return names


def _concept(header: Sequence[str], cells: Sequence[str], number: int, origin: Origin, domain: str) -> Concept:
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells where the header names {len(header)}")
    plain = (cell[1:] if cell.startswith("'") and _COMPUTED.match(cell) else cell for cell in cells)
    row = {name: " ".join(cell.split()) for name, cell in zip(header, plain, strict=True)}
    long = next((name for name, cell in row.items() if len(cell) > LONGEST_CELL), None)
    if long:
        raise ValueError(f"the cell {long} is longer than {LONGEST_CELL:,} characters")
    marks, unless = _marks(row.get("marks", ""))
    chinese = [(row.get("simplified", ""), HANS), (row.get("traditional", ""), HANT)]
    terms = [Term(text, lang) for text, lang in chinese if text]
    if not terms:
        raise ValueError("no Chinese term")
    if not row["preferred"]:
        raise ValueError("no preferred English")
    terms += _english(row)
    return Concept(
        id=f"n{number}",
        terms=tuple(terms),
        domain=row.get("domain") or domain,
        **{name: row.get(name, "") for name in ("pinyin", "literal", "contested", "note", "source")},
        critical="critical" in marks,
        enforce="enforce" in marks,
        unless=unless,
        origin=origin,
    )


def _english(row: dict[str, str]) -> list[Term]:
    terms = [Term(row["preferred"], ENGLISH)]
    for name, status in (("admitted", TermStatus.ADMITTED), ("avoid", TermStatus.DEPRECATED)):
        terms += [Term(text.strip(), ENGLISH, status) for text in row.get(name, "").split("|") if text.strip()]
    return terms


def _marks(cell: str) -> tuple[set[str], tuple[str, ...]]:
    marks: set[str] = set()
    unless: tuple[str, ...] = ()
    for word in cell.split():
        if word.startswith("unless="):
            unless = tuple(part for part in word.removeprefix("unless=").split("|") if part)
        elif word in _MARKS:
            marks.add(word)
        else:
            raise ValueError("an unknown mark; known are critical, enforce and unless=…")
    return marks, unless


def _cells(concept: Concept) -> list[str]:
    english = {
        status: [t.text for t in concept.terms if t.lang == ENGLISH and t.status is status] for status in TermStatus
    }
    marks = [name for name, on in (("critical", concept.critical), ("enforce", concept.enforce)) if on]
    if concept.unless:
        marks.append(f"unless={'|'.join(concept.unless)}")
    values = {
        "simplified": next((t.text for t in concept.terms if t.lang == HANS), ""),
        "traditional": next((t.text for t in concept.terms if t.lang == HANT), ""),
        "preferred": concept.preferred,
        "admitted": "|".join(concept.renderings[1:]),
        "avoid": "|".join(english[TermStatus.DEPRECATED]),
        "marks": " ".join(marks),
    }
    return [values[name] if name in values else str(getattr(concept, name)) for name in COLUMNS]
