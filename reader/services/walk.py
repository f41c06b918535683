"""Which files a request to ingest means, in a stable order, none skipped in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.errors import PathMissing
from reader.formats.page_companions import companions


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest: where it is and the relative POSIX path to remember it by.

    ``refused`` is empty, or says why the entry is not read (it becomes a Problem), ``hint`` what to do. ``page`` is
    the relative path of the saved page the file is a part of.
    """

    path: Path
    relative: str
    refused: str = ""
    hint: str = ""
    page: str | None = None


_LINK = "Add the file or folder it points to by itself."
_ALLOW = "Change its permissions or copy it as a user who may read it."
_SPECIAL = ("Not a regular file (a device, pipe or socket).", "Nothing: it holds no text that could be kept.")
_CASE = ("The folder of a case; its files are not evidence.", "Add what its `originals` folder holds, file by file.")


def require(paths: Sequence[Path]) -> None:
    """Raise PathMissing unless every one of *paths* is there."""
    for path in paths:
        if not path.exists():
            raise PathMissing(f"There is no file or folder at {path}.", hint="Check the spelling of the path.")


def walk(paths: Sequence[Path]) -> Iterator[Found]:
    """Every file under *paths*, folders first to last, names sorted.

    A path the user names is followed even if it is a symbolic link; links found
    inside folders are not (they may lead out of the folder or in circles).
    Raises PathMissing before anything is yielded when a named path is not there.
    """
    require(paths)
    for path in paths:
        if path.is_dir():
            yield from _with_pages(list(_folder(path)))
        elif path.is_file():
            yield Found(path, path.name)
        else:
            yield Found(path, path.name, *_SPECIAL)


def _with_pages(found: list[Found]) -> Iterator[Found]:
    """The same, parts of saved pages marked, each after its page."""
    pages = companions(item.relative for item in found if not item.refused)
    for item in found:
        if item.relative not in pages:
            yield item
    for item in found:
        if item.relative in pages:
            yield replace(item, page=pages[item.relative])


def _folder(root: Path) -> Iterator[Found]:
    base = root.resolve().name
    refused: list[Found] = []

    def unreadable(error: OSError) -> None:
        where = Path(error.filename or root)
        refused.append(
            Found(where, _relative(where, root, base), "The folder cannot be opened (no permission).", _ALLOW)
        )

    for folder, folders, files in os.walk(root, onerror=unreadable):
        here = Path(folder)
        if "case.db" in files and "originals" in folders:  # often the very case that is being filled
            yield Found(here, _relative(here, root, base), *_CASE)
            folders.clear()
            continue
        for name in sorted(folders):
            if (here / name).is_symlink():
                where = _relative(here / name, root, base)
                yield Found(here / name, where, "A symbolic link to a folder; not followed.", _LINK)
        folders[:] = sorted(name for name in folders if not (here / name).is_symlink())
        for name in sorted(files):
            path = here / name
            why = hint = ""
            if path.is_symlink():
                why, hint = "A symbolic link; not followed.", _LINK
            elif not path.is_file():
                why, hint = _SPECIAL
            yield Found(path, _relative(path, root, base), why, hint)
    yield from refused


def _relative(path: Path, root: Path, base: str) -> str:
    return f"{base}/{path.relative_to(root).as_posix()}" if path != root else base
