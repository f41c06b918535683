"""What a page says about itself: charsets, date, author, site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from reader.formats import saved_page
from reader.text.decode import Declared

_SCAN = 8192
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']")
_KEYS = {
    "published": (
        "article:published_time", "og:article:published_time", "pubdate", "publishdate", "publish_date", "publishtime",
        "date", "dc.date", "dcterms.created", "weibo:article:create_at", "og:release_date", "datepublished",
    ),
    "modified": ("article:modified_time", "last-modified", "datemodified"),
    "author": ("author", "article:author", "og:article:author", "dc.creator"),
    "site": ("og:site_name", "sitename", "application-name"),
    "source": ("contentsource", "source", "mediaid"),
    "column": ("columnname", "article:section"),
    "keywords": ("keywords",),
    "description": ("description", "og:description"),
    "url": ("og:url",),
    "generator": ("generator",),
}  # fmt: skip
_NAMES = {name: key for key, names in _KEYS.items() for name in names}
_JSON_LD = {"datePublished": "published", "dateModified": "modified", "pubDate": "published", "upDate": "modified"}
_VALUE_CHARS = 2000
_UNNAMED_CHARS = 500
_MOST_UNNAMED = 60
_JSON_LD_CHARS = 8000
_SILENT = {"viewport", "renderer", "theme-color", "format-detection", "apple-mobile-web-app-capable", "robots"}
"""Meta names that speak to browsers, not to readers."""


def declared_charsets(data: bytes, http: str | None) -> list[Declared]:
    """Charsets claimed for *data*, most official first: HTTP header, XML declaration, meta element."""
    claims = [Declared(http, "HTTP header")] if http else []
    head = data[:_SCAN]
    if found := _XML.search(head):
        claims.append(Declared(found.group(1).decode("ascii"), "XML declaration"))
    if found := _META.search(head):
        claims.append(Declared(found.group(1).decode("ascii"), "meta element"))
    return claims


def metadata(root: etree._Element) -> dict[str, str]:
    """Statements of the page's own head: ``published``, ``author``, ``site`` and others, as written.

    Meta elements of other names are kept as ``meta:NAME``, structured data (JSON-LD) as ``json_ld``.
    """
    result: dict[str, str] = {}
    others: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        key = _NAMES.get(name)
        value = (meta.get("content") or "").strip()
        if key and value:
            result.setdefault(key, value[:_VALUE_CHARS])
        elif name and value and name not in _SILENT and len(others) < _MOST_UNNAMED:
            others.setdefault(f"meta:{name[:100]}", value[:_UNNAMED_CHARS])
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            result.setdefault("url", saved_page.original_url(link.get("href", ""))[:_VALUE_CHARS])
    structured = list(_json_ld(root))
    for record in structured:
        for name, key in _JSON_LD.items():
            if isinstance(record.get(name), str):
                result.setdefault(key, record[name][:_VALUE_CHARS])
        for name, key in (("author", "author"), ("publisher", "site")):
            party = record.get(name)
            named = party.get("name") if isinstance(party, dict) else party
            if isinstance(named, str):
                result.setdefault(key, named[:_VALUE_CHARS])
    if language := root.get("lang"):
        result["declared_language"] = language[:40]
    if structured:
        result["json_ld"] = json.dumps(structured, ensure_ascii=False)[:_JSON_LD_CHARS]
    return {**result, **others}


def saving(data: bytes) -> dict[str, str]:
    """What the program that saved the page wrote into it: ``saved_by``, ``saved_url``, ``saved_at``."""
    found = saved_page.saved(data[: saved_page.HEAD_BYTES], data[-saved_page.TAIL_BYTES :])
    if found is None:
        return {}
    stated = {"saved_by": found.tool, "saved_url": found.url, "saved_at": found.captured}
    return {key: value for key, value in stated.items() if value}


def _json_ld(root: etree._Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type", "").lower() == "application/ld+json" and len(text) < 200_000:
            try:
                content = json.loads(text, strict=False)
            except (ValueError, RecursionError):  # written by hand and often wrong; nothing is lost but metadata
                continue
            yield from (c for c in (content if isinstance(content, list) else [content]) if isinstance(c, dict))
