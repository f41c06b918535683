"""XLIFF 1.2 and 2.x: files that travel between translation programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.errors import UnreadableInput, UsageError
from reader.interchange import xml
from reader.interchange.contract import BadRecord, Columns, Pair, Record

_CODE_1 = frozenset({"bpt", "ept", "it", "ph"})
"""XLIFF 1.2: native code. ``g``, ``mrk`` and ``sub`` hold text; ``x``, ``bx``, ``ex`` are empty."""
_CODE_2 = frozenset({"originalData", "data"})
"""XLIFF 2: ``pc`` and ``mrk`` hold text; ``ph``, ``sc``, ``ec``, ``sm``, ``em``, ``cp`` are empty."""


def read_xliff(path: Path, columns: Columns) -> Iterator[Record]:
    """One pair per ``trans-unit`` (1.2) or ``segment`` (2.x), inline tags flattened.

    A unit without a ``target`` has an empty translation. Raises UsageError for a file that does not translate
    Chinese into English, UnreadableInput for one that is not XLIFF.
    """
    if columns != Columns():
        raise UsageError("An XLIFF file has no columns.", hint="Leave out --source-column and --target-column.")
    if xml.root_name(path) not in {"xliff", ""}:
        raise UnreadableInput("The file is XML, but not XLIFF (line 1).", hint="Its first element must be <xliff>.")
    return _units(path)


def _units(path: Path) -> Iterator[Record]:
    n = 0
    unit_id = ""
    for event, element in xml.elements(path, ("xliff", "file", "unit", "trans-unit", "segment")):
        name = xml.local(element)
        if event == "start":
            if name in {"xliff", "file"}:
                _languages(element)
            elif name == "unit":
                unit_id = element.get("id") or ""
        elif name == "trans-unit":
            n += 1
            yield _record(n, element, element.get("id") or "", _CODE_1)
        elif name == "segment":
            n += 1
            yield _record(n, element, unit_id, _CODE_2)


def _languages(element: Any) -> None:
    """Refuse a file that says it is about other languages; one that says nothing is taken at its word."""
    source = xml.primary(element.get("source-language") or element.get("srcLang"))
    target = xml.primary(element.get("target-language") or element.get("trgLang"))
    if (source and source not in xml.CHINESE) or (target and target not in xml.ENGLISH):
        raise UsageError(
            f"Line {element.sourceline}: the file translates from {source or 'an unnamed language'} "
            f"into {target or 'an unnamed language'}.",
            hint="Only translations from Chinese into English can be audited.",
        )


def _record(n: int, unit: Any, key: str, code: frozenset[str]) -> Record:
    sides = {xml.local(child): child for child in reversed(unit)}
    source, target = sides.get("source"), sides.get("target")
    if source is None:
        return BadRecord(n, unit.sourceline or 0, "The unit has no <source>.")
    english = "" if target is None else xml.flat(target, code)
    return Pair(n, unit.sourceline or 0, xml.flat(source, code).strip(), english.strip(), key)
