"""Case exports of Hunchly: what the tool recorded of each capture goes with it, its user's notes become a document.

The layout is not documented by its maker; it is that which programs that import such exports describe: lists in
``case_data/*.json``, a page as ``pages/ID.mhtml`` with its screenshot, source code and signature beside it, pictures
of pages in ``photos/`` and ``tagged_photos/``, added files in ``attachments/``. Every list may be missing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from reader.formats.contract import BlockDraft, Child, Head
from reader.formats.probe import HEAD_BYTES
from reader.formats.web_pictures import ON_PAGE, ON_PAGE_VALUE, Pictures
from reader.model import BlockKind, Locator, Place

TOOL = "Hunchly"
STATED = f"stated by {TOOL}"
PAGES = "case_data/pages.json"
KEPT = "part of a Hunchly export"
"""Role of members that are kept and not read: the lists themselves, source code, signatures, the report's parts,
screenshots (the page beside them has the same words as text), and pictures of pages past those worth reading."""

_TABLES = (
    "cases", "pages", "notes", "tags", "tagged_pages", "tagged_photos", "selectors", "selector_hits", "important",
    "case_attachments",
)  # fmt: skip
_PAGE = re.compile(r"pages/(\d{1,12})\.(mhtml|jpeg)")
_UNREAD = re.compile(r"case_data/|report/|public\.key$|pages/[^/]+\.(?:code|sig|jpeg)$")
_PICTURES = re.compile(r"(?:photos|tagged_photos|note_screenshots)/")
_VALUE_CHARS = 500
_LISTED = 20
_MOST = 200_000


@dataclass(slots=True)
class Said:
    """What the export says of one member."""

    url: str | None = None
    captured: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


class Export:
    """The lists of one export. *table* gives the bytes of ``case_data/NAME.json``, ``None`` when there are none."""

    def __init__(self, prefix: str, table: Callable[[str], bytes | None]) -> None:
        self._prefix = prefix
        self._rows = {name: rows(table(f"{prefix}case_data/{name}.json")) for name in _TABLES}
        self._said = _members(self._rows)
        self._pictures = Pictures()

    def told(self, child: Child, name: str) -> Child:
        """*child*, the member called *name*, with what the export says of it."""
        inside = name.removeprefix(self._prefix)
        said = self._said.get(inside, Said())
        metadata = {**child.metadata, **said.metadata}
        if _UNREAD.match(inside) or (inside.startswith("photos/") and not self._is_wanted(child)):
            metadata["role"] = KEPT
        elif _PICTURES.match(inside):
            metadata[ON_PAGE] = ON_PAGE_VALUE
        return replace(
            child,
            url=said.url or child.url,
            captured=said.captured or child.captured,
            captured_how=STATED if said.captured else child.captured_how,
            metadata=metadata,
        )

    def _is_wanted(self, child: Child) -> bool:
        with child.path.open("rb") as stream:
            return self._pictures.wanted(stream.read(HEAD_BYTES))

    def head(self, head: Head) -> Head:
        """*head* with the name of the case and the counts of its lists."""
        case = next(iter(self._rows["cases"]), {})
        title = _text(case.get("case_name"))
        counts = ", ".join(f"{name}: {len(found)}" for name, found in self._rows.items() if found and name != "cases")
        made_by = {"hunchly_export": counts or "no lists", "hunchly_case_created": _text(case.get("created_date"))}
        return replace(head, title=title, metadata={**head.metadata, **{k: v for k, v in made_by.items() if v}})

    def blocks(self) -> Iterator[BlockDraft]:
        """Every page with notes as a heading, and its notes."""
        pages = {_key(row.get("id")): row for row in self._rows["pages"]}
        notes: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows["notes"]:
            notes[_key(row.get("PageId"))].append(row)
        place = Place("member", path=f"{self._prefix}case_data/notes.json")
        for page_id, found in notes.items():
            page = pages.get(page_id, {})
            heading = _text(page.get("title")) or _text(page.get("url")) or f"page {page_id}"
            context = tuple(filter(None, (_text(page.get("url")), time_of(page.get("timestamp_created")) or "")))
            yield BlockDraft(BlockKind.HEADING, heading, (Locator(0, len(heading), place),), level=1, context=context)
            for row in found:
                if text := _text(row.get("Note"), 20_000):
                    context = tuple(filter(None, (f"note in {TOOL}", time_of(row.get("NoteDate")) or "")))
                    yield BlockDraft(BlockKind.PARAGRAPH, text, (Locator(0, len(text), place),), context=context)


def prefix_of(names: Iterable[str]) -> str | None:
    """The folder an export stands in (``""`` at the top) among the members *names*; ``None`` for other archives."""
    known = list(names)
    listed = next((name for name in known if name == PAGES or name.endswith(f"/{PAGES}")), None)
    if listed is None:
        return None
    prefix = listed.removesuffix(PAGES)
    return prefix if any(_PAGE.fullmatch(name.removeprefix(prefix)) for name in known) else None


def rows(data: bytes | None) -> list[dict[str, Any]]:
    """The objects of a list in JSON; a single object is a list of one, anything else none."""
    try:
        found = json.loads(data.decode("utf-8-sig")) if data else []
    except (ValueError, RecursionError):
        return []
    found = found if isinstance(found, list) else [found]
    return [row for row in found[:_MOST] if isinstance(row, dict)]


def time_of(value: object) -> str | None:
    """A time in UTC as stored; ``None`` for times without a zone, which nobody can place."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def page_said(row: Mapping[str, Any]) -> Said:
    """What the list of pages says of a page."""
    stated = {
        "hunchly_page": _text(row.get("id")),
        "hunchly_title": _text(row.get("title")),
        "hunchly_content_hash": _text(row.get("content_hash")),
        "hunchly_time": "" if time_of(row.get("timestamp_created")) else _text(row.get("timestamp_created")),
    }
    url = _text(row.get("url"), 4096)
    return Said(url or None, time_of(row.get("timestamp_created")), {k: v for k, v in stated.items() if v})


