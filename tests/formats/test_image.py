"""Pictures: what is written in them, where, how surely, and pictures that are traps."""

import io
import struct
import sys
import zlib
from pathlib import Path

import pytest
from pictures import chat, encoded, picture
from PIL import Image, TiffImagePlugin, features

from reader.config import Limits
from reader.formats.contract import BlockDraft, Head, Payload, Working
from reader.formats.host import Extractor
from reader.formats.image_open import render_page_within
from reader.model import BlockKind

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
NOTICE = "东渡口临时停航通告"


def ink(image, box):
    """Box of what is drawn inside *box*, in the whole picture's pixels."""
    x0, y0, x1, y1 = map(int, box)
    found = image.convert("L").crop((x0, y0, x1, y1)).point(lambda value: 255 if value < 128 else 0).getbbox()
    return found and (found[0] + x0, found[1] + y0, found[2] + x0, found[3] + y0)


def test_a_line_has_its_place_and_confidence(read):
    image = picture(420, 160, [(40, 50, NOTICE, 30)])
    document = read(encoded(image), "notice.png")
    (block,) = document.blocks
    (place,) = [locator.place for locator in block.locators]
    assert block.text == NOTICE
    assert (place.kind, place.page, document.head.pages) == ("page", 1, 1)
    assert place.confidence > 0.9
    assert ink(image, place.box) == ink(image, (0, 0, 420, 160))
    assert document.head.metadata["pixels"] == "420 × 160"


def test_what_the_camera_wrote_down(read):
    upright = picture(300, 420, [(40, 180, NOTICE[:6], 32)])
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8769)[0x9003] = "2031:05:06 07:08:09"
    rational = TiffImagePlugin.IFDRational
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (rational(31), rational(13), rational(48)), 3: "E", 4: (rational(121), rational(30), rational(0))}
    )
    document = read(encoded(upright.rotate(90, expand=True), "JPEG", exif=exif, quality=90), "a.jpg")
    assert [block.text for block in document.blocks] == [NOTICE[:6]]
    x0, y0, x1, y1 = document.blocks[0].locators[0].place.box
    assert 30 < x0 < 45 < 200 < x1 < 250
    assert 165 < y0 < 195 < y1 < 235
    metadata = document.head.metadata
    assert metadata["turned"] == "90° clockwise"
    assert metadata["taken"] == "2031:05:06 07:08:09"
    assert metadata["gps"] == "31.23000, 121.50000"
    assert metadata["camera_make"] == "Maker"


def test_columns_are_read_from_right_to_left(read):
    columns = ["清江水位上涨", "东渡口停航了", "请绕行到新桥"]
    texts = [(260 - 90 * n, 20 + 46 * m, char, 40) for n, column in enumerate(columns) for m, char in enumerate(column)]
    (block,) = read(encoded(picture(330, 330, texts)), "a.png").blocks
    assert block.text.split("\n") == columns


def test_a_long_screenshot_has_each_line_once(read):
    lines = [f"第{n:02}条通告请绕行新桥" for n in range(1, 17)]
    image = picture(330, 16 * 62 + 40, [(20, 20 + 62 * n, line, 24) for n, line in enumerate(lines)])
    text = "\n".join(block.text for block in read(encoded(image), "long.png").blocks)
    assert text.split("\n") == lines


def test_bubbles_keep_their_order_and_side(read):
    document = read(encoded(chat()), "chat.png")
    said = [(block.text, block.context) for block in document.blocks if block.kind is BlockKind.MESSAGE]
    assert [text for text, _ in said] == [
        "明天几点在渡口见面？\n我从新桥那边过来。",
        "上午九点半。",
        "别忘了带上合同。",
        "好的，已经带了。",
    ]
    assert [context[0] for _, context in said] == [
        "from 李青",
        "bubble on the right (the telephone's user)",
        "from 王河",
        "bubble on the right (the telephone's user)",
    ]
    assert document.blocks[0].text == "下午3:15"


