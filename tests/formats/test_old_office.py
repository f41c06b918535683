# ruff: noqa: E501 - files as programs write them
"""Compound files: Outlook messages, old workbooks, and what LibreOffice must convert."""

import datetime
import io
import re
import struct
import subprocess
from pathlib import Path

import olefile
import pytest
import xlwt
from ole_builder import compound, fixed, message

from reader.config import Limits
from reader.formats import legacy_convert
from reader.formats.contract import HIDDEN, BlockDraft, Head, Payload, Trouble, probe_file, sniff
from reader.formats.host import Extractor
from reader.formats.media_types import DOC, MSG
from reader.formats.msg_properties import decompressed_rtf
from reader.model import BlockKind

TEXT = "关于东渡口停航的通知：自五月八日起停止摆渡，请群众绕行新桥。"
SENT = struct.pack(
    "<Q", int((datetime.datetime(2031, 5, 6, 7, 8, 9) - datetime.datetime(1601, 1, 1)).total_seconds()) * 10**7
)


def mail(**more):
    return message(
        {0x0037: "停航", 0x0C1A: "李青", 0x5D01: "a@x.example", 0x1000: TEXT, **more}, more=[(0x0039, 0x40, SENT)]
    )


def recipient(number, name, address, kind):
    path = (f"__recip_version1.0_#{number:08X}",)
    return message({0x3001: name, 0x39FE: address}, path=path, header=8, more=[(0x0C15, 3, struct.pack("<i", kind))])


def test_the_builder_makes_compound_files():
    data = compound({("a",): b"x" * 5000, ("s", "b"): b"small", ("s", "c"): b""})
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        assert ole.openstream("a").read() == b"x" * 5000
        assert ole.openstream(["s", "b"]).read() == b"small"


def test_outlook_messages(read):
    attachment = ("__attach_version1.0_#00000000",)
    streams = mail() | recipient(0, "阿芳", "b@y.example", 1) | recipient(1, "", "c@y.example", 2)
    streams |= message({0x3707: "..\\通知\u202e.txt", 0x370E: "text/plain"}, path=attachment, header=8)
    streams[(*attachment, "__substg1.0_37010102")] = "附件".encode() * 900
    page = read(compound(streams), "停航.msg")
    assert page.head.title == "停航"
    assert page.blocks[0].kind is BlockKind.TITLE
    assert page.block("李青 <a@x.example>").context == ("From",)
    assert page.block("阿芳 <b@y.example>").context == ("To",)
    assert page.block("c@y.example").context == ("Cc",)
    assert page.block(TEXT).locators[0].place.path == "part/1"
    assert page.head.metadata["published"] == "2031-05-06T07:08:09Z"
    (child,) = page.children
    assert child.name == "通知[U+202E].txt"
    assert child.path.read_bytes() == "附件".encode() * 900
    assert (child.captured, child.captured_how) == ("2031-05-06T07:08:09Z", "mail Date header")
    assert not page.troubles


@pytest.mark.parametrize("codepage", [936, 65001, 0])
def test_outlook_messages_in_eight_bits(read, codepage):
    streams = message({0x0037: "停航通知", 0x1000: TEXT}, codepage=codepage or 936, unicode=False)
    if not codepage:
        streams[("__properties_version1.0",)] = fixed([], 32)
    page = read(compound(streams), "m.msg")
    assert page.block(TEXT)
    assert page.block("停航通知").kind is BlockKind.TITLE


def test_html_bodies_are_compared_with_the_text(read):
    html = f"<html><body><h1>通知</h1><p>{TEXT}</p></body></html>"
    page = read(compound(mail() | {("__substg1.0_10130102",): html.encode("gb18030")}), "m.msg")
    assert page.block(TEXT).locators[0].place.path == "part/2/html > body > p:nth-of-type(1)"
    other = {("__substg1.0_10130102",): "<p>请于三日内缴纳保证金五万元，账户另行告知。</p>".encode()}
    page = read(compound(mail() | other), "m.msg")
    assert page.block(TEXT).context == ("text body, which differs from the HTML body",)


