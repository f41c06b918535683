"""Joins a component's source files into the one string Streamlit takes.

JavaScript files are real ES modules (an editor or a test can load them one by
one). Joining drops the ``import`` lines, which must stand on one line each and
name files of the same folder, and the word ``export`` everywhere but before
``default``; so every top-level name must be unique within a component.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}\n]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default\b)", re.MULTILINE)


def script(folder: Path, main: str = "main.js") -> str:
    """*main* and everything it imports, each file once, dependencies first."""
    parts: list[str] = []
    done: set[str] = set()

    def add(name: str) -> None:
        if name in done:
            return
        done.add(name)
        source = (folder / name).read_text("utf-8")
        for needed in _IMPORT.findall(source):
            add(needed)
        parts.append(f"// {name}\n" + _EXPORT.sub("", _IMPORT.sub("", source)))

    add(main)
    return "\n".join(parts)


def styles(folder: Path, names: Iterable[str]) -> str:
    """The named CSS files, in order."""
    return "\n".join((folder / name).read_text("utf-8") for name in names)
