"""Look at this computer and say what would get in the way."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from reader import __version__
from reader.config import Settings
from reader.errors import ReaderError
from reader.formats import legacy_convert, ocr_engine
from reader.services.packages import open_packages
from reader.translate.isa import instruction_set

LIBRARIES = ("ctranslate2", "sentencepiece", "argos-translate-lt", "streamlit", "SQLAlchemy", "lxml", "pypdfium2")
DISK_BYTES = 2 * 1024**3
MEMORY_BYTES = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at; ``advice`` is empty when nothing needs doing."""

    name: str
    ok: bool
    found: str
    advice: str = ""

    def as_json(self) -> dict[str, Any]:
        """JSON form."""
        return {"name": self.name, "ok": self.ok, "found": self.found, "advice": self.advice}


def examine(settings: Settings) -> list[Examined]:
    """Every check; none raises."""
    return [
        Examined("Evidence Reader", True, f"{__version__} on Python {sys.version.split()[0]}, {sys.platform}"),
        *map(_library, LIBRARIES),
        Examined("Processor", True, f"{os.cpu_count()} cores, instruction set {instruction_set()}"),
        _memory(),
        _disk(settings),
        *_packages(settings),
        _full_text_search(),
        _recognition(),
        _old_office_documents(),
        Examined("Network", True, "never used, except by `reader models install`"),
    ]


def _library(name: str) -> Examined:
    try:
        return Examined(name, True, version(name))
    except PackageNotFoundError:
        return Examined(name, False, "not installed", "Install Evidence Reader again: pip install .")


def _memory() -> Examined:
    import psutil

    total = psutil.virtual_memory().total
    advice = "" if total >= MEMORY_BYTES else "Use one worker: reader translate CASE --workers 1"
    return Examined("Memory", total >= MEMORY_BYTES, f"{total / 1024**3:.1f} GiB", advice)


def _disk(settings: Settings) -> Examined:
    folder = settings.packages_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    advice = "" if free >= DISK_BYTES else "Make room: a case needs about twice the size of its originals."
    return Examined("Disk", free >= DISK_BYTES, f"{free / 1024**3:.1f} GiB free", advice)


def _packages(settings: Settings) -> list[Examined]:
    store = open_packages(settings)
    try:
        route = store.choose("zh")
    except ReaderError as error:
        return [Examined("Translation package", False, error.message, error.hint)]
    quality = store.quality(route.package.sha256)
    advice = "Gist only: install the official package for anything that matters." if quality.gist_only else ""
    rows = [Examined("Translation package", True, f"{route.package.label} ({route.package.status})", advice)]
    for package in store.list():
        if not package.usable:
            rows.append(Examined(f"Package {package.label}", False, package.problem, "Remove it and import it again."))
    return rows


def _full_text_search() -> Examined:
    import sqlite3

    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(os.path.join(folder, "probe.db"))
        try:
            database.execute("create virtual table probe using fts5(t)")
        except sqlite3.OperationalError:
            return Examined("Full-text search", False, "missing in this Python's SQLite", "Use a Python with FTS5.")
        finally:
            database.close()
    return Examined("Full-text search", True, f"SQLite {sqlite3.sqlite_version}")


def _recognition() -> Examined:
    """Loads the models and has them look at an empty picture."""
    name = "Text recognition (OCR)"
    try:
        import numpy as np

        ocr_engine.recognise(np.full((64, 64, 3), 255, np.uint8))
    except Exception as error:  # a missing library, a damaged model, a processor without what it needs
        reason = f"does not work ({type(error).__name__}); pictures and scans cannot be read"
        return Examined(name, False, reason, "Install Evidence Reader again: pip install .")
    return Examined(name, True, f"works: {ocr_engine.engine_version()}")


def _old_office_documents() -> Examined:
    program = legacy_convert.find_program()
    name = "Old Office documents"
    if program is None:
        advice = "Install LibreOffice if you have DOC, WPS, PPT or RTF files; all other kinds are read without it."
        return Examined(name, True, "LibreOffice was not found: DOC, WPS, PPT and RTF are kept, not read", advice)
    return Examined(name, True, f"LibreOffice was found at {program}: DOC, WPS, PPT and RTF can be read")