def _members(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, Said]:
    """By member: pages and their screenshots, tagged pictures, added files."""
    tags = {_key(row.get("id")): _text(row.get("tag_name")) for row in tables["tags"]}
    selectors = {_key(row.get("ID")): _text(row.get("Selector")) for row in tables["selectors"]}
    tagged = _grouped(tables["tagged_pages"], "PageID", lambda row: tags.get(_key(row.get("TagID"))))
    hits = _grouped(tables["selector_hits"], "PageID", lambda row: selectors.get(_key(row.get("SelectorID"))))
    important = {_key(row.get("PageID", row.get("PageId"))) for row in tables["important"]}
    found: dict[str, Said] = {}
    for row in tables["pages"]:
        said = page_said(row)
        number = _key(row.get("id"))
        for key, values in (("hunchly_tags", tagged.get(number)), ("hunchly_selectors", hits.get(number))):
            if values:
                said.metadata[key] = ", ".join(list(dict.fromkeys(values))[:_LISTED])[:_VALUE_CHARS]
        if number in important:
            said.metadata["hunchly_important"] = "yes"
        found[f"pages/{number}.mhtml"] = said
        shot = {"hunchly_page": said.metadata.get("hunchly_page", ""), "hunchly_kind": "screenshot of the page"}
        found[f"pages/{number}.jpeg"] = Said(said.url, said.captured, shot)
    for row in tables["tagged_photos"]:
        stated = {"hunchly_caption": _text(row.get("Caption")), "hunchly_page": _text(row.get("PageId"))}
        said = Said(_text(row.get("PhotoUrl"), 4096) or None, time_of(row.get("PhotoTimestamp")))
        said.metadata = {key: value for key, value in stated.items() if value}
        found[f"tagged_photos/{_text(row.get('LocalFile'))}"] = said
    for row in tables["case_attachments"]:
        stated = {"hunchly_source": _text(row.get("Source")), "hunchly_description": _text(row.get("Description"))}
        stated["hunchly_attached"] = time_of(row.get("AttachedDate")) or ""
        name = _text(row.get("Filename"))
        found[f"attachments/{name}"] = Said(metadata={key: value for key, value in stated.items() if value})
    return found


def _grouped(
    table: list[dict[str, Any]], key: str, value: Callable[[dict[str, Any]], str | None]
) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for row in table:
        if word := value(row):
            found[_key(row.get(key))].append(word)
    return found


def _key(value: object) -> object:
    """An id; whatever else a list holds in its place is no key of anything."""
    return value if isinstance(value, int | str) else None


def _text(value: object, most: int = _VALUE_CHARS) -> str:
    return str(value)[:most].strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
