"""News feeds (RSS, Atom) and other XML, read without entities, DTDs and network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from reader.errors import EmptyInput, UnreadableInput
from reader.formats import html, html_meta, xml_references
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe, Trouble
from reader.formats.html_walk import Walker
from reader.formats.plain import undecodable
from reader.formats.sniff import FEED, XML, sniff
from reader.model import BlockKind, Locator, Place
from reader.text import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ITEMS = {"item", "entry"}
_EMPTY_LINES = re.compile(r"\n[ \t\r]*\n")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")
_META = {"pubDate": "published", "published": "published", "updated": "modified", "lastBuildDate": "modified",
         "author": "author", "creator": "author", "language": "declared_language", "description": "description",
         "subtitle": "description", "link": "url", "generator": "generator"}  # fmt: skip
_SILENT = {"link", "guid", "id", "url", "width", "height", "ttl", "docs", "generator", "language", "comments"}


class Xml:
    """RSS 0.9–2.0, Atom, and any XML with text in its elements."""

    name = "xml"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Bytes with an XML root that is not a page."""
        return {FEED: 0.9, XML: 0.6}.get(sniff(probe), 0.0)

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, the feed's title, then per item a heading and its text; element by element otherwise."""
        limit = min(html.PAGE_BYTES, payload.limits.payload_bytes)
        with payload.path.open("rb") as stream:
            data = stream.read(limit + 1)
        decoded = decode.decode(data[:limit], html_meta.declared_charsets(data, payload.charset))
        root, complaint = _parse(decoded.text)
        feed = sniff_root(root) == FEED
        title = _first(root, "title") if feed else ""
        yield Head(
            title=title,
            media_type=FEED if feed else XML,
            charset=decoded.charset,
            charset_how=decoded.how,
            pages=None,
            extractor=self.name,
            extractor_version=self.version,
            metadata=_metadata(root) if feed else {},
        )
        empty = True
        for block in _Blocks(root, feed).all():
            empty = False
            yield block
        if empty and not complaint:
            raise EmptyInput("The XML file holds no text.", hint="The original is kept unchanged.")
        if decoded.replaced:
            yield undecodable(decoded.replaced, decoded.charset)
        if len(data) > limit:
            yield Trouble(
                "limit-exceeded",
                f"The file is longer than {limit:,} bytes; the rest was left out.",
                "Split the file and add the parts.",
            )
        elif complaint:
            yield complaint


def sniff_root(root: etree._Element) -> str:
    """Feed or plain XML, by the name of the root element."""
    return FEED if _local(root).lower() in {"rss", "feed", "rdf"} else XML


def _parse(text: str) -> tuple[etree._Element, Trouble | None]:
    """Root element; a Trouble when the parser had to guess (truncated or malformed)."""
    # the text is decoded already, and neither entities nor DTDs of evidence are ever expanded
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(xml_references.whole(text.encode("utf-8", "replace")), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableInput("The XML file has no element that can be read.", hint="The original is kept unchanged.")
    fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL" and "ntity" not in entry.message]
    if not fatal:
        return root, None
    return root, Trouble(
        "truncated-input",
        f"The XML is damaged or cut off (first at line {fatal[0].line}); text after the damage may be missing.",
        "Compare with the original.",
    )


class _Blocks:
    """Blocks of a tree in document order, without recursion."""

    def __init__(self, root: etree._Element, feed: bool) -> None:
        self._root = root
        self._feed = feed
        self._open: list[tuple[str, int]] = []
        self._counts: list[dict[str, int]] = [{}]

    def all(self) -> Iterator[BlockDraft]:
        in_item = 0
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            name = _local(element)
            if event == "start":
                number = self._counts[-1].get(name, 0) + 1
                self._counts[-1][name] = number
                self._counts.append({})
                self._open.append((name, number))
                in_item += name in _ITEMS
                yield from self._own_text(element.text, name, bool(in_item), element)
            else:
                in_item -= name in _ITEMS
                self._open.pop()
                self._counts.pop()
                yield from self._own_text(element.tail, _local(element.getparent()), bool(in_item), None)

    def _own_text(
        self, text: str | None, name: str, in_item: bool, element: etree._Element | None
    ) -> Iterator[BlockDraft]:
        text = (text or "").strip()
        if not text or not self._open or (self._feed and name in _SILENT):
            return
        path = " > ".join(f"{tag}:nth-of-type({n})" if i else tag for i, (tag, n) in enumerate(self._open[:200]))
        if self._feed and _MARKUP.search(text):
            yield from self._markup(text, path)
            return
        kind, level = BlockKind.PARAGRAPH, None
        if self._feed and name == "title":
            kind, level = (BlockKind.HEADING, 2) if in_item else (BlockKind.TITLE, None)
        elif self._feed:
            kind = BlockKind.OTHER if name not in {"description", "summary", "content", "encoded"} else kind
        label = () if self._feed or element is None else (name,)
        place = Place("element", path=path)
        for part in filter(None, map(str.strip, _EMPTY_LINES.split(text))):
            yield BlockDraft(kind, part, (Locator(0, len(part), place),), level=level, context=label)

    def _markup(self, text: str, path: str) -> Iterator[BlockDraft]:
        """Feeds carry pages as escaped text; locators name the element of the feed."""
        root, _ = html.parse(text)
        for block in Walker(root).blocks():
            place = Place("element", path=path)
            level = block.level if block.kind is BlockKind.HEADING else None
            yield BlockDraft(
                block.kind, block.text, (Locator(0, len(block.text), place),), level=level, context=block.context
            )


def _local(element: etree._Element | None) -> str:
    return "" if element is None or not isinstance(element.tag, str) else element.tag.rpartition("}")[2]


def _first(root: etree._Element, name: str) -> str:
    for element in root.iter("{*}" + name, name):
        return " ".join((element.text or "").split())
    return ""


def _metadata(root: etree._Element) -> dict[str, str]:
    channel = next(root.iter("{*}channel", "channel"), root)
    result: dict[str, str] = {}
    for child in channel:
        key = _META.get(_local(child))
        value = (child.text or child.get("href") or "").strip()
        if key and value:
            result.setdefault(key, value[:2000])
    return result
