"""Pages saved "complete": which files of a folder are the pictures, styles and scripts of a page beside it."""

from __future__ import annotations

from collections.abc import Iterable

_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_SUFFIXES = (
    "_files", ".files", "_file", "-Dateien", "_fichiers", "-filer", "_bestanden", "_archivos", "_ficheiros",
    "_arquivos", "_soubory", "_pliki", "-tiedostot", "_tiedostot", "_elemei", "_dosyalar", "_datoteke", "_datoteky",
    "_failid", "_fails", "_bylos", "_fitxers", "_fajlovi", "_fitxategiak",
)  # fmt: skip
"""What browsers and Windows append to the page's name for its folder ("connected files")."""

_OWN_TEXT = (*_PAGES, ".pdf")
"""Files in such a folder that hold text of their own: saved frames, and documents the page embedded."""


def companions(paths: Iterable[str]) -> dict[str, str]:
    """For each path that belongs to a saved page: the path of that page. Paths are relative, with ``/``.

    Frames and embedded documents are left out: they are read like the page itself.
    """
    known = list(paths)
    pages = {}
    for path in known:
        for suffix in _PAGES:
            if path.lower().endswith(suffix):
                pages[path[: -len(suffix)]] = path
    found = {}
    for path in known:
        if path.lower().endswith(_OWN_TEXT):
            continue
        page = _page_of(path, pages)
        if page is not None:
            found[path] = page
    return found


def _page_of(path: str, pages: dict[str, str]) -> str | None:
    """The page of the outermost companion folder the path lies in."""
    position = path.find("/")
    while position >= 0:
        folder = path[:position]
        for suffix in _SUFFIXES:
            if folder.endswith(suffix) and (page := pages.get(folder[: -len(suffix)])) is not None:
                return page
        position = path.find("/", position + 1)
    return None
