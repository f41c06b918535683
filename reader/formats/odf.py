"""OpenDocument texts, spreadsheets and presentations (ODT, ODS, ODP), as LibreOffice and WPS write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from reader.errors import EncryptedInput, UnreadableInput
from reader.formats import odf_sheets
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe
from reader.formats.media_types import ODP, ODS, ODT
from reader.formats.odf_text import Story
from reader.formats.office_children import Attachments
from reader.formats.office_package import Package, attribute, child, local
from reader.formats.sniff import sniff
from reader.model import BlockKind

_META = {
    "creator": "last_modified_by", "initial-creator": "author", "creation-date": "created", "date": "modified",
    "printed-by": "printed_by", "print-date": "last_printed", "title": "title_stated", "subject": "subject",
    "description": "description", "keyword": "keywords", "generator": "application", "editing-cycles": "revision",
    "editing-duration": "editing_duration", "language": "declared_language", "template": "template",
}  # fmt: skip
_VALUE_CHARS = 2000


class Odf:
    """Zip packages with ``content.xml``."""

    name = "odf"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Packages whose first member says so."""
        kind = sniff(probe)
        return 0.9 if any(kind in {known, f"{known}-template"} for known in (ODT, ODS, ODP)) else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head, page headers and footers, then the text, the sheets or the slides; pictures as children."""
        with Package(payload.path, payload.limits) as package:
            yield from _events(package, Attachments(package, staging), self, payload)
            yield from package.troubles


def _events(package: Package, attachments: Attachments, fmt: Odf, payload: Payload) -> Iterator[Event]:
    if _is_encrypted(package):
        raise EncryptedInput(
            "The document is protected by a password.", hint="Remove the password in an office program first."
        )
    root = package.xml("content.xml")
    if root is None and package.troubles:
        return  # they say why
    body = child(root, "body")
    if root is None or body is None or not len(body):
        raise UnreadableInput("The document has no body that can be read.", hint="The file may be damaged.")
    content = body[0]
    kind = {"spreadsheet": ODS, "presentation": ODP}.get(local(content), ODT)
    metadata = _metadata(package, root)
    styles = package.xml("styles.xml")
    slides = [e for e in content if local(e) == "page"] if kind == ODP else []
    sheets = [e for e in content if local(e) == "table"] if kind == ODS else []
    yield Head(
        title=metadata.get("title_stated", "")[:200] or _first_heading(content),
        media_type=kind,
        charset=None,
        charset_how=None,
        pages=len(slides) or len(sheets) or None,
        extractor=fmt.name,
        extractor_version=fmt.version,
        metadata=metadata,
    )
    story = Story(root, styles, attachments)
    if kind == ODS:
        yield from odf_sheets.events(sheets, story, payload.limits.blocks)
    elif kind == ODP:
        for number, page in enumerate(slides, 1):
            yield from story.slide(page, number)
    else:
        yield from _furniture(styles, story)
        yield from story.events(content, "body")
    yield from attachments.left_over()


def _furniture(styles: etree._Element | None, story: Story) -> Iterator[BlockDraft]:
    """Page headers and footers of the master pages, told once each."""
    told: set[str] = set()
    for element in (
        styles.iter("{*}header", "{*}footer", "{*}header-first", "{*}footer-first") if styles is not None else ()
    ):
        for number, paragraph in enumerate(element.iter("{*}p", "{*}h"), 1):
            text = story.text(paragraph)
            if text.strip() and text not in told:
                told.add(text)
                label = local(element).partition("-")[0]
                yield story.block(BlockKind.HEADER, text, f"{label}/p[{number}]", f"page {label}", boilerplate=True)


def _metadata(package: Package, root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    meta = child(package.xml("meta.xml"), "meta")
    for element in meta if meta is not None else ():
        name = local(element)
        if name == "user-defined":
            key = "custom_" + "_".join((attribute(element, "name") or "").split())
        else:
            key = _META.get(name, "")
        value = " ".join((element.text or attribute(element, "title") or "").split())
        if key and value:
            found.setdefault(key[:100], value[:_VALUE_CHARS])
    if any(name.startswith("Basic/") and name.endswith(".xml") for name in package.names):
        found["macros"] = "present, not run (Basic)"
    outside = {
        f"{local(e)}: {link}"
        for e in root.iter("{*}image", "{*}object", "{*}plugin", "{*}section-source", "{*}table-source", "{*}applet")
        if (link := attribute(e, "href") or "").startswith(("http:", "https:", "ftp:", "file:", "//", "../"))
    }
    if outside:
        found["external_references"] = ("not followed: " + "; ".join(sorted(outside)[:30]))[:_VALUE_CHARS]
    links = sorted({link for e in root.iter("{*}a") if (link := attribute(e, "href") or "")})
    if links:
        found["links"] = " ".join(links[:30])[:_VALUE_CHARS]
    if any(True for _ in root.iter("{*}changed-region")):
        found["tracked_changes"] = str(sum(1 for _ in root.iter("{*}changed-region")))
    return found


def _first_heading(content: etree._Element) -> str:
    element = next(content.iter("{*}h"), None)
    return " ".join("".join(map(str, element.itertext())).split())[:200] if element is not None else ""


def _is_encrypted(package: Package) -> bool:
    root = package.xml("META-INF/manifest.xml")
    return root is not None and next(root.iter("{*}encryption-data"), None) is not None
