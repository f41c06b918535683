# ruff: noqa: E501 - markup as programs write it
"""What the fuzzer found (``python -m benchmarks.ingest.fuzz``), each as a file made by code: never a crash again.

A crash of a parser is a Trouble too, "The reader for this kind of file failed"; here that sentence must not appear.
"""

import io
import re
import struct
import time
import zipfile
import zlib

import pytest
from archives import TEXT, mhtml, wacz, zip_of
from builders import arc, gzipped, response, warc_record
from office_builders import docx, p, package, relations
from ole_builder import compound
from specimens import specimens
from test_old_office import mail
from test_slides_odf import odf
from test_xlsx import raw

from reader.formats import xlsx_display

PAGE = "<html><body><p>东渡口停航，恢复时间另行通知。</p></body></html>".encode()


def honest(page):
    """No parser stumbled and the disk is not blamed."""
    assert not [t for t in page.troubles if "failed (" in t.message or "from disk" in t.message]
    return page


def misplaced(data, shift):
    """A ZIP whose directory claims to begin *shift* bytes further on: its members lie before the file."""
    end = data.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<I", data, end + 16)
    return data[: end + 16] + struct.pack("<I", offset + shift) + data[end + 20 :]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zip_of(("a.txt", TEXT), ("b.txt", TEXT))),
        ("a.docx", docx(p("停航"))),
        ("a.odt", odf("text", "<text:p>停航</text:p>")),
        ("a.wacz", wacz(gzipped(response(PAGE)))),
    ],
)
def test_members_that_lie_before_their_archive(read, name, data):
    page = honest(read(misplaced(data, 9), name))
    assert page.troubles


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1e15", "0." + "0" * 20, "1000000000000000." + "0" * 20), ("1e20", "0%%", "1000000000000000000000000%%"),
        ("12.5", "0." + "0" * 250, "12.5" + "0" * 249), ("1e299", "0" + "%" * 200, "1e299"),
    ],
)  # fmt: skip
def test_figures_of_more_digits_than_are_calculated_with(value, code, shown):
    assert xlsx_display.number(value, code) == shown


def test_entities_among_relations(read):
    odd = relations(("r", "officeDocument", "xl/workbook.xml")).replace("<Relationship ", "&x;<Relationship ", 1)
    honest(read(package({"_rels/.rels": odd, "xl/workbook.xml": "<workbook/>"}), "a.xlsx"))


def test_records_that_claim_more_bytes_than_numbers_go(read):
    lengths = re.compile(rb"text/html \d+\n")
    claim = arc(PAGE)
    assert lengths.search(claim)
    honest(read(lengths.sub(b"text/html 1" + b"0" * 30 + b"\n", claim), "a.arc"))


def test_sectors_larger_than_any_memory(read):
    data = bytearray(compound(mail()))
    data[30:32] = struct.pack("<H", 41)
    assert honest(read(bytes(data), "a.msg")).codes == ["truncated-input"]
    data[30:34] = struct.pack("<HH", 9, 63)  # those of short streams
    honest(read(bytes(data), "a.msg"))


def test_thousands_of_damaged_records_cost_no_more_than_they_weigh(read):
    broken = response(PAGE).replace(b"</html>", b"</htm>")  # a byte less than each promises
    began = time.monotonic()
    archive = read(broken * 2000, "a.warc")
    assert time.monotonic() - began < 15
    assert len(archive.children) > 1000


