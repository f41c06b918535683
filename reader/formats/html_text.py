"""Runs of inline text become blocks: white space, line breaks, lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.formats.html_frames import LinkRun

BR = "\u2028"
"""Stands for a ``br`` element until white space has been collapsed."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u303f\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_AROUND_BR = re.compile(rf" ?{BR} ?")
_PARAGRAPH_END = re.compile(rf"{BR}[\s\u3000]*{BR}|{BR}(?=[\u3000\xa0]{{2}})")
_WORD = re.compile(r"\w")
_LINK_SHARE = 0.6


def paragraphs(pieces: Sequence[str], preformatted: bool) -> list[str]:
    """The text of a run, as a browser would lay it out: white space collapsed, a single
    ``br`` a line feed, an empty line or an indent after ``br`` a new paragraph.

    A line break of the source between two wide (Chinese, Japanese) characters is no
    space. Preformatted text keeps its lines and inner spaces.
    """
    text = "".join(pieces)
    if preformatted:
        return [part for part in (text.replace("\r\n", "\n").replace(BR, "\n").strip("\n").rstrip(),) if part.strip()]
    if "\n" in text or "\r" in text:
        text = _WIDE_BREAK.sub("", text)
    text = _SPACE.sub(" ", text)
    if BR not in text:
        text = text.strip()
        return [text] if text else []
    text = _AROUND_BR.sub(BR, text)
    parts = (part.replace(BR, "\n").strip() for part in _PARAGRAPH_END.split(text))
    return [part for part in parts if part]


def link_pieces(pieces: Sequence[str], links: Sequence[LinkRun]) -> list[tuple[str, LinkRun | None]] | None:
    """The run as (text, link) pieces when it is a list of links, else ``None``.

    A list of links is a run of two or more links with little between them; what
    stands between and holds no letter or digit (``|``, ``·``, ``>``) is layout.
    """
    if len(links) < 2:
        return None
    result: list[tuple[str, LinkRun | None]] = []
    inside = total = count = 0
    for text, link in _alternate(pieces, links):
        stripped = _SPACE.sub(" ", text.replace(BR, " ")).strip()
        total += len(stripped)
        if link is not None:
            inside += len(stripped)
            count += bool(stripped)
        if stripped and (link is not None or _WORD.search(stripped)):
            result.append((stripped, link))
    return result if count >= 2 and inside >= total * _LINK_SHARE else None


def link_chars(pieces: Sequence[str], links: Sequence[LinkRun]) -> int:
    """Code points of the run that stand inside links, white space aside."""
    return sum(len("".join(piece.split())) for link in links for piece in pieces[link.start : link.end])


def _alternate(pieces: Sequence[str], links: Sequence[LinkRun]) -> Iterator[tuple[str, LinkRun | None]]:
    position = 0
    for link in links:
        end = len(pieces) if link.end is None else link.end
        yield "".join(pieces[position : link.start]), None
        yield "".join(pieces[link.start : end]), link
        position = end
    yield "".join(pieces[position:]), None
