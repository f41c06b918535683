"""PowerPoint presentations (PPTX, PPSX, PPTM): slides in their order, with notes, tables, comments and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from reader.errors import UnreadableInput
from reader.formats import pptx_shapes
from reader.formats.contract import HIDDEN, BlockDraft, Event, Head, Payload, Probe
from reader.formats.media_types import PPTX
from reader.formats.office_children import Attachments
from reader.formats.office_metadata import hazards, properties
from reader.formats.office_package import Package, attribute, child, local
from reader.formats.pptx_shapes import Slide
from reader.formats.sniff import sniff
from reader.model import BlockKind, Locator, Place

_PARTS = {"image", "oleObject", "package", "video", "audio", "media"}


class Pptx:
    """PresentationML packages, as PowerPoint, WPS and LibreOffice write them."""

    name = "pptx"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Packages with a part under ``ppt/``."""
        return 0.9 if sniff(probe) == PPTX else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, then slide by slide its title, its texts and tables, its notes and comments, its pictures."""
        with Package(payload.path, payload.limits) as package:
            yield from _events(package, Attachments(package, staging), self)
            yield from package.troubles


def _events(package: Package, attachments: Attachments, fmt: Pptx) -> Iterator[Event]:
    start = next((r for r in package.relations("").values() if r.kind == "officeDocument"), None)
    part = start.target if start is not None and package.has(start.target) else "ppt/presentation.xml"
    root = package.xml(part)
    if root is None and package.troubles:
        return  # they say why
    listed = child(root, "sldIdLst")
    if root is None:
        raise UnreadableInput("The file has no presentation that can be read.", hint="It may be damaged.")
    relations = package.relations(part)
    wanted = [relations.get(attribute_in_relations(e) or "") for e in (listed if listed is not None else ())]
    parts = [r.target for r in wanted if r is not None and package.has(r.target)]
    metadata = properties(package) | hazards(package)
    hidden = [n for n, name in enumerate(parts, 1) if _is_hidden(package.xml(name))]
    if hidden:
        metadata["hidden_slides"] = ", ".join(map(str, hidden))
    authors = _authors(package)
    yield Head(
        title=metadata.get("title_stated", "")[:200],
        media_type=PPTX,
        charset=None,
        charset_how=None,
        pages=len(parts) or None,
        extractor=fmt.name,
        extractor_version=fmt.version,
        metadata=metadata,
    )
    for number, name in enumerate(parts, 1):
        yield from _slide(package, attachments, name, number, authors)
    yield from attachments.left_over()


def attribute_in_relations(element: etree._Element) -> str | None:
    """The relation id of a slide's entry, which has a plain ``id`` besides."""
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), None)


def _slide(
    package: Package, attachments: Attachments, name: str, number: int, authors: dict[str, str]
) -> Iterator[Event]:
    root = package.xml(name)
    relations = package.relations(name)
    context = (HIDDEN, "hidden slide") if _is_hidden(root) else ()
    slide = Slide(number, relations, attachments, context)
    tree = child(root, "cSld", "spTree")
    if tree is not None:
        yield from pptx_shapes.events(slide, tree)
    for relation in relations.values():
        if relation.external:
            continue
        if relation.kind == "notesSlide":
            notes = child(package.xml(relation.target), "cSld", "spTree")
            if notes is not None:
                told = Slide(
                    number, package.relations(relation.target), attachments, (*context, "speaker's notes"), "notes"
                )
                yield from pptx_shapes.events(told, notes, notes=True)
        elif relation.kind == "comments":
            yield from _comments(package.xml(relation.target), number, authors, context)
        elif relation.kind in _PARTS:
            yield from attachments.of_relation(relation, Place("slide", page=number))


def _comments(
    root: etree._Element | None, number: int, authors: dict[str, str], context: tuple[str, ...]
) -> Iterator[BlockDraft]:
    for index, element in enumerate(root.iter("{*}cm", "{*}reply") if root is not None else (), 1):
        plain = child(element, "text")
        rich = child(element, "txBody")
        text = (plain.text or "") if plain is not None else pptx_shapes.text_of(rich) if rich is not None else ""
        if not text.strip():
            continue
        who = authors.get(attribute(element, "authorId") or "", "") or "an unnamed person"
        when = attribute(element, "dt") or attribute(element, "created") or ""
        label = ", ".join(filter(None, (f"comment by {who}", when)))
        place = Place("slide", page=number, path=f"comment[{index}]")
        yield BlockDraft(BlockKind.PARAGRAPH, text, (Locator(0, len(text), place),), context=(*context, label))


def _authors(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
        root = package.xml(name)
        for element in root if root is not None else ():
            if local(element) in {"cmAuthor", "author"}:
                found[element.get("id", "")] = element.get("name", "")
    return found


def _is_hidden(root: etree._Element | None) -> bool:
    return root is not None and root.get("show") in {"0", "false"}
