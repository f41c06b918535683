"""The media type comes from the bytes; everything unread gets a name a person understands."""

import gzip
import io
import zipfile

import pytest
from builders import ARTICLE, Pdf, arc, gzipped, response
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.contract import Probe
from reader.formats.media_types import NAMES, contradicts
from reader.formats.sniff import describe, sniff


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OOXML = "application/vnd.openxmlformats-officedocument."
ODT = b"PK\x03\x04" + bytes(22) + b"\x08\0\0\0" + b"mimetypeapplication/vnd.oasis.opendocument.textPK"
MHTML = b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"\r\n\r\n'
CASES = {
    "page": (ARTICLE.encode(), "text/html"),
    "page after comment": (b"<!-- saved from url -->\r\n<HTML><body>x", "text/html"),
    "page in UTF-16": (ARTICLE.encode("utf-16"), "text/html"),
    "fragment": (b"\n<div><p>x</p></div>", "text/html"),
    "xhtml": (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="z">', "application/xhtml+xml"),
    "rss": (b'<?xml version="1.0"?><rss version="2.0"><channel>', "application/rss+xml"),
    "atom": (b'<feed xmlns="http://www.w3.org/2005/Atom">', "application/rss+xml"),
    "xml": (b'<?xml version="1.0"?><data><a/></data>', "application/xml"),
    "svg": (b'<svg xmlns="x"><text>y</text></svg>', "image/svg+xml"),
    "text": ("渡口停航通告\n第二行".encode(), "text/plain"),
    "text in GB18030": ("渡口停航通告，另行通知".encode("gb18030"), "text/plain"),
    "text in UTF-16 without mark": ("notice: 渡口\nline\n".encode("utf-16-le") * 20, "text/plain"),
    "text that begins like a bitmap": ("BMW 5系 采购清单".encode(), "text/plain"),
    "warc": (response(b"x"), "application/warc"),
    "warc.gz": (gzipped(response(b"x")), "application/warc"),
    "arc": (arc(b"x"), "application/x-arc"),
    "gzip": (gzip.compress(b"hello"), "application/gzip"),
    "pdf": (Pdf().page().build(), "application/pdf"),
    "pdf after junk": (b"\r\n\r\nHTTP junk\n%PDF-1.4", "application/pdf"),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), OOXML + "wordprocessingml.document"),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), OOXML + "spreadsheetml.sheet"),
    "odt": (ODT, "application/vnd.oasis.opendocument.text"),
    "wacz": (zipped("datapackage.json", "archive/data.warc.gz"), "application/wacz"),
    "zip": (zipped("a.txt"), "application/zip"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    "locked docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "application/x-encrypted-ooxml"),
    "outlook": (OLE + "__substg1.0_".encode("utf-16-le"), "application/vnd.ms-outlook"),
    "mail": (b"Received: from a\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nbody", "message/rfc822"),
    "mhtml": (MHTML, "multipart/related"),
    "mbox": (b"From a@b Mon Jan 1 00:00:00 2031\nFrom: a@b\nSubject: x\n\n", "application/mbox"),
    "notice that mentions From and Date": ("通告\nFrom: 交通局\n正文在这里\n".encode(), "text/plain"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
    "heic": (b"\0\0\0\x18ftypheic", "image/heic"),
    "heic of another brand": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "image/heic"),
    "avif": (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "image/avif"),
    "mp4": (b"\0\0\0\x18ftypisom", "video/mp4"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    "rar": (b"Rar!\x1a\x07\x01\0", "application/vnd.rar"),
    "caj": (b"CAJ" + bytes(60), "application/x-caj"),
    "voice": (b"\x02#!SILK_V3", "audio/silk"),
    "zeros": (bytes(4096), "application/octet-stream"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bytes_decide(case):
    data, expected = CASES[case]
    assert sniff(Probe("wrong.name", data[:65536], len(data), "application/wrong")) == expected


def test_every_known_kind_has_a_name_and_a_hint():
    for kind in NAMES.values():
        assert kind.name.startswith(("a ", "an "))
        assert kind.hint.endswith(".")


def test_unknown_kinds_are_described_by_family():
    assert describe("image/x-strange").name == "an image file (image/x-strange)"
    assert describe("model/x-strange").name == "a file of unknown kind"


def test_wrong_suffix_is_noticed_and_related_kinds_are_not():
    assert contradicts(".pdf", "text/html") == "application/pdf"
    assert contradicts(".HTM", "text/html") is None
    assert contradicts(".gz", "application/warc") is None
    assert contradicts(".unknown", "text/html") is None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_sniffer(data):
    assert describe(sniff(Probe("x", data, len(data)))).name


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("caj", "a CAJ document"),
    ],
)
def test_unread_kinds_end_as_trouble_that_names_them(read, case, words):
    (trouble,) = read(CASES[case][0], "evidence.bin").troubles
    assert trouble.code == "unknown-format"
    assert words in trouble.message
    assert trouble.hint
    assert trouble.kept == "kept: 0 blocks"
