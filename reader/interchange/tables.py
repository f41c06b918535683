"""Which column is which: headers, numbers, and what tables without a header must look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import UnreadableInput, UsageError
from reader.interchange.contract import Columns
from reader.text.scripts import is_han

SAMPLE = 50
"""Records looked at to learn a table's shape."""

_SOURCE_NAMES = frozenset({
    "source", "src", "source_text", "sourcetext", "original", "zh", "zh-cn", "zh-tw", "zh-hans",
    "zh-hant", "zh_cn", "zh_tw", "zho", "chi", "chinese", "原文", "源文", "中文", "源语言", "汉语", "漢語",
})  # fmt: skip
_TARGET_NAMES = frozenset({
    "target", "tgt", "target_text", "targettext", "translation", "translated", "mt", "hyp", "hypothesis",
    "output", "en", "en-us", "en-gb", "en_us", "en_gb", "eng", "english", "译文", "譯文", "英文", "英语", "英語",
    "翻译", "翻譯",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns (indices from 0), how many a record has, and whether the first record is a header."""

    source: int
    target: int
    width: int
    header: bool


def shape_of(sample: Sequence[tuple[int, Sequence[str]]], columns: Columns) -> Shape:
    """Shape of a table from its first records (line, cells).

    A header is recognised by its names, or because *columns* names one of its cells. Without header and
    *columns* there must be two columns, Chinese first. Raises UnreadableInput, UsageError.
    """
    line, first = sample[0]
    names = [cell.strip().lstrip("\ufeff").casefold() for cell in first]
    named = {_place(wanted, names) for wanted in (columns.source, columns.target) if wanted and not _number(wanted)}
    source = _choose(columns.source, names, _SOURCE_NAMES, "--source-column")
    target = _choose(columns.target, names, _TARGET_NAMES, "--target-column")
    header = bool(named) or bool(_SOURCE_NAMES & set(names) and _TARGET_NAMES & set(names))
    rows = list(sample)[1:] if header else list(sample)
    width = len(first) if header else Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    if width < 2:
        raise UnreadableInput(
            f"The records are not made of two columns (line {line} has {len(first)}).",
            hint="A pair needs a source and a translation: separated by a tab in a TSV file, by a comma in a CSV file.",
        )
    if (source is None or target is None) and not header and width > 2:
        raise UnreadableInput(
            f"The file has {width} columns and no header that says which is which (line {line}).",
            hint="Say it: --source-column 1 --target-column 2 (numbers from 1, or names in the header).",
        )
    source = _rest(target, width) if source is None else source
    target = _rest(source, width) if target is None else target
    if source == target:
        raise UsageError("Source and translation are the same column.", hint="Name two different columns.")
    if max(source, target) >= width:
        raise UsageError(f"There is no column {max(source, target) + 1}; the records have {width}.",
                         hint="Columns are numbered from 1.")  # fmt: skip
    if columns == Columns():
        _in_order([cells for _, cells in rows if len(cells) == width], source, target)
    return Shape(source, target, width, header)


def _number(wanted: str) -> bool:
    return wanted.isascii() and wanted.isdecimal()


def _place(wanted: str, names: Sequence[str]) -> int:
    try:
        return names.index(wanted.strip().casefold())
    except ValueError:
        raise UsageError(f"No column is called {wanted!r}.",
                         hint="Use a name of the header (first record) or a number from 1.") from None  # fmt: skip


def _choose(wanted: str | None, names: Sequence[str], known: frozenset[str], option: str) -> int | None:
    if wanted is None:
        return next((i for i, name in enumerate(names) if name in known), None)
    if not _number(wanted):
        return _place(wanted, names)
    if int(wanted) < 1:
        raise UsageError(f"{option} {wanted}: columns are numbered from 1.")
    return int(wanted) - 1


def _rest(taken: int | None, width: int) -> int:
    """The first column that is not *taken*."""
    return next(i for i in range(width) if i != taken)


def _in_order(rows: Sequence[Sequence[str]], source: int, target: int) -> None:
    """Raise when the table plainly stands the other way round: a guess either way would be wrong in silence."""
    chinese = [sum(any(map(is_han, row[column])) for row in rows) for column in (source, target)]
    if chinese[1] > 0 and chinese[0] == 0:
        raise UsageError(
            f"The Chinese stands in column {target + 1}, where the translation is expected.",
            hint=f"Say which is which: --source-column {target + 1} --target-column {source + 1}",
        )