def test_messages_in_messages_are_read_in_place(read):
    attachment = ("__attach_version1.0_#00000000",)
    inner = (*attachment, "__substg1.0_3701000D")
    streams = mail() | message({0x3001: "转发"}, path=attachment, header=8)
    streams |= message({0x0037: "原件", 0x1000: "请尽快办理。"}, path=inner, header=24)
    page = read(compound(streams), "m.msg")
    assert page.block("原件").context == ("Subject", "attached message 1")
    assert page.block("请尽快办理。").context == ("attached message 1",)


def test_bodies_in_rtf_only_are_kept_as_files(read):
    rtf = b"{\\rtf1\\ansi hello}"
    packed = struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    streams = message({0x0037: "停航"}, parts={("__substg1.0_10090102",): packed})
    page = read(compound(streams), "m.msg")
    assert [c.name for c in page.children] == ["message.rtf"]
    assert page.children[0].path.read_bytes() == rtf


def test_compressed_rtf():
    # the example of [MS-OXRTFCP] 4.1.1
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af82068656c0920 6c6f2077 6f00 80 7d7d000ffe".replace(
            " ", ""
        )
    )
    assert decompressed_rtf(packed, 10_000).startswith(b"{\\rtf1\\ansi\\ansicpg125")
    for cut in range(len(packed)):
        decompressed_rtf(packed[:cut], 10_000)
    assert decompressed_rtf(b"x" * 40, 10) == b""


@pytest.mark.parametrize("name", ["Root Entry", "__substg1.0_1000001F"])
def test_streams_larger_than_their_file_are_refused(read, name):
    data = bytearray(compound(mail()))
    at = data.index(name.encode("utf-16-le"))
    data[at + 120 : at + 128] = struct.pack("<Q", 2**31 - 1)
    page = read(bytes(data), "m.msg")
    assert page.codes == ["truncated-input"]
    assert "larger than the whole" in page.troubles[0].message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_cut_compound_files_are_troubles(read, share):
    data = compound(mail() | {("__substg1.0_37010102",): b"x" * 9000})
    page = read(data[: int(len(data) * share)], "m.msg")
    assert page.troubles or page.blocks
    assert all(t.code in {"truncated-input", "unreadable-input", "unknown-format"} for t in page.troubles)


def workbook():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("支出")
    sheet.write_merge(0, 0, 0, 2, "青禾县2031年支出表")
    sheet.write(1, 2, "单位：万元")
    money, day = xlwt.easyxf(num_format_str="#,##0.00"), xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    for row, values in enumerate([["科目", "预算", "日期"], ["办公费", 1234.5, 47974], ["差旅费", 300, 47975]], 2):
        for column, value in enumerate(values):
            style = money if column == 1 else day if column == 2 else None
            sheet.write(row, column, value, style) if style and row > 2 else sheet.write(row, column, value)
    sheet.row(4).hidden = True
    secret = book.add_sheet("底稿")
    secret.write(0, 0, "内部口径")
    secret.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_old_workbooks(read):
    page = read(workbook(), "支出.xls")
    figure = page.block("1,234.50")
    assert figure.context == ("单位：万元", "办公费", "青禾县2031年支出表", "预算")
    assert figure.locators[0].place.path == "支出!B4"
    assert page.block("2031年5月6日")
    assert page.block("差旅费").context[-2:] == (HIDDEN, "hidden row")
    assert page.block("内部口径").context == (HIDDEN, "hidden sheet")
    assert page.block("青禾县2031年支出表").locators[0].place.path == "支出!A1:C1"
    assert not page.troubles


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_cut_workbooks_are_troubles(read, share):
    data = workbook()
    page = read(data[: int(len(data) * share)], "支出.xls")
    assert page.troubles or page.blocks
    assert page.codes <= ["truncated-input"] or set(page.codes) <= {
        "truncated-input",
        "unreadable-input",
        "unknown-format",
    }


