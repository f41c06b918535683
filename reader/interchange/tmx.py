"""TMX 1.4: translation memories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.errors import UnreadableInput, UsageError
from reader.interchange import xml
from reader.interchange.contract import BadRecord, Columns, Pair, Record

_CODE = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements whose text is another program's markup; ``hi`` and ``sub`` hold text (TMX 1.4b, section 3.5)."""


def read_tmx(path: Path, columns: Columns) -> Iterator[Record]:
    """One pair per ``tu``: its first Chinese and its first English ``tuv``, whatever the variant (zh-CN, zh-Hant …)."""
    if columns != Columns():
        raise UsageError("A TMX file has no columns.", hint="Leave out --source-column and --target-column.")
    if xml.root_name(path) not in {"tmx", ""}:
        raise UnreadableInput("The file is XML, but not TMX (line 1).", hint="Its first element must be <tmx>.")
    return _units(path)


def _units(path: Path) -> Iterator[Record]:
    n = 0
    for event, unit in xml.elements(path, ("tu",)):
        if event == "end":
            n += 1
            yield _record(n, unit)


def _record(n: int, unit: Any) -> Record:
    texts: dict[str, str] = {}
    for variant in unit:
        if xml.local(variant) != "tuv":
            continue
        language = xml.primary(variant.get(xml.XML_LANG) or variant.get("lang"))
        segment = next((child for child in variant if xml.local(child) == "seg"), None)
        if segment is not None:
            texts.setdefault(language, xml.flat(segment, _CODE).strip())
    chinese = next((texts[language] for language in texts if language in xml.CHINESE), None)
    english = next((texts[language] for language in texts if language in xml.ENGLISH), None)
    if chinese is None or english is None:
        missing = "Chinese" if chinese is None else "English"
        return BadRecord(n, unit.sourceline or 0, f"The translation unit has no {missing} text (xml:lang).")
    return Pair(n, unit.sourceline or 0, chinese, english, unit.get("tuid") or "")