def test_all_pages_of_a_tiff(read):
    pages = [picture(300, 100, [(30, 30, text, 28)]) for text in ("第一页渡口", "第二页新桥")]
    document = read(encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "fax.tif")
    assert document.head.pages == 2
    assert [(block.text, block.locators[0].place.page) for block in document.blocks] == [
        ("第一页渡口", 1),
        ("第二页新桥", 2),
    ]


def test_white_writing_on_nothing(read):
    image = picture(360, 110, [(30, 30, NOTICE[:7], 36)], ground=(0, 0, 0, 0), ink=(255, 255, 255, 255), mode="RGBA")
    assert [block.text for block in read(encoded(image), "a.png").blocks] == [NOTICE[:7]]


def test_a_picture_without_writing(read):
    document = read(encoded(Image.new("RGB", (200, 200), "#4080c0")), "a.png")
    assert document.codes == ["no-writing"]
    assert document.head.pages == 1


def test_blurred_writing_is_marked(read):
    image = (
        picture(420, 90, [(30, 25, "停航期间禁止通行", 36)]).resize((52, 11), Image.Resampling.BOX).resize((420, 90))
    )
    document = read(encoded(image), "a.png")
    assert document.codes == ["recognition-doubtful"]
    assert all("recognised with low confidence" in block.context[-1] for block in document.blocks)


def test_heic(read, tmp_path):
    """fixtures/notice.heic: our own picture, written with libheif's encoder, which is not among our dependencies."""
    pytest.importorskip("pi_heif")
    document = read((FIXTURES / "notice.heic").read_bytes(), "IMG_0001.HEIC")
    assert [block.text for block in document.blocks] == [NOTICE]
    assert document.head.media_type == "image/heic"
    assert document.head.metadata["camera_model"] == "Model"
    page = Image.open(io.BytesIO(render_page_within(tmp_path / "evidence", 1, 1_000_000, Limits())))
    assert page.size == (420, 160)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.95])
def test_heic_cut_off(read, cut):
    pytest.importorskip("pi_heif")
    data = (FIXTURES / "notice.heic").read_bytes()
    document = read(data[: int(len(data) * cut)], "a.heic")
    assert document.codes[0] in {"truncated-input", "unreadable-input"}
    assert not document.blocks


def test_heic_without_its_decoder_says_what_to_do(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    document = read((FIXTURES / "notice.heic").read_bytes(), "IMG_0001.HEIC")
    assert document.codes == ["unknown-format"]
    assert "evidence-reader[heic]" in document.troubles[0].hint
    assert not document.blocks


@pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF")
def test_avif(read):
    document = read(encoded(picture(420, 160, [(40, 50, NOTICE, 30)]), "AVIF", quality=80), "a.avif")
    assert [block.text for block in document.blocks] == [NOTICE]
    assert document.head.media_type == "image/avif"


def bomb(width, height):
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (1, 70_000), (20_000, 6_000)])
def test_pictures_that_would_fill_the_memory(read, width, height):
    assert read(bomb(width, height), "a.png").codes == ["limit-exceeded"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_cut_off(read, kind):
    data = encoded(picture(400, 200, [(20, 20, NOTICE, 30)]), kind)
    document = read(data[: len(data) // 2], "a")
    assert document.codes[0] in {"truncated-input", "unreadable-input"}
    assert not document.blocks


def test_in_the_sealed_process_and_drawn_as_a_page(tmp_path):
    path = tmp_path / "evidence"
    path.write_bytes(encoded(picture(420, 160, [(40, 50, NOTICE, 30)])))
    with Extractor(Limits()) as extractor:
        events = list(extractor.extract(Payload(path, "a.png"), tmp_path / "staging"))
        page = Image.open(io.BytesIO(extractor.render_page(path, 1, 16_800)))
    assert [e.text for e in events if isinstance(e, BlockDraft)] == [NOTICE]
    assert [type(e) for e in events if not isinstance(e, BlockDraft)] == [Head]
    assert not any(isinstance(e, Working) for e in events)
    assert page.width == 210
    assert round(page.width * 72 / page.info["dpi"][0]) == 420
