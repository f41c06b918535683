"""Frames whose page is written into the page itself (``iframe srcdoc``), as SingleFile and mail programs save them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree

from reader.formats.contract import Child, Trouble
from reader.formats.file_names import staged_path
from reader.model import Place

MOST = 500
"""Frames of one page that are read."""


def frames(root: etree._Element, staging: Path) -> Iterator[Child | Trouble]:
    """Each frame with a page of its own as a payload of its own; a Trouble when there are more than :data:`MOST`."""
    written = (element.get("srcdoc", "") for element in root.iter("iframe", "frame"))
    for number, page in enumerate(islice(filter(str.strip, written), MOST + 1), 1):
        if number > MOST:
            yield Trouble(
                "limit-exceeded",
                f"The page holds more than {MOST:,} frames; the others were left out.",
                "The page may be a trap. The original is kept unchanged.",
            )
            return
        path = staged_path(staging)
        path.write_bytes(page.encode("utf-8", "replace"))
        yield Child(
            path=path,
            name=f"frame {number}.html",
            media_type="text/html",
            charset="utf-8",
            place=Place("member", path=f"iframe {number}"),
            metadata={"part_of_page": "a frame of the page"},
        )
