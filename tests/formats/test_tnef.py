"""winmail.dat: the message and its attachments, in any charset, nested, damaged."""

import struct

import pytest
from archives import TEXT
from tnef_builder import attribute, file, mail, properties, tnef

from reader.formats.media_types import TNEF
from reader.model import BlockKind

BODY = "关于东渡口停航的通知：自五月八日起停止摆渡，请群众绕行新桥。"
SENT = 133_770_000_000_000_000 + 7


def test_message_and_attachments(read):
    rows = [(0x0037, 0x1F, "停航"), (0x1000, 0x1F, BODY), (0x0C1A, 0x1F, "李青"), (0x5D01, 0x1F, "a@x.example"),
            (0x0039, 0x40, SENT), (0x8001, 0x1F, "named"), (0x8002, 0x101F, ["a", "b"])]  # fmt: skip
    people = attribute(1, 0x9004, 6, struct.pack("<I", 1) + properties(
        (0x3001, 0x1F, "阿芳"), (0x39FE, 0x1F, "b@y.example"), (0x0C15, 0x03, 1)))  # fmt: skip
    data = tnef(mail(*rows), people, file("TONGGAO.TXT", TEXT, (0x3707, 0x1F, "..\\通告\u202e.txt")))
    page = read(data, "winmail.dat")
    assert page.head.media_type == TNEF
    assert page.head.title == "停航"
    assert page.block("停航").kind is BlockKind.TITLE
    assert page.block("李青 <a@x.example>").context == ("From",)
    assert page.block("阿芳 <b@y.example>").context == ("To",)
    assert page.block(BODY).locators[0].place.path == "part/1"
    assert page.head.metadata["published"].startswith("2024-11-")
    (child,) = page.children
    assert child.name == "通告[U+202E].txt"
    assert child.path.read_bytes() == TEXT
    assert not page.troubles


@pytest.mark.parametrize(("codepage", "codec"), [(936, "gbk"), (950, "big5"), (65001, "utf-8")])
def test_text_in_eight_bits(read, codepage, codec):
    text = "關於東渡口停航" if codepage == 950 else "关于东渡口停航"
    data = tnef(
        attribute(1, 0x8004, 1, text.encode(codec) + b"\0"),
        attribute(1, 0x800C, 2, f"{text}的通知\r\n".encode(codec)),
        attribute(1, 0x8005, 3, struct.pack("<7H", 2031, 5, 6, 7, 8, 9, 2)),
        attribute(1, 0x8000, 0, struct.pack("<4H", 4, 30, 5, 20) + b"Li Q\0" + b"SMTP:a@x.example\0"),
        codepage=codepage,
    )
    page = read(data, "winmail.dat")
    assert page.block(text)
    assert page.containing(f"{text}的通知")
    assert page.head.metadata["published"] == "2031-05-06T07:08:09Z"
    assert page.head.metadata["author"] == "Li Q"


def test_attachments_alone(read):
    page = read(tnef(file("A.TXT", TEXT), file("图.PNG", b"\x89PNG\r\n\x1a\nrest")), "winmail.dat")
    assert [c.name for c in page.children] == ["A.TXT", "图.PNG"]
    assert not page.troubles


def test_messages_in_messages_are_read_in_place_to_a_depth(read):
    inner = tnef(mail((0x0037, 0x1F, "原件"), (0x1000, 0x1F, "请尽快办理。")))
    page = read(tnef(mail((0x0037, 0x1F, "转发")), file("x", b"", (0x3701, 0x0D, bytes(16) + inner))), "winmail.dat")
    assert page.block("原件").context == ("Subject", "attached message 1")
    assert page.block("请尽快办理。")
    for _ in range(40):
        inner = tnef(mail((0x0037, 0x1F, "层")), file("x", b"", (0x3701, 0x0D, bytes(16) + inner)))
    assert len(read(inner, "winmail.dat").containing("层")) <= 7


def test_damaged_containers_end_in_troubles(read):
    whole = tnef(mail((0x0037, 0x1F, "停航"), (0x1000, 0x1F, BODY)), file("A.TXT", TEXT * 20))
    for cut in range(4, len(whole) - 1, 37):
        page = read(whole[:cut], "winmail.dat")
        assert page.troubles
        assert not [t for t in page.troubles if "failed (" in t.message]
    assert read(whole[:-10], "winmail.dat").children[0].path.read_bytes() == (TEXT * 20)[:-8]


@pytest.mark.parametrize(
    "stream",
    [
        struct.pack("<I", 0xFFFFFFFF), struct.pack("<I", 3) + b"\xff" * 40,
        struct.pack("<IHHI", 1, 0x101F, 0x37, 0xFFFFFFFF) + struct.pack("<I", 0) * 9,
        struct.pack("<IHHI", 1, 0x1F, 0x37, 1) + struct.pack("<I", 0xFFFFFFF0) + b"ab",
        struct.pack("<IHH", 1, 0x1F, 0x8001) + bytes(16) + struct.pack("<II", 1, 0xFFFFFFFF),
    ],
)  # fmt: skip
def test_properties_made_to_do_harm(read, stream):
    page = read(
        tnef(attribute(1, 0x9003, 6, stream), attribute(1, 0x9004, 6, b"\xff" * 12), file("A.TXT", TEXT)), "w.dat"
    )
    assert page.children[0].path.read_bytes() == TEXT
    assert not [t for t in page.troubles if "failed (" in t.message]
