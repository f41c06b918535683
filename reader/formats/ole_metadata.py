"""What a compound file of old Office says of itself: authors, company, times, macros."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import olefile

from reader.errors import UnreadableInput
from reader.formats.msg_properties import check_size
from reader.text import decode

_KEYS = {
    "title": "title_stated", "subject": "subject", "author": "author", "keywords": "keywords",
    "comments": "description", "template": "template", "last_saved_by": "last_modified_by", "company": "company",
    "revision_number": "revision", "create_time": "created", "last_saved_time": "modified", "manager": "manager",
    "last_printed": "last_printed", "creating_application": "application", "category": "category",
}  # fmt: skip
_SUMMARIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_VALUE_CHARS = 2000


def ole_properties(path: Path) -> dict[str, str]:
    """Summary properties of the compound file at *path*; nothing when it has none or they cannot be read."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            for stream in _SUMMARIES:
                if ole.get_type(stream) == olefile.STGTY_STREAM:
                    check_size(ole, ole.get_size(stream))
            stated = ole.get_metadata()
            macros = any("vba" in part.lower() or part == "Macros" for stream in ole.listdir() for part in stream)
    except Exception:  # properties are often damaged, and never worth the document
        return {}
    found = {key: text for name, key in _KEYS.items() if (text := _text(getattr(stated, name, None), stated.codepage))}
    return found | ({"macros": "present, not run (VBA)"} if macros else {})


def _text(value: Any, codepage: int | None) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") + "Z"
    if isinstance(value, bytes):
        claims = [decode.Declared(f"cp{codepage}", "property set")] if codepage and codepage > 0 else []
        try:
            value = decode.decode(value.rstrip(b"\0"), claims).text
        except UnreadableInput:
            return ""
    return " ".join(str(value).split())[:_VALUE_CHARS] if value else ""
