"""What an Office file says of itself: who made it, when, with what, and what it would load or run."""

from __future__ import annotations

import re

from reader.formats.office_package import Package, local

_CORE = {
    "creator": "author", "lastModifiedBy": "last_modified_by", "created": "created", "modified": "modified",
    "lastPrinted": "last_printed", "title": "title_stated", "subject": "subject", "keywords": "keywords",
    "description": "description", "category": "category", "contentStatus": "status", "revision": "revision",
    "language": "declared_language", "identifier": "identifier", "version": "version",
}  # fmt: skip
_APP = {
    "Company": "company", "Manager": "manager", "Application": "application", "AppVersion": "application_version",
    "Template": "template", "TotalTime": "editing_minutes", "Pages": "pages_stated", "HyperlinkBase": "hyperlink_base",
}  # fmt: skip
_VALUE_CHARS = 2000
_LISTED = 30
_MACROS = re.compile(r"(?:^|/)(?:vbaProject[^/]*\.bin|vbaData\.xml|macrosheets/[^/]+\.xml|Basic/.+\.xml)$", re.I)
_ACTIVE = re.compile(r"(?:^|/)(?:activeX/[^/]+|ctrlProps/[^/]+)$", re.I)


def properties(package: Package) -> dict[str, str]:
    """Core, extended and custom properties of an OOXML package, as stated there."""
    found: dict[str, str] = {}
    for part, names in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
        root = package.xml(part)
        for element in root if root is not None else ():
            key = names.get(local(element))
            value = " ".join((element.text or "").split())
            if key and value:
                found.setdefault(key, value[:_VALUE_CHARS])
    root = package.xml("docProps/custom.xml")
    for element in list(root)[:_LISTED] if root is not None else ():
        name = re.sub(r"\W+", "_", element.get("name", "")).strip("_")
        value = " ".join("".join(map(str, element.itertext())).split())
        if name and value:
            found.setdefault(f"custom_{name}"[:100], value[:_VALUE_CHARS])
    return found


def hazards(package: Package) -> dict[str, str]:
    """Macros, controls and links to the outside in words; none of them is run or followed."""
    found: dict[str, str] = {}
    macros = [name for name in package.names if _MACROS.search(name)]
    if macros:
        found["macros"] = f"present, not run ({', '.join(macros[:5])})"
    controls = sum(bool(_ACTIVE.search(name)) for name in package.names)
    if controls:
        found["active_controls"] = f"{controls} parts, not run"
    if any(name.casefold().startswith("_xmlsignatures/") for name in package.names):
        found["signed"] = "the package carries a digital signature; it was not checked"
    relations = [relation for part in package.related_parts() for relation in package.relations(part).values()]
    outside = sorted({f"{r.kind}: {r.target}" for r in relations if r.external and r.kind != "hyperlink"})
    if outside:
        more = f" and {len(outside) - _LISTED} more" if len(outside) > _LISTED else ""
        found["external_references"] = ("not followed: " + "; ".join(outside[:_LISTED]))[:_VALUE_CHARS] + more
    links = sorted({r.target for r in relations if r.external and r.kind == "hyperlink"})
    if links:
        found["links"] = " ".join(links[:_LISTED])[:_VALUE_CHARS]
    return found
