"""Word documents (DOCX, DOCM, DOTX): the text as it stands, and everything the page does not show at once.

Tracked changes, comments, notes, hidden text, text boxes and alternative texts are kept as blocks
whose context says what they are. Macros are never run, nothing outside the file is fetched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from lxml import etree

from reader.errors import UnreadableInput
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe
from reader.formats.docx_inline import active_fields
from reader.formats.docx_numbering import Numbering
from reader.formats.docx_story import Document, Story
from reader.formats.docx_styles import Styles, is_on
from reader.formats.media_types import DOCX
from reader.formats.office_children import Attachments
from reader.formats.office_metadata import hazards, properties
from reader.formats.office_package import Package, attribute, child, local
from reader.formats.sniff import sniff
from reader.model import BlockKind

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
_TITLE_CHARS = 200
_LOOKED_AT = 30


class Docx:
    """WordprocessingML packages, as Word, WPS and LibreOffice write them."""

    name = "docx"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Packages with a part under ``word/``."""
        return 0.9 if sniff(probe) == DOCX else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, page headers, the body with its notes and comments in place, page footers, then what is left over."""
        with Package(payload.path, payload.limits) as package:
            yield from _Reading(package, staging, self).events()
            yield from package.troubles


class _Reading:
    def __init__(self, package: Package, staging: Path, fmt: Docx) -> None:
        self._package = package
        self._format = fmt
        self._part = _main_part(package)
        self._relations = package.relations(self._part)
        self._document = Document(
            styles=Styles(package.xml(self._target("styles"))),
            numbering=Numbering(package.xml(self._target("numbering"))),
            attachments=Attachments(package, staging),
        )
        for kind in ("footnote", "endnote", "comment"):
            self._load_asides(kind)

    def events(self) -> Iterator[Event]:
        body = child(self._package.xml(self._part), "body")
        if body is None and self._package.troubles:
            return  # they say why
        if body is None:
            raise UnreadableInput("The document has no body that can be read.", hint="The file may be damaged.")
        main = self._body(body)
        first = list(islice(main, _LOOKED_AT))  # the title is among them, and the Head comes before all
        yield self._head(first, body)
        yield from self._furniture("header")
        yield from chain(first, main)
        yield from self._furniture("footer")
        yield from self._document.attachments.left_over()

    def _body(self, body: etree._Element) -> Iterator[Event]:
        story = Story(self._document, self._relations)
        yield from story.events(body, "body")
        for kind, key in self._document.asides:  # referred to from nowhere, or from a place that was not read
            yield from story.aside(kind, key)

    def _furniture(self, kind: str) -> Iterator[Event]:
        """Page headers or footers; those of equal text are told once."""
        told: set[str] = set()
        for name in sorted({r.target for r in self._relations.values() if r.kind == kind and not r.external}):
            root = self._package.xml(name)
            text = "".join(map(str, root.itertext())) if root is not None else ""
            if root is None or (text.strip() and text in told):
                continue
            told.add(text)
            stem = name.rpartition("/")[2].removesuffix(".xml")
            story = Story(self._document, self._package.relations(name), (f"page {kind}",), furniture=True)
            yield from story.events(root, stem)

    def _load_asides(self, kind: str) -> None:
        name = self._target(f"{kind}s")
        root = self._package.xml(name)
        if root is None:
            return
        self._document.aside_parts[kind] = self._package.relations(name)
        number = 0
        for element in root:
            if local(element) != kind or attribute(element, "type") in _SEPARATORS:
                continue
            number += 1
            key = attribute(element, "id") or f"#{number}"
            self._document.asides.setdefault((kind, key), []).append(element)
            self._document.aside_numbers.setdefault((kind, key), number)
            label = f"{kind} {number}"
            if kind == "comment":
                who = attribute(element, "author") or "an unnamed person"
                label = ", ".join(filter(None, (f"comment by {who}", attribute(element, "date"))))
            self._document.aside_labels.setdefault((kind, key), label)

    def _target(self, kind: str) -> str:
        found = next((r.target for r in self._relations.values() if r.kind == kind and not r.external), "")
        return found or f"{self._part.rpartition('/')[0]}/{kind}.xml"

    def _head(self, first: list[Event], body: etree._Element) -> Head:
        metadata = properties(self._package) | hazards(self._package)
        metadata |= _revisions(body, self._package.xml(self._target("settings")))
        if fields := active_fields(body):
            metadata["active_fields"] = "not carried out: " + ", ".join(fields)
        if comments := sum(kind == "comment" for kind, _ in self._document.asides):
            metadata["comments"] = str(comments)
        return Head(
            title=_title(first, metadata.get("title_stated", "")),
            media_type=DOCX,
            charset=None,
            charset_how=None,
            pages=None,
            extractor=self._format.name,
            extractor_version=self._format.version,
            metadata=metadata,
        )


def _main_part(package: Package) -> str:
    start = next((r for r in package.relations("").values() if r.kind == "officeDocument" and not r.external), None)
    return start.target if start is not None and package.has(start.target) else "word/document.xml"


def _title(found: list[Event], stated: str) -> str:
    """The title or first heading of the document; what its properties say is often a template's."""
    blocks = [e for e in found if isinstance(e, BlockDraft) and not e.boilerplate]
    for kind in (BlockKind.TITLE, BlockKind.HEADING):
        for block in blocks:
            if block.kind is kind and len(block.text) <= _TITLE_CHARS:
                return " ".join(block.text.split())
    if stated:
        return stated[:_TITLE_CHARS]
    first = blocks[0].text if blocks and blocks[0].kind is BlockKind.PARAGRAPH else ""
    return " ".join(first.split()) if 2 <= len(first.strip()) <= 60 else ""


def _revisions(body: etree._Element, settings: etree._Element | None) -> dict[str, str]:
    counts: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    for element in body.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo"):
        counts[local(element)] += 1
        authors[attribute(element, "author") or "unnamed"] += 1
    found: dict[str, str] = {}
    if counts:
        found["tracked_changes"] = ", ".join(
            f"{counts[name]} {words}"
            for name, words in (("ins", "insertions"), ("del", "deletions"), ("moveTo", "moves"))
            if counts[name]
        )
        found["tracked_changes_by"] = ", ".join(name for name, _ in authors.most_common(20))[:500]
    if child(settings, "trackRevisions") is not None:
        found["change_tracking"] = "on when the file was saved"
    if is_on(attribute(child(settings, "documentProtection"), "enforcement")):
        found["protection"] = "editing is restricted"
    return found
