# ruff: noqa: E501 - markup as programs write it
"""Files made to do harm, read by the real sealed worker: honest blocks or a Problem, in time, nothing written elsewhere.

What single formats do about traps of their own stands with their tests (bombs in containers, entities, links that
lead out); here is what was left, and the traps that every format must stand.
"""

import gzip
import os
import struct
import time
import zlib
from dataclasses import replace

import pytest
from archives import TEXT, mhtml, wacz, zip_of
from builders import Pdf, _file, _stream, gzipped, http, response, warc_record
from conftest import Reading
from office_builders import docx, p, package, relations
from ole_builder import compound
from test_mail import HEAD, parts
from test_old_office import mail
from test_slides_odf import odf

from reader.config import Limits
from reader.formats.contract import Payload
from reader.formats.host import Extractor
from reader.formats.html_snapshot import snapshot

MIB = 1024**2
LIMITS = Limits(seconds=30, silence_seconds=30, memory_bytes=1200 * MIB, payload_bytes=64 * MIB)


@pytest.fixture(scope="module")
def extractor():
    with Extractor(LIMITS) as opened:
        yield opened


@pytest.fixture
def survive(extractor, tmp_path):
    """Reads *data* in the worker: it stays alive, and the folder around the staging folder stays as it was."""

    def reading(data, name):
        evidence = tmp_path / "in" / "evidence"
        evidence.parent.mkdir(exist_ok=True)
        evidence.write_bytes(data)
        staging = tmp_path / "case" / "staging"
        staging.mkdir(parents=True, exist_ok=True)
        page = Reading(extractor.extract(Payload(evidence, name, limits=LIMITS), staging))
        assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if staging not in path.parents} == {
            "in", "in/evidence", "case", "case/staging",
        }  # fmt: skip
        assert not any(path.is_symlink() for path in staging.rglob("*"))
        assert not any("failed (" in trouble.message for trouble in page.troubles)
        assert "worker-died" not in page.codes
        assert page.head or page.troubles
        return page

    return reading


def pdf(*objects, trailer=b""):
    """A PDF of one page; *objects* are numbered from 4 on, the page's own entries are the first."""
    own, *more = objects
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % trailer,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %b >>" % own,
            *more,
        ],
        b"",
    )


def bomb(mebibytes):
    """So many zeros, deflated."""
    engine = zlib.compressobj(9)
    return b"".join([*(engine.compress(bytes(MIB)) for _ in range(mebibytes)), engine.flush()])


# what unpacks to more than anybody has


@pytest.mark.parametrize("twice", [False, True])
def test_a_pdf_whose_stream_unpacks_without_end(survive, twice):
    data, filters = bomb(100 if twice else 300), b"/FlateDecode"
    if twice:
        data, filters = zlib.compress(data, 9), b"[/FlateDecode /FlateDecode]"
    stream = b"<< /Length %d /Filter %b >>\nstream\n%b\nendstream" % (len(data), filters, data)
    page = survive(pdf(b"/Contents 4 0 R", stream), "a.pdf")
    assert not page.blocks


def test_a_pdf_with_a_picture_larger_than_memory(survive):
    entries = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    content = _stream(b"q 500 0 0 700 40 60 cm /I Do Q")
    page = survive(
        pdf(b"/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >>", content, _stream(b"\0" * 900, entries)),
        "a.pdf",
    )
    assert not page.blocks


def test_pages_that_claim_to_be_miles_wide(survive):
    data = Pdf().page().text(60, 90, "东渡口停航。").build().replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]")
    survive(data, "a.pdf")
    survive(data.replace(b"[0 0 9e9 9e9]", b"[0 0 0 0]"), "a.pdf")


