"""Exporters by file suffix: the built-in ones, then installed entry points."""

from __future__ import annotations

from pathlib import Path

from reader.errors import Unsupported
from reader.exporters.contract import Exporter
from reader.registry import Registry

exporters: Registry[Exporter] = Registry(
    "reader.exporters",
    {
        "html": "reader.exporters.html:HtmlExporter",
        "docx": "reader.exporters.docx:DocxExporter",
        "jsonl": "reader.exporters.jsonl:JsonlExporter",
    },
)
"""All installed exporters by name."""


def for_path(target: Path, registry: Registry[Exporter] = exporters) -> Exporter:
    """The exporter for *target*'s suffix; :class:`Unsupported` naming those that exist otherwise."""
    suffix = target.suffix.lower()
    found = registry.pick(lambda exporter: 1.0 if suffix in exporter.suffixes else 0.0)
    if found is None:
        known = ", ".join(s for exporter in registry.all().values() for s in exporter.suffixes)
        named = f"“{suffix}”" if suffix else "a name without a suffix"
        raise Unsupported(f"There is no export format for {named}.", hint=f"End the file name in one of: {known}.")
    return found
