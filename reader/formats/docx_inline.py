"""What one Word paragraph holds: text by who changed it, and references to things outside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.docx_styles import Styles, is_on, vanishes
from reader.formats.office_package import attribute, child, local

_THROUGH = {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "oMath", "oMathPara",
            "ruby", "rubyBase", "r"}  # fmt: skip
_INSERTED, _DELETED = {"ins": "inserted", "moveTo": "moved here"}, {"del": "deleted", "moveFrom": "moved away"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SYMBOLS = {
    "wingdings": {"6F": "☐", "71": "☐", "A8": "☐", "FE": "☑", "FC": "✓", "FB": "✗", "FD": "☒",
                  "E0": "→", "6C": "●", "6E": "■"},
    "wingdings 2": {"2A": "☐", "A3": "☐", "52": "☑", "50": "✓", "4F": "✗", "51": "☒", "53": "☒", "54": "☒"},
}  # fmt: skip
"""Signs that forms are ticked with, by font and the low byte of their code."""

_ACTIVE_FIELD = re.compile(r"^\s*(DDE(?:AUTO)?|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON|DATABASE|RD)\b", re.I)
_QUOTED_CHARS = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: ``kind`` is inserted, moved here, deleted or moved away."""

    kind: str
    author: str
    date: str

    @property
    def removes(self) -> bool:
        """Whether the text is no longer part of the document."""
        return self.kind in _DELETED.values()

    def label(self, text: str = "") -> str:
        """The change in words, with the beginning of the text it is about."""
        who = ", ".join(filter(None, (f"by {self.author}" if self.author else "", self.date)))
        quote = f": “{shortened(text)}”" if text else ""
        return f"tracked change: {self.kind}" + (f" {who}" if who else "") + quote


@dataclass(slots=True)
class Piece:
    """A stretch of text of one state."""

    text: str
    change: Change | None
    hidden: bool


@dataclass(slots=True)
class Inline:
    """The content of one paragraph, in order. ``notes`` are (kind, id); ``pictures`` (relation id, description);
    ``boxes`` elements that hold blocks of their own; ``quotes`` the texts comments speak of, by their id."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    quotes: dict[str, str] = field(default_factory=dict)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def current(self) -> str:
        """The text as it stands, insertions in, deletions and hidden text out."""
        return "".join(p.text for p in self.pieces if not p.hidden and not (p.change and p.change.removes))

    @property
    def earlier(self) -> str:
        """The text before the tracked changes; empty when nothing was taken away."""
        if not any(p.change and p.change.removes and p.text.strip() for p in self.pieces):
            return ""
        return "".join(p.text for p in self.pieces if not p.hidden and (p.change is None or p.change.removes))

    @property
    def hidden(self) -> str:
        """Text formatted as hidden."""
        return "".join(p.text for p in self.pieces if p.hidden)

    def changes(self, *, removing: bool) -> list[str]:
        """The tracked changes in words, those that take text away or those that add it."""
        labels: list[str] = []
        run, text = None, ""
        for piece in [*self.pieces, Piece("", None, False)]:
            if piece.change != run:
                if run is not None and run.removes == removing and text.strip():
                    labels.append(run.label(text))
                run, text = piece.change, ""
            text += piece.text
        return labels


def gather(paragraph: etree._Element, styles: Styles, hidden: bool = False) -> Inline:
    """Everything in *paragraph*; *hidden* when its style hides it."""
    return _Gathering(styles).of(paragraph, hidden)


def inside(element: etree._Element) -> Iterator[etree._Element]:
    """Children of *element*; of the alternatives Word offers to old and new programs the new one only."""
    for item in element:
        if local(item) == "AlternateContent":
            chosen = child(item, "Choice")
            chosen = child(item, "Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from inside(chosen)
        else:
            yield item


def active_fields(body: etree._Element) -> list[str]:
    """Names of the fields in *body* that would fetch or start something (DDE, INCLUDETEXT …)."""
    codes = [e.text or "" for e in body.iter("{*}instrText")]
    codes += [attribute(e, "instr") or "" for e in body.iter("{*}fldSimple")]
    return sorted({found.group(1).upper() for code in codes if (found := _ACTIVE_FIELD.match(code))})


def shortened(text: str) -> str:
    """*text* in one line, at most 60 characters."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED_CHARS else text[: _QUOTED_CHARS - 1] + "…"