def test_members_without_a_name(read):
    honest(read(zip_of((b"\0x", TEXT), ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>")), "a.docx"))
    honest(read(zip_of((b"\0x", TEXT), ("a.txt", TEXT)), "a.zip"))


@pytest.mark.parametrize("start", [b"II*\0", b"MM\0*", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM"])
def test_pictures_of_which_the_first_bytes_are_left(read, start):
    page = honest(read(start + bytes(300), "a.tif"))
    assert page.troubles


def test_a_record_longer_than_its_header_says_ends_the_walk(read):
    """warcio then counts its offset backwards, to before the file."""
    long = warc_record("response", b"x" * 10).rstrip() + b"<html lang='zh'>" * 3000 + b"\r\n\r\n"
    page = honest(read(gzipped(long, response(PAGE)), "a.warc.gz"))
    assert [child.path.read_bytes() for child in page.children][-1:] == [PAGE]
    assert page.troubles


@pytest.mark.parametrize("field", ["WARC-Payload-Digest", "WARC-Block-Digest"])
@pytest.mark.parametrize("value", ["sha1:" + "Z" * 40, "sha1:" + "é" * 20, "sha1:A", "sha1:", "nonsense"])
def test_digests_in_no_notation(read, field, value):
    record = response(PAGE).replace(b"\r\n", f"\r\n{field}: {value}\r\n".encode(), 1)
    page = honest(read(record, "a.warc"))
    assert [child.path.read_bytes() for child in page.children] == [PAGE]
    if value in {"sha1:" + "Z" * 40, "sha1:A"}:
        assert page.codes == ["digest-mismatch"]


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000, "-1", "1e9", ""])
def test_numbers_that_are_none(read, number):
    cells = f'<row r="{number}"><c r="A1" s="{number}" t="inlineStr"><is><t>停航</t></is></c><c r="B1" s="{number}"><v>{number}</v></c></row>'
    assert honest(read(raw(cells, before=f'<cols><col min="{number}" max="{number}" hidden="1"/></cols>'), "a.xlsx"))
    level = f'text:outline-level="{number}"'
    repeat = f'table:number-columns-repeated="{number}" table:number-rows-repeated="{number}"'
    body = f'<text:h {level}>停航</text:h><text:p>东<text:s text:c="{number}"/>渡</text:p>'
    assert honest(read(odf("text", body), "a.odt")).containing("停航")
    sheet = f"<table:table><table:table-row {repeat}><table:table-cell {repeat}><text:p>停航</text:p></table:table-cell></table:table-row></table:table>"
    assert honest(read(odf("spreadsheet", sheet), "a.ods")).containing("停航")


def test_half_characters_become_replacement_characters(read):
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>停_xD83D__xDE00_航_xD800_</t></is></c></row>'
    assert read(raw(cells), "a.xlsx").block("停😀航\ufffd")


@pytest.mark.parametrize("kind", sorted(specimens()))
def test_every_specimen_reads_without_trouble_and_half_of_it_honestly(read, kind):
    name, data = specimens()[kind]
    if kind in {"png", "jpeg", "tiff", "pdf-scan"}:  # recognising takes seconds and has tests of its own
        assert honest(read(data[: len(data) // 4], name)).troubles
        return
    whole = honest(read(data, name))
    assert not whole.troubles
    assert whole.blocks or whole.children
    honest(read(data[: len(data) // 2], name))


def test_thousands_of_parts_without_a_blank_line_take_no_time(read):
    """Each part's headers were once looked for up to 256 KiB beyond its end."""
    started = time.process_time()
    part = (["Content-Type: text/html", "Content-Location: cid:a"], b"x")
    data = mhtml(part).replace(b"\r\n\r\nx", b"\r\nx-y: z") + b"------Multi--b\r\nContent-Type: text/html\r\n" * 20_000
    honest(read(data, "a.mhtml"))
    assert time.process_time() - started < 8


@pytest.mark.parametrize("half", [b"\xed\xa0\x80", b"\xff", b"\xf8\x88\x80\x80\x80"])
def test_bytes_in_xml_that_are_no_text(read, half):
    """lxml lets some of them into the tree and fails on the element that holds them."""
    body = docx(p("停航通告") + p("绕行MARK新桥"))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = {name: archive.read(name).replace(b"MARK", half) for name in archive.namelist()}
    page = honest(read(package(members), "a.docx"))
    assert page.block("停航通告")
    assert page.containing("新桥")
    assert "undecodable-bytes" in page.codes
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>停航</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>绕MARK行</t></is></c></row>'
    with zipfile.ZipFile(io.BytesIO(raw(cells))) as archive:
        members = {name: archive.read(name).replace(b"MARK", half) for name in archive.namelist()}
    page = honest(read(package(members), "a.xlsx"))
    assert page.block("停航")
    assert page.troubles


@pytest.mark.parametrize("cut", range(32, 200, 7))
def test_headers_of_7z_archives_with_holes(read, cut):
    pytest.importorskip("py7zr")
    name, data = specimens()["7z"]
    honest(read(data[:cut] + b"\0" + data[cut + 1 :], name))
    (start,) = struct.unpack_from("<Q", data, 12)
    header = data[32 + start : 32 + start + cut // 8] + b"\0"
    tail = struct.pack("<QQI", start, len(header), zlib.crc32(header))
    honest(read(data[:8] + struct.pack("<I", zlib.crc32(tail)) + tail + data[32 : 32 + start] + header, name))


@pytest.mark.parametrize("half", ["&#xD800;", "&#55357;", "&#xDE00;&#xD83D;"])
def test_references_to_half_characters(read, half):
    """libxml2 puts them into its tree, where lxml fails on them; two that belong together are a character."""
    pair = "停&#xD83D;&#xDE00;航&#55357;&#56832;"
    for data, name in (
        (docx(p("通告") + p(f"绕{half}行") + p(pair)), "a.docx"),
        (odf("text", f"<text:p>通告</text:p><text:p>绕{half}行</text:p><text:p>{pair}</text:p>"), "a.odt"),
        (raw("".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{t}</t></is></c></row>' for n, t in enumerate(("通告", f"绕{half}行", pair), 1))), "a.xlsx"),
        (f'<?xml version="1.0"?><rss><channel><title>通告</title><item><title>绕{half}行</title><description>{pair}</description></item></channel></rss>'.encode(), "a.xml"),
    ):  # fmt: skip
        page = honest(read(data, name))
        assert page.block("通告"), name
        assert page.block("停😀航😀"), name
        assert page.containing("绕\ufffd"), name


def test_a_storage_where_a_stream_is_expected(read):
    """The subject, and the file's properties, are folders here."""
    streams = {path: data for path, data in mail().items() if "0037" not in path[-1]}
    streams |= {("__substg1.0_0037001F", "x"): b"x", ("\x05SummaryInformation", "x"): b"x"}
    page = honest(read(compound(streams), "a.msg"))
    assert page.containing("东渡口停航")
