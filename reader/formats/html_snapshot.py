"""A page as it may be shown: its structure, tables and embedded pictures, and nothing that runs or reaches out.

Built from the same tree as the blocks, so that a block's CSS path finds its element. Everything is left out but a
short list of elements and attributes; styles, scripts, frames and forms are gone, links are text that names their
address, remote pictures are boxes with their description. To be shown in a sandboxed frame all the same.
"""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from reader.formats import html, html_guard, html_meta
from reader.formats.html_frames import BLOCKS, is_hidden
from reader.formats.html_tables import text_of
from reader.text import decode

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Content security policy for the frame; the page states it too, for when it is saved and opened elsewhere."""

_KEPT = {
    "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "ins", "kbd", "legend", "li", "main",
    "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    "wbr",
}  # fmt: skip
_GONE = {
    "script", "style", "link", "meta", "base", "head", "iframe", "frame", "frameset", "object", "embed", "applet",
    "audio", "video", "source", "track", "canvas", "svg", "math", "map", "area", "template", "param", "noembed",
}  # fmt: skip
"""Left out with everything in them; all other elements leave their content."""

_VOID = {"br", "col", "hr", "wbr"}
_ATTRIBUTES = {"colspan", "rowspan", "scope", "lang", "dir", "start", "value", "open"}
_VALUE = re.compile(r"[\w\-]{1,40}")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.I)
_PICTURE_CHARS = 8 * 1024**2
_STYLE = """body{font:16px/1.6 serif;margin:1.5em;max-width:60em;color:#111;background:#fff;overflow-wrap:anywhere}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2em .5em;vertical-align:top}
img{max-width:100%}.picture{border:1px dashed #888;padding:0 .4em;color:#555}.link{text-decoration:underline dotted}
.unseen{border-left:3px solid #b58900;padding-left:.4em}.lit{background:#fff3b0;outline:2px solid #b58900}"""


def snapshot(data: bytes, charset: str | None = None, lit: Sequence[str] = ()) -> str:
    """The page in *data* as a harmless document; elements at the CSS paths *lit* are marked (class ``lit``).

    *charset* is what a server declared. The first marked element has the id ``lit``. Raises UnreadableInput.
    """
    decoded = decode.decode(data, html_meta.declared_charsets(data, charset))
    text, _ = html_guard.without_crowds(decoded.text)
    root, _ = html.parse(text)
    marked = {id(element): element for path in lit if (element := html.find(root, path)) is not None}
    title = next((text_of(element) for element in root.iter("title")), "")
    body = "".join(_body(root, marked))
    return (
        f'<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escaping.escape(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def _body(root: etree._Element, marked: dict[int, etree._Element]) -> Iterator[str]:
    """The kept elements in order, without recursion. *marked* holds its elements: an id is theirs while they live."""
    closing: list[str] = []
    first = True
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _GONE:
                walk.skip_subtree()
                closing.append("")
                continue
            is_lit = id(element) in marked
            opening, end = _tags(element, tag, is_lit, is_lit and first)
            first = first and not is_lit
            closing.append(end)
            yield opening
            if element.text:
                yield escaping.escape(element.text)
        else:
            yield closing.pop()
            if element.tail:
                yield escaping.escape(element.tail)


def _tags(element: etree._Element, tag: str, lit: bool, first: bool) -> tuple[str, str]:
    """What to write before and after the element's content."""
    names = ["lit"] if lit else []
    if is_hidden(tag, element.get("style"), element.get("hidden")):
        names.append("unseen")
    if tag == "img":
        return _picture(element, names, first), ""
    if tag == "a":
        return _open("span", [*names, "link"], first, _title(element.get("href"))), "</span>"
    if tag in _KEPT:
        return _open(tag, names, first, _attributes(element)), "" if tag in _VOID else f"</{tag}>"
    if tag == "input":
        value = element.get("value") if element.get("type") != "hidden" else None
        return (escaping.escape(f"[{value}] "), "") if value else ("", "")
    return (_open("div", names, first, ""), "</div>") if names or tag in BLOCKS else ("", "")


def _open(tag: str, names: Sequence[str], first: bool, attributes: str) -> str:
    classes = f' class="{" ".join(names)}"' if names else ""
    anchor = ' id="lit"' if first else ""
    return f"<{tag}{anchor}{classes}{attributes}>"


def _attributes(element: etree._Element) -> str:
    kept = ((name, element.get(name, "")) for name in sorted(_ATTRIBUTES) if name in element.attrib)
    return "".join(f' {name}="{value}"' for name, value in kept if not value or _VALUE.fullmatch(value))


def _picture(element: etree._Element, names: Sequence[str], first: bool) -> str:
    source, alt = element.get("src", ""), element.get("alt", "")
    if len(source) <= _PICTURE_CHARS and _PICTURE.fullmatch(source):
        return _open("img", names, first, f' src="{source}" alt="{escaping.escape(alt)}"')
    return _open("span", [*names, "picture"], first, _title(source)) + escaping.escape(alt or "picture") + "</span>"


def _title(address: str | None) -> str:
    """A remote address as a tooltip: text to read, nothing to follow."""
    return f' title="{escaping.escape(address[:2000])}"' if address and not address.startswith("data:") else ""