def test_kinds_are_told_even_when_the_directory_lies_far_behind(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(compound({("big",): bytes(200_000), ("WordDocument",): b"x" * 5000}))
    assert sniff(probe_file(path, "x.wps")) == DOC
    path.write_bytes(compound(mail()))
    assert sniff(probe_file(path, "x")) == MSG


WORD = compound({("WordDocument",): b"\xec\xa5" + bytes(5000)})


def test_without_libreoffice_old_documents_are_kept_and_named(read):
    page = read(WORD, "旧.doc")
    assert page.codes == ["unknown-format"]
    assert "Microsoft Word document (old format)" in page.troubles[0].message
    assert "LibreOffice" in page.troubles[0].hint


def fake_office(folder: Path, body: str) -> str:
    """A program that behaves as LibreOffice might; its arguments are those LibreOffice gets."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def converted(tmp_path, monkeypatch, body, data=WORD, seconds=60.0):
    monkeypatch.setattr(legacy_convert, "find_program", lambda: fake_office(tmp_path, body))
    monkeypatch.setattr(legacy_convert.tempfile, "tempdir", str(tmp_path))
    source = tmp_path / "evidence"
    source.write_bytes(data)
    with Extractor(Limits(seconds=seconds)) as extractor:
        events = list(extractor.extract(Payload(source, "旧\n.doc"), tmp_path / "staging"))
    assert not list(tmp_path.glob("reader-office-*"))
    return events


def test_what_libreoffice_writes_is_read_as_the_original(tmp_path, monkeypatch):
    from office_builders import docx, p

    (tmp_path / "answer").write_bytes(docx(p("东渡口停航。")))
    events = converted(tmp_path, monkeypatch, f'mkdir out; cp "{tmp_path}/answer" out/original.docx')
    head = next(e for e in events if isinstance(e, Head))
    assert head.media_type == DOC
    assert "counted in the conversion" in head.metadata["places"]
    assert len(head.metadata["converted_sha256"]) == 64
    assert [e.text for e in events if isinstance(e, BlockDraft)] == ["东渡口停航。"]


def test_a_program_that_fails_hangs_or_leaves_children_is_ended(tmp_path, monkeypatch):
    (trouble,) = converted(tmp_path, monkeypatch, "exit 1")
    assert isinstance(trouble, Trouble)
    assert trouble.code == "unreadable-input"
    (trouble,) = converted(tmp_path, monkeypatch, "sleep 54321 & sleep 54321", seconds=1)
    assert trouble.code == "limit-exceeded"
    assert not subprocess.run(["pgrep", "-f", "sleep 54321"], capture_output=True, check=False).stdout


def test_the_program_has_no_network_and_a_profile_of_its_own(tmp_path, monkeypatch):
    body = f'(cat /proc/net/dev; env; cat profile/user/registrymodifications.xcu; echo "$@") > "{tmp_path}/seen"'
    converted(tmp_path, monkeypatch, body)
    seen = (tmp_path / "seen").read_text("utf-8")
    alone = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    assert not alone or re.findall(r"^\s*(\w+):", seen.partition("PATH=")[0], re.M) in ([], ["lo"])
    assert "DisableMacrosExecution" in seen
    assert "--convert-to docx" in seen
    assert f"HOME={tmp_path}/reader-office-" in seen


@pytest.mark.slow
@pytest.mark.skipif(legacy_convert.find_program() is None, reason="LibreOffice is not installed")
def test_libreoffice_itself(tmp_path):
    rtf = b"{\\rtf1\\ansi\\ansicpg936 " + "".join(f"\\u{ord(c)}?" for c in "东渡口停航。").encode() + b"\\par}"
    source = tmp_path / "evidence"
    source.write_bytes(rtf)
    with Extractor() as extractor:
        events = list(extractor.extract(Payload(source, "a.rtf"), tmp_path / "staging"))
    assert [e.text for e in events if isinstance(e, BlockDraft)] == ["东渡口停航。"]