class _Gathering:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._found = Inline()
        self._open: dict[str, list[str]] = {}

    def of(self, paragraph: etree._Element, hidden: bool) -> Inline:
        self._walk(paragraph, None, hidden)
        for comment, pieces in self._open.items():  # a range that ends in a later paragraph
            self._found.quotes.setdefault(comment, "".join(pieces))
        return self._found

    def _walk(self, element: etree._Element, change: Change | None, hidden: bool) -> None:
        for item in inside(element):
            name = local(item)
            if name in _INSERTED or name in _DELETED:
                kind = _INSERTED.get(name) or _DELETED[name]
                own = Change(kind, attribute(item, "author") or "", attribute(item, "date") or "")
                self._walk(item, own if change is None or own.removes else change, hidden)
            elif name in _THROUGH:
                self._through(item, name, change, hidden)
            elif name in {"t", "delText"}:
                self._add(item.text or "", change, hidden)
            elif name in _SIGNS:
                self._add("" if name == "br" and attribute(item, "type") == "page" else _SIGNS[name], change, hidden)
            else:
                self._thing(item, name, change, hidden)

    def _through(self, item: etree._Element, name: str, change: Change | None, hidden: bool) -> None:
        if name == "r":
            properties = child(item, "rPr")
            said = vanishes(properties)
            if said is None:
                style = attribute(child(properties, "rStyle"), "val")
                said = self._styles.get(style).hidden if style else hidden
            hidden = said
        elif name == "hyperlink" and (link := attribute(item, "id")):
            self._found.links.append(link)
        self._walk(item, change, hidden)

    def _thing(self, item: etree._Element, name: str, change: Change | None, hidden: bool) -> None:
        if name in _NOTES:
            self._found.notes.append((_NOTES[name], attribute(item, "id") or ""))
        elif name == "commentReference":
            self._found.comments.append(attribute(item, "id") or "")
        elif name == "commentRangeStart":
            self._open[attribute(item, "id") or ""] = []
        elif name == "commentRangeEnd":
            key = attribute(item, "id") or ""
            self._found.quotes[key] = "".join(self._open.pop(key, []))
        elif name == "sym":
            code = (attribute(item, "char") or "").upper()
            known = _SYMBOLS.get((attribute(item, "font") or "").casefold(), {}).get(code[-2:])
            self._add(known or (chr(int(code, 16)) if re.fullmatch("[0-9A-F]{4}", code) else ""), change, hidden)
        elif name == "fldChar":
            box = child(item, "ffData", "checkBox")
            if box is not None:
                state = child(box, "checked")
                state = child(box, "default") if state is None else state
                ticked = state is not None and is_on(attribute(state, "val") or "1")
                self._add("☒" if ticked else "☐", change, hidden)
        elif name in {"drawing", "pict", "object"}:
            self._drawing(item)

    def _drawing(self, item: etree._Element) -> None:
        described = ""
        stack = [item]
        while stack:
            element = stack.pop()
            name = local(element)
            if name == "txbxContent":
                self._found.boxes.append(element)
                continue
            if name == "docPr":
                described = " — ".join(filter(None, (element.get("title", ""), element.get("descr", ""))))
            elif name == "shape" and element.get("alt"):
                described = element.get("alt", "")
            elif name == "textpath" and element.get("string"):  # WordArt, watermarks
                self._found.pictures.append(("", element.get("string", "")))
            elif name in {"blip", "imagedata"}:
                relation = attribute(element, "embed") or attribute(element, "link") or attribute(element, "id") or ""
                self._found.pictures.append((relation, described))
                described = ""
            elif name in {"chart", "OLEObject"}:
                self._found.parts.append(attribute(element, "id") or "")
            elif name == "relIds":
                self._found.parts.append(attribute(element, "dm") or "")
            stack.extend(reversed(list(inside(element))))
        if described:
            self._found.pictures.append(("", described))

    def _add(self, text: str, change: Change | None, hidden: bool) -> None:
        if not text:
            return
        for pieces in self._open.values():
            pieces.append(text)
        last = self._found.pieces[-1] if self._found.pieces else None
        if last is not None and last.change == change and last.hidden == hidden:
            last.text += text
        else:
            self._found.pieces.append(Piece(text, change, hidden))
