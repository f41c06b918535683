"""A page as it may be shown: its structure, tables and embedded pictures, and nothing that runs or reaches out.

Built from the same tree as the blocks, so that every element is found by a block's CSS path: its id is made of the
path (:func:`anchor`), and the element an address ends in (``#id``) is lit by style alone. Everything is left out but
a short list of elements and attributes; styles, scripts, frames and forms are gone, links are text that names their
address, remote pictures are boxes with their description. To be shown in a sandboxed frame all the same.
"""

from __future__ import annotations

import hashlib
import html as escaping
import re

from lxml import etree

from reader.formats import html, html_guard, html_lines, html_meta
from reader.formats.html_frames import BLOCKS, is_hidden, path_step
from reader.formats.html_tables import text_of
from reader.formats.html_walk import PATH_DEPTH
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
_ATTRIBUTES = {"colspan", "rowspan", "scope", "lang", "dir", "start", "value"}
_VALUE = re.compile(r"[\w\-]{1,40}")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+", re.I)
_PICTURE_CHARS = 8 * 1024**2
_STYLE = """html{scroll-padding-top:25vh;background:#fff}
body{font:15px/1.65 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif;margin:18px 20px 60vh;
color:#1d2430;overflow-wrap:anywhere}
h1{font-size:1.45em;line-height:1.35}h2{font-size:1.25em}h3,h4,h5,h6{font-size:1.08em}ul,ol{padding-left:1.5em}
table{border-collapse:collapse;font-size:.94em}td,th{border:1px solid #d3d9e0;padding:3px 7px;vertical-align:top}
th{background:#f6f7f9}fieldset{border:1px solid #d3d9e0}hr{border:0;border-top:1px solid #d3d9e0}
pre{white-space:pre-wrap}img{max-width:100%;height:auto}
.link{text-decoration:underline dotted #8796a6;text-underline-offset:3px}
.picture{display:inline-block;border:1px dashed #a9b3bf;border-radius:4px;padding:0 7px;color:#566170;font-size:.87em}
.unseen{border-left:3px solid #b58900;padding-left:7px}
.unseen::before{content:"hidden on the page ";font:11px sans-serif;color:#7d5200}
:target{background:#fff0b3;outline:2px solid #c98a00;outline-offset:1px}
"""
SNAPSHOT_VERSION = "3"
"""Rises with every change of what is written here: kept snapshots of an older version are not shown."""


def anchor(path: str) -> str:
    """The id in a snapshot of the element at the CSS *path* of a block; not every element is in the snapshot."""
    return "e" + hashlib.blake2s(path.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def snapshot(data: bytes, charset: str | None = None) -> str:
    """The page in *data* as a harmless document. *charset* is what a server declared. Raises UnreadableInput."""
    decoded = decode.decode(data, html_meta.declared_charsets(data, charset))
    text, _ = html_guard.without_crowds(decoded.text)
    root, _ = html.parse(text)
    title = next((text_of(element) for element in root.iter("title")), "")
    body = _body(root)
    return (
        f'<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escaping.escape(title)}</title><style>{_STYLE}{html_lines.STYLE}</style></head><body>{body}</body></html>"
    )


def _body(root: etree._Element) -> str:
    """The kept elements in order, without recursion."""
    out: list[str] = []
    closing: list[str] = []
    paths = [""]
    counts: list[dict[str, int]] = [{}]
    broken = html_lines.broken(root)
    lines: list[html_lines.Lines] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        parent = lines[-1] if lines and lines[-1].element is element.getparent() else None
        if event == "start":
            number = counts[-1][tag] = counts[-1].get(tag, 0) + 1
            path = _below(paths[-1], path_step(tag, number)) if len(paths) <= PATH_DEPTH else ""
            paths.append(path)
            counts.append({})
            if parent is not None:
                parent.meet(element, out)
            if tag in _GONE:
                walk.skip_subtree()
                closing.append("")
                continue
            opening, end = _tags(element, tag, f' id="{anchor(path)}"' if path else "")
            closing.append(end)
            out.append(opening)
            if element in broken and (whole := paths[-1 - broken[element]]):
                lines.append(html_lines.Lines(element, anchor(whole)))
            _write(element.text, element, lines, out)
        else:
            if lines and lines[-1].element is element:
                lines.pop().end(out)
            paths.pop()
            counts.pop()
            out.append(closing.pop())
            _write(element.tail, element.getparent(), lines, out)
    return "".join(out)


def _write(text: str | None, within: etree._Element | None, lines: list[html_lines.Lines], out: list[str]) -> None:
    """Text that stands directly in the element *within*; the line it belongs to keeps it in mind."""
    if not text:
        return
    if lines:
        lines[-1].text(text, out, direct=lines[-1].element is within)
    out.append(escaping.escape(text))


def _below(path: str, step: str) -> str:
    return f"{path} > {step}" if path else step


def _tags(element: etree._Element, tag: str, mark: str) -> tuple[str, str]:
    """What to write before and after the element's content; *mark* is its id as an attribute."""
    hidden = is_hidden(tag, element.get("style"), element.get("hidden"))
    if tag == "img":
        return _picture(element, mark), ""
    if tag == "a":
        return _open("span", mark, "link", hidden, _title(element.get("href"))), "</span>"
    if tag in _KEPT:
        return _open(tag, mark, "", hidden, _attributes(element, tag)), "" if tag in _VOID else f"</{tag}>"
    if tag == "input":
        value = element.get("value") if element.get("type") != "hidden" else None
        return (f"<span{mark}>{escaping.escape(f'[{value}]')}</span> ", "") if value else ("", "")
    if tag in BLOCKS:
        return _open("div", mark, "", hidden, ""), "</div>"
    return (_open("span", mark, "", hidden, ""), "</span>") if hidden else ("", "")


def _open(tag: str, mark: str, name: str, hidden: bool, attributes: str) -> str:
    names = " ".join(filter(None, (name, "unseen" if hidden else "")))
    classes = f' class="{names}"' if names else ""
    return f"<{tag}{mark}{classes}{attributes}>"


def _attributes(element: etree._Element, tag: str) -> str:
    kept = [(name, element.get(name, "")) for name in sorted(_ATTRIBUTES) if name in element.attrib]
    if tag == "details":
        kept.append(("open", ""))
    return "".join(f' {name}="{value}"' for name, value in kept if not value or _VALUE.fullmatch(value))


def _picture(element: etree._Element, mark: str) -> str:
    source, alt = element.get("src", ""), element.get("alt", "")
    if len(source) <= _PICTURE_CHARS and _PICTURE.fullmatch(source):
        return _open("img", mark, "", False, f' src="{source}" alt="{escaping.escape(alt)}"')
    return _open("span", mark, "picture", False, _title(source)) + escaping.escape(alt or "picture") + "</span>"


def _title(address: str | None) -> str:
    """A remote address as a tooltip: text to read, nothing to follow."""
    return f' title="{escaping.escape(address[:2000])}"' if address and not address.startswith("data:") else ""
