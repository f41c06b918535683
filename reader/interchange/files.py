"""Which reader reads a file the user names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import Unsupported, no_file
from reader.interchange import xml
from reader.interchange.contract import Columns, PairReader, Record
from reader.interchange.delimited import read_csv, read_tsv
from reader.interchange.tmx import read_tmx
from reader.interchange.xliff import read_xliff

_BY_SUFFIX: dict[str, PairReader] = {
    ".tsv": read_tsv,
    ".tab": read_tsv,
    ".csv": read_csv,
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".mxliff": read_xliff,
    ".sdlxliff": read_xliff,
}
_BY_ROOT: dict[str, PairReader] = {"tmx": read_tmx, "xliff": read_xliff}


def read_pairs(path: Path, columns: Columns = Columns()) -> Iterator[Record]:  # noqa: B008 -- frozen
    """The records of *path*, a TSV, CSV, TMX or XLIFF file, told by its suffix or else by its content.

    Raises PathMissing, Unsupported, and what :class:`reader.interchange.contract.PairReader` raises; the latter
    before the first record, hence at the first ``next``.
    """
    if not path.is_file():
        raise no_file(path)
    reader = _BY_SUFFIX.get(path.suffix.casefold()) or _by_content(path)
    if reader is None:
        raise Unsupported(
            f"{path.name} is no file of sentence pairs this command reads.",
            hint="Use .tsv (source, tab, translation), .csv, .tmx or .xlf.",
        )
    return reader(path, columns)


def _by_content(path: Path) -> PairReader | None:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _BY_ROOT.get(xml.root_name(path))
    first = head.replace(b"\x00", b"").split(b"\n")[0]
    return read_tsv if b"\t" in first else None