def test_pages_without_end(survive):
    many = b" ".join([b"3 0 R"] * 100_000)
    data = pdf(b"").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [%b] /Count 100000" % many)
    survive(data, "a.pdf")
    survive(pdf(b"").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 1"), "a.pdf")  # the tree holds itself


def test_gzip_around_gzip_around_zeros(survive):
    data = gzip.compress(gzip.compress(bytes(200 * MIB), 9), 9)
    page = survive(data, "a.txt.gz")
    assert page.children or page.troubles
    assert sum(child.path.stat().st_size for child in page.children) < 2 * MIB
    page = survive(gzip.compress(bytes(100 * MIB), 9), "a.txt.gz")
    assert page.codes == ["limit-exceeded"]


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml"])
def test_office_parts_that_unpack_without_end(survive, name):
    kind = "application/vnd.oasis.opendocument.text"
    parts = {"mimetype": kind, name: bytes(150 * MIB)} if name == "content.xml" else {name: bytes(150 * MIB)}
    assert survive(package(parts, first=() if name == "content.xml" else ("[Content_Types].xml",)), "a").troubles


def test_messages_whose_body_unpacks_without_end(survive):
    swollen = struct.pack("<IIII", 100, 2**31 - 1, 0x75465A4C, 0) + b"\x00" * 84
    survive(compound(mail() | {("__substg1.0_10090102",): swollen}), "a.msg")


def test_http_bodies_of_saved_pages_are_bounded(survive):
    packed = http(gzip.compress(b"a" * (100 * MIB), 9), headers=("Content-Encoding: gzip",))
    record = warc_record("response", packed, headers=["Content-Type: application/http; msgtype=response"])
    assert "limit-exceeded" in survive(gzipped(record, response(TEXT)), "a.warc.gz").codes


# nesting


def deep_tables(levels):
    inside = p("最里面")
    for _ in range(levels):
        inside = f"<w:tbl><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl>"
    return docx(inside)


def deep_mail(levels):
    data = HEAD + b"Content-Type: text/plain\r\n\r\nsafe"
    for n in range(levels):
        head = b"Content-Type: multipart/mixed; boundary=B%d\r\n\r\n" % n
        data = HEAD + head + b"--B%d\r\nContent-Type: message/rfc822\r\n\r\n%b\r\n--B%d--\r\n" % (n, data, n)
    return data


def deep_page(levels):
    page = b"<p>x</p>"
    for _ in range(levels):
        page = b"<table><tr><td><div><ul><li>" + page + b"</li></ul></div></td></tr></table>"
    return "<html><body><p>东渡口停航。</p>".encode() + page


def deep_mhtml(levels):
    body = b"<p>x</p>"
    data = mhtml((["Content-Type: text/html"], body))
    for n in range(levels):
        data = mhtml((["Content-Type: message/rfc822"], data), (["Content-Type: text/html"], body), boundary=f"=_{n}")
    return data


def deep_odf(levels):
    return odf(
        "text", "<text:p>停航</text:p>" + "<text:section>" * levels + "<text:p>x</text:p>" + "</text:section>" * levels
    )


def deep_frames(levels):
    page = "<p>里面</p>"
    for _ in range(levels):
        page = '<iframe srcdoc="' + page.replace("&", "&amp;").replace('"', "&quot;") + '"></iframe>'
        if len(page) > 4 * MIB:  # doubles with each level
            break
    return ("<p>东渡口停航。</p>" + page).encode()


DEEP = {
    "a.docx": deep_tables, "a.eml": deep_mail, "a.html": deep_page, "a.mhtml": deep_mhtml, "a.odt": deep_odf, "b.html": deep_frames,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_fifty_levels_and_many_more(survive, name):
    for levels in (50, 300 if name in {"a.eml", "a.mhtml", "b.html"} else 5000):  # those three grow with the square
        page = survive(DEEP[name](levels), name)
        assert page.blocks or page.children or page.troubles


def test_objects_of_a_pdf_that_nest_without_end(survive, tmp_path):
    survive(pdf(b"/Contents 4 0 R", b"[" * 200_000), "a.pdf")
    forms = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    own = b"/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >>"
    data = pdf(own, _stream(b"/F Do"), _stream(b"/F Do /F Do", forms))
    (tmp_path / "a.pdf").write_bytes(data)
    with Extractor(replace(LIMITS, memory_bytes=500 * MIB, seconds=5)) as own_worker:
        page = Reading(own_worker.extract(Payload(tmp_path / "a.pdf", "a.pdf"), tmp_path))
    assert page.codes == ["limit-exceeded"]


# entities

LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + '<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY % far SYSTEM "http://canary.invalid/x.dtd">%far;]>'  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.svg", lambda: f'<?xml version="1.0"?>{LAUGHS}<svg xmlns="http://www.w3.org/2000/svg"><text>停航&j;&file;</text></svg>'.encode()),
        ("a.xml", lambda: f'<?xml version="1.0"?>{LAUGHS}<rss><channel><title>停航&j;&file;</title></channel></rss>'.encode()),
        ("a.xhtml", lambda: f'<?xml version="1.0"?>{LAUGHS.replace("x [", "html [")}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>停航&j;&file;</p></body></html>'.encode()),
        ("a.html", lambda: f"{LAUGHS}<html><body><p>停航&j;&file;</p></body></html>".encode()),
    ],
)  # fmt: skip
def test_entities_are_not_expanded_and_nothing_is_fetched(survive, name, make):
    started = time.monotonic()
    page = survive(make(), name)
    text = "".join(block.text for block in page.blocks)
    assert "root:" not in text
    assert text.count("哈") < 20
    assert time.monotonic() - started < 10


