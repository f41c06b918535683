"""The text of a file by other means than the program's own: what ``fidelity`` compares with. Shares no code with it."""

from __future__ import annotations

import csv
import email
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from email.header import Header, decode_header
from pathlib import Path

from lxml import etree, html

_META = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)|encoding\s*=\s*["']([\w-]+)""", re.I)
_UNSEEN = ("script", "style", "template", "noscript", "iframe")
_OFFICE = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl/(sharedStrings|comments\d*)\.xml"
    r"|xl/worksheets/sheet\d+\.xml|ppt/(slides|notesSlides)/\w+\.xml"
)


_COMMON = "的一是不了在人有我他這这中大來来上國国說们們為为时時"
"""Frequent characters: of two readings of the same bytes, the one that holds more of them is meant."""


def texts(path: Path) -> list[str] | None:
    """Texts in the order of the file; ``None`` for kinds that are not compared (pictures, lists of ours)."""
    read = _BY_SUFFIX.get(path.suffix.lower())
    if path.name.endswith(".warc.gz"):
        read = _warc
    return read(path) if read else None


def decoded(data: bytes, declared: str | None = None) -> str:
    """UTF-8 if it is, else what is declared, GB 2312 and GBK as their superset."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _META.search(data[:4096])
        name = (declared or (found and (found[1] or found[2]).decode()) or "").lower()
        name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-8": ""}.get(name, name)
        readings = [data.decode(name, "replace")] if name else [data.decode(c, "replace") for c in ("gb18030", "big5")]
        return max(readings, key=lambda text: sum(text.count(char) for char in _COMMON) - 9 * text.count("\ufffd"))


def page(data: bytes, declared: str | None = None) -> list[str]:
    """The title and the body of an HTML page without what no visitor sees as text."""
    text = decoded(data, declared)
    root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text) or "<p/>")
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_UNSEEN, with_tail=False)
    body = root.find("body")
    title = root.findtext(".//title") or ""
    return [title, *("\n".join(body.itertext()).splitlines() if body is not None else ())]


def third(path: Path) -> list[str] | None:
    """The text of a PDF by yet another library: what two of them agree on is beyond doubt."""
    if path.suffix.lower() != ".pdf":
        return None
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def _pdf(path: Path) -> list[str]:
    from pdfminer.high_level import extract_text

    return [extract_text(str(path))]


def _office(path: Path) -> list[str]:
    found = []
    with zipfile.ZipFile(path) as package:
        for name in filter(_OFFICE.fullmatch, package.namelist()):
            found += _paragraphs(etree.fromstring(package.read(name)))
    return found


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if kind in {"p", "si", "is"}:
            inside = [e for e in element.iter() if isinstance(e.tag, str)]
            nested = {id(e) for p in inside if p is not element and etree.QName(p).localname == "p" for e in p.iter()}
            own = [e for e in inside if id(e) not in nested and etree.QName(e).localname in {"t", "delText"}]
            yield "".join(e.text or "" for e in own)


def _page(path: Path) -> list[str]:
    return page(path.read_bytes())


def _feed(path: Path) -> list[str]:
    """Texts of the elements; markup escaped inside them is read as HTML."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(path.read_bytes()))
    root = etree.fromstring(text.encode(), etree.XMLParser(recover=True, resolve_entities=False))
    found = []
    for element in root.iter():
        words = (element.text or "").strip() if isinstance(element.tag, str) else ""
        found += page(words.encode()) if "<" in words else [words]
    return found


def _table(path: Path) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(decoded(path.read_bytes()))) for cell in row]


def _mail(path: Path) -> list[str]:
    message = email.message_from_bytes(path.read_bytes())
    found = [_subject(message["subject"])] if path.suffix == ".eml" else []  # a saved page repeats its title there
    for part in message.walk():
        if part.get_content_type() in {"text/plain", "text/html"}:
            data = part.get_payload(decode=True) or b""
            charset = part.get_content_charset()
            found += page(data, charset) if part.get_content_subtype() == "html" else [decoded(data, charset)]
    return found


def _subject(value: str | Header | None) -> str:
    pieces = decode_header(value or "")
    return "".join(
        piece if isinstance(piece, str) else decoded(piece, None if charset == "unknown-8bit" else charset)
        for piece, charset in pieces
    )


def _warc(path: Path) -> list[str]:
    from warcio.archiveiterator import ArchiveIterator

    found = []
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            headers = record.http_headers
            if record.rec_type == "response" and headers and "html" in (headers.get_header("Content-Type") or ""):
                found += page(record.content_stream().read())
    return found


_BY_SUFFIX: dict[str, Callable[[Path], list[str]]] = {
    ".pdf": _pdf, ".docx": _office, ".xlsx": _office, ".pptx": _office, ".html": _page, ".htm": _page, ".xml": _feed,
    ".csv": _table, ".eml": _mail, ".mhtml": _mail,
}  # fmt: skip
