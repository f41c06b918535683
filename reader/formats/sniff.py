"""The media type of a file from its bytes; names and declarations do not count."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from reader.formats import packed, zstd_stream
from reader.formats.media_types import NAMES, XLSB, Kind
from reader.formats.probe import Probe

WARC = "application/warc"
ARC = "application/x-arc"
PDF = "application/pdf"
HTML = "text/html"
XHTML = "application/xhtml+xml"
FEED = "application/rss+xml"
XML = "application/xml"
PLAIN = "text/plain"
PKCS7 = "application/pkcs7-mime"
UNKNOWN = "application/octet-stream"

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"WARC/", WARC),
    (0, b"filedesc://", ARC),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x00\x00\x01\x00", "image/vnd.microsoft.icon"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (257, b"ustar", "application/x-tar"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"MZ", "application/x-executable"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x02#!SILK", "audio/silk"),
    (0, b"#!SILK", "audio/silk"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"wOFF", "font/woff"),
    (0, b"wOF2", "font/woff2"),
    (0, b"\x00\x01\x00\x00\x00", "font/ttf"),
    (0, b"OTTO", "font/otf"),
    (0, b"CAJ", "application/x-caj"),
    (0, b"bplist00", "application/x-plist"),
    (0, b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (0, b"\x09\x08\x10\x00\x00\x06\x05\x00", "application/vnd.ms-excel"),
)
_CMS = re.compile(
    rb"\x30(?:[\x00-\x7f]|\x80|[\x81-\x84].{1,4}?)\x06[\x09\x0b]\x2a\x86\x48\x86\xf7\x0d\x01(?:\x07[\x02-\x06]|\x09\x10\x01)"
    rb"|-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----",
    re.S,
)
"""A signed or encrypted message: a sequence that begins with its kind (RFC 5652), or the same as text."""

_TEXT_MAGIC = {"image/bmp", "audio/mpeg", "application/x-executable", "application/x-bzip2", "application/x-caj"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "application/x-encrypted-ooxml"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
)
_OOXML = "application/vnd.openxmlformats-officedocument."
_ZIP_MEMBERS = (
    (b"xl/workbook.bin", XLSB),
    (b"word/", _OOXML + "wordprocessingml.document"),
    (b"xl/", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/", _OOXML + "presentationml.presentation"),
)
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|table|div|p|br|h[1-6]|a|pre|ul|ol|span|font|center|form"
    rb"|article|section|main|img|blockquote)\b",
    re.I,
)
_HTML_TAGS = re.compile(rb"</(?:html|head|body|title|div|p|table|td|a|h[1-6]|span|li)\s*>", re.I)
_MAIL_HEADER = re.compile(
    rb"^(From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|Reply-To"
    rb"|Content-Transfer-Encoding|Snapshot-Content-Location|X-[\w-]+|DKIM-Signature|Cc)\s*:",
    re.I,
)
_MULTIPART = re.compile(rb"content-type:\s*multipart/[^;\r\n]{1,60};[^\x00]{0,300}?boundary=", re.I)
_DELIVERED = re.compile(rb"^(?:to|received|message-id|delivered-to)\s*:", re.M)
"""Headers of messages that were sent; saved pages have none of them."""

_MAIL_MARKERS = (b"from", b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to")


@lru_cache(maxsize=4)
def sniff(probe: Probe) -> str:
    """Media type of the probed bytes; ``application/octet-stream`` when unknown."""
    return _sniff(probe.head)


def describe(media_type: str) -> Kind:
    """What a person calls this kind of file, and what to do with it.

    Unknown types are described by their family (``an image (image/x-foo)``).
    """
    known = NAMES.get(media_type)
    if known:
        return known
    family = media_type.partition("/")[0]
    if family in {"image", "audio", "video", "font", "text"}:
        article = "an" if family in {"image", "audio"} else "a"
        return Kind(f"{article} {family} file ({media_type})", NAMES[UNKNOWN].hint)
    return NAMES[UNKNOWN]


def _sniff(head: bytes) -> str:
    if head[:2] == b"\x1f\x8b":
        return _sniff_gzip(head)
    if head.startswith((zstd_stream.MAGIC, *zstd_stream.SKIPPED)):
        return _sniff_zstd(head)
    for offset, magic, media_type in _MAGIC:
        if head.startswith(magic, offset) and not (media_type in _TEXT_MAGIC and _is_text(head)):
            return media_type
    if _CMS.match(head):
        return PKCS7
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(head)
    if head.startswith(_OLE):
        return next(
            (kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in head), "application/x-ole-storage"
        )
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    if b"%PDF-" in head[:1024]:
        return PDF
    text = _ascii_view(head)
    return _sniff_binary(head) if text is None else _sniff_text(text)


def _sniff_binary(head: bytes) -> str:
    """A message whose parts are sent as they are: its own header is text all the same."""
    headers = re.split(rb"\r?\n\r?\n", head[:16384], maxsplit=1)[0]
    return _sniff_mail(head) if _is_text(headers) and _is_mail(headers) else UNKNOWN


def _sniff_gzip(head: bytes) -> str:
    try:
        inside = zlib.decompressobj(31).decompress(head, len(head))
    except zlib.error:
        return "application/gzip"
    kind = next((kind for offset, magic, kind in _MAGIC if inside.startswith(magic, offset)), "")
    return kind if kind in {WARC, ARC} else "application/gzip"


def _sniff_zstd(head: bytes) -> str:
    """A dictionary in front is what web archives have; otherwise what is inside decides."""
    if head.startswith(zstd_stream.DICTIONARY):
        return WARC
    inside = packed.head(head, packed.ZSTD, 16)
    return WARC if inside.startswith(b"WARC/") else packed.ZSTD


def _sniff_boxes(head: bytes) -> str:
    """By the brands an ISO media file claims: the first, and those it is compatible with."""
    end = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    return "image/heic" if brands & {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"} else "video/mp4"


def _sniff_zip(head: bytes) -> str:
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head or b"docProps/" in head:
        return next((kind for member, kind in _ZIP_MEMBERS if member in head), "application/zip")
    declared = re.match(rb"PK\x03\x04.{22}\x08\x00.{2}mimetype([\x21-\x7e]{5,100}?)(?:PK|$)", head, re.S)
    if declared:
        return declared.group(1).decode("ascii")
    if b"datapackage.json" in head or (b"archive/" in head and b".warc" in head):
        return "application/wacz"
    return "application/zip"


def _ascii_view(head: bytes) -> bytes | None:
    """The head with its ASCII readable whatever the Unicode form, ``None`` for binary."""
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return head.replace(b"\x00", b"")[2:]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.replace(b"\x00", b"")[2:]
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    if _is_text(head):
        return head
    for codec in ("utf-16-le", "utf-16-be"):  # without a mark
        text = head[: len(head) & ~1].decode(codec, "replace")
        if len(text) >= 4 and len(_WRITING.findall(text)) >= 0.95 * len(text):
            return text.encode("ascii", "replace")
    return None


def _is_text(head: bytes) -> bool:
    return head.count(0) <= max(1, len(head) // 500) and _control_share(head) < 0.02


def _control_share(head: bytes) -> float:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls / max(1, len(head))


_WRITING = re.compile(r"[\t\r\n -~\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b\x1a") + b"\x7f"


def _sniff_text(text: bytes) -> str:
    start = text.lstrip()
    if start.startswith(b"<?xml") or _looks_like_feed(start):
        return _sniff_xml(start)
    if start.startswith(b"<"):
        body = re.sub(rb"<!--.*?-->", b"", start, flags=re.S).lstrip()
        if _HTML_START.match(body):
            return HTML
        root = _ROOT.search(body)
        if root and root.group(1).lower() == b"svg":
            return "image/svg+xml"
    if _is_mail(start):
        return _sniff_mail(start)
    if _HTML_START.search(start[:4096]) and len(_HTML_TAGS.findall(start)) >= 3:
        return HTML
    if start.startswith(b"WEBVTT"):
        return "text/vtt"
    return PLAIN


def _looks_like_feed(start: bytes) -> bool:
    root = _ROOT.match(start)
    return bool(root) and root is not None and root.group(1).lower() in {b"rss", b"feed", b"rdf"}


def _sniff_xml(start: bytes) -> str:
    body = re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", start, flags=re.S)
    if re.search(rb"<!doctype\s+html", body[:2048], re.I):
        return XHTML
    root = _ROOT.search(body)
    name = root.group(1).lower() if root else b""
    if name == b"html":
        return XHTML
    if name in {b"rss", b"feed", b"rdf"}:
        return FEED
    return "image/svg+xml" if name == b"svg" else XML


def _is_mail(start: bytes) -> bool:
    if re.match(rb"From \S+ .*\d{4}", start[:200]) and b"\nFrom:" in start[:4096]:
        return True
    if _MULTIPART.match(start):
        return True
    headers = re.split(rb"\r?\n\r?\n", start[:16384], maxsplit=1)[0]
    lines = [line for line in re.split(rb"\r?\n", headers) if line and line[:1] not in b" \t"]
    names = [m.group(1).lower() for line in lines if (m := _MAIL_HEADER.match(line))]
    if not lines or len(names) < 2 or len(names) * 2 < len(lines):
        return False
    # a part of a message by itself, as it comes out of a signature, says only how it is written
    return any(name in _MAIL_MARKERS for name in names) or {b"content-type", b"content-transfer-encoding"} <= set(names)


def _sniff_mail(start: bytes) -> str:
    headers = start[:16384].lower()
    own = re.split(rb"\r?\n\r?\n", headers, maxsplit=1)[0]
    if b"snapshot-content-location" in own or (
        b"multipart/related" in own and b"text/html" in headers and not _DELIVERED.search(own)
    ):
        return "multipart/related"
    return "application/mbox" if start.startswith(b"From ") else "message/rfc822"