def test_entities_in_the_parts_of_a_workbook(survive):
    trap = f'<?xml version="1.0"?>{LAUGHS}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&j;&file;</t></si></sst>'
    parts = {
        "_rels/.rels": relations(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("s", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>',
        "xl/sharedStrings.xml": trap,
    }
    page = survive(package(parts), "a.xlsx")
    text = "".join(block.text for block in page.blocks)
    assert "root:" not in text
    assert "哈" not in text


# what would run or reach out


def test_what_a_pdf_would_start_is_named_and_left(survive):
    actions = {
        "/OpenAction << /S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >> >>": "starts a program",
        "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>": "script",
        "/AA << /WC << /S /JavaScript /JS (app.alert(1)) >> >>": "script",
        "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>": "script",
    }
    for action, word in actions.items():
        page = survive(pdf(b"/Contents 4 0 R", _stream(b"q Q"), trailer=action.encode()), "a.pdf")
        stated = page.head.metadata["active_content"] if page.head else page.troubles[0].message
        assert word in stated.casefold(), action


@pytest.mark.parametrize(
    ("name", "folder", "main"),
    [("a.xlsm", "xl", "workbook.xml"), ("a.pptm", "ppt", "presentation.xml")],
)
def test_macros_and_outside_references_are_named_and_left(survive, name, folder, main):
    target = "http://canary.invalid/template"
    data = package(
        {
            "_rels/.rels": relations(("r", "officeDocument", f"{folder}/{main}")),
            f"{folder}/{main}": "<x/>",
            f"{folder}/_rels/{main}.rels": relations(
                ("t", "attachedTemplate", target, "External"), ("o", "oleObject", "file:///c:/x", "External")
            ),
            f"{folder}/vbaProject.bin": b"\0macro",
        }
    )
    page = survive(data, name)
    stated = " ".join(page.head.metadata.values()) if page.head else ""
    assert "not run" in stated
    assert target in stated
    assert not page.children


# charsets


@pytest.mark.parametrize(
    "charset",
    ["utf-7", "no-such-charset", "unicode_escape", "idna", "rot13", "zlib_codec", "../../x", "\0", "utf-8\r\nX: y"],
)
def test_charsets_that_are_none(survive, charset):
    body = "东渡口停航，恢复时间另行通知。"
    page = survive(f'<html><head><meta charset="{charset}"></head><body><p>{body}</p></body></html>'.encode(), "a.html")
    assert page.block(body)
    letter = parts(
        (
            f"Content-Type: text/plain; charset={charset}".encode("latin-1").replace(b"\0", b"").replace(b"\r\n", b""),
            body.encode("gb18030"),
        )
    )
    assert survive(letter, "a.eml").containing(body)


@pytest.mark.parametrize(
    "tail",
    [
        b"\x81",
        b"\xff\xfe\xfd",
        b"\x1b$B\x7f\x7f",
        b"~{\x20\x20",
        b"\xed\xa0\x80\xed\xb0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\0\0\0",
    ],
)
def test_bytes_that_no_charset_has(survive, tail):
    lines = [f"第{n}条：东渡口停航期间请绕行新桥。" for n in range(60)]
    body = "".join(f"<p>{line}</p>" for line in lines).encode()
    page = survive(b"<html><meta charset=utf-8><body>" + body + b"<p>" + tail + b"</p></body></html>", "a.html")
    assert [block.text for block in page.blocks][: len(lines)] == lines
    shown = "".join(block.text for block in page.blocks)
    assert "\ufffd" not in shown or "undecodable-bytes" in page.codes or b"\0" in tail  # NUL is shown as browsers do
    page = survive("\n".join(lines).encode("gb18030") + b"\n" + tail, "a.txt")
    assert page.containing(lines[0])
    page = survive("东渡口停航。".encode() + tail, "a.txt")  # too little to tell: said, or shown
    assert page.blocks or page.troubles


# names

NAMES = ["a\nb.txt", "通告\u202efdp.exe", "长" * 300 + ".txt", "..", "CON", "a\0b", "", " ", "-rf", "\x1b[2J.txt", "a/../../../../b.txt", "C:\\Windows\\x.txt", "\\\\server\\share\\x"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_wherever_they_come_from(survive, name):
    plain = name.replace("\0", "").replace("\n", " ")
    by_kind = {
        "a.zip": zip_of((name or "x", TEXT)),
        "a.wacz": wacz(gzipped(response(TEXT)), extra=((name or "x", TEXT),)),
        "a.eml": parts((f'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="{plain}"'.encode(), TEXT)),
        "a.msg": compound(mail() | {("__attach_version1.0_#00000000", "__properties_version1.0"): bytes(8), ("__attach_version1.0_#00000000", "__substg1.0_3707001F"): name.encode("utf-16-le"), ("__attach_version1.0_#00000000", "__substg1.0_37010102"): TEXT}),
    }  # fmt: skip
    for kind, data in by_kind.items():
        page = survive(data, kind)
        for child in page.children:
            assert os.path.basename(child.path).isascii()
            assert not set(child.name) & set("\n\r\0\x1b\u202e")
            assert len(child.name) <= 255
    survive(TEXT, name)  # the name of the evidence itself


def test_after_all_this_the_same_worker_reads_a_good_page(survive, extractor):
    page = survive("<html><body><p>东渡口停航，恢复时间另行通知。</p></body></html>".encode(), "a.html")
    assert page.block("东渡口停航，恢复时间另行通知。")


def test_snapshots_of_hostile_pages_end_too():
    for data in (deep_page(3000), deep_frames(50), b"<p " + b"a=1 " * 200_000 + b">x", b"<table>" * 100_000):
        started = time.monotonic()
        assert "<script" not in snapshot(data)
        assert time.monotonic() - started < 10
