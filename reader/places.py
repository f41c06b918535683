"""Where in an original something stands. Part of :mod:`reader.model`, which re-exports it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One place in an original.

    ``kind`` decides which of the other fields are set:

    ========  =============================================================
    element   ``path``: CSS path of the element in the parsed page
    page      ``page`` (1-based) and ``box`` (x0, y0, x1, y1 in points, origin
              top left of the page as displayed)
    cell      ``path``: ``sheet!A1``
    record    ``offset`` and ``length``: bytes in the container; ``path``: URL
    member    ``path``: name inside the archive, as stored; ``offset`` and
              ``length``: its bytes there, where the archive has such
    line      ``line`` (1-based), ``offset``/``length``: bytes in the file
    paragraph ``path``: ``body/tbl[1]/tr[2]/tc[3]/p[1]``, ``header1/p[1]``,
              ``footnotes/footnote[2]/p[1]`` in a text document
    slide     ``page``: number of the slide; ``path``: ``shape[3]/p[1]``, ``notes/p[2]``
    mail      ``path``: ``header/Subject``; ``part/1.2`` with ``line`` (1-based, in the
              decoded part), or ``part/1.2/`` and a CSS path in it
    time      ``path``: ``00:01:02.000–00:01:05.500`` in a recording; ``line``,
              ``offset``, ``length``: in the subtitle file
    part      ``path``: name of a part inside an office package
    ========  =============================================================

    ``confidence`` (0..1) is set where the text was recognised in a picture (OCR). A
    picture is a page on which one pixel is one point, turned as its EXIF data say.
    """

    kind: str
    path: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int | None = None
    offset: int | None = None
    length: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Block text ``[start, end)`` stands at ``place`` in the original."""

    start: int
    end: int
    place: Place
