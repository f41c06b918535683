"""HTML pages: every visible and hidden text as blocks, furniture marked, nothing run or fetched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree

from reader.errors import EmptyInput, UnreadableInput
from reader.formats import html_boilerplate, html_guard, html_meta
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe, Trouble
from reader.formats.html_frames import RawBlock
from reader.formats.html_srcdoc import frames
from reader.formats.html_tables import text_of
from reader.formats.html_walk import Walker
from reader.formats.plain import undecodable
from reader.formats.sniff import HTML, XHTML, sniff
from reader.model import BlockKind, Locator, Place
from reader.text import decode

PAGE_BYTES = 64 * 1024**2
"""More of one page is not read: no page a person can read is as large."""

_DEEP = "Excessive depth"


class Html:
    """HTML and XHTML in any charset, well-formed or not."""

    name = "html"
    version = "3"

    def score(self, probe: Probe) -> float:
        """Bytes that look like a page; a server's word decides when they look like plain text."""
        kind = sniff(probe)
        if kind in {HTML, XHTML}:
            return 0.9
        declared = (probe.media_type or "").lower()
        return 0.5 if kind == "text/plain" and declared in {HTML, XHTML} and b"<" in probe.head else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, title, the blocks of the page in the order of its source, then frames written into it as payloads."""
        with payload.path.open("rb") as stream:
            data = stream.read(min(PAGE_BYTES, payload.limits.payload_bytes) + 1)
        cut = len(data) > min(PAGE_BYTES, payload.limits.payload_bytes)
        decoded = decode.decode(data[:-1] if cut else data, html_meta.declared_charsets(data, payload.charset))
        text, crowded = html_guard.without_crowds(decoded.text)
        root, complaint = parse(text)
        title = _title(root)
        raw = list(islice(Walker(root).blocks(), payload.limits.blocks + 1))
        yield Head(
            title=title.text if title else "",
            media_type=HTML,
            charset=decoded.charset,
            charset_how=decoded.how,
            pages=None,
            extractor=self.name,
            extractor_version=self.version,
            metadata={**html_meta.metadata(root), **html_meta.saving(data)},
        )
        if title:
            yield title
        for block, boilerplate in zip(raw, html_boilerplate.mark(raw, title.text if title else ""), strict=True):
            yield _draft(block, boilerplate)
        inside = list(frames(root, staging))
        yield from inside
        if not raw and not title and not complaint and not inside:
            raise EmptyInput(
                "The page holds no text.",
                hint="It may be a frame or a page built by scripts; save what the browser shows, as PDF for instance.",
            )
        if decoded.replaced:
            yield undecodable(decoded.replaced, decoded.charset)
        if crowded:
            yield Trouble(
                "limit-exceeded",
                f"Elements of the page have more than {html_guard.ATTRIBUTES:,} attributes; the rest was left out.",
                "No text is lost by that. The page may be a trap; the original is kept unchanged.",
            )
        if complaint:
            yield complaint
        if cut:
            yield Trouble(
                "limit-exceeded",
                f"The page is longer than {len(data) - 1:,} bytes; the rest was left out.",
                "Split the file and add the parts.",
            )


def parse(text: str) -> tuple[etree._Element, Trouble | None]:
    """The root element of the page, and a Trouble when the parser gave up before its end.

    A page nested too deeply for the parser is flattened and parsed again: its text is all there. The tree has no
    comments and processing instructions; rows directly in a table get the ``tbody`` a browser would give them, so
    that CSS paths agree.
    """
    # libxml2 ends a document at NUL; a browser shows the replacement character
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    complaint = None
    root, gave_up = _tree(text)
    if gave_up:
        root, gave_up = _tree(html_guard.flattened(text))
        lost = "everything from there to its end was left out" if gave_up else "the inner ones were taken apart"
        complaint = Trouble(
            "limit-exceeded",
            f"The page nests its elements too deeply; {lost}.",
            "The places of texts in it are approximate. It may be a trap; the original is kept unchanged.",
        )
    if root is None:
        raise UnreadableInput("The page has no element that can be read.", hint="The original is kept unchanged.")
    _imply_bodies(root)
    return root, complaint


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """The root element, and whether the parser gave up at its depth limit."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any(_DEEP in (entry.message or "") for entry in parser.error_log)


def find(root: etree._Element, path: str) -> etree._Element | None:
    """The element a block's CSS path names, ``None`` when the page has none there."""
    steps = path.split(" > ")
    if steps[0] != root.tag:
        return None
    current = root
    for step in steps[1:]:
        tag, _, position = step.partition(":nth-of-type(")
        number = int(position.rstrip(")")) if position else 1
        below = next((e for n, e in enumerate(current.iterchildren(tag), 1) if n == number), None)
        if below is None:
            return None
        current = below
    return current


def _imply_bodies(root: etree._Element) -> None:
    for table in list(root.iter("table")):
        body = None
        for child in list(table):
            if child.tag != "tr":
                body = None
            else:
                if body is None:
                    body = etree.Element("tbody")
                    child.addprevious(body)
                body.append(child)


def _title(root: etree._Element) -> BlockDraft | None:
    element = next((e for e in root.iter("title")), None)
    text = text_of(element) if element is not None else ""
    if not text:
        return None
    place = Place("element", path="html > head:nth-of-type(1) > title:nth-of-type(1)")
    return BlockDraft(BlockKind.TITLE, text, (Locator(0, len(text), place),))


def _draft(block: RawBlock, boilerplate: bool) -> BlockDraft:
    return BlockDraft(
        kind=block.kind,
        text=block.text,
        locators=(Locator(0, len(block.text), Place("element", path=block.path)),),
        boilerplate=boilerplate,
        level=block.level if block.kind is BlockKind.HEADING else None,
        context=block.context,
    )
