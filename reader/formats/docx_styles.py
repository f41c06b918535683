"""What Word's paragraph and character styles say about a text: heading, list, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from reader.formats.office_package import attribute, child, local

_HEADING = re.compile(r"^(?:heading|标题|標題)\s*([1-9])$", re.I)
_TITLE = re.compile(r"^(?:title|标题|標題)$", re.I)
_CAPTION = re.compile(r"^(?:caption|题注|題註|标号)$", re.I)
_QUOTE = re.compile(r"^(?:(?:intense )?quote|引用|明显引用)$", re.I)
_OFF = {"0", "false", "off", "none"}
_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Style:
    """``outline`` is the heading level (1-based), ``list`` a (number id, level) pair."""

    name: str = ""
    outline: int | None = None
    list: tuple[str, int] | None = None
    hidden: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it is the style of the document's title."""
        return bool(_TITLE.match(self.name))

    @property
    def is_caption(self) -> bool:
        """Whether it is the style of captions."""
        return bool(_CAPTION.match(self.name))

    @property
    def is_quote(self) -> bool:
        """Whether it is a style of quotations."""
        return bool(_QUOTE.match(self.name))


class Styles:
    """The styles of one document; each inherits from the one it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {
            attribute(e, "styleId") or "": e for e in (root if root is not None else ()) if local(e) == "style"
        }
        self._default = next(
            (
                key
                for key, e in self._elements.items()
                if attribute(e, "type") == "paragraph" and is_on(attribute(e, "default"))
            ),
            "",
        )
        self._known: dict[str, Style] = {}

    def get(self, style_id: str | None) -> Style:
        """The style called *style_id*; the default paragraph style for ``None``."""
        key = self._default if style_id is None else style_id
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, key: str) -> Style:
        name, outline, numbered, hidden = "", None, None, None
        for _ in range(_LONGEST_CHAIN):
            element = self._elements.get(key)
            if element is None:
                break
            own = attribute(child(element, "name"), "val") or ""
            name = name or own
            paragraph = child(element, "pPr")
            outline = outline or outline_of(paragraph) or _heading(own)
            numbered = numbered or list_of(paragraph)
            if hidden is None:
                hidden = vanishes(child(element, "rPr"))
            key = attribute(child(element, "basedOn"), "val") or ""
        return Style(name, outline, numbered, bool(hidden))


def outline_of(properties: etree._Element | None) -> int | None:
    """Heading level (1 … 9) in paragraph properties."""
    value = attribute(child(properties, "outlineLvl"), "val")
    return int(value) + 1 if value and re.fullmatch("[0-8]", value) else None


def list_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """(number id, level) in paragraph properties; number id ``0`` takes a paragraph out of its list."""
    numbering = child(properties, "numPr")
    number = attribute(child(numbering, "numId"), "val")
    if number is None:
        return None
    level = attribute(child(numbering, "ilvl"), "val") or "0"
    return number, int(level) if re.fullmatch("[0-8]", level) else 0


def vanishes(properties: etree._Element | None) -> bool | None:
    """Whether run properties hide the text; ``None`` when they do not say."""
    element = child(properties, "vanish")
    return None if element is None else is_on(attribute(element, "val") or "1")


def is_on(value: str | None) -> bool:
    """An OOXML boolean."""
    return value is not None and value.casefold() not in _OFF


def _heading(name: str) -> int | None:
    found = _HEADING.match(name)
    return int(found.group(1)) if found else None
